import type { IDataObject } from 'n8n-workflow';

import { manyClients } from '../../../sandbox';
import { countOf, CREATE, LIST, requestsOf, SEARCH, stored, upsert } from '../../support/clients';
import { startAltegio, type RunOptions } from '../../support/engine';
import { useSandboxInFakeTime } from '../../support/time';

const BASE = manyClients(700, { comment: 'Regular' });
const FIRST = BASE[0]!.id;
const { fixture, time } = useSandboxInFakeTime({ clients: BASE });
jest.setTimeout(120_000);

/** The rows of a sheet: of known clients from the first on, and of new ones. */
const known = (n: number, more: object = {}) =>
	BASE.slice(0, n).map(({ phone, name }) => ({ phone, name, comment: 'Regular', ...more }));
const unknown = (n: number) =>
	Array.from({ length: n }, (_, index) => ({
		phone: `+1555${String(9000000 + index)}`,
		name: `New ${index}`,
		comment: 'Fresh',
	}));

function start(items: IDataObject[], more: Partial<RunOptions> = {}) {
	return startAltegio({
		...fixture.target,
		items,
		parameters: upsert({ comment: '={{ $json.comment }}' }),
		...more,
	});
}

const run = async (items: IDataObject[], more: Partial<RunOptions> = {}) =>
	await time.settle(start(items, more).result);

/** How many requests of each kind arrived. */
function counts(): Record<string, number> {
	const result: Record<string, number> = {};
	for (const request of requestsOf(fixture.sandbox)) {
		const kind = request.replace(/\/client\/L\/\d+/, '/client/L/…');
		result[kind] = (result[kind] ?? 0) + 1;
	}
	return result;
}

const resultsOf = (outputs: Array<Array<{ json: IDataObject }>>) =>
	outputs[0]?.map(({ json }) => json.result);

describe('Create or Update of many', () => {
	it.each([
		['known and unchanged', known(40), { [LIST]: 3 }],
		[
			'known and changed',
			known(20, { comment: 'New' }),
			{ [LIST]: 3, 'GET /client/L/…': 20, 'PUT /client/L/…': 20 },
		],
		['new', unknown(20), { [LIST]: 3, [SEARCH]: 20, [CREATE]: 20 }],
		[
			'a third each',
			[...known(7), ...unknown(7), ...known(14, { comment: 'New' }).slice(7)],
			{ [LIST]: 3, [SEARCH]: 7, [CREATE]: 7, 'GET /client/L/…': 7, 'PUT /client/L/…': 7 },
		],
	])('C2: %s: reads the base once and sends what is left', async (_, items, expected) => {
		const { error, outputs } = await run(items);
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(items.length);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_row, item) => ({ item })),
		);
		expect(counts()).toEqual(expected);
	});

	it('C2: a base that is large beside the items is not read: one page tells', async () => {
		await run(known(4));
		expect(counts()).toEqual({ [SEARCH]: 4, 'GET /client/L/…': 4 });
		fixture.sandbox.requests.length = 0;
		fixture.sandbox.clients.clear();
		for (const one of manyClients(3300, { comment: 'Regular' }))
			fixture.sandbox.clients.set(one.id, one);
		const { outputs } = await run(known(20));
		expect(resultsOf(outputs)).toEqual(known(20).map(() => 'unchanged'));
		expect(counts()).toEqual({ [LIST]: 1, [SEARCH]: 20, 'GET /client/L/…': 20 });
	});

	it('C2: without the right to the list of cards, the pages of the search do', async () => {
		fixture.sandbox.clientRights.fullList = false;
		const { outputs } = await run(known(20));
		expect(resultsOf(outputs)).toEqual(known(20).map(() => 'unchanged'));
		expect(counts()).toEqual({ [LIST]: 1, [SEARCH]: 4, 'GET /client/L/…': 20 });
	});

	it('C2: a base that cannot be read costs its tries once, and each client is looked up', async () => {
		fixture.sandbox.fault(
			{ status: 500, body: '' },
			{ path: /^\/clients/, method: 'GET' },
			Infinity,
		);
		fixture.sandbox.fault({ status: 500, body: '' }, { path: /search$/ });
		const { outputs } = await run(known(20));
		expect(resultsOf(outputs)).toEqual(known(20).map(() => 'unchanged'));
		expect(counts()[SEARCH]).toBe(21);
	});

	it.each(['masked', 'empty'] as const)(
		'C1: where phones are hidden (%s), nothing is taken for new',
		async (phones) => {
			fixture.sandbox.clientRights.phones = phones;
			const { outputs } = await run(known(12), { onError: 'continueRegularOutput' });
			for (const { json } of outputs[0] ?? []) {
				expect(json.error).toMatch(/phone cannot be seen with the rights of this user/);
			}
			expect(counts()[CREATE]).toBeUndefined();
		},
	);

	it('C3: what somebody changes after the base was read is not overwritten', async () => {
		const { result } = start(known(12, { comment: 'New' }));
		await time.until(() => fixture.sandbox.requests.length > 3);
		const last = fixture.sandbox.clients.get(FIRST + 11)!;
		Object.assign(last, { email: 'meanwhile@client.example', discount: 25 });
		await time.settle(result);
		expect(stored(fixture.sandbox, last.id)).toMatchObject({
			comment: 'New',
			email: 'meanwhile@client.example',
			discount: 25,
		});
	});

	it('C2: a client whom somebody creates after the base was read is not created twice', async () => {
		const items = unknown(12);
		const { result } = start(items);
		await time.until(() => fixture.sandbox.requests.length > 3);
		const [template] = BASE;
		const phone = items[11]!.phone;
		fixture.sandbox.clients.set(999, { ...template!, id: 999, phone });
		const { outputs } = await time.settle(result);
		expect(countOf(fixture.sandbox, phone.slice(1))).toBe(1);
		expect(outputs[0]?.[11]?.json).toMatchObject({ id: 999, result: 'updated' });
	});

	it('C2: a client who is deleted, or gets another phone, after the base was read is looked for again', async () => {
		const { result } = start(known(12, { comment: 'New' }));
		await time.until(() => fixture.sandbox.requests.length > 3);
		fixture.sandbox.clients.delete(FIRST + 10);
		fixture.sandbox.clients.get(FIRST + 11)!.phone = '+15558887777';
		const { outputs, error } = await time.settle(result);
		expect(error).toBeUndefined();
		expect(resultsOf(outputs)?.slice(9)).toEqual(['updated', 'created', 'created']);
		expect(stored(fixture.sandbox, FIRST + 11).comment).toBe('Regular');
	});

	it('C2: what was read five minutes ago is looked at again before an item is left as it is', async () => {
		const items = [...known(11, { comment: 'New' }), ...known(12).slice(11)];
		const slow = { requestOptions: { requestsPerSecond: 0, requestsPerMinute: 4 } };
		const { outputs } = await run(items, {
			parameters: upsert({ comment: '={{ $json.comment }}' }, slow),
		});
		expect(resultsOf(outputs)?.at(-1)).toBe('unchanged');
		expect(requestsOf(fixture.sandbox).at(-1)).toBe(`GET /client/L/${FIRST + 11}`);
	});

	it('C2: later rows see what earlier ones of the run have made', async () => {
		const rows = unknown(12);
		const { outputs } = await run([...rows, { ...rows[0], comment: 'Later' }, rows[1]!]);
		expect(resultsOf(outputs)?.slice(11)).toEqual(['created', 'updated', 'unchanged']);
	});

	it('R9: with Stop Workflow, the first row that fails is the last request', async () => {
		fixture.sandbox.fault(
			{ status: 422, body: { success: false, data: null, meta: { message: 'No.' } } },
			{ method: 'PUT' },
		);
		const { error } = await run(known(12, { comment: 'New' }));
		expect(error?.message).toMatch(/^No\..*\[item 0\]$/);
		expect(counts()).toEqual({ [LIST]: 3, 'GET /client/L/…': 1, 'PUT /client/L/…': 1 });
	});

	it('R12: with Retry On Fail, rows that are done are not sent again', async () => {
		fixture.sandbox.fault(
			{ status: 422, body: { success: false, data: null, meta: { message: 'No.' } } },
			{ method: 'PUT', path: new RegExp(`/${FIRST + 5}$`) },
		);
		const { outputs } = await run(known(12, { comment: 'New' }), {
			retryOnFail: { maxTries: 2, waitBetweenTries: 1000 },
		});
		expect(resultsOf(outputs)).toEqual(known(12).map(() => 'updated'));
		expect(counts()['PUT /client/L/…']).toBe(13);
	});
});
