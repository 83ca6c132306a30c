import type { IDataObject } from 'n8n-workflow';

import { ADA, countOf, PHONES, requestsOf, stored, upsert } from '../../support/clients';
import { runAltegio, type RunResult } from '../../support/engine';
import { FAULTS } from '../../support/matrix';
import { useSandboxInFakeTime } from '../../support/time';

const { fixture, time } = useSandboxInFakeTime();
jest.setTimeout(120_000);

/** What each request of an item is for, by the state of the client before. */
const FLOWS = {
	'a new client': { phone: PHONES.unknown, requests: ['search', 'creation'] },
	'a known client': { phone: PHONES.ada, requests: ['search', 'card', 'update'] },
} as const;

const CELLS = Object.keys(FLOWS).flatMap((flow) =>
	Object.keys(FAULTS).flatMap((fault) =>
		[false, true].map((retryOnFail) => [fault, flow, retryOnFail] as const),
	),
) as Array<[keyof typeof FAULTS, keyof typeof FLOWS, boolean]>;

const run = async (phone: string, retryOnFail = false) =>
	await time.settle(
		runAltegio({
			...fixture.target,
			items: [{ phone, name: 'Zoe' }],
			parameters: upsert({ comment: 'Kept' }),
			onError: 'continueRegularOutput',
			...(retryOnFail && { retryOnFail: { maxTries: 3, waitBetweenTries: 1000 } }),
		}),
	);

const jsonOf = ({ outputs }: RunResult): IDataObject | undefined => outputs[0]?.[0]?.json;

/** Whether the client with the phone holds what the item gives. */
function isDone(phone: string): boolean {
	return [...fixture.sandbox.clients.values()].some(
		(one) => one.phone === `+${phone}` && one.comment === 'Kept',
	);
}

describe('Create or Update when a request goes wrong', () => {
	it.each(CELLS)(
		'C2: %s, for %s (Retry On Fail: %s): never two clients, never a silent loss',
		async (fault, flow, retryOnFail) => {
			const { phone, requests } = FLOWS[flow];
			for (const [position] of requests.entries()) {
				for (const times of [1, Infinity]) {
					fixture.sandbox.reset();
					// Those before it go well.
					for (let before = 0; before < position; before++) fixture.sandbox.fault({});
					fixture.sandbox.fault(FAULTS[fault].fault, {}, times);
					const json = jsonOf(await run(phone, retryOnFail));
					const where = `${requests[position]}, ${times} times: ${JSON.stringify(json)}`;

					expect([where, countOf(fixture.sandbox, phone)]).toEqual([
						where,
						isDone(phone) ? 1 : flow === 'a new client' ? 0 : 1,
					]);
					const isReported = json?.error === undefined;
					if (isReported) expect([where, isDone(phone)]).toEqual([where, true]);
					else if (isDone(phone)) {
						expect(json.error).toMatch(/may exist|not known whether the client was changed/);
					}
					// The next run of the workflow puts right whatever is left.
					fixture.sandbox.clearFaults();
					const again = await run(phone);
					expect(again.error).toBeUndefined();
					expect(jsonOf(again)).toMatchObject({ result: expect.any(String) as string });
					expect([where, countOf(fixture.sandbox, phone), isDone(phone)]).toEqual([where, 1, true]);
				}
			}
		},
	);

	it('C2: with Retry On Fail, a loss is a loss in every pass, and the update is sent once', async () => {
		fixture.sandbox.fault({ ignoreFields: ['surname'] }, { method: 'PUT' });
		expect(jsonOf(await run(PHONES.ada, true))?.error).toContain(
			"changed what was not to change: 'Surname'",
		);
		expect(fixture.sandbox.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
	});

	it('C2: a creation whose answer got lost is found 2 s later and counts as created', async () => {
		fixture.sandbox.fault({ cut: 'after' }, { method: 'POST', path: /^\/clients/ });
		const started = time.elapsed();
		const json = jsonOf(await run(PHONES.unknown));
		expect(json).toMatchObject({ name: 'Zoe', result: 'created' });
		expect(time.elapsed() - started).toBeGreaterThanOrEqual(2_000);
		expect(requestsOf(fixture.sandbox)).toEqual([
			'POST /company/L/clients/search',
			'POST /clients/L',
			'POST /company/L/clients/search',
			expect.stringMatching(/^GET \/client\/L\//) as string,
		]);
	});

	it('C2: a creation that got lost on its way is not sent again, and the item says so', async () => {
		fixture.sandbox.fault({ cut: 'before' }, { method: 'POST', path: /^\/clients/ });
		const json = jsonOf(await run(PHONES.unknown, true));
		expect(json?.error).toMatch(/The new client may exist: look for it in Altegio/);
		expect(requestsOf(fixture.sandbox).filter((one) => one === 'POST /clients/L')).toHaveLength(1);
	});

	it('C3: an update that claims success and saves nothing fails the item by the name of the field', async () => {
		fixture.sandbox.fault({ ignoreFields: ['comment'] }, { method: 'PUT' });
		const json = jsonOf(await run(PHONES.ada));
		expect(json).toMatchObject({ id: ADA });
		expect(json?.error).toMatch(/did not save: 'Comment' \(holds ""\)/);
		expect(stored(fixture.sandbox, ADA).comment).toBe('');
	});
});
