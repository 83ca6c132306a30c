import { ClientBase, clientBase } from '../../../nodes/Altegio/resources/client/base';
import { answerOf, newApi } from '../../support/units';

afterEach(() => jest.useRealTimers());

const ada = { id: 1, name: 'Ada', phone: '+1 555 010 0101' };
const cleo = { id: 3, name: 'Cleo', phone: '15550100103' };
const twin = { id: 4, name: 'Cleo M', phone: '+15550100103' };

describe('ClientBase', () => {
	it('C1: finds clients by the digits of the phone, all of them', () => {
		const base = new ClientBase([ada, cleo, twin, { id: 9, phone: '' }, { id: 10 }]);
		expect(base.find('15550100101')).toEqual([ada]);
		expect(base.find('15550100103')).toEqual([cleo, twin]);
		expect(base.find('15550100199')).toEqual([]);
		expect(base.find('')).toEqual([]);
	});

	it('C2: knows what an item made of a client, in place of what was read', () => {
		const base = new ClientBase([cleo, twin]);
		const renamed = { ...cleo, name: 'Chloe' };
		base.put(renamed);
		expect(base.find('15550100103')).toEqual([twin, renamed]);
		base.put({ ...ada });
		expect(base.find('15550100101')).toEqual([ada]);
	});

	it('C2: is fresh for five minutes', () => {
		jest.useFakeTimers();
		const base = new ClientBase([]);
		jest.advanceTimersByTime(299_999);
		expect(base.isFresh).toBe(true);
		jest.advanceTimersByTime(1);
		expect(base.isFresh).toBe(false);
	});
});

describe('clientBase', () => {
	/** A page that holds all clients. */
	const pageOf = (clients: object[], total_count = clients.length) =>
		answerOf(200, clients, { total_count });
	const baseOf = async (itemCount: number, clients: object[], total = clients.length) => {
		const { api, requests } = newApi(() => pageOf(clients, total));
		return { base: await clientBase({ ...api, itemCount }, 5), requests };
	};

	it('C2: is that of each location, also of several in one run', async () => {
		const { api, requests } = newApi(({ path }) => pageOf([path === '/clients/5' ? ada : cleo]));
		const many = { ...api, itemCount: 10 };
		const [first, other] = [await clientBase(many, 5), await clientBase(many, 6)];
		expect(await clientBase(many, 5)).toBe(first);
		expect([first?.find('15550100101'), first?.find('15550100103')]).toEqual([[ada], []]);
		expect([other?.find('15550100101'), other?.find('15550100103')]).toEqual([[], [cleo]]);
		expect(requests.map(({ path }) => path)).toEqual(['/clients/5', '/clients/6']);
	});

	it('C2: is not read for few items', async () => {
		const { base, requests } = await baseOf(9, [ada]);
		expect([base, requests]).toEqual([undefined, []]);
	});

	it('C2: is read on while there is half a page at most for each item, and given up otherwise', async () => {
		const enough = await baseOf(10, [ada], 1_500);
		expect(enough.requests).toHaveLength(2);
		expect(enough.base?.find('15550100101')).toEqual([ada]);
		const tooMany = await baseOf(10, [ada], 1_501);
		expect(tooMany.requests).toHaveLength(1);
		expect(tooMany.base).toBeUndefined();
	});

	it.each([
		['a masked one', [ada, { id: 2, phone: '+1555*****02' }]],
		['blank ones alone', [{ id: 2, phone: '' }]],
		['nobody', []],
	])('C1: says nothing of the phones with %s', async (_, clients) => {
		expect((await baseOf(10, clients)).base).toBeUndefined();
	});

	it('C1: a client without a phone hides nothing', async () => {
		const { base } = await baseOf(10, [ada, { id: 2, phone: '' }]);
		expect(base?.find('15550100101')).toEqual([ada]);
	});
});
