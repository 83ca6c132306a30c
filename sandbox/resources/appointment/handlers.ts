/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs outside n8n: a test tool, never part of the package */
import { DateTime } from 'luxon';
import { invalidField, notFound, Refusal, success, type Answer } from '../../answers';
import type { Call, Handlers } from '../../handler';
import { conflictOf } from '../../salon/calendar';
import { calendarOf } from '../../salon/calendarOf';
import type { State } from '../../state';
import type { Values } from '../../values';
import { makeClient } from '../client/seed';
import type { Change } from '../hooks/sender';
import { managedLocation } from '../location/rights';
import { makeAppointment, makeLine, type Appointment, type AppointmentLine } from './seed';

const PALETTE =
	'f44336 e91e63 9c27b0 673ab7 3f51b5 2196f3 03a9f4 00bcd4 009688 4caf50 8bc34a cddc39 ffeb3b ffc107 ff9800 ff5722 795548 9e9e9e 607d8b 000000'.split(
		' ',
	);

const digits = (text: unknown) => String(text ?? '').replace(/\D/g, '');
const zoneOf = (state: State, locationId: number) =>
	state.locations.get(locationId).location.timezone_name;

/** A moment as Altegio writes it: in the time of the location, and with no colon in the offset. */
export function stamp(state: State, locationId: number): string {
	const time = DateTime.fromMillis(state.now(), { zone: zoneOf(state, locationId) });
	return time.toFormat("yyyy-MM-dd'T'HH:mm:ssZZZ");
}

/** Altegio's offset is that of the winter, also in summer. */
function datetimeOf(state: State, { company_id, date }: Appointment): string {
	const winter = DateTime.fromISO(`${date.slice(0, 4)}-01-01`, { zone: zoneOf(state, company_id) });
	return `${date.replace(' ', 'T')}${winter.toFormat('ZZ')}`;
}

/** A client within an appointment, without what the user has no right to see. */
function clientView(state: State, id: number | null): object | null {
	const client = id === null ? undefined : state.clients.find(id);
	if (!client) return null;
	const { phones } = state.clientRights;
	const masked = client.phone.replace(/^(\+?\d{4})\d+(\d\d)$/, '$1*****$2');
	return {
		id: client.id,
		name: client.name,
		surname: client.surname,
		patronymic: client.middle_name,
		display_name: [client.name, client.surname].filter(Boolean).join(' '),
		phone: { shown: client.phone, masked, empty: '' }[phones],
		card: client.card,
		email: phones === 'shown' ? client.email : '',
		success_visits_count: client.visits,
		fail_visits_count: 0,
		discount: client.discount,
		is_new: client.visits === 0,
		custom_fields: [],
		client_tags: [],
	};
}

/** The whole appointment, as reads and creation give it. */
function view(state: State, appointment: Appointment) {
	const { client_id, promotion, services, record_labels, custom_fields, ...shown } = appointment;
	void promotion;
	const { staff_id, seance_length, attendance } = appointment;
	const member = state.teamMembers.find(staff_id);
	return {
		...shown,
		services: services.map((line) => ({
			...line,
			cost_to_pay: line.cost,
			cost_per_unit: line.first_cost,
		})),
		goods_transactions: [],
		staff: {
			id: staff_id,
			api_id: null,
			name: member?.name ?? '',
			specialization: member?.specialization ?? '',
			position: member?.position ?? [],
		},
		client: clientView(state, client_id),
		comer: null,
		datetime: datetimeOf(state, appointment),
		length: seance_length,
		visit_attendance: attendance,
		confirmed: 1,
		sms_before: appointment.sms_remain_hours ?? 0,
		sms_now: 0,
		created_user_id: appointment.online ? 0 : 12_000_001,
		payment_status: 0,
		prepaid: false,
		custom_font_color: appointment.custom_color ? 'ffffff' : '',
		record_labels: record_labels.flatMap((id) => {
			const label = state.labels.find(id);
			return label ? [{ id, title: label.title, color: label.color.replace('#', '') }] : [];
		}),
		// An empty object is a list to PHP.
		custom_fields: Object.keys(custom_fields).length > 0 ? custom_fields : [],
		documents: [],
	};
}

/** The answer to an update: less than a read gives. */
function shortView(state: State, appointment: Appointment) {
	const { id, services, client, clients_count, staff, datetime, seance_length, create_date } = view(
		state,
		appointment,
	);
	const { comment, visit_attendance, confirmed, api_id, activity_id } = view(state, appointment);
	return {
		...{ id, services, client, clients_count, staff, datetime, seance_length, create_date },
		...{ comment, visit_attendance, confirmed, api_id, activity_id },
	};
}

/** The services of a body with their prices: those of the list, unless others were sent. */
function linesOf(
	state: State,
	{ location_id, staff_id, services, promotion }: Values,
): AppointmentLine[] {
	return (services as Values[]).map(({ id, first_cost, discount = 0, cost, amount = 1 }) => {
		const service = state.services.find(id, (one) => one.location_id === location_id);
		if (!service?.staff.some((link) => link.id === staff_id)) {
			throw new Refusal(400, 'The team member does not provide the selected services.');
		}
		const price = first_cost ?? Number(service.price_min);
		const line = makeLine({ id, title: service.title, first_cost: price, discount, amount });
		const agreed = cost ?? line.manual_cost;
		return { ...line, manual_cost: agreed, cost: (agreed * (100 - promotion)) / 100 };
	});
}

/** The id of the client of a body: known by id or phone, or made. The name on a known card is overwritten. */
function clientIdOf(
	state: State,
	locationId: number,
	{ id, name, phone, email }: Values,
): number | null {
	if (id === undefined && phone === undefined) return null;
	const isHere = (one: { location_id: number }) => one.location_id === locationId;
	const known =
		id === undefined
			? state.clients.list((one) => isHere(one) && digits(one.phone) === digits(phone))[0]
			: state.clients.find(id, isHere);
	if (!known && id !== undefined) throw invalidField('client.id');
	const given = { ...(name !== undefined && { name }), ...(email !== undefined && { email }) };
	if (known) return state.clients.merge(known.id, given).id;
	return state.clients.replace({
		...makeClient({ id: state.clients.nextId(), name: name ?? '', location_id: locationId }),
		phone: `+${digits(phone)}`,
		...given,
	}).id;
}

/** What a body makes of an appointment. Labels and color stay if they are left out; nothing else does. */
function fieldsOf(state: State, { params, body }: Call, before?: Appointment) {
	const { location_id } = params;
	const { staff_id } = body;
	const member = state.teamMembers.find(staff_id, ({ company_id }) => company_id === location_id);
	if (!member) throw invalidField('staff_id');
	const promotion = before?.promotion ?? 0;
	const { custom_color, record_labels } = body;
	const services = linesOf(state, { ...body, location_id, promotion });
	const wanted = {
		staff_id,
		services,
		date: body.datetime.replace('T', ' '),
		seance_length: body.seance_length,
	};
	if (body.save_if_busy !== true) checkFree(state, location_id, wanted, before?.id);
	const color = custom_color === undefined ? (before?.custom_color ?? '') : custom_color;
	return {
		...wanted,
		client_id: clientIdOf(state, location_id, body.client),
		clients_count: body.clients_count ?? 1,
		comment: body.comment ?? '',
		attendance: body.attendance ?? 0,
		sms_remain_hours: body.sms_remain_hours ?? null,
		email_remain_hours: body.email_remain_hours ?? null,
		technical_break_duration: body.technical_break_duration ?? 0,
		activity_id: body.activity_id ?? 0,
		api_id: body.api_id ?? '',
		// A color that the palette does not have is dropped, and the answer is a success.
		custom_color: PALETTE.includes(color) ? color : '',
		record_labels: record_labels ?? before?.record_labels ?? [],
		custom_fields: state.appointmentRules.customFields ? (body.custom_fields ?? {}) : {},
		last_change_date: stamp(state, location_id),
	};
}

class Busy extends Error {}

function checkFree(
	state: State,
	locationId: number,
	{
		staff_id,
		services,
		date,
		seance_length,
	}: Pick<Appointment, 'staff_id' | 'services' | 'date' | 'seance_length'>,
	ignoreId?: number,
): void {
	const conflict = conflictOf(calendarOf(state, locationId), {
		teamMemberId: staff_id,
		serviceIds: services.map(({ id }) => id),
		date,
		length: seance_length,
		ignoreId,
	});
	if (conflict) throw new Busy(`The master is busy or not working: ${date.slice(0, 16)}`);
}

/** Altegio's answer to a time that is taken has `conflict`, which no other refusal has. */
function orBusy(apply: () => Answer): Answer {
	try {
		return apply();
	} catch (error) {
		if (!(error instanceof Busy)) throw error;
		const body = { success: false, data: null, meta: { message: error.message, conflict: true } };
		return { status: 409, body };
	}
}

function existing(state: State, { location_id, record_id }: Values): Appointment {
	managedLocation(state, location_id);
	return state.appointments.get(record_id, ({ company_id }) => company_id === location_id);
}

const meets = (locationId: number, query: Values) => {
	const { client_id, start_date, end_date, c_start_date, c_end_date, with_deleted } = query;
	const staffId = query.staff_id ?? query.team_member_id;
	const since = query.changed_after && Date.parse(`${query.changed_after}Z`);
	const until = query.changed_before && Date.parse(`${query.changed_before}Z`);
	return (one: Appointment) => {
		const changed = DateTime.fromISO(one.last_change_date).toMillis();
		return (
			one.company_id === locationId &&
			(with_deleted === 1 || !one.deleted) &&
			[undefined, one.staff_id].includes(staffId) &&
			[undefined, one.client_id].includes(client_id) &&
			(start_date === undefined || one.date.slice(0, 10) >= start_date) &&
			(end_date === undefined || one.date.slice(0, 10) <= end_date) &&
			(c_start_date === undefined || one.create_date.slice(0, 10) >= c_start_date) &&
			(c_end_date === undefined || one.create_date.slice(0, 10) <= c_end_date) &&
			(since === undefined || changed >= since) &&
			(until === undefined || changed <= until)
		);
	};
};

/** Sends the event of a change to whoever listens, as the webhooks of Altegio do. */
export function tellOfAppointment(
	state: State,
	appointment: Appointment,
	status: Change['status'],
	partner?: string,
): void {
	const { id, company_id: location } = appointment;
	const data = view(state, appointment);
	state.changed({ location, flag: 'record', id, status, data, partner });
}

/** The operations of the resource. */
export const appointmentHandlers: Handlers = {
	get_appointments(state, { params: { location_id }, query }) {
		managedLocation(state, location_id);
		const { page = 1, count = 50 } = query;
		const { records, total } = state.appointments.page(
			{ page, count: Math.min(count, state.appointmentRules.maxCount) },
			meets(location_id, query),
			(a, b) => b.date.localeCompare(a.date) || b.id - a.id,
		);
		const data = records.map((one) => view(state, one));
		return success(data, 200, { page, total_count: total });
	},

	create_appointment: (state, call) =>
		orBusy(() => {
			const { location_id } = call.params;
			managedLocation(state, location_id);
			const fields = fieldsOf(state, call);
			const id = state.appointments.nextId();
			const appointment = makeAppointment({
				...{ id, company_id: location_id },
				...fields,
				visit_id: fields.client_id ? id + 100_000_000 : 0,
				sms_remain_hours: call.body.sms_remain_hours ?? (fields.client_id ? 4 : null),
				email_remain_hours: call.body.email_remain_hours ?? (fields.client_id ? 2 : null),
				create_date: fields.last_change_date,
			});
			state.appointments.replace(appointment);
			tellOfAppointment(state, appointment, 'create', call.partner);
			return success(view(state, appointment), 201);
		}),

	get_appointment: (state, { params }) => success(view(state, existing(state, params))),

	update_appointment: (state, call) =>
		orBusy(() => {
			const before = existing(state, call.params);
			if (before.deleted) throw notFound();
			if (before.is_update_blocked) throw new Refusal(403, 'The appointment cannot be changed.');
			if (before.activity_id !== (call.body.activity_id ?? 0)) throw invalidField('activity_id');
			const after = state.appointments.merge(before.id, fieldsOf(state, call, before));
			tellOfAppointment(state, after, 'update', call.partner);
			return success(shortView(state, after), 201);
		}),

	delete_appointment(state, call) {
		const { params } = call;
		const before = existing(state, params);
		if (before.deleted) throw notFound();
		const last_change_date = stamp(state, params.location_id);
		const after = state.appointments.merge(before.id, { deleted: true, last_change_date });
		tellOfAppointment(state, after, 'delete', call.partner);
		return { status: 204 };
	},

	update_appointment_attendance(state, call) {
		const { params, body } = call;
		if (!state.appointmentRules.attendanceCall) throw notFound();
		const before = existing(state, params);
		if (before.deleted) throw notFound();
		const { attendance } = body;
		const last_change_date = stamp(state, params.location_id);
		const ofVisit = ({ id, visit_id }: Appointment) =>
			id === before.id || (visit_id !== 0 && visit_id === before.visit_id);
		for (const { id } of state.appointments.list(ofVisit)) {
			tellOfAppointment(
				state,
				state.appointments.merge(id, { attendance, last_change_date }),
				'update',
				call.partner,
			);
		}
		return success({ attendance, records: [] });
	},
};
