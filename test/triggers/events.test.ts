import { isDeleted, idOf, pathOf, readEvent, Repeats } from '../../nodes/Altegio/triggers/events';

const event = (resource: string, resource_id = 5) => ({
	...{ company_id: 37532, resource, resource_id },
	...{ status: 'update', data: {} },
});

describe('where the object of an event is read', () => {
	it.each<[string, string | undefined]>([
		['record', '/record/37532/5'],
		['client', '/client/37532/5'],
		['salon', '/company/37532'],
		['company', '/company/37532'],
		['master', '/staff/37532/5'],
		['staff', '/staff/37532/5'],
		['service', '/company/37532/services/5'],
		['service_category', '/service_category/37532/5'],
		['good', '/goods/37532/5'],
		['goods_operations_sale', '/storage_operations/goods_transactions/37532/5'],
		['goods_operations_receipt', '/storage_operations/goods_transactions/37532/5'],
		['goods_operations_consumable', '/storage_operations/goods_transactions/37532/5'],
		['goods_operations_stolen', '/storage_operations/goods_transactions/37532/5'],
		['goods_operations_move', '/storage_operations/goods_transactions/37532/5'],
		['finances_operation', '/finance_transactions/37532/5'],
		['loyalty_card', undefined],
		['schedule', undefined],
		['toString', undefined],
	])('T29, T31: of %s: %s', (resource, address) => {
		expect(pathOf(event(resource))).toBe(address);
	});

	it('T29: of a product the id is not compared', () => {
		expect(idOf(event('good'))).toBeUndefined();
		expect(idOf(event('record'))).toBe(5);
	});
});

describe('what is an event', () => {
	const whole = { ...event('record'), data: { id: 5 } };

	it('T22: all that Altegio sends, or the same as text', () => {
		expect(readEvent(whole)).toEqual(whole);
		expect(readEvent(JSON.stringify(whole))).toEqual(whole);
		expect(readEvent({ ...whole, company_id: '37532', data: [] })).toEqual({ ...whole, data: {} });
		expect(readEvent({ ...whole, data: null })?.data).toEqual({});
	});

	it.each<[string, unknown]>([
		['nothing', null],
		['a text', 'record'],
		['a list', [whole]],
		['no location', { ...whole, company_id: 0 }],
		['no id', { ...whole, resource_id: null }],
		['no resource', { ...whole, resource: '' }],
		['a number as resource', { ...whole, resource: 1 }],
		['no status', { ...whole, status: '' }],
		['a number as status', { ...whole, status: 1 }],
	])('T22: not with %s', (_, body) => expect(readEvent(body)).toBeUndefined());

	it.each<[string, object, boolean]>([
		['delete', {}, true],
		['update', { deleted: true }, true],
		['update', { deleted: false }, false],
		['update', {}, false],
	])('T30: a status %s with %j says deleted: %s', (status, data, isGone) => {
		expect(isDeleted({ status, data: data as never })).toBe(isGone);
	});
});

describe('Repeats', () => {
	const repeats = new Repeats();
	const isRepeat = (address: string, key: string, now: number, resource = 'record') =>
		repeats.isRepeat(address, key, event(resource), now);

	it('T25: knows an event for a minute, from when it came last, by address and body', () => {
		expect(isRepeat('a', '1', 0)).toBe(false);
		expect(isRepeat('a', '1', 59_999)).toBe(true);
		expect(isRepeat('a', '2', 59_999)).toBe(false);
		expect(isRepeat('b', '1', 59_999)).toBe(false);
		expect(isRepeat('a', '1', 60_000)).toBe(false);
		expect(isRepeat('a', '1', 119_999)).toBe(true);
	});

	it('T25: knows a schedule for half a minute', () => {
		expect(isRepeat('a', 's', 0, 'schedule')).toBe(false);
		expect(isRepeat('a', 's', 29_999, 'schedule')).toBe(true);
		expect(isRepeat('a', 's', 30_000, 'schedule')).toBe(false);
	});

	it('T25: knows the newest 500, those that came again among them', () => {
		const many = new Repeats();
		const sees = (key: string, now = 0) => many.isRepeat('a', key, event('record'), now);
		for (let key = 1; key <= 500; key++) sees(String(key));
		// Came again after a minute: now the newest.
		expect(sees('1', 60_000)).toBe(false);
		sees('501', 60_000);
		expect(sees('1', 60_001)).toBe(true);
		expect(sees('3', 59_999)).toBe(true);
		expect(sees('2', 59_999)).toBe(false);
	});
});
