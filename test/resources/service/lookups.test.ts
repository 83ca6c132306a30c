import {
	listedService,
	listServices,
	secondsFor,
	toService,
	type Service,
} from '../../../nodes/Altegio/resources/service/lookups';
import { simplifyService } from '../../../nodes/Altegio/resources/service/output';
import { newApi } from '../../support/units';

describe('a service', () => {
	it('S3: has numbers in place of texts, in its links too', () => {
		const numbers = [
			...['id', 'salon_service_id', 'category_id', 'price_min', 'price_max', 'duration'],
			...['technical_break_duration', 'discount', 'weight', 'active'],
		];
		const entry = Object.fromEntries(numbers.map((name, index) => [name, `${index}.50`]));
		const links = [{ id: '1', seance_length: '60', technological_card_id: '7', name: '5' }];
		expect(toService({ ...entry, title: ' Cut ', api_id: '17', staff: links })).toEqual({
			...Object.fromEntries(numbers.map((name, index) => [name, index + 0.5])),
			...{ title: ' Cut ', api_id: '17' },
			staff: [{ id: 1, seance_length: 60, technological_card_id: 7, name: '5' }],
		});
	});

	it('S1: what is not shown stays unknown, which is not empty', () => {
		expect(toService({ id: 1 })).toEqual({ id: 1, title: '' });
		expect(toService({ id: 1, staff: 'x' })).not.toHaveProperty('staff');
		expect(toService({ id: 1, staff: [] })).toMatchObject({ staff: [] });
	});

	it('simplified it shows minutes, if it shows a length', () => {
		const whole = { id: 1, title: 'Cut', duration: 2700, weight: 5, staff: [], discount: 0 };
		expect(simplifyService(whole)).toEqual({
			...{ id: 1, title: 'Cut', duration_minutes: 45, discount: 0, staff: [] },
		});
		expect(simplifyService({ id: 1, title: 'Cut' })).toEqual({ id: 1, title: 'Cut' });
	});
});

describe('how long somebody needs', () => {
	const service = (more: object): Service => ({ id: 1, title: '', ...more }) as Service;
	const link = (seance_length: number, id = 7) => ({ staff: [{ id, seance_length }] });

	it.each<[string, Service[], number | undefined]>([
		['by the link', [service({ duration: 60, ...link(90) })], 90],
		['by the service, where the link has none', [service({ duration: 60, ...link(0) })], 60],
		[
			'by the service, for somebody without a link',
			[service({ duration: 60, ...link(90, 8) })],
			60,
		],
		['by the service without links', [service({ duration: 60 })], 60],
		['for several', [service({ duration: 60 }), service(link(90))], 150],
		['nobody knows, of one', [service({ duration: 60 }), service({})], undefined],
		['nobody knows, of the first', [service({}), service({ duration: 60 })], undefined],
		['for nothing', [], 0],
	])('B1: %s', (_, services, seconds) => {
		expect(secondsFor(services, 7)).toBe(seconds);
	});
});

describe('the list of services', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	const { api, requests } = newApi(() => [{ id: '1', title: 'Cut' }, { id: 0 }, { title: 'x' }]);

	it('S2: is read once, without what has no ID, and again for other filters', async () => {
		expect(await listServices(api, 5)).toEqual([{ id: 1, title: 'Cut' }]);
		await listServices(api, 5, {});
		expect(requests).toHaveLength(1);
		await listServices(api, 5, { category_id: 1 });
		await listServices(api, 5, { staff_id: 1 });
		await listServices(api, 6);
		expect(requests).toHaveLength(4);
		expect(requests[1]).toMatchObject({ path: '/company/5/services', qs: { category_id: 1 } });
		expect(requests[2]).toMatchObject({ qs: { staff_id: 1 } });
	});

	it('S2: stands for a read of the service while it is young', async () => {
		await listServices(api, 9);
		await jest.advanceTimersByTimeAsync(30_000);
		expect(await listedService(api, 9, 1, 30_000)).toEqual({ id: 1, title: 'Cut' });
		expect(await listedService(api, 9, 2, 30_000)).toBeUndefined();
		await jest.advanceTimersByTimeAsync(1);
		expect(await listedService(api, 9, 1, 30_000)).toBeUndefined();
	});
});
