import { ClientBase } from '../../../nodes/Altegio/resources/client/base';

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
