import fc from 'fast-check';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { faults, type Fault } from '../../sandbox';
import { runAltegio } from '../support/engine';
import { checkOutcome } from '../support/checkOutcome';
import { FAULTS } from '../support/matrix';
import {
	BY_LOGIN,
	FIRST_ID,
	remove,
	SECOND_ID,
	THIRD_ID,
	TOKENS,
	update,
} from '../support/fixture';
import { useSandboxInFakeTime } from '../support/time';
import { runs, TIME_FOR_RUNS } from './runs';

const { fixture, time } = useSandboxInFakeTime({ limits: { perSecond: 5, perMinute: 200 } });
jest.setTimeout(TIME_FOR_RUNS);

const OPERATIONS = {
	update: update({ title: '={{ $json.title }}' }),
	delete: remove(),
	create: { resource: 'location', operation: 'create', title: '={{ $json.title }}' },
} satisfies Record<string, INodeParameters>;

const ITEMS = [FIRST_ID, SECOND_ID, THIRD_ID, 41207].map((id) => ({ id, title: `New ${id}` }));

const KINDS: Record<string, Fault> = {
	...Object.fromEntries(Object.entries(FAULTS).map(([name, { fault }]) => [name, fault])),
	'no fault': {},
	'401': faults.unauthorizedLegacy,
	'403': faults.forbidden,
	'409': faults.conflict,
	'429 until a date': faults.tooManyRequestsDate,
	redirect: faults.redirect,
};

const SIGN_IN: Record<string, ICredentialDataDecryptedObject> = {
	tokens: TOKENS,
	login: BY_LOGIN,
};

/** What goes wrong with one request after the other, as long as the list lasts; half of them are well. */
const sequence = fc.array(
	fc.oneof(fc.constant('no fault'), fc.constantFrom(...Object.keys(KINDS))),
	{ maxLength: 14 },
);

it('R9, R10, R11, R12: for any sequence of faults each item is done once, or reported', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...(Object.keys(OPERATIONS) as Array<keyof typeof OPERATIONS>)),
			fc.integer({ min: 1, max: ITEMS.length }),
			sequence,
			fc.constantFrom('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
			fc.boolean(),
			fc.constantFrom(...Object.keys(SIGN_IN)),
			async (operation, count, names, onError, retryOnFail, signIn) => {
				// What the pacing remembers of the run before would slow this one down.
				await time.pass(5 * 60_000);
				fixture.sandbox.reset();
				const change = { method: { update: 'PUT', delete: 'DELETE', create: 'POST' }[operation] };
				for (const name of names)
					fixture.sandbox.fault(KINDS[name], { ...change, path: /^\/compan/ });
				const items = ITEMS.slice(0, count);
				const result = await time.settle(
					runAltegio({
						baseUrl: fixture.sandbox.url,
						credentials: SIGN_IN[signIn],
						items,
						parameters: OPERATIONS[operation],
						onError: onError as 'stopWorkflow',
						...(retryOnFail && { retryOnFail: { maxTries: 3, waitBetweenTries: 1000 } }),
					}),
				);
				const hit = fixture.sandbox.requests.filter(({ faulted }) => faulted);
				const lost = hit.filter(({ status }, index) => {
					return [0, 502, 503, 504].includes(status) || KINDS[names[index]].cut === 'half';
				});
				const { problems } = checkOutcome(
					fixture.sandbox,
					{
						operation,
						items,
						onError: onError as 'stopWorkflow',
						isLost: (request) => lost.includes(request),
					},
					result,
				);
				expect(problems).toEqual([]);
			},
		),
		{ numRuns: runs(180) },
	);
});
