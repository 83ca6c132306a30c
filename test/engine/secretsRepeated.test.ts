import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';

import { credentials as known } from '../../sandbox';
import { listSearch, runAltegio, savedText } from '../support/engine';
import { BY_LOGIN, FIRST_ID, SECOND_ID, TOKENS, update, useSandbox } from '../support/fixture';
import { leaks } from '../support/secrets';

const fixture = useSandbox();

const ON_ERROR = [undefined, 'continueRegularOutput', 'continueErrorOutput'] as const;
const say = (message: string) => ({ status: 422, body: { success: false, meta: { message } } });

async function run(
	credentials: ICredentialDataDecryptedObject = TOKENS,
	onError?: INode['onError'],
) {
	return await runAltegio({
		baseUrl: fixture.sandbox.url,
		credentials,
		items: [FIRST_ID, SECOND_ID].map((id) => ({ id })),
		parameters: update({ title: 'New' }),
		onError,
	});
}

describe('a server that repeats the tokens in its words', () => {
	beforeEach(() => fixture.allowViolations());

	it.each(ON_ERROR)('R19: shows none in messages and execution (On Error: %s)', async (onError) => {
		const message = `The token ${known.userToken} is unknown.`;
		const body = { success: false, data: null, meta: { message, errors: { zip: [message] } } };
		fixture.sandbox.fault({ status: 422, body }, {}, Infinity);
		const result = await run(TOKENS, onError);
		expect(savedText(result.run)).toContain('The token *** is unknown.');
		const places = { ...result, credentials: '', saved: savedText(result.run) };
		expect(leaks(Object.values(TOKENS), places)).toEqual([]);
	});

	it.each([
		['partner token', known.partnerToken, TOKENS],
		['user token', known.userToken, TOKENS],
		['password', known.password, BY_LOGIN],
		['session token', 'sandbox-session-1', BY_LOGIN],
	])('R19: shows *** for the %s', async (_, secret, credentials) => {
		fixture.sandbox.fault(say(`No access with ${secret}.`), { method: 'PUT' });
		const { error } = await run(credentials);
		expect(error?.message).toMatch(/^No access with \*\*\*\. Correct these values\./);
	});

	it.each([484, 490, 496])(
		'R19: shows no half of one that is cut after %d signs',
		async (length) => {
			fixture.sandbox.fault(
				say(`${'x '.repeat(250).slice(0, length)} ${known.userToken} and more`),
			);
			const { error } = await run();
			expect(error?.message).not.toContain(known.userToken.slice(0, 3));
		},
	);

	it('R19: shows no end of one that begins with the other', async () => {
		fixture.sandbox.fault(say('No access with canary-partner-of-user.'), {}, Infinity);
		const tokens = { partnerToken: 'canary-partner', userToken: 'canary-partner-of-user' };
		const { error } = await run(tokens);
		expect(error?.message).toMatch(/^No access with \*\*\*\./);
	});

	it('R19: shows none in a list of the editor', async () => {
		fixture.sandbox.fault(say(`No access with ${known.userToken}.`));
		const list = listSearch('searchLocations', fixture.target);
		await expect(list).rejects.toThrow(/^No access with \*\*\*\./);
	});
});
