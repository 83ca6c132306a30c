import type { ICredentialDataDecryptedObject, INode, INodeParameters } from 'n8n-workflow';

import { credentials as known, faults, type Fault } from '../../sandbox';
import { sessionOf } from '../support/credentials';
import {
	runAltegio,
	runAsTool,
	savedText,
	type RunResult,
	type ToolResult,
} from '../support/engine';
import {
	BY_LOGIN,
	FIRST_ID,
	locator,
	remove,
	SECOND_ID,
	THIRD_ID,
	TOKENS,
	update,
} from '../support/fixture';
import { leaks } from '../support/secrets';
import { useSandboxInFakeTime } from '../support/time';

const { fixture, time } = useSandboxInFakeTime();

const ON_ERROR = [undefined, 'continueRegularOutput', 'continueErrorOutput'] as const;
const ITEMS = [FIRST_ID, SECOND_ID, THIRD_ID].map((id) => ({ id }));
const OPERATIONS: Record<string, INodeParameters> = {
	update: update({ title: 'New', phones: ['12125357710'], zip: '11435' }),
	'update with Verify': update(
		{ title: 'New', phones: ['12125357710'] },
		{ options: { verify: true } },
	),
	delete: remove(),
	create: { resource: 'location', operation: 'create', title: 'New' },
	get: { resource: 'location', operation: 'get', locationId: locator('={{ $json.id }}') },
	getMany: { resource: 'location', operation: 'getAll', returnAll: true, simplify: false },
};

/** The ways to sign in, with tokens that are right (the session is the sandbox's own) and with wrong ones. */
const SIGN_IN: Record<string, ICredentialDataDecryptedObject> = {
	'with tokens': TOKENS,
	'with a login': BY_LOGIN,
	'with wrong tokens': { partnerToken: 'canary-partner', userToken: 'canary-user' },
	'with a wrong user token': { partnerToken: known.partnerToken, userToken: 'canary-user' },
	'with a wrong password': { ...BY_LOGIN, password: 'canary-password' },
	'with a session that has ended': { ...BY_LOGIN, sessionToken: 'canary-session' },
};

/** Everything that must not be seen anywhere. */
const SECRETS = [
	known.partnerToken,
	known.userToken,
	known.password,
	'sandbox-session-',
	'canary-partner',
	'canary-user',
	'canary-password',
	'canary-session',
];

async function run(
	parameters: INodeParameters,
	signIn: ICredentialDataDecryptedObject,
	onError?: INode['onError'],
): Promise<RunResult> {
	return await time.settle(
		runAltegio({
			baseUrl: fixture.sandbox.url,
			credentials: withOwnSession(signIn),
			items: ITEMS,
			parameters,
			onError,
			after: { error: '={{ $json }}' },
		}),
	);
}

/** Only a session of the same login at the same address is sent. */
function withOwnSession(signIn: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
	const { login, sessionToken } = signIn;
	if (!sessionToken) return signIn;
	const token = sessionOf(fixture.sandbox.url, String(login), String(sessionToken));
	return { ...signIn, sessionToken: token };
}

/** Names of the places where a secret shows. The stored credential itself is not one of them. */
function leaksOf(result: RunResult | ToolResult): string[] {
	const saved = savedText(result.run);
	return leaks(SECRETS, { ...result, credentials: '', 'the saved execution': saved });
}

it('R19: the search finds a token wherever it hides', () => {
	const error = new Error('outer', { cause: new Error(`has ${known.userToken}`) });
	const run = Object.defineProperty({}, 'config', { value: { headers: [known.partnerToken] } });
	const map = new Map([[known.password, 1]]);
	const places = { error, run, map, log: ['no token'] };
	expect(leaks(SECRETS, places)).toEqual(['error', 'run', 'map']);
});

it('R19: a run in which a token shows fails whatever test it is in', async () => {
	const { target } = fixture;
	const leaking = [{ id: FIRST_ID, note: known.userToken }];
	const run = runAltegio({ ...target, items: leaking, parameters: OPERATIONS.update });
	await expect(time.settle(run)).rejects.toThrow('A token or password shows in the execution');
});

describe.each(Object.entries(SIGN_IN))('%s', (_, signIn) => {
	it.each(Object.keys(OPERATIONS))(
		'R19: nothing shows in %s without a fault',
		async (operation) => {
			for (const onError of ON_ERROR) {
				fixture.sandbox.reset();
				const result = await run(OPERATIONS[operation], signIn, onError);
				expect(fixture.sandbox.requests.length).toBeGreaterThan(0);
				expect(leaksOf(result)).toEqual([]);
			}
		},
	);
});

describe.each(Object.entries(faults))('%s', (_, fault: Fault) => {
	it.each(['with tokens', 'with a login'])('R19: nothing shows %s', async (signIn) => {
		fixture.allowViolations();
		for (const operation of ['update', 'create']) {
			for (const onError of ON_ERROR) {
				fixture.sandbox.reset();
				fixture.sandbox.fault(fault, { path: /^\/compan/ }, Infinity);
				expect(leaksOf(await run(OPERATIONS[operation], SIGN_IN[signIn], onError))).toEqual([]);
				expect(fixture.sandbox.requests.some(({ faulted }) => faulted)).toBe(true);
			}
		}
	});

	it('R19: nothing shows where it happens to the sign-in', async () => {
		fixture.allowViolations();
		for (const onError of ON_ERROR) {
			fixture.sandbox.reset();
			fixture.sandbox.fault(fault, { path: '/auth' }, Infinity);
			expect(leaksOf(await run(OPERATIONS.update, SIGN_IN['with a login'], onError))).toEqual([]);
			expect(fixture.sandbox.requests.some(({ faulted }) => faulted)).toBe(true);
		}
	});

	it('R19: nothing shows in what an agent is told', async () => {
		fixture.allowViolations();
		for (const how of ['engine', 'invoke'] as const) {
			fixture.sandbox.reset();
			fixture.sandbox.fault(fault, {}, Infinity);
			const parameters = update({ title: 'New' }, { locationId: locator(FIRST_ID) });
			const { target } = fixture;
			const result = await time.settle(runAsTool({ ...target, parameters, calls: [{}], how }));
			expect(leaksOf(result)).toEqual([]);
		}
	});
});

it.each(ON_ERROR)('R19: nothing shows where nobody answers (On Error: %s)', async (onError) => {
	const { url } = fixture.sandbox;
	await fixture.sandbox.close();
	const result = await time.settle(
		runAltegio({
			baseUrl: url,
			credentials: SIGN_IN['with tokens'],
			items: ITEMS,
			parameters: OPERATIONS.update,
			onError,
		}),
	);
	expect(leaksOf(result)).toEqual([]);
});
