import { cleanToken, packSession, readSession, redact } from '../../nodes/Altegio/core/tokens';

describe('cleanToken', () => {
	it.each<[unknown, string]>([
		['abc', 'abc'],
		[' abc\n', 'abc'],
		['Bearer abc', 'abc'],
		['user  abc', 'abc'],
		['Bearer User abc', 'User abc'],
		['bearerabc', 'bearerabc'],
		['abc Bearer def', 'abc Bearer def'],
		[12, '12'],
		[null, ''],
		[undefined, ''],
	])('%j is %j', (pasted, token) => expect(cleanToken(pasted)).toBe(token));
});

const login = { environment: 'production', login: ' anna@example.com ', password: 'secret word' };

describe('a session', () => {
	const session = { ...login, sessionToken: packSession(login, 'session-1') };

	it('is read back for the same address and login', () => {
		expect(readSession(session)).toBe('session-1');
		expect(readSession({ ...session, login: 'anna@example.com' })).toBe('session-1');
		expect(readSession({ ...session, password: 'another' })).toBe('session-1');
	});

	it.each<[string, object]>([
		['another login', { login: 'ben@example.com' }],
		['another address', { environment: 'mock' }],
		['none', { sessionToken: '' }],
		['a text that is no JSON', { sessionToken: 'session-1' }],
		['a bare value', { sessionToken: '"session-1"' }],
		['an object', { sessionToken: '{}' }],
	])('is not used with %s', (_, change) => {
		expect(readSession({ ...session, ...change })).toBeUndefined();
	});
});

describe('redact', () => {
	const credentials = { ...login, partnerToken: 'Bearer token', userToken: 'token-of-user' };

	it('takes out every secret, each time', () => {
		const text = 'token-of-user and token and token-of-user, secret word';
		expect(redact(text, credentials)).toBe('*** and *** and ***, ***');
	});

	it('takes out the token of the session', () => {
		const sessionToken = packSession(login, 'session-1');
		expect(redact('no session-1', { ...credentials, sessionToken })).toBe('no ***');
	});

	it.each([
		['abcd', '***'],
		['abc', 'abc'],
		['', ''],
		[undefined, 'undefined'],
	])('of %j: secrets of less than four signs are no tokens', (userToken, left) => {
		const text = userToken ?? 'undefined';
		expect(redact(text, { ...login, userToken: userToken as string })).toBe(left);
	});
});
