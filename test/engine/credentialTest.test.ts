import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { credentials, faults, type Fault } from '../../sandbox';
import { sessionOf } from '../support/credentials';
import { testCredential } from '../support/engine';
import { requestsOf } from '../support/requests';
import { useSandbox } from '../support/fixture';

const fixture = useSandbox();

const BY_LOGIN = {
	userAuthentication: 'login',
	userToken: '',
	login: credentials.login,
	password: credentials.password,
};

async function test(more: ICredentialDataDecryptedObject = {}) {
	const { baseUrl, credentials: tokens } = fixture.target;
	const result = await testCredential({ baseUrl, credentials: { ...tokens, ...more } });
	// Whatever is wrong, the answer prints no secret.
	for (const secret of [credentials.partnerToken, credentials.userToken, credentials.password]) {
		expect(result.message).not.toContain(secret);
	}
	return result;
}

const requests = () => requestsOf(fixture.sandbox);

describe('the Test button of the credential, with tokens', () => {
	it('R23: right tokens take one small request', async () => {
		expect((await test()).status).toBe('OK');
		expect(requests()).toEqual(['GET /companies']);
		expect(fixture.sandbox.requests[0].query).toEqual({ my: '1', count: '1' });
	});

	it('R23: a user without locations, as a Marketplace application may be, is a success', async () => {
		for (const record of fixture.sandbox.locations.values()) record.managed = false;
		expect((await test()).status).toBe('OK');
	});

	it.each(['wrong', '', ' '])('R23: the partner token %p is named', async (partnerToken) => {
		const { status, message } = await test({ partnerToken });
		expect(status).toBe('Error');
		expect(message).toContain("check 'Partner Token'");
		expect(message).not.toContain("'User Token'");
	});

	it.each(['wrong', '', ' '])('R23: the user token %p is named', async (userToken) => {
		const { status, message } = await test({ userToken });
		expect(status).toBe('Error');
		expect(message).toContain("check 'User Token'");
		expect(message).not.toContain("check 'Partner Token'");
	});

	it('R23: where both are wrong, the one to correct first is named', async () => {
		const { message } = await test({ partnerToken: 'wrong', userToken: 'wrong' });
		expect(message).toContain("check 'Partner Token'");
	});

	it('R23: a login left over in the credential is not used', async () => {
		await test({ ...BY_LOGIN, userAuthentication: 'userToken', userToken: credentials.userToken });
		expect(requests()).toEqual(['GET /companies']);
	});
});

describe('the Test button of the credential, with login and password', () => {
	it('R23: signs in, checks the token and keeps it', async () => {
		const result = await test(BY_LOGIN);
		expect(result.status).toBe('OK');
		expect(requests()).toEqual(['POST /auth', 'GET /companies']);
		expect(result.credentials.sessionToken).toContain('sandbox-session-1');
	});

	it('R23: an expired session is renewed', async () => {
		const result = await test({
			...BY_LOGIN,
			sessionToken: sessionOf(fixture.sandbox.url, credentials.login, 'expired'),
		});
		expect(result.status).toBe('OK');
		expect(requests()).toEqual(['GET /companies', 'POST /auth', 'GET /companies']);
	});

	it.each([
		['password', { password: 'a-guess' }],
		['login', { login: 'nobody@salon.example' }],
	])('R23: a wrong %s names both fields', async (_, wrong) => {
		const { status, message } = await test({ ...BY_LOGIN, ...wrong });
		expect(status).toBe('Error');
		expect(message).toContain("'Login', 'Password'");
		expect(message).not.toMatch(/a-guess|nobody@/);
		expect(requests()).toEqual(['POST /auth']);
	});

	it('R23: a wrong partner token is named', async () => {
		const { message } = await test({ ...BY_LOGIN, partnerToken: 'wrong' });
		expect(message).toContain("'Partner Token'");
	});

	it('R23: a second factor says so, and what to choose instead', async () => {
		const { status, message } = await test({ ...BY_LOGIN, login: credentials.secondFactorLogin });
		expect(status).toBe('Error');
		expect(message).toContain('second factor');
		expect(message).toContain('User Token');
	});

	it('R23: missing fields are asked for before any request', async () => {
		expect((await test({ ...BY_LOGIN, password: '' })).message).toContain("Fill in 'Login'");
		expect(fixture.sandbox.requests).toEqual([]);
	});
});

describe('the Test button of the credential, with a custom environment', () => {
	it.each([
		['a slash at the end', (url: string) => `${url}/`],
		['several slashes', (url: string) => `${url}///`],
		['spaces around', (url: string) => `  ${url}\n`],
		['spaces and a slash', (url: string) => ` ${url}/ `],
	])('R23: works with %s', async (_, write) => {
		const baseUrl = write(fixture.sandbox.url);
		expect((await test({ baseUrl })).status).toBe('OK');
		expect((await test({ ...BY_LOGIN, baseUrl })).status).toBe('OK');
		expect(requests()).toEqual(['GET /companies', 'POST /auth', 'GET /companies']);
	});

	it.each(['', '   ', 'api.alteg.io/api/v1', 'ftp://api.alteg.io/api/v1'])(
		'R23: a Base URL that is %p is named, and how one looks',
		async (baseUrl) => {
			for (const user of [{}, BY_LOGIN, { ...BY_LOGIN, sessionToken: 'kept' }]) {
				const { status, message } = await test({ ...user, baseUrl });
				expect(status).toBe('Error');
				expect(message).toContain("'Base URL'");
				expect(message).toContain('https://');
			}
		},
	);

	it('R23: an address where nothing listens is an error', async () => {
		expect((await test({ baseUrl: 'http://127.0.0.1:1/api/v1' })).status).toBe('Error');
	});

	it.each([
		['a web page', faults.htmlPage],
		['an empty page', faults.emptyBody],
		['something that says `success: false`', faults.notSuccessful],
	])('R23: an address that answers 200 with %s is an error', async (_, fault: Fault) => {
		fixture.sandbox.fault(fault);
		expect((await test()).status).toBe('Error');
	});

	it.each([
		['403', faults.forbidden],
		['404', faults.notFound],
		['429', faults.tooManyRequests],
		['500', faults.serverError],
		['a redirect', faults.redirect],
	])(
		'R23: %s is an error, told in more words than the name of the status',
		async (_, fault: Fault) => {
			fixture.sandbox.fault(fault);
			const { status, message } = await test();
			expect(status).toBe('Error');
			expect(message).toMatch(/^\S+ \S+ \S+ \S+/);
		},
	);
});
