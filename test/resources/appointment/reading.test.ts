import type { IDataObject } from 'n8n-workflow';

import { lengthOf, nameOf } from '../../../nodes/Altegio/resources/appointment/catalog';
import { fields, labelOf } from '../../../nodes/Altegio/resources/appointment/fields';
import {
	appointmentPages,
	readAppointment,
	readDay,
	toAppointment,
	wallIn,
	type Place,
} from '../../../nodes/Altegio/resources/appointment/lookup';
import {
	lengthIn,
	servicesIn,
	simplifyAppointment,
	teamMemberIn,
} from '../../../nodes/Altegio/resources/appointment/output';
import {
	attendanceIn,
	isCancelled,
	shownStatus,
	statusOf,
	toStatus,
} from '../../../nodes/Altegio/resources/appointment/status';
import { answerOf, newApi, newItem } from '../../support/units';

const ZONE = 'America/New_York';

describe('what an appointment shows', () => {
	it('A11: has numbers in place of texts', () => {
		const names = [
			...['id', 'company_id', 'staff_id', 'visit_id', 'activity_id', 'attendance'],
			...['visit_attendance', 'seance_length', 'length', 'technical_break_duration'],
			...['clients_count', 'paid_full', 'sms_remain_hours', 'email_remain_hours'],
		];
		const lineNames = [
			...['id', 'first_cost', 'discount', 'cost', 'manual_cost', 'cost_to_pay'],
			...['cost_per_unit', 'amount'],
		];
		const texts = (all: string[]) => Object.fromEntries(all.map((name, at) => [name, `${at}`]));
		const numbers = (all: string[]) => Object.fromEntries(all.map((name, at) => [name, at]));
		expect(
			toAppointment({
				...{ ...texts(names), api_id: '17', comment: '5' },
				client: { id: '7', phone: '15550100101' },
				services: [{ ...texts(lineNames), title: '9' }],
			}),
		).toEqual({
			...{ ...numbers(names), api_id: '17', comment: '5' },
			client: { id: 7, phone: '15550100101' },
			services: [{ ...numbers(lineNames), title: '9' }],
		});
		expect(toAppointment({ client: [], services: null })).toEqual({ client: [], services: null });
	});

	it.each<[IDataObject, string]>([
		[{ date: '2031-06-10 10:00:00' }, '2031-06-10T10:00:00'],
		[{ date: '2031-06-10 10:00' }, '2031-06-10T10:00:00'],
		[{ date: '2031-06-10T10:00:00.000+09:00' }, '2031-06-10T10:00:00'],
		[{ date: '2031-06-10', datetime: '2031-06-10T10:15:00+09:00' }, '2031-06-10T10:15:00'],
		[{ datetime: '2031-06-10T10:15:00+09:00' }, '2031-06-10T10:15:00'],
		[{ date: '2031-06-10 10:00:00', datetime: '2031-06-10T11:00:00Z' }, '2031-06-10T10:00:00'],
		[{ date: '2031-06-10' }, ''],
		[{ date: 'on 2031-06-10 10:00' }, ''],
		[{}, ''],
	])('A11: of %j the clock shows %j', (appointment, wall) => {
		expect(wallIn(appointment)).toBe(wall);
	});

	it('A11: length, services and team member by either name', () => {
		expect([{ seance_length: 60, length: 90 }, { length: 90 }, {}].map(lengthIn)).toEqual([
			...[60, 90, 0],
		]);
		expect(servicesIn({ services: [{ id: 1 }] })).toEqual([{ id: 1 }]);
		expect([{}, { services: 'x' }].map((one) => servicesIn(one))).toEqual([[], []]);
		expect([{ staff_id: 1, staff: { id: 2 } }, { staff: { id: 2 } }].map(teamMemberIn)).toEqual([
			...[1, 2],
		]);
		expect(teamMemberIn({})).toBeNaN();
	});

	it.each<[IDataObject, string | undefined, number]>([
		[{ attendance: 0 }, 'waiting', 0],
		[{ attendance: 2 }, 'confirmed', 2],
		[{ attendance: 1 }, 'arrived', 1],
		[{ attendance: -1 }, 'noShow', -1],
		[{ visit_attendance: 1 }, 'arrived', 1],
		[{ attendance: 2, visit_attendance: 1 }, 'confirmed', 2],
		[{ attendance: 5 }, undefined, 5],
		[{}, 'waiting', 0],
	])('A8: %j is %s', (appointment, status, attendance) => {
		expect(statusOf(appointment)).toBe(status);
		expect(attendanceIn(appointment)).toBe(attendance);
		const shown = Object.keys(appointment).length > 0 ? status : undefined;
		expect(shownStatus(appointment)).toBe(shown);
		expect(statusOf({ ...appointment, deleted: true })).toBe('cancelled');
		expect(isCancelled({ ...appointment, deleted: '1' })).toBe(true);
	});

	it.each([
		['arrived', 'arrived'],
		[' Arrived ', 'arrived'],
		['no-show', 'noShow'],
		['No Show', 'noShow'],
		['no_show', 'noShow'],
		['NOSHOW', 'noShow'],
	])('A8: %j is read as %s', (given, status) => expect(toStatus(given)).toBe(status));

	it.each(['', 'cancelled', 'arriv', 2, null])('A8: %j is no status', (given) => {
		expect(() => toStatus(given)).toThrow(
			/^must be one of waiting, confirmed, arrived, noShow, but (?:is|it is)/,
		);
	});
});

describe('an appointment in short', () => {
	const whole: IDataObject = {
		...{ id: 5, date: '2031-06-10 10:00:00', datetime: '2031-06-10T10:00:00+09:00' },
		...{ seance_length: 5400, attendance: 2, staff_id: 1, staff: { id: 1, name: 'Anna' } },
		client: { id: 7, name: 'Ada', phone: '+1555', email: 'a@b', display_name: 'Ada W' },
		services: [
			{ id: 9, title: 'Cut', cost: 10.1, amount: 3 },
			{ id: 10, title: 'Wash', cost: 0.2 },
		],
		comment: 'Quiet',
	};

	it('A11: has what a workflow needs, at the hour of the clock', () => {
		expect(simplifyAppointment(whole, 37532, ZONE)).toEqual({
			...{ id: 5, location_id: 37532, status: 'confirmed' },
			...{ start: '2031-06-10T10:00:00-04:00', end: '2031-06-10T11:30:00-04:00' },
			client: { id: 7, name: 'Ada', phone: '+1555', email: 'a@b' },
			team_member: { id: 1, name: 'Anna' },
			services: [
				{ id: 9, title: 'Cut', cost: 10.1 },
				{ id: 10, title: 'Wash', cost: 0.2 },
			],
			...{ cost: 30.5, comment: 'Quiet' },
		});
	});

	it('A11: what is not there is null, 0 or empty', () => {
		expect(simplifyAppointment({ id: 5, staff_id: 1, attendance: 9 }, 37532, ZONE)).toEqual({
			...{ id: 5, location_id: 37532, status: null, start: null, end: null, client: null },
			...{ team_member: { id: 1, name: '' }, services: [], cost: 0, comment: '' },
		});
		const bare = { ...whole, services: [{ id: '9' }], client: { id: '7', display_name: 'Ada W' } };
		expect(simplifyAppointment(bare, 37532, ZONE)).toMatchObject({
			services: [{ id: 9, title: '', cost: 0 }],
			client: { id: 7, name: 'Ada W', phone: '', email: '' },
			cost: 0,
		});
	});
});

describe('reading appointments', () => {
	it('A6: a page has its entries and the number of all', async () => {
		const { api, requests } = newApi(() => answerOf(200, [{ id: '1' }], { total_count: 9 }));
		const read = appointmentPages(api, 5, { staff_id: 1 });
		expect(await read({ count: 200, page: 2 })).toEqual({ entries: [{ id: 1 }], totalCount: 9 });
		expect(requests).toMatchObject([
			{ method: 'GET', path: '/records/5', qs: { staff_id: 1, count: 200, page: 2 } },
		]);
	});

	it('A3: the day of a team member has no cancelled ones', async () => {
		const { api, requests } = newApi(() => [{ id: 1 }, { id: 2, deleted: true }]);
		expect(await readDay({ api, locationId: 5 } as Place, 7, '2031-06-10')).toEqual([{ id: 1 }]);
		expect(requests[0]?.qs).toEqual({
			...{ staff_id: 7, start_date: '2031-06-10', end_date: '2031-06-10' },
			...{ count: 200, page: 1 },
		});
	});

	it('A9: none but the one that was asked for', async () => {
		const place = (data: unknown) => ({ ...newApi(() => data), locationId: 5 });
		expect(await readAppointment(place([{ id: 4 }, { id: '5' }]), 5)).toEqual({ id: 5 });
		await expect(readAppointment(place({ id: 4 }), 5)).rejects.toThrow(
			"Altegio's answer holds no appointment 5.",
		);
		expect(await readAppointment(place(answerOf(404)), 5, true)).toEqual({ id: 5, deleted: true });
		await expect(readAppointment(place(answerOf(404)), 5)).rejects.toThrow('no appointment 5');
	});
});

describe('how long services take somebody', () => {
	const services = [
		{ id: 9, title: 'Cut', duration: 1800, staff: [{ id: 1, seance_length: 2700 }] },
		{ id: 10, title: 'Wash', duration: 600 },
	];
	const place = (
		team: unknown = [
			{ id: 1, name: 'Anna' },
			{ id: 2, name: 'Ben' },
		],
	): Place => {
		const { api } = newApi(({ path }) => (path.startsWith('/staff') ? team : services));
		return { api, item: newItem(), locationId: 5, zone: ZONE };
	};

	it('A1: by the links, else by the services; nobody knows of an unknown one', async () => {
		expect(await lengthOf(place(), [9], 1)).toBe(2700);
		expect(await lengthOf(place(), [9, 10], 1)).toBe(3300);
		expect(await lengthOf(place(), [], 1)).toBe(0);
		expect(await lengthOf(place(), [99], 1)).toBeUndefined();
	});

	it('A2: refuses what somebody does not offer, by names as far as they are known', async () => {
		const message = (who: string) =>
			`${who} does not offer Cut (9), so nothing was booked. Choose another 'Team Member', or link the service to this one in Altegio. [item 0]`;
		await expect(lengthOf(place(), [10, 9], 2)).rejects.toThrow(message('Ben (2)'));
		await expect(lengthOf(place(), [9], 3)).rejects.toThrow(message('Team member 3'));
		const hidden = place(new Error('No'));
		await expect(lengthOf(hidden, [9], 2)).rejects.toThrow(message('Team member 2'));
		expect(await nameOf(place(), 1)).toBe('Anna (1)');
	});
});

describe('fields of the form', () => {
	const color = (value: unknown) => fields.color.convert(value, 'leaveUnchanged');

	it.each<[unknown, unknown]>([
		['red', 'f44336'],
		[' Deep  Orange ', 'ff5722'],
		['deep_orange', 'ff5722'],
		['light-blue', '03a9f4'],
		['none', ''],
		['4CAF50', '4caf50'],
		['#4caf50', '4caf50'],
		['000000', '000000'],
		['', undefined],
	])('A1: the color %j is %j', (given, sent) => expect(color(given)).toBe(sent));

	it.each(['#123456', 'redd', '4caf5', 'x#4caf50'])('A1: %j is no color', (given) => {
		expect(() => color(given)).toThrow(
			/^must be a color of Altegio's calendar \(amber, black, blue, blue grey, .*, teal, yellow\), but is/,
		);
	});

	it.each([
		['client', 'Client'],
		['client.phone', 'Client Phone'],
		['client.email', 'Client Email'],
		['client.', 'client.'],
		['the_client.phone', 'the_client.phone'],
		['services', 'Service Names or IDs'],
		['services.0.id', 'Service Names or IDs'],
		['my_services.0', 'my_services.0'],
		['staff_id', 'Team Member'],
		['datetime', 'Start'],
		['date', 'Start'],
		['seance_length', 'Duration (Minutes)'],
		['record_labels', 'Label Names or IDs'],
		['attendance', 'Status'],
		['visit_attendance', 'Status'],
		['activity_id', 'Group Event'],
		['technical_break_duration', 'Technical Break'],
		['api_id', 'External ID'],
		['zip', 'zip'],
	])('R15: %s is called %s', (api, label) => expect(labelOf(api)).toBe(label));
});
