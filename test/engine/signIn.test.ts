import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { credentials, faults, type Fault } from '../../sandbox';
import { sessionOf } from '../support/credentials';
import { runAltegio, savedText, type RunOptions } from '../support/engine';
import {
	BY_LOGIN,
	FIRST_ID,
	locator,
	SECOND_ID,
	THIRD_ID,
	UNPACED,
	update,
	useSandbox,
} from '../support/fixture';

const fixture = useSandbox();

/** What the sandbox gives for the first sign-in. */
const FIRST_SESSION = 'sandbox-session-1';

async function run(
	login: ICredentialDataDecryptedObject,
	ids: number[] = [FIRST_ID],
	more: Partial<RunOptions> = {},
) {
	return await runAltegio({
		baseUrl: fixture.sandbox.url,
		credentials: { ...BY_LOGIN, userToken: '', ...login },
		items: ids.map((id) => ({ id })),
		parameters: update({ zip: '9' }, UNPACED),
		...more,
	});
}

const requests = () =>
	fixture.sandbox.requests.map(({ method, path, status }) => `${method} ${path} ${status}`);
const logins = () => fixture.sandbox.requests.filter(({ path }) => path === '/auth');
const twenty = Array.from({ length: 20 }, (_, index) => [FIRST_ID, SECOND_ID, THIRD_ID][index % 3]);

describe('signing in with login and password', () => {
	it('R23: sends both as they are, with the partner token alone', async () => {
		await run({ login: ` ${credentials.login}\n` });

		const [{ method, path, headers, body }] = fixture.sandbox.requests;
		expect(`${method} ${path}`).toBe('POST /auth');
		expect(headers.authorization).toBe(`Bearer ${credentials.partnerToken}`);
		expect(headers.accept).toBe('application/vnd.api.v2+json');
		expect(body).toEqual({ login: credentials.login, password: credentials.password });
	});

	it('R23: a password keeps its spaces', async () => {
		await run({ password: ' two words ' });
		expect(fixture.sandbox.requests[0].body).toMatchObject({ password: ' two words ' });
	});

	it('R23: the token that comes is used, and kept for the next execution', async () => {
		const { error, credentials: stored } = await run({});
		expect(error).toBeUndefined();
		expect(stored.sessionToken).toContain('sandbox-session-1');
		expect(fixture.sandbox.requests[1].headers.authorization).toBe(
			`Bearer ${credentials.partnerToken}, User sandbox-session-1`,
		);

		await run(stored);
		expect(logins()).toHaveLength(1);
	});

	it('R23: twenty items sign in once', async () => {
		const { outputs } = await run({}, twenty);
		expect(outputs[0]).toHaveLength(20);
		expect(logins()).toHaveLength(1);
		expect(fixture.sandbox.requests).toHaveLength(21);
	});

	it.each(['', 'expired'])(
		'R23: an item of several requests signs in once (session: %p)',
		async (token) => {
			const sessionToken = token && sessionOf(fixture.sandbox.url, credentials.login, token);
			const options = { verify: true };
			const { error } = await run({ sessionToken }, [FIRST_ID], {
				parameters: update({ title: 'New', phones: ['12125357710'] }, { options, ...UNPACED }),
			});
			expect(error).toBeUndefined();
			expect(logins()).toHaveLength(1);
		},
	);

	it('R23: an expired session is renewed once, and the item goes on', async () => {
		const { credentials: stored } = await run({});
		fixture.sandbox.expireSessions();
		fixture.sandbox.requests.length = 0;
		const { error, outputs, credentials: renewed } = await run(stored, [FIRST_ID, SECOND_ID]);

		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json.id)).toEqual([FIRST_ID, SECOND_ID]);
		expect(requests()).toEqual([
			`PUT /company/${FIRST_ID} 401`,
			'POST /auth 201',
			`PUT /company/${FIRST_ID} 200`,
			`PUT /company/${SECOND_ID} 200`,
		]);
		expect(renewed.sessionToken).toContain('sandbox-session-2');
	});

	it('R23: twenty items with an expired session sign in once', async () => {
		const { credentials: stored } = await run({});
		fixture.sandbox.expireSessions();
		fixture.sandbox.requests.length = 0;
		const { error } = await run(stored, twenty);
		expect(error).toBeUndefined();
		expect(logins()).toHaveLength(1);
		expect(fixture.sandbox.requests).toHaveLength(22);
	});

	it.each([
		['another login is entered', { login: 'other@salon.example' }],
		[
			'another address is entered',
			{ sessionToken: sessionOf('https://api.alteg.io/api/v1', credentials.login, FIRST_SESSION) },
		],
		['the session was kept by itself', { sessionToken: FIRST_SESSION }],
	])('R23: once %s, nothing is sent with the session before', async (_, change) => {
		const { credentials: stored } = await run({});
		fixture.sandbox.requests.length = 0;
		await run({ ...stored, ...change }, twenty.slice(0, 1), { onError: 'continueErrorOutput' });

		expect(requests()[0]).toMatch('POST /auth');
		const users = fixture.sandbox.requests.map(({ headers }) => headers.authorization);
		for (const user of users) expect(user).not.toContain(FIRST_SESSION);
	});

	it('R23: a login by expression never acts with the session of another item', async () => {
		const items = [credentials.login, 'other@salon.example', credentials.login].map(
			(login, index) => ({ id: [FIRST_ID, SECOND_ID, THIRD_ID][index], login }),
		);
		const { outputs } = await run({ login: '={{ $json.login }}' }, [], {
			items,
			onError: 'continueErrorOutput',
		});
		expect(outputs.map((list) => list.map(({ json }) => json.id))).toEqual([
			[FIRST_ID, THIRD_ID],
			[SECOND_ID],
		]);
		expect(outputs[1][0].json.error).toMatch(/^Wrong login or password\./);
	});

	it('R23: a session that expires on the way is renewed there', async () => {
		fixture.sandbox.fault({}, { method: 'PUT' }, 2);
		fixture.sandbox.fault(faults.unauthorizedLegacy, { method: 'PUT' });
		const { error, outputs } = await run({}, [FIRST_ID, SECOND_ID, THIRD_ID, FIRST_ID]);
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(4);
		expect(logins()).toHaveLength(2);
	});

	it('R23: a new session that is refused too is not renewed for ever', async () => {
		fixture.sandbox.fault(faults.unauthorizedLegacy, { method: 'PUT' }, Infinity);
		const { outputs } = await run({}, twenty, { onError: 'continueRegularOutput' });

		expect(requests()).toEqual([
			'POST /auth 201',
			`PUT /company/${FIRST_ID} 401`,
			'POST /auth 201',
			`PUT /company/${FIRST_ID} 401`,
		]);
		for (const { json } of outputs[0]) expect(json.error).toContain('Authentication needed');
	});
});

describe('a sign-in that is refused', () => {
	it('R23: a wrong password names both fields and the partner token, and never itself', async () => {
		const { error, run: execution, log } = await run({ password: 'my-secret-guess' });

		expect(error?.message).toMatch(/^Wrong login or password\. /);
		expect(error?.message).toContain("check 'Login', 'Password' and 'Partner Token'");
		expect(savedText(execution) + JSON.stringify(log)).not.toContain('my-secret-guess');
		expect(requests()).toEqual(['POST /auth 401']);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'R23: a wrong password with twenty items and %s is asked about once',
		async (onError) => {
			const { outputs, run: execution } = await run({ password: 'my-secret-guess' }, twenty, {
				onError,
			});
			const failed = outputs.flat();

			expect(logins()).toHaveLength(1);
			expect(fixture.sandbox.requests).toHaveLength(1);
			expect(failed).toHaveLength(20);
			for (const { json } of failed) expect(json.error).toContain("'Password'");
			expect(savedText(execution)).not.toContain('my-secret-guess');
		},
	);

	it('R19: neither the password nor a session token is in what a good execution leaves', async () => {
		const { run: execution, log } = await run({});
		const left = savedText(execution) + JSON.stringify(log);
		for (const secret of [credentials.password, credentials.partnerToken, 'sandbox-session']) {
			expect(left).not.toContain(secret);
		}
	});

	it('R23: a second factor says so, and what to choose instead', async () => {
		const { error } = await run({ login: credentials.secondFactorLogin });
		expect(error?.message).toContain('second factor');
		expect(error?.message).toContain('User Token');
		expect(requests()).toEqual(['POST /auth 200']);
	});

	it('R23: a wrong partner token is named', async () => {
		const { error } = await run({ partnerToken: 'wrong' });
		expect(error?.message).toContain("'Partner Token'");
		expect(requests()).toEqual(['POST /auth 401']);
	});

	it.each([
		['login', { login: '' }],
		['password', { password: '' }],
	])('R23: a missing %s is asked for before any request', async (_, login) => {
		const { error } = await run(login);
		expect(error?.message).toContain("Fill in 'Login' and 'Password'");
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it.each([
		['no token', { status: 201, body: { success: true, data: { id: 1 }, meta: [] } }],
		[
			'an empty token',
			{ status: 201, body: { success: true, data: { user_token: '' }, meta: [] } },
		],
		['a number', { status: 201, body: { success: true, data: { user_token: 7 }, meta: [] } }],
	])('R23: %s is no sign-in', async (_, fault: Fault) => {
		fixture.sandbox.fault(fault, { path: '/auth' });
		const { error } = await run({});
		expect(error?.message).toMatch(/Altegio did not accept the sign-in: check 'Login'/);
		expect(fixture.sandbox.requests.map(({ path }) => path)).toEqual(['/auth']);
	});

	it('R11: a sign-in that cannot be made now is tried again', async () => {
		fixture.sandbox.fault(faults.unavailable, { path: '/auth' });
		const { error } = await run({});
		expect(error).toBeUndefined();
		expect(requests()).toEqual([
			'POST /auth 503',
			'POST /auth 201',
			`PUT /company/${FIRST_ID} 200`,
		]);
	});
});

describe('tokens as people paste them', () => {
	const { partnerToken, userToken } = credentials;

	it.each([
		['spaces and line ends', ` ${partnerToken}\n`, `\t${userToken} `],
		['the words before them', `Bearer ${partnerToken}`, `User ${userToken}`],
		['the words in small letters and spaces', ` bearer  ${partnerToken} `, ` user  ${userToken}`],
		['the wrong word before one', partnerToken, `Bearer ${userToken}`],
	])('R23: work with %s', async (_, partner, user) => {
		const { error } = await runAltegio({
			baseUrl: fixture.sandbox.url,
			credentials: { partnerToken: partner, userToken: user },
			items: [{ id: FIRST_ID }],
			parameters: { resource: 'location', operation: 'get', locationId: locator(FIRST_ID) },
		});
		expect(error).toBeUndefined();
		expect(fixture.sandbox.requests.map(({ headers }) => headers.authorization)).toEqual([
			`Bearer ${partnerToken}, User ${userToken}`,
		]);
	});

	it('R23: a partner token works so for the sign-in too', async () => {
		expect((await run({ partnerToken: ` Bearer ${partnerToken} ` })).error).toBeUndefined();
	});
});
