import type { INodeParameters } from 'n8n-workflow';

import { manyLocations } from '../../sandbox';
import { runAltegio, type RunOptions } from '../support/engine';
import { FIRST_ID, SECOND_ID, UNPACED, useSandbox, type Fixture } from '../support/fixture';

function getMany(more: object = {}): INodeParameters {
	return { resource: 'location', operation: 'getAll', ...more } as INodeParameters;
}

async function run(fixture: Fixture, more: object = {}, options: Partial<RunOptions> = {}) {
	const result = await runAltegio({ ...fixture.target, parameters: getMany(more), ...options });
	return { ...result, items: (result.outputs[0] ?? []).map(({ json }) => json) };
}

const idsOf = (items: Array<{ id?: unknown }>) => items.map(({ id }) => id);
const queriesOf = ({ sandbox }: Fixture) => sandbox.requests.map(({ query }) => query);

describe('Get Many', () => {
	const fixture = useSandbox();

	it('gives the managed locations, fifty at most, with one request', async () => {
		const { items, error } = await run(fixture);

		expect(error).toBeUndefined();
		expect(items).toHaveLength(8);
		expect(queriesOf(fixture)).toEqual([{ my: '1', count: '50', page: '1' }]);
	});

	it('simplifies unless told otherwise: at most ten fields, title and id first', async () => {
		const { items } = await run(fixture);
		for (const item of items) {
			expect(Object.keys(item).slice(0, 2)).toEqual(['title', 'id']);
			expect(Object.keys(item).length).toBeLessThanOrEqual(10);
		}
		const { items: raw } = await run(fixture, { simplify: false });
		expect(raw[0]).toHaveProperty('currency_short_title');
	});

	it('R17: every location is linked to the item that asked for it', async () => {
		const { after, outputs } = await run(
			fixture,
			{ filters: { businessTypeId: '={{ $json.type }}' } },
			{
				items: [
					{ type: 20, row: 'yoga' },
					{ type: 21, row: 'fitness' },
					{ type: 11, row: 'skin' },
				],
				after: { row: "={{ $('Data').item.json.row }}", id: '={{ $json.id }}' },
			},
		);

		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 2, 2].map((item) => ({ item })),
		);
		expect(after.success).toEqual([
			{ row: 'yoga', id: 45001 },
			{ row: 'yoga', id: 45002 },
			{ row: 'skin', id: 37540 },
			{ row: 'skin', id: 37551 },
		]);
	});

	it('keeps numbers that came as text as they are', async () => {
		const data = [{ id: '37532', title: 'Salon', active: '1', city_id: '181' }];
		fixture.sandbox.fault({ status: 200, body: { success: true, data, meta: [] } });
		expect((await run(fixture, { simplify: false })).items).toEqual(data);
	});

	it.each([
		['no body', '', /^An empty answer came back instead of Altegio's answer/],
		['no data', { success: true, data: null, meta: [] }, /^Altegio's answer holds no list\./],
		['something else', { status: 'ok' }, /^Something else came back instead of Altegio's answer/],
	])('an answer with %s is an error, not an empty list', async (_, body, words) => {
		fixture.sandbox.fault({ status: 200, body });
		const { error } = await run(fixture);
		expect(error?.message).toMatch(words);
	});

	it.each([0, -1, 1.5, 'abc', '', '={{ null }}'])(
		'R5: the limit %p is refused before any request',
		async (limit) => {
			const { error } = await run(fixture, { limit });
			expect(error?.message).toContain("'Limit' must be a positive whole number");
			expect(fixture.sandbox.requests).toEqual([]);
		},
	);
});

describe('the filters of Get Many', () => {
	const fixture = useSandbox();

	it.each([
		['businessGroupId', 2, { business_group_id: '2' }],
		['businessTypeId', ' 11 ', { business_type_id: '11' }],
		['chainId', 9206, { group_id: '9206' }],
		['cityId', '={{ 181 }}', { city_id: '181' }],
		['hideGroupBooking', true, { hide_record_type_activity: '1' }],
		['hideIndividualBooking', true, { hide_record_type_single: '1' }],
		['hideMixedBooking', true, { hide_record_type_mixed: '1' }],
		['includeDeleted', true, { show_deleted: '1' }],
		['locationId', '37532', { id: '37532' }],
		['minId', 40000, { min_id: '40000' }],
		['onlyActive', true, { active: '1' }],
	])('%s goes into its own query parameter', async (name, value, query) => {
		const { error } = await run(fixture, { filters: { [name]: value } });
		expect(error).toBeUndefined();
		expect(queriesOf(fixture)).toEqual([{ my: '1', ...query, count: '50', page: '1' }]);
	});

	it('what is found obeys them', async () => {
		const { items } = await run(fixture, { filters: { chainId: 9206, cityId: 182 } });
		expect(idsOf(items)).toEqual([37551]);
	});

	it.each([
		['Include Booking Forms', 'includeBookingForms', 'showBookforms', 'bookforms'],
		['Include Chains', 'includeChains', 'show_groups', 'groups'],
		['Include Next Free Slot', 'includeNextSlot', 'forBooking', 'next_slot'],
	])('%s adds to every location, also simplified', async (_, name, api, field) => {
		const { items } = await run(fixture, { options: { [name]: true } });
		expect(queriesOf(fixture)[0]).toEqual({ my: '1', [api]: '1', count: '50', page: '1' });
		for (const item of items) expect(item).toHaveProperty(field);
	});

	it('Only Managed by Me is on unless switched off, then `my` is absent', async () => {
		await run(fixture, { filters: { onlyManaged: true } });
		const { items } = await run(fixture, { filters: { onlyManaged: false } });

		expect(queriesOf(fixture).map(({ my }) => my)).toEqual(['1', undefined]);
		expect(idsOf(items)).toContain(50010);
	});

	it.each(['={{ null }}', '={{ undefined }}', '={{ "" }}', '={{ " " }}', '={{ "yes" }}'])(
		'only a "no" lists every public location, not %s',
		async (onlyManaged) => {
			await run(fixture, { filters: { onlyManaged } });
			expect(queriesOf(fixture).map(({ my }) => my)).toEqual(['1']);
		},
	);

	it.each(['={{ 0 }}', '={{ "false" }}', '={{ "No" }}'])(
		'V3: Only Managed by Me is read as a word: %s lists every public location',
		async (onlyManaged) => {
			await run(fixture, { filters: { onlyManaged } });
			expect(queriesOf(fixture).map(({ my }) => my)).toEqual([undefined]);
		},
	);

	it('flags that are off or blank are left out', async () => {
		await run(fixture, {
			filters: { includeDeleted: '', onlyActive: false },
			options: { includeChains: false },
		});
		expect(queriesOf(fixture)).toEqual([{ my: '1', count: '50', page: '1' }]);
	});

	// Without the filter there would be more locations than meant, and a Delete may follow.
	it.each(['', ' ', '={{ null }}', '={{ $json.nowhere }}'])(
		'R5: a filter that is there and blank (%p) is refused before any request',
		async (cityId) => {
			const { error } = await run(fixture, { filters: { cityId } });
			expect(error?.message).toMatch(/^'City Name or ID' is blank\..*or remove it\. \[item 0\]$/);
			expect(fixture.sandbox.requests).toEqual([]);
		},
	);

	it.each([
		['Business Group Name or ID', 'businessGroupId', 'Beauty'],
		['Business Type Name or ID', 'businessTypeId', 0],
		['Chain Name or ID', 'chainId', -5],
		['City Name or ID', 'cityId', 1.5],
		['Location ID', 'locationId', '1,2'],
		['Minimum ID', 'minId', '1e3'],
	])('R5: an impossible %s is refused before any request', async (label, name, value) => {
		const filters = { [name]: '={{ $json.value }}' };
		const { error } = await run(fixture, { filters }, { items: [{ value }] });
		expect(error?.message).toContain(`'${label}' must be a positive whole number`);
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it('R8: one item with a bad id means that nothing is asked for', async () => {
		const filters = { cityId: '={{ $json.city }}' };
		await run(fixture, { filters }, { items: [{ city: 181 }, { city: 'x' }] });
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it.each(['true', 'TRUE', 1, 'yes'])(
		'V3: a flag that a sheet gives as %p is read',
		async (flag) => {
			const filters = { onlyActive: '={{ $json.flag }}' };
			await run(fixture, { filters }, { items: [{ flag }] });
			expect(queriesOf(fixture)[0]).toMatchObject({ active: '1' });
		},
	);
});

describe('Get Many of 650 locations', () => {
	const fixture = useSandbox({ locations: manyLocations(650) });

	it.each([
		[1, [1]],
		[50, [50]],
		[300, [300]],
		[301, [300, 300]],
		[600, [300, 300]],
		[601, [300, 300, 300]],
		[650, [300, 300, 300]],
		[9999, [300, 300, 300]],
	])('limit %p takes as few requests as the largest page allows', async (limit, counts) => {
		const { items } = await run(fixture, { limit });
		const first = manyLocations(650).slice(0, limit);

		expect(idsOf(items)).toEqual(idsOf(first));
		expect(queriesOf(fixture)).toEqual(
			counts.map((count, index) => ({ my: '1', count: `${count}`, page: `${index + 1}` })),
		);
	});

	it('Return All gives each once, with three requests', async () => {
		const { items } = await run(fixture, { returnAll: true });
		expect(idsOf(items)).toEqual(idsOf(manyLocations(650)));
		expect(queriesOf(fixture)).toEqual(
			['1', '2', '3'].map((page) => ({ my: '1', count: '300', page })),
		);
	});

	it('R17: all pages are linked to their item', async () => {
		const { outputs } = await run(fixture, { returnAll: true, ...UNPACED }, { items: [{}, {}] });
		const links = outputs[0].map(({ pairedItem }) => (pairedItem as { item: number }).item);
		expect(links).toEqual([...Array<number>(650).fill(0), ...Array<number>(650).fill(1)]);
	});

	it('a page that fails gives no half list', async () => {
		fixture.sandbox.fault({}, { path: '/companies' });
		fixture.sandbox.fault({
			status: 403,
			body: { success: false, data: null, meta: { message: 'No.' } },
		});
		const { items, error } = await run(fixture, { returnAll: true });
		expect(error?.message).toMatch(/^No\./);
		expect(items).toEqual([]);
	});
});

describe('Get Many of exactly 600 locations', () => {
	const fixture = useSandbox({ locations: manyLocations(600) });

	it('Return All needs the empty page, as Altegio gives no total', async () => {
		const { items } = await run(fixture, { returnAll: true });
		expect(idsOf(items)).toEqual(idsOf(manyLocations(600)));
		expect(queriesOf(fixture).map(({ page }) => page)).toEqual(['1', '2', '3']);
	});

	it('a limit of 600 does not', async () => {
		await run(fixture, { limit: 600 });
		expect(fixture.sandbox.requests).toHaveLength(2);
	});
});

describe('Get Many where the server has its own idea of pages', () => {
	const fixture = useSandbox();
	const all = manyLocations(650).map(({ id, title }) => ({ id, title }));

	function answerPages(size: number): void {
		for (let start = 0; start < all.length + size; start += size) {
			const data = all.slice(start, start + size);
			fixture.sandbox.fault({ status: 200, body: { success: true, data, meta: [] } });
		}
	}

	it.each([10, 20, 50, 100, 200, 250])('gives all, where every page has %p', async (size) => {
		answerPages(size);
		const requestOptions = { requestsPerSecond: 0, requestsPerMinute: 0 };
		const { items } = await run(fixture, { returnAll: true, requestOptions });
		expect(idsOf(items)).toEqual(idsOf(all));
		expect(fixture.sandbox.requests).toHaveLength(Math.floor(650 / size) + 1);
	});

	it.each([1, 50, 150, 200, 250, 401])('gives %p, where every page has 200', async (limit) => {
		answerPages(200);
		const { items } = await run(fixture, { limit });
		expect(idsOf(items)).toEqual(idsOf(all).slice(0, limit));
		expect(fixture.sandbox.requests).toHaveLength(Math.ceil(limit / 200));
	});

	it('comes to an end where the same page comes for ever, and gives no location twice', async () => {
		const data = all.slice(0, 300);
		fixture.sandbox.fault({ status: 200, body: { success: true, data, meta: [] } }, {}, Infinity);
		const { items } = await run(fixture, { returnAll: true });
		expect(idsOf(items)).toEqual(idsOf(data));
		expect(fixture.sandbox.requests).toHaveLength(2);
	});

	it('a location twice on one page comes once, and the limit holds', async () => {
		for (const [first, ...more] of [all.slice(0, 5), all.slice(5, 11)]) {
			const data = [first, first, ...more];
			fixture.sandbox.fault({ status: 200, body: { success: true, data, meta: [] } });
		}
		const { items } = await run(fixture, { limit: 6 });
		expect(idsOf(items)).toEqual(idsOf(all).slice(0, 6));
	});

	it('a location that moved to the next page meanwhile comes once', async () => {
		for (const start of [0, 299]) {
			const data = all.slice(start, start + 300);
			fixture.sandbox.fault({ status: 200, body: { success: true, data, meta: [] } });
		}
		fixture.sandbox.fault({ status: 200, body: { success: true, data: [], meta: [] } });
		const { items } = await run(fixture, { returnAll: true });
		expect(idsOf(items)).toEqual(idsOf(all).slice(0, 599));
	});

	it('different items may get the same location', async () => {
		fixture.sandbox.reset();
		const filters = { locationId: '={{ $json.id }}' };
		const items = [{ id: FIRST_ID }, { id: SECOND_ID }, { id: FIRST_ID }];
		const { items: found } = await run(fixture, { filters }, { items });
		expect(idsOf(found)).toEqual([FIRST_ID, SECOND_ID, FIRST_ID]);
	});
});
