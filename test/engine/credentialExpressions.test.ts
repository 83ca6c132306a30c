import { credentials as known, startSandbox } from '../../sandbox';
import { TestCredentialsHelper } from '../support/credentials';
import { runAltegio, savedText } from '../support/engine';
import { FIRST_ID, SECOND_ID, THIRD_ID, UNPACED, update, useSandbox } from '../support/fixture';

const fixture = useSandbox();

/** The fields of a credential may be expressions, as where one workflow serves several businesses. */
async function run(items: object[], credentials: object = {}) {
	return await runAltegio({
		baseUrl: fixture.sandbox.url,
		credentials: {
			partnerToken: known.partnerToken,
			userToken: '={{ $json.token }}',
			...credentials,
		},
		items: items as never,
		parameters: update({ title: 'New' }, UNPACED),
		onError: 'continueErrorOutput',
	});
}

const sent = () =>
	fixture.sandbox.requests
		.filter(({ method }) => method === 'PUT')
		.map(({ path, headers, status }) => [path, headers.authorization, status]);
const header = (userToken: string) => `Bearer ${known.partnerToken}, User ${userToken}`;

describe('a user token by expression', () => {
	it('R1: each item is sent with its own, never with that of the first', async () => {
		const { outputs } = await run([
			{ id: FIRST_ID, token: known.userToken },
			{ id: SECOND_ID, token: 'another-user' },
			{ id: THIRD_ID, token: known.userToken },
		]);
		expect(sent()).toEqual([
			[`/company/${FIRST_ID}`, header(known.userToken), 200],
			[`/company/${SECOND_ID}`, header('another-user'), 401],
			[`/company/${THIRD_ID}`, header(known.userToken), 200],
		]);
		expect(outputs.map((items) => items.map(({ json }) => json.id))).toEqual([
			[FIRST_ID, THIRD_ID],
			[SECOND_ID],
		]);
	});

	it('R15: one that is refused speaks for the items with the same one only', async () => {
		const { outputs } = await run([
			{ id: FIRST_ID, token: 'another-user' },
			{ id: SECOND_ID, token: 'another-user' },
			{ id: THIRD_ID, token: known.userToken },
		]);
		expect(sent().map(([path]) => path)).toEqual([`/company/${FIRST_ID}`, `/company/${THIRD_ID}`]);
		expect(outputs[1].map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/refuses the user token.*\[item 0\]$/),
			expect.stringMatching(/refuses the user token.*\[item 1\]$/),
		]);
	});

	it('R19: the one that was sent is what the messages leave out', async () => {
		const items = [
			{ id: FIRST_ID, token: known.userToken },
			{ id: SECOND_ID, token: 'another-user' },
		];
		fixture.allowViolations();
		fixture.sandbox.fault({ status: 422, body: { meta: { message: `No ${known.userToken}` } } });
		fixture.sandbox.fault({ status: 422, body: { meta: { message: 'No another-user' } } });
		const { outputs, run: saved } = await run(items);
		for (const { json } of outputs[1]) expect(json.error).toMatch(/^No \*\*\*\./);
		// Only the input, which is the user's own, holds them.
		expect(savedText(saved).match(/No another-user/)).toBeNull();
	});
});

it('R1: a base URL by expression is that of the item', async () => {
	const other = await startSandbox();
	try {
		await run(
			[
				{ id: FIRST_ID, url: fixture.sandbox.url },
				{ id: SECOND_ID, url: other.url },
			],
			{ userToken: known.userToken, baseUrl: '={{ $json.url }}' },
		);
		expect(sent().map(([path]) => path)).toEqual([`/company/${FIRST_ID}`]);
		expect(other.requests.map(({ path }) => path)).toEqual([`/company/${SECOND_ID}`]);
	} finally {
		await other.close();
	}
});

describe('how often the credential is read', () => {
	afterEach(() => jest.restoreAllMocks());

	it('is once for each item, whatever requests it takes, as n8n asks its database each time', async () => {
		const read = jest.spyOn(TestCredentialsHelper.prototype, 'getDecrypted');
		await runAltegio({
			...fixture.target,
			items: [{ id: FIRST_ID }, { id: SECOND_ID }],
			parameters: update({ title: 'New' }, { ...UNPACED, options: { verify: true } }),
		});
		expect(fixture.sandbox.requests).toHaveLength(4);
		expect(read).toHaveBeenCalledTimes(2);
	});
});
