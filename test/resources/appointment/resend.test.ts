import type { IDataObject } from 'n8n-workflow';

import {
	isPending,
	lineOf,
	lostChanges,
	pendingChanges,
	showsAll,
} from '../../../nodes/Altegio/resources/appointment/resend';

const appointment: IDataObject = {
	...{ id: 5, staff_id: 1, date: '2031-06-10 10:00:00', seance_length: 3600, attendance: 2 },
	services: [
		{ id: 9, cost: 40, amount: 1 },
		{ id: 10, cost: 20, amount: 1 },
	],
	client: { id: 7, name: 'Ada', phone: '+1 555 010-0101', email: 'ada@client.example' },
	...{ comment: 'Quiet\nseat', api_id: 'crm-1', custom_color: '#4CAF50' },
	...{ sms_remain_hours: 3, email_remain_hours: '26', technical_break_duration: 300 },
	...{ activity_id: null, record_labels: [{ id: 312 }, { id: 311 }] },
	custom_fields: { room: 'Room 2', floor: 1 },
};

describe('the changes that an appointment does not show', () => {
	it.each<[string, IDataObject]>([
		['the team member', { staff_id: 1 }],
		['the start', { datetime: '2031-06-10T10:00:00' }],
		['the length', { seance_length: 3600 }],
		['the status', { attendance: 2 }],
		['the services, whatever their prices and order', { services: [{ id: 10 }, { id: 9 }] }],
		['the name of the client', { client: { name: 'Ada' } }],
		['the phone of the client in digits', { client: { phone: '15550100101' } }],
		['the comment with other line ends', { comment: ' Quiet\r\nseat ' }],
		['the comment with old line ends', { comment: 'Quiet\rseat' }],
		['the External ID', { api_id: 'crm-1' }],
		['the color', { custom_color: '4caf50' }],
		['reminders', { sms_remain_hours: 3, email_remain_hours: 26 }],
		['labels in any order', { record_labels: [311, 312] }],
		['some of the custom fields', { custom_fields: { floor: '1' } }],
		['none', {}],
	])('A7, A9: %s is there', (_, changes) => {
		expect(pendingChanges(appointment, changes)).toEqual({});
		expect(isPending(appointment, changes)).toBe(false);
		expect(lostChanges(appointment, changes)).toEqual([]);
	});

	it.each<[string, IDataObject]>([
		['another team member', { staff_id: 2 }],
		['another start', { datetime: '2031-06-10T10:15:00' }],
		['another length', { seance_length: 1800 }],
		['another status', { attendance: 0 }],
		['another service', { services: [{ id: 9 }, { id: 11 }] }],
		['one service less', { services: [{ id: 9 }] }],
		['another name', { client: { name: 'Eve' } }],
		['another phone', { client: { phone: '15550100102' } }],
		['another email', { client: { name: 'Ada', email: '' } }],
		['another comment', { comment: 'Quiet seat' }],
		['no comment', { comment: '' }],
		['another External ID', { api_id: 'crm-2' }],
		['no color', { custom_color: '' }],
		['another reminder', { sms_remain_hours: 0 }],
		['one label less', { record_labels: [311] }],
		['no label', { record_labels: [] }],
		['another value of a custom field', { custom_fields: { room: 'Room 3' } }],
		['a custom field more', { custom_fields: { room: 'Room 2', desk: 'A' } }],
	])('A7, A9: %s is not there, and was lost after a write', (_, changes) => {
		expect(pendingChanges(appointment, changes)).toEqual(changes);
		expect(isPending(appointment, changes)).toBe(true);
		expect(lostChanges(appointment, changes)).toEqual(Object.keys(changes));
	});

	it('A9: of several only those that are not there', () => {
		const changes = { comment: 'New', attendance: 2, api_id: 'crm-2' };
		expect(pendingChanges(appointment, changes)).toEqual({ comment: 'New', api_id: 'crm-2' });
		expect(lostChanges(appointment, changes)).toEqual(['comment', 'api_id']);
	});

	it('A9: services by their numbers, of which 10 comes after 9', () => {
		const services = [{ id: 9 }, { id: 10 }];
		const other = [{ id: 10 }, { id: 100 }, { id: 9 }];
		expect(isPending({ ...appointment, services: other }, { services })).toBe(true);
		expect(isPending({ ...appointment, services: other }, { services: [...other].reverse() })).toBe(
			false,
		);
	});

	it.each<[string, IDataObject]>([
		['comment', { comment: 'New' }],
		['api_id', { api_id: 'x' }],
		['seance_length', { seance_length: 1 }],
		['services', { services: [{ id: 1 }] }],
		['client', { client: { name: 'x' } }],
		['attendance', { attendance: 1 }],
		['custom_color', { custom_color: 'x' }],
		['sms_remain_hours', { sms_remain_hours: 1 }],
		['record_labels', { record_labels: [1] }],
		['custom_fields', { custom_fields: { room: 'x' } }],
	])('A9: what Altegio does not show, such as %s, is not lost', (name, changes) => {
		const hidden = { ...appointment, [name]: undefined };
		expect(isPending(hidden, changes)).toBe(true);
		expect(lostChanges(hidden, changes)).toEqual([]);
		expect(showsAll(hidden, Object.keys(changes))).toBe(false);
		expect(showsAll(appointment, Object.keys(changes))).toBe(true);
	});

	it('A9: length and status go by two names', () => {
		const other = { ...appointment, seance_length: undefined, attendance: undefined };
		const shown = { ...other, length: 3600, visit_attendance: 2 };
		expect(showsAll(shown, ['seance_length', 'attendance'])).toBe(true);
		expect(isPending(shown, { seance_length: 3600, attendance: 2 })).toBe(false);
		expect(showsAll(other, ['seance_length'])).toBe(false);
		expect(showsAll(other, ['attendance'])).toBe(false);
	});

	it('A9: no client, no labels and no custom fields are shown too', () => {
		const empty = { ...appointment, client: [], record_labels: null, custom_fields: [] } as never;
		expect(lostChanges(empty, { record_labels: [] })).toEqual([]);
		expect(lostChanges(empty, { record_labels: [1] })).toEqual(['record_labels']);
		expect(lostChanges(empty, { custom_fields: { room: 'x' } })).toEqual(['custom_fields']);
		expect(lostChanges(empty, { client: { name: 'Ada' } })).toEqual(['client']);
		expect(lostChanges(empty, { client: { name: '' } })).toEqual([]);
	});

	it('A9: a number that is not there is 0', () => {
		expect(isPending(appointment, { activity_id: 0 })).toBe(false);
		expect(isPending({ ...appointment, sms_remain_hours: null }, { sms_remain_hours: 0 })).toBe(
			false,
		);
	});
});

describe('a service for a request', () => {
	it.each<[IDataObject, IDataObject]>([
		[
			{ id: 9, first_cost: 50, discount: 10, cost: 40, manual_cost: 45, amount: 2, title: 'Cut' },
			{ id: 9, first_cost: 50, discount: 10, cost: 45, amount: 2 },
		],
		[
			{ id: 9, cost: 40 },
			{ id: 9, cost: 40 },
		],
		[{ id: 9, cost: null, discount: null }, { id: 9 }],
		[
			{ id: 9, discount: 0, manual_cost: 0, cost: 40, amount: 0 },
			{ id: 9, discount: 0, cost: 0, amount: 0 },
		],
	])('A7: %j goes back at the price that was agreed', (line, sent) => {
		expect(lineOf(line)).toEqual(sent);
	});
});
