import type { IDataObject } from 'n8n-workflow';

import { getMany } from '../../../nodes/Altegio/resources/client/getMany';
import { getVisits } from '../../../nodes/Altegio/resources/client/getVisits';
import { apiError } from '../../../nodes/Altegio/transport/errors';
import type { ApiRequest } from '../../../nodes/Altegio/transport/operation';
import { answerOf, formOf, newApi, newItem } from '../../support/units';

const ZONE = 'America/New_York';

/** Clients of a location: pages of these rows, sorted by Altegio as they are given. */
function salon(rows: IDataObject[], more: (request: ApiRequest) => unknown = () => undefined) {
	return newApi((request) => {
		const { path, body, qs } = request;
		if (path === '/company/5') return { id: 5, timezone_name: ZONE };
		const other = more(request);
		if (other !== undefined) return other;
		const { page, page_size, count } = (body ?? qs) as Record<string, number>;
		const size = page_size ?? count ?? 0;
		const at = ((page ?? 1) - 1) * size;
		return answerOf(200, rows.slice(at, at + size), { total_count: rows.length });
	});
}

async function run(made: ReturnType<typeof salon>, parameters: IDataObject) {
	const job = getMany.prepare(newItem({ locationId: 5, ...parameters }));
	return (await job(made.api)) as IDataObject[];
}

const ids = (clients: IDataObject[]) => clients.map(({ id }) => id);
const bodies = ({ requests }: ReturnType<typeof salon>) =>
	requests.filter(({ body }) => body).map(({ body }) => body as IDataObject);
const row = (id: number, more: IDataObject = {}) => ({ id, name: `Client ${id}`, ...more });
const many = (count: number) => Array.from({ length: count }, (_, index) => row(index + 1));

describe('Get Many by the search', () => {
	it('C4: reads no more than the limit, by ID', async () => {
		const made = salon(many(500));
		expect(await run(made, { limit: 3 })).toHaveLength(3);
		expect(bodies(made)).toMatchObject([{ page: 1, page_size: 3, order_by: 'id' }]);
	});

	it('C4: reads pages of 200 until the number of all', async () => {
		const made = salon(many(450));
		expect(ids(await run(made, { returnAll: true }))).toEqual(ids(many(450)));
		expect(bodies(made).map(({ page, page_size }) => [page, page_size])).toEqual([
			...[
				[1, 200],
				[2, 200],
				[3, 200],
			],
		]);
		const limited = salon(many(450));
		expect(await run(limited, { limit: 250 })).toHaveLength(250);
		expect(bodies(limited)).toHaveLength(2);
	});

	it('C4: lets Altegio sort what fits on one page', async () => {
		const made = salon(many(5));
		await run(made, { limit: 200, sort: { field: 'soldAmount', direction: 'desc' } });
		expect(bodies(made)).toMatchObject([{ order_by: 'sold_amount', order_by_direction: 'DESC' }]);
		const ascending = salon(many(5));
		await run(ascending, { limit: 5, sort: { field: 'name' } });
		expect(bodies(ascending)).toMatchObject([{ order_by: 'name', order_by_direction: 'ASC' }]);
		const byId = salon(many(5));
		await run(byId, { limit: 5, sort: { field: 'id', direction: 'asc' } });
		expect(bodies(byId)).toMatchObject([{ order_by: 'id', order_by_direction: 'ASC' }]);
	});

	it('C4: sorts more than a page here, numbers by size and equal ones by ID', async () => {
		const rows = [
			row(1, { visits_count: 9 }),
			row(2, { visits_count: 10 }),
			row(3, { visits_count: 9 }),
			row(4, { visits_count: 2 }),
		];
		const sorted = async (sort: IDataObject, limit: IDataObject = { returnAll: true }) => {
			const made = salon(rows);
			const found = ids(await run(made, { ...limit, sort }));
			expect(bodies(made)).toMatchObject([{ order_by: 'id' }]);
			return found;
		};
		expect(await sorted({ field: 'visitsCount' })).toEqual([4, 1, 3, 2]);
		expect(await sorted({ field: 'visitsCount', direction: 'desc' })).toEqual([2, 1, 3, 4]);
		expect(await sorted({ field: 'id', direction: 'desc' })).toEqual([4, 3, 2, 1]);
		expect(await sorted({ field: 'visitsCount' }, { limit: 201 })).toEqual([4, 1, 3, 2]);
	});

	it('C4: sorts texts by the alphabet, and missing ones first', async () => {
		const rows = [row(1, { email: 'b' }), row(2, { email: 'A' }), row(3), row(4, { email: 'a' })];
		expect(ids(await run(salon(rows), { returnAll: true, sort: { field: 'email' } }))).toEqual([
			...[3, 4, 2, 1],
		]);
	});

	it('C4: visits go by two names; the second is asked after a 400 alone', async () => {
		const refuse = (code: string) => (request: ApiRequest) =>
			(request.body as IDataObject | undefined)?.order_by === 'visit_count'
				? apiError(formOf(), { message: 'No.', code })
				: undefined;
		const sort = { limit: 2, sort: { field: 'visitsCount' } };
		const first = salon(many(2));
		await run(first, sort);
		expect(bodies(first).map(({ order_by }) => order_by)).toEqual(['visit_count']);
		const second = salon(many(2), refuse('400'));
		expect(ids(await run(second, sort))).toEqual([1, 2]);
		expect(bodies(second).map(({ order_by }) => order_by)).toEqual(['visit_count', 'visits_count']);
		await expect(run(salon(many(2), refuse('403')), sort)).rejects.toThrow('No.');
	});

	it.each<[string, IDataObject, number[]]>([
		['after a day', { lastVisitAfter: '2026-04-20' }, [2, 3, 4]],
		['after a moment', { lastVisitAfter: '2026-04-20T10:00' }, [3, 4]],
		['after a moment elsewhere', { lastVisitAfter: '2026-04-20T14:00Z' }, [3, 4]],
		['before a day', { lastVisitBefore: '2026-04-21' }, [1, 2, 3]],
		['before a moment', { lastVisitBefore: '2026-04-20T10:00' }, [1, 2]],
		['between', { lastVisitAfter: '2026-04-20', lastVisitBefore: '2026-04-20T10:00:01' }, [2, 3]],
	])('C4: last visits %s, and not those who never came', async (_, filters, found) => {
		const rows = [
			row(1, { last_visit_date: '2026-04-19 23:59:59' }),
			row(2, { last_visit_date: '2026-04-20 00:00:00' }),
			row(3, { last_visit_date: '2026-04-20T10:00:00' }),
			row(4, { last_visit_date: '2026-04-21 09:00:00' }),
			row(5, { last_visit_date: '' }),
			row(6, { last_visit_date: '0000-00-00 00:00:00' }),
			row(7, { last_visit_date: null }),
		];
		expect(ids(await run(salon(rows), { limit: 50, filters }))).toEqual(found);
		const never = many(200).map(({ id }) => row(id + 1000));
		const made = salon([...never, ...rows]);
		expect(ids(await run(made, { limit: 1, filters }))).toEqual(found.slice(0, 1));
		expect(bodies(made).map(({ page_size }) => page_size)).toEqual([200, 200]);
	});

	it('C4: what is left out here and sorted is read whole', async () => {
		const rows = [5, 1, 3].map((id) => row(id, { last_visit_date: `2026-04-0${id} 10:00:00` }));
		const made = salon(rows);
		const found = await run(made, {
			...{ limit: 1, filters: { lastVisitAfter: '2026-04-02' } },
			sort: { field: 'lastVisitDate' },
		});
		expect(ids(found)).toEqual([3]);
		expect(bodies(made)).toMatchObject([{ order_by: 'id', page_size: 200 }]);
	});
});

describe('Get Many by the full cards', () => {
	const cards = [
		row(1, { last_change_date: '2026-04-20T09:59:59-0400' }),
		row(2, { last_change_date: '2026-04-20 10:00:00' }),
		row(3, { last_change_date: '2026-04-21T00:00:00' }),
		row(4),
	];

	it('C4: all of a card, up to the limit', async () => {
		const made = salon(cards);
		expect(await run(made, { limit: 2, simplify: false })).toEqual(cards.slice(0, 2));
		expect(made.requests).toMatchObject([{ path: '/clients/5', qs: { page: 1, count: 2 } }]);
		expect(made.requests[0]?.qs).not.toHaveProperty('changed_after');
	});

	it.each([
		['2026-04-20T10:00', '2026-04-19T10:00:00'],
		['2026-04-20T14:00Z', '2026-04-19T10:00:00'],
	])('C4: changed after %s, of which a day more is asked', async (changedAfter, asked) => {
		const made = salon(cards);
		const filters = { changedAfter };
		expect(ids(await run(made, { limit: 50, filters, simplify: false }))).toEqual([2, 3, 4]);
		expect(made.requests.at(-1)?.qs).toEqual({ page: 1, count: 300, changed_after: asked });
		expect(ids(await run(salon(cards), { limit: 1, filters }))).toEqual([2]);
	});

	it.each<[IDataObject, string]>([
		[
			{ simplify: false, filters: { search: 'Ada' } },
			"'Simplify' switched off cannot be combined with 'Search': Altegio has no list that does both.",
		],
		[
			{ filters: { changedAfter: '2026-04-20', search: 'Ada', gender: 'male' } },
			"'Changed After' cannot be combined with 'Gender', 'Search': Altegio has no list that does both.",
		],
		[
			{ simplify: false, sort: { field: 'name' } },
			"'Simplify' switched off cannot be combined with 'Sort': Altegio has no list that does both.",
		],
		[
			{ filters: { birthdayFrom: '2026-04-20' } },
			"'Birthday From' and 'Birthday To' belong together: give both, or neither.",
		],
		[{ sort: { field: 'age' } }, "'Field' has no choice"],
		[{ sort: { direction: 'up' } }, "'Direction' has no choice"],
	])('R5, C4: %j is refused', (parameters, words) => {
		expect(() => getMany.prepare(newItem({ locationId: 5, ...parameters }))).toThrow(words);
	});

	it('C4: says what to do about two that do not go together', () => {
		const described = (parameters: IDataObject) => {
			try {
				getMany.prepare(newItem({ locationId: 5, ...parameters }));
			} catch (error) {
				return (error as { description: string }).description;
			}
			return '';
		};
		expect(described({ simplify: false, filters: { search: 'Ada' } })).toBe(
			"Switch 'Simplify' on, or get the full card of each client with the operation Get behind this one.",
		);
		const both = { changedAfter: '2026-04-20', search: 'Ada' };
		const advice = 'Remove one of them, and filter or sort with a node behind this one.';
		expect(described({ filters: both })).toBe(advice);
		expect(described({ simplify: false, filters: both })).toBe(advice);
	});
});

describe('Get Visits', () => {
	const page = (data: IDataObject, next?: unknown) => answerOf(200, data, { dateCursor: { next } });
	const visits = async (pages: unknown[], filters: IDataObject = {}) => {
		const { api, requests } = newApi(() => (pages.length > 1 ? pages.shift() : pages[0]));
		const found = await getVisits.prepare(newItem({ locationId: 5, clientId: 7, filters }))(api);
		return { found: found as IDataObject[], requests };
	};

	it('C1: asks with all keys, and gives visits and sales with their words', async () => {
		const records = [-1, 0, 1, 2, 5].map((attendance, index) => ({ id: index + 1, attendance }));
		const { found, requests } = await visits([page({ records, goods_transactions: [{ id: 1 }] })]);
		expect(found).toEqual([
			{ kind: 'visit', id: 1, attendance: -1, status_word: 'noShow' },
			{ kind: 'visit', id: 2, attendance: 0, status_word: 'waiting' },
			{ kind: 'visit', id: 3, attendance: 1, status_word: 'arrived' },
			{ kind: 'visit', id: 4, attendance: 2, status_word: 'confirmed' },
			{ kind: 'visit', id: 5, attendance: 5 },
			{ kind: 'sale', id: 1 },
		]);
		expect(requests).toMatchObject([
			{
				...{ method: 'POST', path: '/company/5/clients/visits/search', effect: 'read' },
				body: {
					...{ client_id: 7, client_phone: null, from: null, to: null },
					...{ payment_statuses: [], attendance: null },
				},
			},
		]);
	});

	it('C1: sends what restricts them', async () => {
		const filters = { from: '2026-01-01', to: '2026-12-31', status: 'noShow' };
		const { requests } = await visits([page({})], {
			...filters,
			paymentStatus: ['notPaid', 'paidOver'],
		});
		expect(requests[0]?.body).toEqual({
			...{ client_id: 7, client_phone: null, from: '2026-01-01', to: '2026-12-31' },
			...{ payment_statuses: ['not_paid', 'paid_over'], attendance: -1 },
		});
		const one = await visits([page({})], { paymentStatus: 'paidFull' });
		expect(one.requests[0]?.body).toMatchObject({ payment_statuses: ['paid_full'] });
		await expect(visits([page({})], { status: 'late' })).rejects.toThrow(
			'\'Status\' must be one of waiting, confirmed, arrived, noShow, but is "late".',
		);
	});

	it('C1: follows the cursor, and gives each once', async () => {
		const { found, requests } = await visits([
			page({ records: [{ id: 1 }, { id: 2 }] }, { from: '2026-01-01', to: '2026-02-01' }),
			page({ records: [{ id: 2 }, { id: 3 }] }, { from: '2025-01-01' }),
			page({ records: [{ id: 4 }] }, { from: null, to: null }),
		]);
		expect(ids(found)).toEqual([1, 2, 3, 4]);
		expect(
			requests.map(({ body }) => [(body as IDataObject).from, (body as IDataObject).to]),
		).toEqual([
			[null, null],
			['2026-01-01', '2026-02-01'],
			['2025-01-01', null],
		]);
	});

	it('C1: ends where a cursor leads back', async () => {
		const next = { from: '2026-01-01', to: '2026-02-01' };
		const { found, requests } = await visits([page({ records: [{ id: 1 }] }, next)]);
		expect(ids(found)).toEqual([1]);
		expect(requests).toHaveLength(2);
	});

	it('C1: no list of visits is an answer that cannot be read', async () => {
		await expect(visits([answerOf(200, [])])).rejects.toThrow(
			"Altegio's answer holds no list of visits.",
		);
	});
});
