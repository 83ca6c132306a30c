import type { IDataObject } from 'n8n-workflow';

import { faults, type Fault } from '../../sandbox';
import { runAltegio } from '../support/engine';
import { FIRST_ID, remove, SECOND_ID, update, useSandbox } from '../support/fixture';

const fixture = useSandbox();

const run = async (parameters = update({ title: 'New' }), more: object = {}) =>
	await runAltegio({ ...fixture.target, items: [{ id: FIRST_ID }], parameters, ...more });

/** Title and description of what the user sees for an answer. */
async function shownFor(fault: Fault, parameters = update({ title: 'New' })) {
	fixture.sandbox.fault(fault, {}, 9);
	const { error } = await run(parameters);
	return {
		message: error?.message ?? 'no error',
		description: (error as { description?: string } | undefined)?.description ?? '',
		context: (error as { context?: IDataObject } | undefined)?.context,
	};
}

const legacy = (status: number, words: string): Fault => ({
	status,
	body: { errors: { code: status, message: words }, meta: { message: words } },
});
const current = (status: number, words: string): Fault => ({
	status,
	body: { success: false, data: null, meta: { message: words } },
});

describe('what the user reads', () => {
	it.each([
		[legacy(400, 'Bad filter'), 'Bad filter. Correct the values'],
		[current(401, 'Authentication needed.'), 'Authentication needed.'],
		[current(402, 'The licence has ended'), 'The licence has ended. Renew the Altegio licence'],
		[current(403, 'Access denied.'), 'Access denied. The Altegio user needs the right'],
		[legacy(404, 'Not found'), "Not found. Check 'Location'"],
		[current(409, 'Busy'), 'Busy. Altegio holds something that contradicts'],
		[current(422, 'Bad value!'), 'Bad value. Correct these values'],
		[current(500, 'An error has occurred'), 'An error has occurred. Altegio is out of order'],
		[current(418, 'Short and stout'), 'Short and stout. Altegio did not carry it out'],
		[{ status: 404, body: { errors: { code: 404, message: 'Old words' } } }, 'Old words.'],
	])("R15: Altegio's own words come first, then what to do: %#", async (fault, beginning) => {
		const { message, description, context } = await shownFor(fault);
		expect(message.startsWith(beginning)).toBe(true);
		expect(message).toMatch(/\[item 0\]$/);
		expect(description.length).toBeGreaterThan(20);
		expect(context).toMatchObject({ itemIndex: 0 });
	});

	it.each(['A preexisting location has this title.', 'connect ECONNREFUSED 10.0.0.1:80.'])(
		'R15: n8n puts no stock text in place of "%s"',
		async (words) => {
			const { message } = await shownFor(current(422, words));
			expect(message).toMatch(/^(A preexisting|connect).*Correct these values\..*\[item 0\]$/);
		},
	);

	it('R15: nor in place of the warning that a new location may exist', async () => {
		const lost = { status: 502, body: { message: 'connect ETIMEDOUT 10.0.0.1:80' }, apply: true };
		const create = { resource: 'location', operation: 'create', title: 'New' };
		expect((await shownFor(lost, create)).message).toMatch(/The new location may exist/);
	});

	it('R5: nor in place of a refusal that shows such a value', async () => {
		const { error } = await run(update({ title: 'New' }, { locationId: 'ENOENT' }));
		expect(error?.message).toMatch(/^'Location' must be the ID.*"ENOENT".*\[item 0\]$/);
	});

	it('R15: field errors are listed under the names that the form shows', async () => {
		const meta = {
			message: 'Invalid.',
			errors: { short_descr: ['Too long.', 'Too loud.'], zip: 'Unknown.', other: 7 },
		};
		const { message } = await shownFor({ status: 422, body: { success: false, data: null, meta } });
		expect(message).toContain('Short Description: Too long. Too loud.');
		expect(message).toContain('ZIP Code: Unknown.');
		expect(message).toContain('other: 7');
	});

	it('R15: field errors in the place of the older shape are listed too', async () => {
		const { message } = await shownFor({ status: 422, body: { errors: { title: ['Taken.'] } } });
		expect(message).toContain('Title: Taken.');
	});

	it('R15: a field called like a part of the older shape is a field', async () => {
		const { message } = await shownFor({ status: 422, body: { errors: { code: ['Taken.'] } } });
		expect(message).toContain('code: Taken.');
	});

	it.each([
		['null', { success: false, data: null, meta: { message: null } }, ''],
		['an object for a field', { meta: { errors: { zip: { deep: 1 } } } }, 'ZIP Code. '],
	])('R15: %s in the place of words is passed over', async (_, body, fields) => {
		const { message } = await shownFor({ status: 422, body });
		expect(message).toBe(
			`Altegio answered with HTTP 422 and no explanation. ${fields}Correct these values. [item 0]`,
		);
	});

	it('R15: words are shown whole, without the space around them', async () => {
		const { message } = await shownFor(current(422, '  Really? Yes! It is. '));
		expect(message).toMatch(/^Really\? Yes! It is\. Correct these values\./);
	});

	it('R15: more than 500 signs of them are cut between two words', async () => {
		const { message } = await shownFor(current(422, 'twelve signs '.repeat(60)));
		expect(message).toContain(`${'twelve signs '.repeat(38)}…. Correct these values.`);
	});

	it('R15: a text that only speaks of < is no web page', async () => {
		const { message } = await shownFor({ status: 422, body: 'a < b' });
		expect(message).toMatch(/^"a < b" came back instead of Altegio's answer \(HTTP 422\)\./);
	});

	it('R15: a 200 that lists errors is a refusal', async () => {
		const body = { success: true, data: {}, errors: { zip: ['Unknown.'] } };
		const { message } = await shownFor({ status: 200, body });
		expect(message).toContain('ZIP Code: Unknown. Altegio did not carry it out');
	});

	it('R15: a 200 that says success: false is a refusal', async () => {
		const { message } = await shownFor(faults.notSuccessful);
		expect(message).toMatch(/^The operation was not carried out\. Altegio did not carry it out/);
		expect(fixture.sandbox.requests).toHaveLength(1);
	});

	it.each([
		[
			'a web page',
			{ status: 500, body: '<html><title>Oops</title></html>' },
			'A web page came back',
		],
		[
			'a web page with 200',
			faults.htmlPage,
			"A web page came back instead of Altegio's answer (HTTP 200). Check 'Environment' and 'Base URL'",
		],
		['nothing', { status: 500, body: '' }, 'An empty answer came back instead of Altegio'],
		['a list', { status: 422, body: [1, 2] }, 'Something else came back instead of Altegio'],
		['a text', { status: 403, body: 'no' }, '"no" came back instead of Altegio'],
		['a redirect', faults.redirect, 'An empty answer came back instead of Altegio'],
	])('R15: %s in place of an answer gives a readable message', async (_, fault, beginning) => {
		const { message, description } = await shownFor(fault as Fault);
		expect(message.startsWith(beginning)).toBe(true);
		expect(message).not.toMatch(/<html|undefined|\[object/);
		expect(description).not.toBe('');
	});

	it('R15: without the settings of the node the engine would hide the words', async () => {
		// The engine's own texts, which an own handler never replaces unless statuses are ignored.
		const { message, description } = await shownFor(legacy(404, 'Not found'));
		expect(message).not.toContain('The resource you are requesting could not be found');
		expect(description).not.toContain('Request failed with status code');
	});

	it.each([301, 400, 401, 402, 403, 404, 409, 418, 422, 500])(
		'R15: the message for %i uses no word that n8n asks to avoid',
		async (status) => {
			const { message, description } = await shownFor({ status, body: '' });
			expect(`${message} ${description}`).not.toMatch(
				/\b(error|problem|failure|failed|mistake)\b/i,
			);
		},
	);

	it('R15: the credential, not the item, is named for tokens that are refused', async () => {
		const { error } = await runAltegio({
			...fixture.target,
			credentials: { ...fixture.target.credentials, userToken: 'wrong' },
			items: [{ id: FIRST_ID }, { id: SECOND_ID }],
			parameters: remove(),
		});
		expect(error?.message).toContain("check 'User Token' in the Altegio credential");
		expect(fixture.sandbox.locations.get(SECOND_ID)?.deleted).toBe(false);
	});
});

describe('what comes out', () => {
	it('R18: Update gives the location as Altegio answers it', async () => {
		const { outputs } = await run();
		expect(outputs[0]).toMatchObject([{ json: { id: FIRST_ID, title: 'New' } }]);
	});

	it.each([
		['no data', { success: true, data: null, meta: [] }],
		['a list for data', { success: true, data: [], meta: [] }],
	])('R18: Update gives id and updated where the answer has %s', async (_, body) => {
		fixture.sandbox.fault({ status: 200, body });
		const { outputs } = await run();
		expect(outputs[0]).toMatchObject([{ json: { id: FIRST_ID, updated: true } }]);
	});

	it.each<[number, unknown]>([
		[200, { success: true, data: null, meta: { message: 'Accepted' } }],
		[200, ''],
		[202, ''],
		[204, ''],
	])('R18: Delete gives deleted and id for %i with %j', async (status, body) => {
		fixture.sandbox.fault({ status, body, apply: true });
		const { outputs, error } = await run(remove());
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json)).toEqual([{ deleted: true, id: FIRST_ID }]);
	});
});
