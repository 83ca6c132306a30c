import type { IDataObject } from 'n8n-workflow';

import { manyClients, makeClient } from '../../../sandbox';
import { client, LIST, requestsOf, SEARCH } from '../../support/clients';
import { runAltegio } from '../../support/engine';
import { useSandbox } from '../../support/fixture';
import { reshapeData } from '../../support/reshape';

const fixture = useSandbox();

async function getMany(more: object = {}) {
	const { error, outputs } = await runAltegio({
		...fixture.target,
		parameters: client('getAll', { returnAll: true, ...more }),
	});
	return { error, found: (outputs[0] ?? []).map(({ json }) => json) };
}

const idsOf = (found: IDataObject[]) => found.map(({ id }) => id);
const bodies = () => fixture.sandbox.requests.map(({ body }) => body as IDataObject);

/** Replaces the base. */
function seed(clients: ReturnType<typeof makeClient>[]): void {
	fixture.sandbox.clients.clear();
	for (const one of clients) fixture.sandbox.clients.set(one.id, one);
}

describe('Get Many', () => {
	it('C4: names the fields, sorts by id, and reads pages of 200 until the total', async () => {
		seed(manyClients(400));
		const { found } = await getMany();
		expect(found).toHaveLength(400);
		expect(bodies()).toMatchObject(
			[1, 2].map((page) => ({ page, page_size: 200, order_by: 'id' })),
		);
		expect(Object.keys(found[0] ?? {})).toEqual([
			'id',
			'name',
			'phone',
			'email',
			'discount',
			'first_visit_date',
			'last_visit_date',
			'sold_amount',
			'visits_count',
		]);
	});

	it('C4: Limit asks for no more than it needs', async () => {
		seed(manyClients(400));
		expect((await getMany({ returnAll: false })).found).toHaveLength(50);
		expect(bodies()).toMatchObject([{ page: 1, page_size: 50 }]);
		expect((await getMany({ returnAll: false, limit: 250 })).found).toHaveLength(250);
		expect(fixture.sandbox.requests).toHaveLength(3);
	});

	it.each<[object, number[]]>([
		[{ birthdayFrom: '2026-12-01', birthdayTo: '2026-12-31' }, [7002]],
		[{ birthdayFrom: '2026-12-20', birthdayTo: '2027-06-01' }, [7001, 7002]],
		[{ categoryIds: '={{ ["VIP"] }}' }, [7001]],
		[{ gender: 'male' }, [7002]],
		[{ importance: 'gold', gender: 'female' }, [7001]],
		[{ lastVisitAfter: '2026-01-01' }, [7001]],
		[{ lastVisitBefore: '2026-01-01' }, [7002]],
		[{ lastVisitAfter: '2025-06-10T09:00:00', lastVisitBefore: '2026-11-01T10:00:00' }, [7002]],
		// In New York it is 10:00 of the last visit.
		[{ lastVisitAfter: '2026-11-01T15:00:00Z' }, [7001]],
		[{ lastVisitAfter: '2026-11-01T16:00:00+0000' }, []],
		[{ search: 'winters' }, [7001]],
		[{ soldFrom: '500' }, [7001]],
		[{ soldFrom: 300, soldTo: 300 }, [7002]],
		[{ soldTo: '1', gender: 'male' }, []],
	])('C4: %j finds those and no others', async (filters, ids) => {
		const { error, found } = await getMany({ filters });
		expect(error).toBeUndefined();
		expect(idsOf(found)).toEqual(ids);
	});

	it('C4: Changed After uses the list of cards, a day earlier, and filters here', async () => {
		const { found } = await getMany({ filters: { changedAfter: '2026-11-01T11:00:00' } });
		expect(idsOf(found)).toEqual([7001]);
		expect(found[0]).toMatchObject({ name: 'Ada', sold_amount: 1250.5, visits_count: 12 });
		expect(requestsOf(fixture.sandbox)).toEqual([LIST]);
		expect(fixture.sandbox.requests[0]?.query).toEqual({
			page: '1',
			count: '300',
			changed_after: '2026-10-31T11:00:00',
		});
		expect((await getMany({ filters: { changedAfter: '2026-11-01T11:00:01' } })).found).toEqual([]);
	});

	it('C4: Changed After knows a moment with a space, and keeps a card that shows none', async () => {
		fixture.allowViolations();
		const filters = { changedAfter: '2026-11-01T11:00:00' };
		for (const [date, ids] of [
			['2026-11-01 11:00:00', [7001]],
			['2026-11-01 10:59:59', []],
			[undefined, [7001]],
		] as Array<[string | undefined, number[]]>) {
			const reshape = reshapeData((one) => ({ ...one, last_change_date: date }));
			fixture.sandbox.fault({ reshape }, { method: 'GET' });
			expect(idsOf((await getMany({ filters })).found)).toEqual(ids);
		}
	});

	it('V6: Changed After with an offset is converted to the time of the location, read once', async () => {
		const { found } = await getMany({ filters: { changedAfter: '2026-11-01T16:00:00Z' } });
		expect(idsOf(found)).toEqual([7001]);
		expect(requestsOf(fixture.sandbox)).toEqual(['GET /company/L', LIST]);
	});

	it('V6: without a known time zone, a time with an offset is refused in words', async () => {
		fixture.sandbox.locations.get(37532)!.location.timezone_name = 'Nowhere/City';
		const { error } = await getMany({ filters: { changedAfter: '2026-11-01T16:00:00Z' } });
		expect(error?.message).toMatch(/^Location 37532 has no time zone/);
	});

	it('C4: Simplify off gives full cards, in pages of 300', async () => {
		seed(manyClients(450));
		const { found } = await getMany({ simplify: false });
		expect(found).toHaveLength(450);
		expect(found[0]).toHaveProperty('last_change_date');
		expect(requestsOf(fixture.sandbox)).toEqual([LIST, LIST]);
		await getMany({ simplify: false, returnAll: false, limit: 7 });
		expect(fixture.sandbox.requests.at(-1)?.query.count).toBe('7');
	});

	it.each<[object, RegExp]>([
		[
			{ filters: { changedAfter: '2026-01-01', gender: 'male', search: 'a' } },
			/^'Changed After' cannot be combined with 'Gender', 'Search'/,
		],
		[
			{ simplify: false, filters: { soldFrom: 1 } },
			/^'Simplify' switched off cannot be combined with 'Sold From'/,
		],
		[
			{ simplify: false, sort: { field: 'name' } },
			/^'Simplify' switched off cannot be combined with 'Sort'/,
		],
		[
			{ filters: { birthdayTo: '2026-01-01' } },
			/^'Birthday From' and 'Birthday To' belong together/,
		],
		[{ filters: { search: '={{ "" }}' } }, /^'Search' is blank/],
		[{ filters: { categoryIds: [] } }, /^'Tag Names or IDs' is blank/],
		[{ filters: { changedAfter: '31.5.2026' } }, /^'Changed After' must be a date/],
		[{ filters: { soldTo: 'much' } }, /^'Sold To' must be a number/],
		[{ sort: { field: '={{ "age" }}' } }, /^'Field' has no choice "age"/],
		[{ sort: { direction: '={{ "up" }}' } }, /^'Direction' has no choice "up"/],
	])('C4: %j is refused by the names of the fields', async (more, message) => {
		const { error } = await getMany(more);
		expect(error?.message).toMatch(message);
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it.each<[string, string, number[]]>([
		['name', 'asc', [7001, 7002, 7003]],
		['discount', 'desc', [7001, 7002, 7003]],
		['soldAmount', 'desc', [7001, 7002, 7003]],
		['visitsCount', 'desc', [7001, 7002, 7003]],
		['id', 'desc', [7009, 7008, 7007]],
	])('C4: sorted by %s %s, of all or of a page', async (field, direction, first) => {
		const sort = { field, direction };
		const all = idsOf((await getMany({ sort })).found);
		expect(all.slice(0, 3)).toEqual(first);
		expect(all).toHaveLength(8);
		expect(bodies()).toMatchObject([{ order_by: 'id', page_size: 200 }]);
		const page = await getMany({ sort, returnAll: false, limit: 3 });
		expect(idsOf(page.found)).toEqual(first);
		expect(bodies().at(-1)).toMatchObject({ page_size: 3 });
	});

	it('C4: sorted and filtered here, the limit counts at the end', async () => {
		const filters = { lastVisitAfter: '2000-01-01' };
		const sort = { field: 'lastVisitDate', direction: 'asc' };
		const { found } = await getMany({ filters, sort, returnAll: false, limit: 1 });
		expect(idsOf(found)).toEqual([7002]);
	});

	it('C4: the other name of the order by visits is tried where Altegio refuses the first', async () => {
		fixture.allowViolations();
		const refusal = { success: false, data: null, meta: { message: 'Unknown order.' } };
		fixture.sandbox.fault({ status: 400, body: refusal });
		fixture.sandbox.fault({ status: 200, body: { success: true, data: [{ id: 5 }], meta: [] } });
		const sort = { field: 'visitsCount', direction: 'desc' };
		const { found } = await getMany({ sort, returnAll: false });
		expect(idsOf(found)).toEqual([5]);
		expect(bodies().map(({ order_by }) => order_by)).toEqual(['visit_count', 'visits_count']);
		fixture.sandbox.fault({ status: 403, body: refusal });
		expect((await getMany({ sort, returnAll: false })).error?.message).toMatch(/^Unknown order\./);
	});

	it('R17: every client is linked to its input item', async () => {
		const { outputs } = await runAltegio({
			...fixture.target,
			items: [{}, {}],
			parameters: client('getAll', { returnAll: false, limit: 2 }),
		});
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1].map((item) => ({ item })),
		);
		expect(requestsOf(fixture.sandbox)).toEqual([SEARCH, SEARCH]);
	});
});
