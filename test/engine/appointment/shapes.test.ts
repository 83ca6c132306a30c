import type { IDataObject } from 'n8n-workflow';

import { makeAppointment, makeLine } from '../../../sandbox';
import {
	ADAS_PHONE,
	appointment,
	book,
	CHLOE,
	DAY,
	HAIRCUT,
	NEXT_DAY,
} from '../../support/appointments';
import { runAltegio } from '../../support/engine';
import { locator } from '../../support/fixture';
import { reshapeData, without } from '../../support/reshape';
import { useSandboxInFakeTime } from '../../support/time';

const ID = 640001;
const BLOCK = 640002;

const { fixture, time } = useSandboxInFakeTime({
	appointments: [
		makeAppointment({
			...{ id: ID, staff_id: CHLOE, client_id: 7001, date: `${DAY} 15:00:00`, seance_length: 2700 },
			services: [
				makeLine({ id: HAIRCUT, title: 'Haircut', first_cost: 50, discount: 10, manual_cost: 44 }),
				makeLine({ id: 70105, title: 'Full Colour', first_cost: 30 }),
			],
			...{ comment: 'Late', attendance: 2, sms_remain_hours: 3, email_remain_hours: 26 },
			...{ technical_break_duration: 300, custom_color: '4caf50', record_labels: [311, 312] },
			...{ custom_fields: { room: 'Room 2' }, api_id: 'crm-4711' },
		}),
		makeAppointment({ id: BLOCK, staff_id: CHLOE, date: `${NEXT_DAY} 15:00:00` }),
		makeAppointment({ id: 1, staff_id: CHLOE, date: `${NEXT_DAY} 09:00:00`, deleted: true }),
	],
});

/** Every number, or every boolean, of an answer in another type. */
function deep(value: unknown, change: (leaf: unknown) => unknown): unknown {
	if (Array.isArray(value)) return value.map((one) => deep(one, change));
	if (typeof value !== 'object' || value === null) return change(value);
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, deep(one, change)]));
}

const meta = (changed: unknown) => (body: unknown) => ({ ...(body as object), meta: changed });
const dataOf = (body: unknown) => (body as { data: unknown }).data;

/** Shapes of an answer that the documents and real servers leave room for. */
const SHAPES: Record<string, (body: unknown) => unknown> = {
	'numbers as texts': (body) => ({
		...(body as object),
		data: deep(dataOf(body), (leaf) => (typeof leaf === 'number' ? String(leaf) : leaf)),
	}),
	'flags as numbers': (body) => ({
		...(body as object),
		data: deep(dataOf(body), (leaf) => (typeof leaf === 'boolean' ? Number(leaf) : leaf)),
	}),
	'flags as texts': (body) => ({
		...(body as object),
		data: deep(dataOf(body), (leaf) => (typeof leaf === 'boolean' ? String(leaf) : leaf)),
	}),
	'a list of one in place of an object': (body) => ({
		...(body as object),
		data: dataOf(body) === null ? null : [dataOf(body)].flat(),
	}),
	'dates as ISO with milliseconds and a wrong offset': reshapeData((one) => ({
		...one,
		date: `${String(one.date).replace(' ', 'T')}.000+09:00`,
	})),
	'a date without time': reshapeData((one) => ({ ...one, date: String(one.date).slice(0, 10) })),
	'datetime alone': reshapeData((one) => without(one, 'date')),
	'the status of the visit alone': reshapeData((one) => without(one, 'attendance')),
	'the other name of the length': reshapeData((one) => without(one, 'seance_length')),
	'the team member as an object alone': reshapeData((one) => without(one, 'staff_id')),
	'the team member as an id alone': reshapeData((one) => without(one, 'staff')),
	'no client as a list': reshapeData((one) => ({ ...one, client: one.client ?? [] })),
	'services in another order': reshapeData((one) => ({
		...one,
		services: [...(one.services as IDataObject[])].reverse(),
	})),
	'without what an answer may leave out': reshapeData((one) =>
		without(
			one,
			...['custom_color', 'custom_fields', 'record_labels', 'api_id', 'sms_remain_hours'],
			...['email_remain_hours', 'technical_break_duration', 'clients_count', 'activity_id'],
		),
	),
	'meta as an empty list': meta([]),
	'no meta': (body) => without(body as IDataObject, 'meta'),
	'the total as a text': (body) => ({
		...(body as object),
		meta: deep((body as IDataObject).meta, String),
	}),
};

async function run(operation: string, more: object) {
	const parameters = operation === 'create' ? book(more) : appointment(operation, more);
	const { error, outputs } = await time.settle(runAltegio({ ...fixture.target, parameters }));
	return error?.message ?? (outputs[0] ?? []).map(({ json }) => json);
}

/** What a receptionist does in a day. */
async function work() {
	const expected = { options: { expectedClientPhone: ADAS_PHONE } };
	const appointmentId = locator(ID);
	const fields = { comment: 'New', status: 'confirmed', color: 'red', labelIds: [311] };
	return {
		booked: await run('create', { additionalFields: fields }),
		again: await run('create', { additionalFields: fields }),
		overCancelled: await run('create', { start: `${NEXT_DAY}T09:00` }),
		got: await run('get', { appointmentId }),
		block: await run('get', { appointmentId: locator(BLOCK) }),
		moved: await run('reschedule', {
			...{ appointmentId, start: `${NEXT_DAY}T11:00`, teamMemberId: locator('') },
			...expected,
		}),
		movedBlock: await run('reschedule', {
			...{ appointmentId: locator(BLOCK), start: `${NEXT_DAY}T14:00`, teamMemberId: locator('') },
		}),
		updated: await run('update', { appointmentId, updateFields: { comment: 'Later' } }),
		arrived: await run('setStatus', { appointmentId, status: 'arrived', ...expected }),
		listed: await run('getAll', { returnAll: true, filters: { status: ['arrived', 'waiting'] } }),
		cancelled: await run('cancel', { appointmentId, ...expected }),
		gone: await run('get', { appointmentId }),
	};
}

describe('Appointments in other shapes of the answers', () => {
	it.each(Object.entries(SHAPES))('A7, A9, A11: %s', async (name, reshape) => {
		const usual = await work();
		expect(Object.values(usual).filter((one) => typeof one === 'string')).toEqual([]);
		const [before] = [[...fixture.sandbox.appointments.values()]];

		fixture.sandbox.reset();
		fixture.sandbox.fault({ reshape }, { path: /^\/records?\// }, Infinity);
		const reshaped = await work();
		// Of whom Altegio gives the id alone, the name is not known.
		const nameless = name === 'the team member as an id alone';
		const expected = nameless ? (JSON.parse(withoutNames(usual)) as object) : usual;
		const sorted = (value: unknown) => deepSorted(value);
		expect(sorted(reshaped)).toEqual(sorted(expected));
		// What an answer leaves out cannot be sent back.
		if (name.startsWith('without')) return;
		expect([...fixture.sandbox.appointments.values()].map(stable)).toEqual(before.map(stable));
	});
});

function withoutNames(outputs: object): string {
	return JSON.stringify(outputs).replace(/("team_member":\{"id":\d+,"name":)"[^"]*"/g, '$1""');
}

/** Lines of services in the order of their ids. */
function deepSorted(value: unknown): unknown {
	if (Array.isArray(value)) {
		const list = value.map(deepSorted) as IDataObject[];
		return list.sort((a, b) => Number(a.id ?? 0) - Number(b.id ?? 0));
	}
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, deepSorted(one)]));
}

function stable<T extends object>(one: T): unknown {
	const rest: Partial<Record<string, unknown>> = { ...one };
	delete rest.last_change_date;
	delete rest.create_date;
	return deepSorted(rest);
}
