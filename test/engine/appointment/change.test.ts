import type { IDataObject } from 'n8n-workflow';

import { faults, makeAppointment, makeLine, type Appointment, type Fault } from '../../../sandbox';
import {
	appointment,
	BEARD,
	BEN,
	CHLOE,
	DAY,
	HAIRCUT,
	lastBody,
	NEXT_DAY,
	requestsOf,
	SERVICES,
	stored,
	ZONE,
} from '../../support/appointments';
import { runAltegio, type RunOptions } from '../../support/engine';
import { locator } from '../../support/fixture';
import { reshapeData } from '../../support/reshape';
import { useSandboxInFakeTime } from '../../support/time';

const ID = 640001;
const NEIGHBOUR = 640002;
const BLOCK = 640003;
const LOCKED = 640004;
const CANCELLED = 640005;
const PLACE = 640006;
const PROMOTED = 640007;

/** An appointment of which nothing may get lost. */
const rich = makeAppointment({
	...{ id: ID, staff_id: CHLOE, client_id: 7001, date: `${DAY} 10:00:00`, seance_length: 2700 },
	services: [
		makeLine({ id: HAIRCUT, title: 'Haircut', first_cost: 50, discount: 10, manual_cost: 44 }),
	],
	...{
		comment: 'Prefers a quiet seat',
		attendance: 2,
		sms_remain_hours: 3,
		email_remain_hours: 26,
	},
	...{ technical_break_duration: 300, custom_color: '4caf50', record_labels: [311, 312] },
	...{ custom_fields: { room: 'Room 2' }, api_id: 'crm-4711' },
});

const like = (id: number, more: Partial<Appointment>) =>
	makeAppointment({ ...rich, id, visit_id: 740_000_000 + id, ...more });

const seeds: Appointment[] = [
	rich,
	makeAppointment({ id: NEIGHBOUR, staff_id: CHLOE, client_id: 7002, date: `${DAY} 11:00:00` }),
	makeAppointment({ id: BLOCK, staff_id: CHLOE, date: `${DAY} 14:00:00`, comment: 'Training' }),
	like(LOCKED, { date: `${DAY} 15:00:00`, is_update_blocked: true }),
	like(CANCELLED, { date: `${DAY} 16:00:00`, deleted: true }),
	like(PLACE, { date: `${NEXT_DAY} 15:00:00`, activity_id: 5, clients_count: 2 }),
	makeAppointment({
		...{ id: PROMOTED, staff_id: CHLOE, client_id: 7001, date: `${NEXT_DAY} 09:00:00` },
		services: [{ ...makeLine({ id: HAIRCUT, title: 'Haircut', first_cost: 50 }), cost: 40 }],
		promotion: 20,
	}),
];

const { fixture, time } = useSandboxInFakeTime({ appointments: seeds });

const GET = `GET /record/L/${ID}`;
const PUT = `PUT /record/L/${ID}`;
const STATUS = `POST /company/L/records/${ID}/attendance`;
const DELETE = `DELETE /record/L/${ID}`;

async function run(
	operation: string,
	more: object = {},
	id: number | string = ID,
	options: Partial<RunOptions> = {},
) {
	const parameters = appointment(operation, { appointmentId: locator(`={{ ${id} }}`), ...more });
	return await time.settle(runAltegio({ ...fixture.target, parameters, ...options }));
}

const only = ({ outputs }: Awaited<ReturnType<typeof run>>) => outputs[0]?.[0]?.json;
const move = async (more: object = {}, id = ID, options: Partial<RunOptions> = {}) =>
	await run(
		'reschedule',
		{ start: `${NEXT_DAY}T11:00`, teamMemberId: locator(''), ...more },
		id,
		options,
	);

/** All of an appointment but what a change is allowed to touch. */
function restOf(one: Appointment, ...changed: Array<keyof Appointment>): Partial<Appointment> {
	const rest: Partial<Appointment> = { ...one };
	for (const name of [...changed, 'last_change_date'] as const) delete rest[name];
	return rest;
}

describe('Reschedule', () => {
	it('A7: sends the whole appointment, and nothing of it gets lost', async () => {
		const result = await move();
		expect(result.error).toBeUndefined();
		expect(requestsOf(fixture.sandbox)).toEqual([ZONE, GET, PUT, GET]);
		expect(lastBody(fixture.sandbox, 'PUT')).toEqual({
			staff_id: CHLOE,
			services: [{ id: HAIRCUT, first_cost: 50, discount: 10, cost: 44, amount: 1 }],
			client: { id: 7001 },
			datetime: `${NEXT_DAY}T11:00:00`,
			seance_length: 2700,
			comment: 'Prefers a quiet seat',
			attendance: 2,
			sms_remain_hours: 3,
			email_remain_hours: 26,
			technical_break_duration: 300,
			api_id: 'crm-4711',
			custom_fields: { room: 'Room 2' },
			save_if_busy: false,
			send_sms: false,
		});
		const now = stored(fixture.sandbox, ID);
		expect(now.date).toBe(`${NEXT_DAY} 11:00:00`);
		expect(restOf(now, 'date')).toEqual(restOf(rich, 'date'));
		expect(only(result)).toMatchObject({
			id: ID,
			start: `${NEXT_DAY}T11:00:00-04:00`,
			previous_start: `${DAY}T10:00:00-04:00`,
			rescheduled: true,
		});
	});

	it('A7: keeps the price that was agreed where a promotion made it cheaper', async () => {
		const before = stored(fixture.sandbox, PROMOTED);
		const result = await move({}, PROMOTED);
		expect(result.error).toBeUndefined();
		expect(stored(fixture.sandbox, PROMOTED).services).toEqual(before.services);
	});

	it('A7: moves to another team member, by name, and with another length', async () => {
		const result = await move({
			start: `${NEXT_DAY}T15:00`,
			teamMemberId: locator('ben okoro', 'name' as never),
			options: { duration: 60, sendSms: true },
		});
		expect(result.error).toBeUndefined();
		expect(lastBody(fixture.sandbox, 'PUT')).toMatchObject({
			staff_id: BEN,
			seance_length: 3600,
			send_sms: true,
		});
		expect(only(result)).toMatchObject({ team_member: { id: BEN }, rescheduled: true });
	});

	it('A7: sends nothing for what is at the wanted place already', async () => {
		const result = await move({ start: `${DAY}T10:00` });
		expect(requestsOf(fixture.sandbox)).toEqual([ZONE, GET]);
		expect(only(result)).toMatchObject({
			start: `${DAY}T10:00:00-04:00`,
			previous_start: `${DAY}T10:00:00-04:00`,
			rescheduled: false,
		});
	});

	it('A7: moves a block without client', async () => {
		expect(only(await move({}, BLOCK))).toMatchObject({ client: null, rescheduled: true });
		expect(lastBody(fixture.sandbox, 'PUT')).toMatchObject({
			client: {},
			services: [],
			comment: 'Training',
		});
	});

	it.each([
		['a cancelled one', CANCELLED, {}, 'was cancelled'],
		['a locked one', LOCKED, {}, 'is locked'],
		['a place in a group event', PLACE, {}, 'group event'],
		['a start in the past', ID, { start: '2020-01-07T10:00' }, 'in the past'],
		[
			'another client',
			ID,
			{ options: { expectedClientPhone: '+15550100102' } },
			'is not that of the client',
		],
		[
			'a block, where a client is expected',
			BLOCK,
			{ options: { expectedClientPhone: '+15550100102' } },
			'has no client',
		],
	])('A7, A10: refuses %s', async (_, id, more, words) => {
		const before = stored(fixture.sandbox, id);
		const { error } = await move(more, id);
		expect(error?.message).toContain(words);
		expect(stored(fixture.sandbox, id)).toEqual(before);
		expect(requestsOf(fixture.sandbox).some((one) => one.startsWith('PUT'))).toBe(false);
	});

	it('A10: refuses where the phone of the client cannot be seen', async () => {
		fixture.sandbox.clientRights.phones = 'masked';
		const { error } = await move({ options: { expectedClientPhone: '+15550100101' } });
		expect(error?.message).toContain('cannot see');
	});

	it('A5, A7: a taken time is said to be so, and nothing is moved', async () => {
		const { error } = await move({ start: `${DAY}T11:00` });
		expect(error?.message).toContain('is taken');
		expect(stored(fixture.sandbox, ID).date).toBe(rich.date);
	});

	it('A7: moves over others, and into the past, only if that is allowed', async () => {
		const options = { allowBusy: true };
		expect(only(await move({ start: `${DAY}T11:00`, options }))).toMatchObject({
			start: `${DAY}T11:00:00-04:00`,
		});
		const past = { start: '2020-01-07T10:00', options: { ...options, allowPast: true } };
		expect(only(await move(past))).toMatchObject({ start: '2020-01-07T10:00:00-05:00' });
	});

	it('A7: says what Altegio did not keep', async () => {
		fixture.sandbox.fault({ ignoreFields: ['comment', 'custom_fields'] }, { method: 'PUT' });
		const { error } = await move();
		expect(error?.message).toBe(
			`Appointment ${ID} was moved. Altegio changed more than that: 'Comment' (was "Prefers a quiet seat", is ""), 'Custom Fields' (was {"room":"Room 2"}, is {}). Look at it in Altegio. [item 0]`,
		);
	});

	it('A7: with Retry On Fail it is moved once, and the first start is told', async () => {
		fixture.sandbox.fault(faults.serverError, { method: 'GET', path: `/record/37532/${ID}` });
		fixture.sandbox.fault(faults.cutAfter, { method: 'PUT' }, 3);
		const retryOnFail = { maxTries: 3, waitBetweenTries: 0 };
		const result = await move({}, ID, { retryOnFail });
		expect(only(result)).toMatchObject({
			previous_start: `${DAY}T10:00:00-04:00`,
			rescheduled: true,
		});
	});
});

describe('Set Status', () => {
	it.each([
		['waiting', 0],
		['confirmed', 2],
		['arrived', 1],
		['noShow', -1],
		['no-show', -1],
	])('A8: sends %s with the call for the status, and reads it back', async (status, attendance) => {
		const result = await run('setStatus', { status: `={{ "${status}" }}` });
		expect(requestsOf(fixture.sandbox)).toEqual([ZONE, STATUS, GET]);
		expect(lastBody(fixture.sandbox, 'POST')).toEqual({ attendance });
		expect(only(result)?.status).toBe(status.replace('-s', 'S'));
		expect(restOf(stored(fixture.sandbox, ID), 'attendance')).toEqual(restOf(rich, 'attendance'));
	});

	it.each([404, 405])(
		'A8: sends the whole appointment where the call answers %i',
		async (status) => {
			fixture.sandbox.appointmentRules.attendanceCall = false;
			if (status === 405) {
				const body = { success: false, data: null, meta: { message: 'Method not allowed.' } };
				fixture.sandbox.fault({ status, body }, { method: 'POST' });
			}
			const result = await run('setStatus', { status: 'noShow' });
			expect(requestsOf(fixture.sandbox)).toEqual([ZONE, STATUS, GET, PUT, GET]);
			expect(lastBody(fixture.sandbox, 'PUT')).toMatchObject({
				attendance: -1,
				save_if_busy: true,
				send_sms: false,
			});
			expect(only(result)?.status).toBe('noShow');
			expect(restOf(stored(fixture.sandbox, ID), 'attendance')).toEqual(restOf(rich, 'attendance'));
		},
	);

	it.each([
		[404, '<html><body>404 Not Found</body></html>'],
		[405, { message: 'The POST method is not supported for this route.' }],
	])('A8: does so too where the server says %i in words of its own', async (status, body) => {
		fixture.sandbox.fault({ status, body }, { method: 'POST' });
		const result = await run('setStatus', { status: 'noShow' });
		expect(requestsOf(fixture.sandbox)).toEqual([ZONE, STATUS, GET, PUT, GET]);
		expect(only(result)?.status).toBe('noShow');
	});

	it('A8: an appointment that is not there is not found', async () => {
		const { error } = await run('setStatus', { status: 'arrived' }, 999);
		expect(error?.message).toContain("Check 'Appointment' and 'Location'");
	});

	it('A8: says if Altegio keeps another status', async () => {
		fixture.sandbox.fault(
			{ status: 200, body: { success: true, data: { attendance: 1, records: [] }, meta: [] } },
			{ method: 'POST' },
		);
		const { error } = await run('setStatus', { status: 'arrived' });
		expect(error?.message).toContain('but it is confirmed');
	});

	it('A8: says if it was cancelled meanwhile', async () => {
		const reshape = reshapeData((one) => ({ ...one, deleted: true }));
		fixture.sandbox.fault({ reshape }, { method: 'GET', path: `/record/37532/${ID}` });
		const { error } = await run('setStatus', { status: 'arrived' });
		expect(error?.message).toContain('but it is cancelled');
	});

	it('A10: sends nothing for another client, or for a status that is there already', async () => {
		const options = { expectedClientPhone: '+1 555 010 0101' };
		expect(only(await run('setStatus', { status: 'confirmed', options }))?.status).toBe(
			'confirmed',
		);
		const other = { expectedClientPhone: '+1 555 010 0102' };
		expect((await run('setStatus', { status: 'arrived', options: other })).error).toBeDefined();
		expect(requestsOf(fixture.sandbox)).toEqual([ZONE, GET, GET]);
	});

	it.each([
		['was cancelled', CANCELLED],
		['is locked', LOCKED],
	])(
		'A10: of one that %s nothing is sent, with the phone expected or without the call',
		async (words, id) => {
			const options = { expectedClientPhone: '+1 555 010 0101' };
			const read = GET.replace(String(ID), String(id));
			const call = STATUS.replace(String(ID), String(id));
			const checked = await run('setStatus', { status: 'arrived', options }, id);
			expect(checked.error?.message).toContain(words);
			expect(requestsOf(fixture.sandbox)).toEqual([ZONE, read]);

			fixture.sandbox.appointmentRules.attendanceCall = false;
			const whole = await run('setStatus', { status: 'arrived' }, id);
			expect(whole.error?.message).toContain(words);
			expect(requestsOf(fixture.sandbox)).toEqual([ZONE, read, call, read]);
		},
	);

	it.each([faults.forbidden, faults.invalidFields, faults.serverError])(
		'A8: another refusal of the call is none of the call itself ($status)',
		async (fault) => {
			fixture.sandbox.fault(fault, { method: 'POST' }, Infinity);
			const { error } = await run('setStatus', { status: 'arrived' });
			expect(error).toBeDefined();
			expect(requestsOf(fixture.sandbox)).toEqual([ZONE, STATUS]);
		},
	);

	it('A8: without the call it sends nothing for a status that is there already', async () => {
		fixture.sandbox.appointmentRules.attendanceCall = false;
		const result = await run('setStatus', { status: 'confirmed', simplify: false });
		expect(only(result)).toMatchObject({ id: ID, attendance: 2 });
		expect(requestsOf(fixture.sandbox)).toEqual([STATUS, GET]);
	});

	it('A8: a status that is none is refused before any request', async () => {
		const { error } = await run('setStatus', { status: '={{ "cancelled" }}' });
		expect(error?.message).toContain("'Status' must be one of");
		expect(error).toMatchObject({
			description: expect.stringContaining('To cancel an appointment, use the operation Cancel.'),
		});
		expect(requestsOf(fixture.sandbox)).toEqual([]);
	});
});

describe('Cancel', () => {
	it('A10: deletes with one request', async () => {
		expect(only(await run('cancel'))).toEqual({ deleted: true, id: ID });
		expect(requestsOf(fixture.sandbox)).toEqual([DELETE]);
		expect(stored(fixture.sandbox, ID).deleted).toBe(true);
	});

	it('A10: with Expected Client Phone it reads first', async () => {
		const { error } = await run('cancel', { options: { expectedClientPhone: '+15550100102' } });
		expect(error?.message).toContain('is not that of the client');
		expect(stored(fixture.sandbox, ID).deleted).toBe(false);
		const options = { expectedClientPhone: '(001) 555 010 0101' };
		expect(only(await run('cancel', { options }))).toEqual({ deleted: true, id: ID });
		expect(only(await run('cancel', { options }))).toEqual({ deleted: true, id: ID });
		expect(requestsOf(fixture.sandbox)).toEqual([GET, GET, DELETE, GET]);
	});

	it.each(['', ' ', '={{ $json.nothing }}'])(
		'A10: a blank Expected Client Phone (%j) guards nothing, and is refused before any request',
		async (expectedClientPhone) => {
			const { error } = await run('cancel', { options: { expectedClientPhone } });
			expect(error?.message).toContain("'Expected Client Phone' is blank");
			expect(requestsOf(fixture.sandbox)).toEqual([]);
		},
	);

	it('A10: Expected Client Phone is compared with a cancelled appointment too', async () => {
		const options = { expectedClientPhone: '+15550100102' };
		const { error } = await run('cancel', { options }, CANCELLED);
		expect(error?.message).toContain('is not that of the client');
	});

	it('A10: an appointment whose client Altegio leaves out is not cancelled unseen', async () => {
		const reshape = reshapeData(({ client, ...one }) => {
			expect(client).toBeDefined();
			return one;
		});
		fixture.allowViolations();
		fixture.sandbox.fault({ reshape }, { method: 'GET' });
		const { error } = await run('cancel', { options: { expectedClientPhone: '+15550100101' } });
		expect(error?.message).toContain('it has no client');
		expect(stored(fixture.sandbox, ID).deleted).toBe(false);
	});

	it('A10: one that is gone after a lost answer is cancelled', async () => {
		fixture.sandbox.fault(faults.gatewayTimeoutApplied, { method: 'DELETE' }, 3);
		fixture.sandbox.fault(faults.notFound, { method: 'GET' });
		expect(only(await run('cancel'))).toEqual({ deleted: true, id: ID });
		expect(requestsOf(fixture.sandbox)).toEqual([DELETE, DELETE, DELETE, GET]);
	});

	it('A10: a later pass that finds it gone needs no client to compare', async () => {
		fixture.sandbox.fault({}, { method: 'GET' });
		fixture.sandbox.fault(faults.gatewayTimeoutApplied, { method: 'DELETE' }, 3);
		fixture.sandbox.fault(faults.gatewayTimeout, { method: 'GET' }, 3);
		fixture.sandbox.fault(faults.notFound, { method: 'GET' });
		const options = { expectedClientPhone: '+15550100101' };
		const retryOnFail = { maxTries: 2, waitBetweenTries: 0 };
		const result = await run('cancel', { options }, ID, { retryOnFail });
		expect(only(result)).toEqual({ deleted: true, id: ID });
		expect(requestsOf(fixture.sandbox)).toEqual([GET, DELETE, DELETE, DELETE, GET, GET, GET, GET]);
	});

	it('A10: one that was never there is not found, with Expected Client Phone too', async () => {
		const options = { expectedClientPhone: '+15550100101' };
		const { error } = await run('cancel', { options }, 649999);
		expect(error?.message).toContain("Check 'Appointment' and 'Location'");
	});

	it('A10: what was cancelled before is not found', async () => {
		const { error } = await run('cancel', {}, CANCELLED);
		expect(error?.message).toContain("Check 'Appointment' and 'Location'");
	});
});

describe('Update', () => {
	const change = async (updateFields: IDataObject, id = ID, more: object = {}) =>
		await run('update', { updateFields, ...more }, id);

	it('A9: changes what was asked and keeps all else, although a neighbour overlaps', async () => {
		fixture.sandbox.appointments.set(
			99,
			makeAppointment({ id: 99, staff_id: CHLOE, date: `${DAY} 10:15:00` }),
		);
		const result = await change({ comment: 'Call before' });
		expect(result.error).toBeUndefined();
		expect(requestsOf(fixture.sandbox)).toEqual([ZONE, GET, PUT, GET]);
		expect(lastBody(fixture.sandbox, 'PUT')).toMatchObject({ save_if_busy: true, send_sms: false });
		expect(restOf(stored(fixture.sandbox, ID), 'comment')).toEqual(restOf(rich, 'comment'));
		expect(only(result)?.comment).toBe('Call before');
	});

	const common = { staff_id: CHLOE, comment: 'New', save_if_busy: true, send_sms: false };
	const ofRich = {
		...{ datetime: `${DAY}T10:00:00`, seance_length: 2700, client: { id: 7001 } },
		services: [{ id: HAIRCUT, first_cost: 50, discount: 10, cost: 44, amount: 1 }],
		...{ attendance: 2, api_id: 'crm-4711', custom_fields: { room: 'Room 2' } },
		...{ sms_remain_hours: 3, email_remain_hours: 26, technical_break_duration: 300 },
	};

	it.each<[string, number, IDataObject]>([
		['all that it has', ID, ofRich],
		[
			'a place in a group event, with the number of people',
			PLACE,
			{ ...ofRich, datetime: `${NEXT_DAY}T15:00:00`, activity_id: 5, clients_count: 2 },
		],
		[
			'a block, with nothing that it lacks',
			BLOCK,
			{
				...{ datetime: `${DAY}T14:00:00`, seance_length: 3600, client: {}, services: [] },
				...{ attendance: 0, technical_break_duration: 0 },
			},
		],
	])('A9: sends back %s', async (_, id, rest) => {
		await change({ comment: 'New' }, id);
		expect(lastBody(fixture.sandbox, 'PUT')).toEqual({ ...common, ...rest });
	});

	const withContact = (phone: string) => {
		const client = { id: 0, name: 'Ada', phone, email: '' };
		const reshape = reshapeData((one) => ({ ...one, client }));
		fixture.allowViolations();
		fixture.sandbox.fault({ reshape }, { method: 'GET', path: /record/ }, Infinity);
	};

	it.each([
		['update', { updateFields: { comment: 'New' } }],
		['reschedule', { start: `${NEXT_DAY}T11:00`, teamMemberId: locator('') }],
	])(
		'A9: a client without an ID is not sent back with a masked phone, by %s',
		async (operation, more) => {
			withContact('+1555*****01');
			const { error } = await run(operation, more);
			expect(error?.message).toBe(
				`The client of appointment ${ID} has a phone that the user of the credential cannot see, and this change would have to send it back. Nothing was changed. [item 0]`,
			);
			expect(requestsOf(fixture.sandbox)).toEqual([ZONE, GET]);
		},
	);

	it('A9: a client without an ID and without a phone is sent back as it is', async () => {
		withContact('');
		await change({ comment: 'New' });
		expect(lastBody(fixture.sandbox, 'PUT').client).toEqual({ name: 'Ada', phone: '', email: '' });
	});

	it('A9: sends back a client without an ID by name and phone, and a line without prices as it is', async () => {
		const reshape = reshapeData((one) => ({
			...one,
			client: { id: 0, name: 'Ada', phone: '+15550100101', email: '' },
			services: [{ id: HAIRCUT, title: 'Haircut', cost: null, amount: 1 }],
			clients_count: undefined,
		}));
		fixture.allowViolations();
		fixture.sandbox.fault({ reshape }, { method: 'GET', path: /record/ }, Infinity);
		await change({ comment: 'New' });
		const { client, services, ...rest } = lastBody(fixture.sandbox, 'PUT');
		expect(client).toEqual({ name: 'Ada', phone: '+15550100101', email: '' });
		expect(services).toEqual([{ id: HAIRCUT, amount: 1 }]);
		expect(rest).not.toHaveProperty('clients_count');
	});

	it('A9: changes every field of the form', async () => {
		const result = await change({
			clientEmail: 'new@client.example',
			clientName: 'Ada W.',
			color: 'none',
			comment: 'New',
			customFields: { field: [{ code: 'room', value: 'Room 3' }] },
			duration: 50,
			emailReminderHours: 0,
			externalId: 'crm-2',
			labelIds: '["VIP"]',
			smsReminderHours: 1,
		});
		expect(result.error).toBeUndefined();
		expect(lastBody(fixture.sandbox, 'PUT')).toMatchObject({
			client: { name: 'Ada W.', phone: '15550100101', email: 'new@client.example' },
			...{
				custom_color: '',
				comment: 'New',
				custom_fields: { room: 'Room 3' },
				seance_length: 3000,
			},
			...{ email_remain_hours: 0, api_id: 'crm-2', record_labels: [312], sms_remain_hours: 1 },
			save_if_busy: false,
		});
	});

	it('A9: keeps the prices of services that stay, and takes the length of the links', async () => {
		const result = await run(
			'update',
			{ updateFields: { serviceIds: ['Haircut', 'Full Colour'] } },
			ID,
		);
		expect(requestsOf(fixture.sandbox)).toContain(SERVICES);
		expect(lastBody(fixture.sandbox, 'PUT')).toMatchObject({
			services: [{ id: HAIRCUT, cost: 44, first_cost: 50, discount: 10 }, { id: 70105 }],
			seance_length: 9900,
			save_if_busy: false,
		});
		// The neighbour at eleven is in the way.
		expect(result.error?.message).toContain('is taken');
	});

	it('A9: refuses a service that the team member does not offer', async () => {
		const { error } = await change({ serviceIds: [BEARD] });
		expect(error?.message).toContain('does not offer Beard Trim');
		expect(stored(fixture.sandbox, ID)).toEqual(rich);
	});

	it('A9: sends nothing if nothing changes, and refuses what is blank', async () => {
		const same = {
			comment: 'Prefers a quiet seat',
			color: '4caf50',
			labelIds: [312, 311],
			duration: '',
		};
		expect((await change(same)).error).toBeUndefined();
		expect(requestsOf(fixture.sandbox)).toEqual([ZONE, GET]);
		expect((await change({ comment: ' ', duration: '' })).error?.message).toContain(
			'nothing to update',
		);
	});

	it('A9, R3: Blank Values set to Clear empties comment, labels and custom fields', async () => {
		const options = { blankValues: 'clear' };
		const customFields = { field: [{ code: 'Room', value: ' ' }] };
		const blank = { comment: '', customFields, labelIds: [] };
		expect((await change(blank, ID, { options })).error).toBeUndefined();
		expect(lastBody(fixture.sandbox, 'PUT')).toEqual({
			...common,
			...ofRich,
			...{ comment: '', custom_fields: { room: '' }, record_labels: [] },
		});
		expect(stored(fixture.sandbox, ID)).toMatchObject({
			...{ comment: '', custom_fields: { room: '' }, record_labels: [] },
		});
	});

	it.each([
		['clientEmail', 'Client Email'],
		['clientName', 'Client Name'],
		['color', 'Color'],
		['duration', 'Duration (Minutes)'],
		['emailReminderHours', 'Email Reminder (Hours Before)'],
		['externalId', 'External ID'],
		['serviceIds', 'Service Names or IDs'],
		['smsReminderHours', 'SMS Reminder (Hours Before)'],
	])('A9, R3: Clear refuses a blank %s before any request', async (name, label) => {
		const { error } = await change({ [name]: '' }, ID, { options: { blankValues: 'clear' } });
		expect(error?.message).toBe(
			`'${label}' is blank, and Altegio has no way to empty it. [item 0]`,
		);
		expect(requestsOf(fixture.sandbox)).toEqual([]);
	});

	it.each<[string, number, IDataObject, string]>([
		['the appointment of another client', ID, { comment: 'New' }, 'is not that of the client'],
		['a cancelled one', CANCELLED, { comment: 'New' }, 'was cancelled'],
		['a locked one', LOCKED, { comment: 'New' }, 'is locked'],
		['the client of a block', BLOCK, { clientName: 'Ada' }, 'has no client, so'],
	])('A9, A10: refuses %s', async (_, id, updateFields, words) => {
		const options = id === ID ? { expectedClientPhone: '+15550100102' } : {};
		const before = stored(fixture.sandbox, id);
		const { error } = await change(updateFields, id, { options });
		expect(error?.message).toContain(words);
		expect(stored(fixture.sandbox, id)).toEqual(before);
		expect(requestsOf(fixture.sandbox)).toEqual([ZONE, GET.replace(String(ID), String(id))]);
	});

	it('A9: says which fields were not saved', async () => {
		fixture.sandbox.appointmentRules.customFields = false;
		const { error } = await change({
			customFields: { field: [{ code: 'room', value: 'Room 9' }] },
		});
		expect(error?.message).toBe(
			`Appointment ${ID} was updated. Altegio did not save: 'Custom Fields' (holds {}). Look at it in Altegio. [item 0]`,
		);
	});

	it('A9: never writes a masked phone back', async () => {
		fixture.sandbox.clientRights.phones = 'masked';
		expect((await change({ clientName: 'Ada' })).error?.message).toContain('cannot see');
		expect((await change({ comment: 'New' })).error).toBeUndefined();
		expect(fixture.sandbox.clients.get(7001)?.phone).toBe('+15550100101');
	});
});

describe('what Altegio did not keep', () => {
	/** Updates the comment, and lets Altegio show the appointment in another way afterwards. */
	const updateAnd = async (other: (data: IDataObject) => IDataObject) => {
		const reshape = reshapeData((one) => ({ ...one, ...other(one) }));
		fixture.allowViolations();
		fixture.sandbox.fault({}, { method: 'GET', path: /record/ });
		fixture.sandbox.fault({ reshape }, { method: 'GET', path: /record/ }, Infinity);
		return await run('update', { updateFields: { comment: 'New' } });
	};

	it('A9: what was not saved and what was changed besides are told together', async () => {
		const { error } = await updateAnd(() => ({ comment: 'Old', api_id: 'crm-2' }));
		expect(error?.message).toBe(
			`Appointment ${ID} was updated. Altegio did not save: 'Comment' (holds "Old"). Altegio changed more than that: 'External ID' (was "crm-4711", is "crm-2"). Look at it in Altegio. [item 0]`,
		);
	});

	const line = (data: IDataObject) => (data.services as IDataObject[])[0]!;
	const client = (data: IDataObject) => data.client as IDataObject;

	it.each<[string, (data: IDataObject) => IDataObject]>([
		["'Team Member' (was 50103, is 50102)", () => ({ staff_id: BEN, staff: { id: BEN } })],
		[
			`'Start' (was "${DAY}T10:00:00", is "${DAY}T11:00:00")`,
			() => ({ date: `${DAY} 11:00:00`, datetime: `${DAY}T11:00:00-05:00` }),
		],
		["'Duration (Minutes)' (was 2700, is 3600)", () => ({ seance_length: 3600, length: 3600 })],
		["'Service Names or IDs' (was [{", (data) => ({ services: [{ ...line(data), id: BEARD }] })],
		[
			"'Service Names or IDs' (was [{",
			(data) => ({ services: [{ ...line(data), manual_cost: 45 }] }),
		],
		["'Service Names or IDs' (was [{", (data) => ({ services: [{ ...line(data), discount: 5 }] })],
		["'Service Names or IDs' (was [{", () => ({ services: [] })],
		["'Client' (was {", (data) => ({ client: { ...client(data), id: 7002 } })],
		["'Client' (was {", (data) => ({ client: { ...client(data), phone: '+15550100109' } })],
		["'Client' (was {", () => ({ client: null })],
		["'Status' (was 2, is 0)", () => ({ attendance: 0, visit_attendance: 0 })],
		['\'External ID\' (was "crm-4711", is "")', () => ({ api_id: '' })],
		['\'Color\' (was "4caf50", is "f44336")', () => ({ custom_color: 'f44336' })],
		["'SMS Reminder (Hours Before)' (was 3, is 0)", () => ({ sms_remain_hours: 0 })],
		["'Email Reminder (Hours Before)' (was 26, is 1)", () => ({ email_remain_hours: 1 })],
		["'Technical Break' (was 300, is 0)", () => ({ technical_break_duration: 0 })],
		["'Group Event' (was 0, is 5)", () => ({ activity_id: 5 })],
		["'Label Names or IDs' (was [311,312], is [311])", () => ({ record_labels: [{ id: 311 }] })],
		["'Custom Fields' (was {", () => ({ custom_fields: {} })],
	])('A9: %s is told', async (words, other) => {
		const { error } = await updateAnd(other);
		expect(error?.message).toContain(
			`Appointment ${ID} was updated. Altegio changed more than that: `,
		);
		expect(error?.message).toContain(words);
		expect(error?.message).not.toContain("', '");
	});

	it.each<[string, (data: IDataObject) => IDataObject]>([
		['a color with # in capitals', () => ({ custom_color: '#4CAF50' })],
		['labels in another order, as IDs', () => ({ record_labels: [312, 311] })],
		['numbers as texts', () => ({ staff_id: String(CHLOE), sms_remain_hours: '3' })],
		['a phone in another form', (data) => ({ client: { ...client(data), phone: '15550100101' } })],
		[
			'other names of the length',
			(data) => ({ seance_length: undefined, length: data.seance_length }),
		],
		['the status of the visit alone', () => ({ attendance: undefined, visit_attendance: 2 })],
		...[
			...['services', 'client', 'api_id', 'custom_color', 'sms_remain_hours', 'record_labels'],
			...['email_remain_hours', 'technical_break_duration', 'custom_fields', 'activity_id'],
		].map((name): [string, () => IDataObject] => [
			`an answer without ${name}`,
			() => ({ [name]: undefined }),
		]),
	])('A9: %s is no change', async (_, other) => {
		const { error } = await updateAnd(other);
		expect(error).toBeUndefined();
	});

	it.each([
		['reschedule', { start: `${NEXT_DAY}T11:00`, teamMemberId: locator('') }],
		['update', { updateFields: { comment: 'New' } }],
		['setStatus', { status: 'noShow' }],
	])('R12: is told in every pass of Retry On Fail, by %s', async (operation, more) => {
		fixture.sandbox.appointmentRules.attendanceCall = false;
		fixture.sandbox.fault({ ignoreFields: ['custom_fields'] }, { method: 'PUT' });
		const retryOnFail = { maxTries: 3, waitBetweenTries: 0 };
		const { error } = await run(operation, more, ID, { retryOnFail });
		expect(error?.message).toContain("Altegio changed more than that: 'Custom Fields'");
		expect(requestsOf(fixture.sandbox).filter((one) => one === PUT)).toHaveLength(1);
	});
});

const LOST: Array<[string, Fault, boolean]> = [
	['502, not carried out', faults.badGateway, false],
	['504, carried out', faults.gatewayTimeoutApplied, true],
	['connection cut, not carried out', faults.cutBefore, false],
	['connection cut, carried out', faults.cutAfter, true],
	['answer cut in half', faults.cutHalf, true],
	['no answer, carried out', faults.neverButApplied, true],
	['a web page with 200', faults.htmlPage, false],
	['500', faults.serverError, false],
	['422', faults.invalidFields, false],
	['200 with success: false', faults.notSuccessful, false],
];
const METHODS = { reschedule: 'PUT', setStatus: 'POST', cancel: 'DELETE', update: 'PUT' };
const GIVEN = {
	reschedule: { start: `${NEXT_DAY}T11:00`, teamMemberId: locator('') },
	setStatus: { status: 'noShow' },
	cancel: {},
	update: { updateFields: { comment: 'New' } },
};
const isDone = (operation: keyof typeof METHODS, one: Appointment) =>
	({
		reschedule: one.date === `${NEXT_DAY} 11:00:00`,
		setStatus: one.attendance === -1,
		cancel: one.deleted,
		update: one.comment === 'New',
	})[operation];

describe.each(Object.keys(METHODS) as Array<keyof typeof METHODS>)('%s', (operation) => {
	describe.each([1, Infinity])('with an answer lost %d times', (times) => {
		it.each(LOST)('R11, R12: %s: done once, or reported, or unknown', async (_, fault) => {
			for (const retryOnFail of [undefined, { maxTries: 2, waitBetweenTries: 0 }]) {
				fixture.sandbox.reset();
				fixture.sandbox.fault(fault, { method: METHODS[operation] }, times);
				const result = await run(operation, GIVEN[operation], ID, { retryOnFail });
				const now = stored(fixture.sandbox, ID);
				const message = result.error?.message ?? '';
				if (!result.error) expect(isDone(operation, now)).toBe(true);
				else if (isDone(operation, now)) expect(message).toContain('It is not known whether');
				for (const { id } of seeds.filter((one) => one.id !== ID)) {
					expect(stored(fixture.sandbox, id)).toEqual(seeds.find((one) => one.id === id));
				}
			}
		});
	});
});
