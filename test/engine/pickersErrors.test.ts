import { credentials, faults, type Fault } from '../../sandbox';
import { sessionOf } from '../support/credentials';
import { listSearch, loadOptions } from '../support/engine';
import { useSandbox } from '../support/fixture';

const fixture = useSandbox();

type Editor = Parameters<typeof loadOptions>[1];

/** What the editor shows in place of the list: the message of the error and, below it, the description. */
async function failure(list: Promise<unknown>) {
	const error = await list.then(
		() => {
			throw new Error('The list was loaded');
		},
		(thrown: Error & { description?: string }) => thrown,
	);
	return { message: error.message, text: `${error.message} ${error.description ?? ''}` };
}

const locations = async (target: Editor) => await failure(listSearch('searchLocations', target));
const countries = async (target: Editor) => await failure(loadOptions('getCountries', target));

const withCredentials = (more: object): Editor => ({
	...fixture.target,
	credentials: { ...fixture.target.credentials, ...more },
});

async function locationsAfter(fault: Fault) {
	fixture.sandbox.fault(fault);
	return await locations(fixture.target);
}

describe('a list that cannot be loaded', () => {
	describe.each([
		['locations', locations],
		['countries', countries],
	])('of %s', (_, list) => {
		it.each(['wrong', ''])('R20: names the partner token that is %p', async (partnerToken) => {
			const { message } = await list(withCredentials({ partnerToken }));
			expect(message).toContain("check 'Partner Token'");
			expect(message).not.toContain("'User Token'");
		});
	});

	it.each(['wrong', ''])('R20: names the user token that is %p', async (userToken) => {
		const { message } = await locations(withCredentials({ userToken }));
		expect(message).toContain("check 'User Token'");
		expect(message).not.toContain("check 'Partner Token'");
	});

	it('R20: names login and password where they are refused', async () => {
		const login = { userAuthentication: 'login', login: credentials.login, password: 'a-guess' };
		const { message, text } = await locations(withCredentials(login));
		expect(message).toMatch(/'Login', 'Password'/);
		expect(text).not.toContain('a-guess');
	});

	it('R20: an expired session is renewed and the list comes', async () => {
		const target = withCredentials({
			userAuthentication: 'login',
			login: credentials.login,
			password: credentials.password,
			sessionToken: sessionOf(fixture.sandbox.url, credentials.login, 'expired'),
		});
		expect((await listSearch('searchLocations', target)).results).toHaveLength(8);
	});

	it('R20: 403 gives the words of Altegio and says that a right is missing', async () => {
		const { message } = await locationsAfter(faults.forbidden);
		expect(message).toMatch(/^Not enough rights\. .*\bright\b/);
	});

	it('R20: 429 says that the limit is used up and when to come back', async () => {
		const { message } = await locationsAfter(faults.tooManyRequests);
		expect(message).toMatch(/^Too many requests\. .*minutes/);
	});

	it('R20: an error page of a server in between is told in words', async () => {
		const { message, text } = await locationsAfter({
			status: 500,
			body: '<html><body><h1>Internal Server Error</h1></body></html>',
		});
		expect(message).toMatch(/web page .*HTTP 500.*later/);
		expect(text).not.toContain('<');
	});

	it('R20: 200 with `success: false` and a web page with 200 are no empty lists', async () => {
		expect((await locationsAfter(faults.notSuccessful)).message).toContain('was not carried out');
		expect((await locationsAfter(faults.htmlPage)).message).toContain('web page');
	});

	it.each([
		['no body', faults.emptyBody],
		['no data', { status: 200, body: { success: true, data: null, meta: [] } }],
	])('R20: 200 with %s is no empty list', async (_, fault: Fault) => {
		expect((await locationsAfter(fault)).message).toMatch(/Altegio/);
	});

	it('R20: a refused connection is told in words', async () => {
		const { message } = await locations({
			...fixture.target,
			baseUrl: 'http://127.0.0.1:1/api/v1',
		});
		expect(message).toMatch(/refused|reached/);
		expect(message).not.toMatch(/ECONN|undefined/);
	});

	it.each(['', 'api.alteg.io/api/v1'])(
		'R20: a Base URL that is %p is named, and how one looks',
		async (baseUrl) => {
			const { message } = await locations({ ...fixture.target, baseUrl });
			expect(message).toContain("'Base URL'");
			expect(message).toContain('https://');
		},
	);

	it('R20: an address that is not that of Altegio is named', async () => {
		fixture.allowViolations();
		const baseUrl = `${fixture.sandbox.origin}/elsewhere`;
		const { text } = await countries({ ...fixture.target, baseUrl });
		expect(text).toContain("'Base URL'");
		expect(text).not.toContain("'Location'");
	});

	it.each([
		['429', faults.tooManyRequests],
		['500', faults.serverError],
		['502', faults.badGateway],
	])(
		'R20: %s says nothing of items or tries, which the editor has not',
		async (_, fault: Fault) => {
			expect((await locationsAfter(fault)).text).not.toMatch(/\bitems?\b|\btries\b/);
		},
	);
});
