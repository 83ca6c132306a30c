import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Effect } from '../nodes/Altegio/transport/operation';
import { FIRST_ID, locator, SECOND_ID, THIRD_ID } from './support/fixture';

/**
 * One operation of the node, by a valid example against the sandbox as it starts. The suites in
 * test/engine/everyOperation ask the same questions of every row; what only one operation promises has tests of its own.
 */
export interface OperationRow {
	/** Values of the two dropdowns. */
	resource: string;
	operation: string;
	/** What its main request does: the last one of a read, else the last one that is no GET. */
	effect: Effect;
	/** All other parameters, valid for each of `items`. */
	parameters: object;
	/**
	 * Three input items, about three different objects where the operation is about one. `id` is that of the object,
	 * as a failed item has to give it; `parameters` use it as `={{ $json.id }}`. Default: three items without an `id`.
	 */
	items?: [IDataObject, IDataObject, IDataObject];
	/** The requests of a run with one item, in order. `{id}` is the `id` of the item; any other key of it likewise. */
	requests: string[];
	/** What the first output item of the first input item has to contain. */
	output: object;
	/** The same for a call of an agent, where that gives something else. */
	toolOutput?: object;
	/**
	 * Changes of parameters that are refused before any request, and the label that the message names in quotes. The
	 * first one changes what `parameters` has, so that one item can be bad and the others as they were.
	 */
	invalid: Array<[change: object, label: string]>;
	/** Whether the job looks what it did after a lost answer, so that the item succeeds. */
	findsOutcome?: boolean;
}

const THREE_LOCATIONS: OperationRow['items'] = [
	{ id: FIRST_ID },
	{ id: SECOND_ID },
	{ id: THIRD_ID },
];
const THREE_SERVICES: OperationRow['items'] = [{ id: 70101 }, { id: 70102 }, { id: 70103 }];
const THREE_APPOINTMENTS: OperationRow['items'] = [{ id: 640001 }, { id: 640002 }, { id: 640003 }];
const THREE_CLIENTS: OperationRow['items'] = [{ id: 7001 }, { id: 7002 }, { id: 7007 }];

const BY_ID = locator('={{ $json.id }}');
/** As an expression, since the form itself refuses it as text. */
const NOT_AN_ID = locator('={{ "1/../2" }}');
const AT_FIRST = { locationId: locator(FIRST_ID) };

/** In the calendar of the staff, which is open years ahead. */
const HAIRCUT_BY_CHLOE = {
	...AT_FIRST,
	serviceIds: [70101],
	teamMemberIds: [50103],
	options: { calendar: 'staff' },
};

export const OPERATIONS: OperationRow[] = [
	// API Request
	{
		resource: 'apiRequest',
		operation: 'send',
		effect: 'read',
		parameters: { path: '={{ "/company/" + $json.location }}' },
		items: [{ location: FIRST_ID }, { location: SECOND_ID }, { location: THIRD_ID }],
		requests: ['GET /company/{location}'],
		output: { id: FIRST_ID },
		invalid: [
			[{ path: '//evil.example' }, 'Path'],
			[{ method: 'POST', body: '{ broken' }, 'Body'],
		],
	},
	// Appointment
	{
		resource: 'appointment',
		operation: 'cancel',
		effect: 'change',
		parameters: { ...AT_FIRST, appointmentId: BY_ID },
		items: THREE_APPOINTMENTS,
		requests: [`DELETE /record/${FIRST_ID}/{id}`],
		output: { deleted: true, id: 640001 },
		findsOutcome: true,
		invalid: [
			[{ appointmentId: NOT_AN_ID }, 'Appointment'],
			[{ options: { expectedClientPhone: '12' } }, 'Expected Client Phone'],
		],
	},
	{
		resource: 'appointment',
		operation: 'create',
		effect: 'create',
		parameters: {
			...{ ...AT_FIRST, serviceIds: [70101], teamMemberId: locator(50103) },
			...{ start: '={{ $json.start }}', clientPhone: '15550109001', clientName: 'Zoe' },
		},
		items: [
			{ start: '2031-06-10T10:00' },
			{ start: '2031-06-11T10:00' },
			{ start: '2031-06-12T10:00' },
		],
		requests: [
			`GET /company/${FIRST_ID}`,
			`GET /records/${FIRST_ID}`,
			`GET /company/${FIRST_ID}/services`,
			`POST /records/${FIRST_ID}`,
		],
		output: { created: true, start: '2031-06-10T10:00:00-04:00' },
		invalid: [
			[{ start: 'tomorrow' }, 'Start'],
			[{ clientPhone: '12' }, 'Client Phone'],
			[{ serviceIds: '={{ [] }}' }, 'Service Names or IDs'],
			[{ additionalFields: { color: 'mauve' } }, 'Color'],
		],
		findsOutcome: true,
	},
	{
		resource: 'appointment',
		operation: 'get',
		effect: 'read',
		parameters: { ...AT_FIRST, appointmentId: BY_ID },
		items: THREE_APPOINTMENTS,
		requests: [`GET /company/${FIRST_ID}`, `GET /record/${FIRST_ID}/{id}`],
		output: { id: 640001, status: 'waiting' },
		invalid: [[{ appointmentId: NOT_AN_ID }, 'Appointment']],
	},
	{
		resource: 'appointment',
		operation: 'getAll',
		effect: 'read',
		parameters: { ...AT_FIRST, limit: 2 },
		requests: [`GET /company/${FIRST_ID}`, `GET /records/${FIRST_ID}`],
		output: { location_id: FIRST_ID },
		invalid: [
			[{ limit: 0 }, 'Limit'],
			[{ filters: { from: 'tomorrow' } }, 'From'],
			[{ filters: { status: ['done'] } }, 'Status'],
		],
	},
	{
		resource: 'appointment',
		operation: 'reschedule',
		effect: 'change',
		parameters: { ...AT_FIRST, appointmentId: BY_ID, start: '={{ $json.start }}' },
		items: [
			{ id: 640001, start: '2031-06-10T10:00' },
			{ id: 640002, start: '2031-06-11T10:00' },
			{ id: 640003, start: '2031-06-12T10:00' },
		],
		requests: [
			`GET /company/${FIRST_ID}`,
			`GET /record/${FIRST_ID}/{id}`,
			`PUT /record/${FIRST_ID}/{id}`,
			`GET /record/${FIRST_ID}/{id}`,
		],
		output: { id: 640001, start: '2031-06-10T10:00:00-04:00', rescheduled: true },
		findsOutcome: true,
		invalid: [
			[{ start: 'tomorrow' }, 'Start'],
			[{ teamMemberId: NOT_AN_ID }, 'Team Member'],
			[{ options: { duration: 'long' } }, 'Duration (Minutes)'],
		],
	},
	{
		resource: 'appointment',
		operation: 'setStatus',
		effect: 'change',
		parameters: { ...AT_FIRST, appointmentId: BY_ID, status: 'confirmed', simplify: false },
		items: THREE_APPOINTMENTS,
		requests: [`POST /company/${FIRST_ID}/records/{id}/attendance`, `GET /record/${FIRST_ID}/{id}`],
		output: { id: 640001, attendance: 2 },
		findsOutcome: true,
		invalid: [[{ status: 'cancelled' }, 'Status']],
	},
	{
		resource: 'appointment',
		operation: 'update',
		effect: 'change',
		parameters: { ...AT_FIRST, appointmentId: BY_ID, updateFields: { comment: 'New' } },
		items: THREE_APPOINTMENTS,
		requests: [
			`GET /company/${FIRST_ID}`,
			`GET /record/${FIRST_ID}/{id}`,
			`PUT /record/${FIRST_ID}/{id}`,
			`GET /record/${FIRST_ID}/{id}`,
		],
		output: { id: 640001, comment: 'New' },
		findsOutcome: true,
		invalid: [
			[{ updateFields: { duration: 'long' } }, 'Duration (Minutes)'],
			[{ updateFields: { clientEmail: 'nobody' } }, 'Client Email'],
		],
	},
	// Availability
	{
		resource: 'availability',
		operation: 'check',
		effect: 'read',
		parameters: { ...HAIRCUT_BY_CHLOE, start: '2031-06-10T10:00' },
		requests: [
			`GET /company/${FIRST_ID}`,
			`GET /company/${FIRST_ID}/services`,
			`GET /staff/${FIRST_ID}`,
			`GET /company/${FIRST_ID}/staff/schedule`,
			`GET /timetable/seances/${FIRST_ID}/50103/2031-06-10`,
		],
		output: { available: true, start: '2031-06-10T10:00:00-04:00' },
		invalid: [
			[{ start: 'tomorrow' }, 'Start'],
			[{ serviceIds: '={{ [] }}' }, 'Service Names or IDs'],
			[{ options: { alternatives: 'some' } }, 'Alternatives'],
		],
	},
	{
		resource: 'availability',
		operation: 'getSlots',
		effect: 'read',
		parameters: { ...HAIRCUT_BY_CHLOE, from: '2031-06-10', to: '2031-06-10', limit: 2 },
		requests: [
			`GET /company/${FIRST_ID}`,
			`GET /company/${FIRST_ID}/services`,
			`GET /staff/${FIRST_ID}`,
			`GET /company/${FIRST_ID}/staff/schedule`,
			`GET /timetable/seances/${FIRST_ID}/50103/2031-06-10`,
		],
		output: { team_member: { id: 50103 }, location_id: FIRST_ID },
		toolOutput: { count: 2, reason: null },
		invalid: [
			[{ from: 'tomorrow' }, 'From'],
			[{ limit: 0 }, 'Limit'],
			[{ options: { weekdays: ['someday'] } }, 'Weekdays'],
		],
	},
	// Client
	{
		resource: 'client',
		operation: 'addComment',
		effect: 'create',
		parameters: { ...AT_FIRST, clientId: BY_ID, text: 'Asked for a call back' },
		items: THREE_CLIENTS,
		requests: [`POST /company/${FIRST_ID}/clients/{id}/comments`],
		output: { client_id: 7001, text: 'Asked for a call back' },
		invalid: [[{ text: 'x'.repeat(256) }, 'Text']],
	},
	{
		resource: 'client',
		operation: 'create',
		effect: 'create',
		parameters: { ...AT_FIRST, phone: '={{ $json.phone }}', name: 'Zoe' },
		items: [{ phone: '15550109001' }, { phone: '15550109002' }, { phone: '15550109003' }],
		requests: [`POST /clients/${FIRST_ID}`],
		output: { name: 'Zoe' },
		invalid: [
			[{ phone: '12' }, 'Phone'],
			[{ name: ' ' }, 'Name'],
			[{ additionalFields: { email: 'nobody' } }, 'Email'],
		],
		findsOutcome: true,
	},
	{
		resource: 'client',
		operation: 'delete',
		effect: 'change',
		parameters: { ...AT_FIRST, clientId: BY_ID },
		items: THREE_CLIENTS,
		requests: [`DELETE /client/${FIRST_ID}/{id}`],
		output: { deleted: true, id: 7001 },
		invalid: [
			[{ clientId: NOT_AN_ID }, 'Client'],
			[{ options: { expectedPhone: '12' } }, 'Expected Phone'],
		],
	},
	{
		resource: 'client',
		operation: 'get',
		effect: 'read',
		parameters: { ...AT_FIRST, clientId: BY_ID },
		items: THREE_CLIENTS,
		requests: [`POST /company/${FIRST_ID}/clients/search`],
		output: { id: 7001, name: 'Ada Winters' },
		invalid: [
			[{ clientId: NOT_AN_ID }, 'Client'],
			[{ simplify: 'perhaps' }, 'Simplify'],
		],
	},
	{
		resource: 'client',
		operation: 'getAll',
		effect: 'read',
		parameters: { ...AT_FIRST, limit: 2 },
		requests: [`POST /company/${FIRST_ID}/clients/search`],
		output: { id: 7001 },
		invalid: [
			[{ limit: 0 }, 'Limit'],
			[{ sort: { field: 'colour' } }, 'Field'],
			[{ filters: { gender: 'robot' } }, 'Gender'],
		],
	},
	{
		resource: 'client',
		operation: 'getVisits',
		effect: 'read',
		parameters: { ...AT_FIRST, clientId: BY_ID },
		items: [{ id: 7001 }, { id: 7001 }, { id: 7001 }],
		// One for what is planned, one for what was, and one for the end.
		requests: Array<string>(3).fill(`POST /company/${FIRST_ID}/clients/visits/search`),
		output: {},
		invalid: [
			[{ clientId: NOT_AN_ID }, 'Client'],
			[{ filters: { from: 'yesterday' } }, 'From'],
		],
	},
	{
		resource: 'client',
		operation: 'update',
		effect: 'change',
		parameters: { ...AT_FIRST, clientId: BY_ID, updateFields: { comment: 'New' } },
		items: THREE_CLIENTS,
		requests: [`GET /client/${FIRST_ID}/{id}`, `PUT /client/${FIRST_ID}/{id}`],
		output: { id: 7001 },
		invalid: [
			[{ updateFields: { email: 'nobody' } }, 'Email'],
			[{ updateFields: { phone: '12' } }, 'Phone'],
			[{ options: { verify: 'perhaps' } }, 'Verify'],
		],
	},
	{
		resource: 'client',
		operation: 'upsert',
		effect: 'create',
		parameters: { ...AT_FIRST, phone: '={{ $json.phone }}', name: 'Zoe' },
		items: [{ phone: '15550109001' }, { phone: '15550109002' }, { phone: '15550109003' }],
		requests: [`POST /company/${FIRST_ID}/clients/search`, `POST /clients/${FIRST_ID}`],
		output: { name: 'Zoe', result: 'created' },
		invalid: [
			[{ phone: '12' }, 'Phone'],
			[{ name: '={{ "" }}' }, 'Name'],
			[{ options: { existingName: 'perhaps' } }, 'Existing Name'],
		],
		findsOutcome: true,
	},
	// Location
	{
		resource: 'location',
		operation: 'create',
		effect: 'create',
		parameters: { title: '={{ $json.title }}' },
		items: [{ title: 'First' }, { title: 'Second' }, { title: 'Third' }],
		requests: ['POST /companies'],
		output: { title: 'First' },
		invalid: [
			[{ title: '={{ " " }}' }, 'Title'],
			[{ additionalFields: { coordinateLat: '91' } }, 'Latitude'],
		],
	},
	{
		resource: 'location',
		operation: 'delete',
		effect: 'change',
		parameters: { locationId: BY_ID },
		items: THREE_LOCATIONS,
		requests: ['DELETE /company/{id}'],
		output: { deleted: true, id: FIRST_ID },
		invalid: [[{ locationId: NOT_AN_ID }, 'Location']],
	},
	{
		resource: 'location',
		operation: 'get',
		effect: 'read',
		parameters: { locationId: BY_ID },
		items: THREE_LOCATIONS,
		requests: ['GET /company/{id}'],
		output: { id: FIRST_ID, title: 'Willow Street Barbers' },
		invalid: [
			[{ locationId: NOT_AN_ID }, 'Location'],
			[{ options: { bookingFormId: 'x' } }, 'Booking Form ID'],
		],
	},
	{
		resource: 'location',
		operation: 'getAll',
		effect: 'read',
		parameters: { limit: 2 },
		requests: ['GET /companies'],
		output: { id: FIRST_ID },
		invalid: [
			[{ limit: 0 }, 'Limit'],
			[{ filters: { cityId: 'Rome' } }, 'City Name or ID'],
			[{ filters: { onlyManaged: 'perhaps' } }, 'Only Managed by Me'],
		],
	},
	{
		resource: 'location',
		operation: 'update',
		effect: 'change',
		parameters: { locationId: BY_ID, updateFields: { title: 'New' } },
		items: THREE_LOCATIONS,
		requests: ['PUT /company/{id}'],
		output: { id: FIRST_ID, title: 'New' },
		invalid: [
			[{ updateFields: { coordinateLat: '91' } }, 'Latitude'],
			[{ dataToSend: 'json', jsonBody: '[]' }, 'JSON Body'],
			[{ options: { verify: 'perhaps' } }, 'Verify'],
		],
	},
	// Service
	{
		resource: 'service',
		operation: 'create',
		effect: 'create',
		parameters: { ...AT_FIRST, title: '={{ $json.title }}', categoryId: 60101 },
		items: [{ title: 'First' }, { title: 'Second' }, { title: 'Third' }],
		requests: [`POST /services/${FIRST_ID}`],
		output: { title: 'First', active: 1 },
		invalid: [
			[{ title: '={{ " " }}' }, 'Title'],
			[{ additionalFields: { duration: '7' } }, 'Duration (Minutes)'],
		],
	},
	{
		resource: 'service',
		operation: 'delete',
		effect: 'change',
		parameters: { ...AT_FIRST, serviceId: BY_ID },
		items: THREE_SERVICES,
		requests: [`DELETE /services/${FIRST_ID}/{id}`],
		output: { deleted: true, id: 70101 },
		invalid: [
			[{ serviceId: NOT_AN_ID }, 'Service'],
			[{ options: { expectedTitle: ' ' } }, 'Expected Title'],
		],
	},
	{
		resource: 'service',
		operation: 'get',
		effect: 'read',
		parameters: { ...AT_FIRST, serviceId: BY_ID },
		items: THREE_SERVICES,
		requests: [`GET /company/${FIRST_ID}/services/{id}`],
		output: { id: 70101, title: 'Haircut', duration_minutes: 45 },
		invalid: [[{ serviceId: NOT_AN_ID }, 'Service']],
	},
	{
		resource: 'service',
		operation: 'getAll',
		effect: 'read',
		parameters: { locationId: locator('={{ $json.location }}'), limit: 2 },
		items: [{ location: FIRST_ID }, { location: SECOND_ID }, { location: 41207 }],
		requests: ['GET /company/{location}/services'],
		output: { id: 70101 },
		invalid: [
			[{ limit: 0 }, 'Limit'],
			[{ filters: { categoryId: 'Hair' } }, 'Category Name or ID'],
			[{ filters: { onlyActive: 'perhaps' } }, 'Only Active'],
		],
	},
	{
		resource: 'service',
		operation: 'update',
		effect: 'change',
		parameters: { ...AT_FIRST, serviceId: BY_ID, updateFields: { comment: 'New' } },
		items: THREE_SERVICES,
		requests: [
			`GET /company/${FIRST_ID}/services/{id}`,
			`PUT /services/${FIRST_ID}/{id}`,
			`GET /company/${FIRST_ID}/services/{id}`,
		],
		output: { id: 70101, comment: 'New', updated: true },
		invalid: [
			[{ updateFields: { priceMin: 'free' } }, 'Minimum Price'],
			[{ serviceId: NOT_AN_ID }, 'Service'],
		],
	},
	// Team Member
	{
		resource: 'teamMember',
		operation: 'get',
		effect: 'read',
		parameters: { ...AT_FIRST, teamMemberId: BY_ID },
		items: [{ id: 50101 }, { id: 50102 }, { id: 50103 }],
		requests: [`GET /staff/${FIRST_ID}/{id}`],
		output: { id: 50101, name: 'Anna Winter' },
		invalid: [[{ teamMemberId: NOT_AN_ID }, 'Team Member']],
	},
	{
		resource: 'teamMember',
		operation: 'getAll',
		effect: 'read',
		parameters: { locationId: locator('={{ $json.location }}'), limit: 2 },
		items: [{ location: FIRST_ID }, { location: SECOND_ID }, { location: 41207 }],
		requests: ['GET /staff/{location}'],
		output: { id: 50101 },
		invalid: [
			[{ limit: 0 }, 'Limit'],
			[{ filters: { includeDismissed: 'perhaps' } }, 'Include Dismissed'],
		],
	},
	{
		resource: 'teamMember',
		operation: 'getSchedule',
		effect: 'read',
		parameters: {
			...AT_FIRST,
			...{ teamMemberIds: [50101], from: '2026-12-01', to: '2026-12-02' },
		},
		requests: [
			`GET /company/${FIRST_ID}`,
			`GET /staff/${FIRST_ID}`,
			`GET /company/${FIRST_ID}/staff/schedule`,
		],
		output: { team_member: { id: 50101 }, date: '2026-12-01', is_working: true },
		invalid: [
			[{ from: 'tomorrow' }, 'From'],
			[{ options: { includeBusy: 'perhaps' } }, 'Include Busy'],
		],
	},
];

/** For `describe.each`: the name of a row and the row. */
export const EACH_OPERATION = OPERATIONS.map(
	(row) => [`${row.resource} ${row.operation}`, row] as const,
);

export const itemsOf = ({ items = [{}, {}, {}] }: OperationRow) => items;

/** The node parameters of a row, without pacing; `change` overrides any. */
export function parametersOf(row: OperationRow, change: object = {}): INodeParameters {
	const { resource, operation, parameters } = row;
	const requestOptions = { requestsPerSecond: 0, requestsPerMinute: 0 };
	return { resource, operation, requestOptions, ...parameters, ...change } as INodeParameters;
}

/** A request of a row as it is sent for an item: "PUT /company/37532". */
export function requestFor(request: string, item: IDataObject): string {
	return request.replace(/\{(\w+)\}/g, (_, key: string) => String(item[key]));
}

/** The request that does what the operation is there for. */
export function mainRequest({ effect, requests }: OperationRow): string {
	const candidates = effect === 'read' ? requests : requests.filter((one) => !/^GET /.test(one));
	return candidates.at(-1)!;
}

/** A parameter that is `bad` for one of the items and as it was for the others. */
export function onlyForItem(index: number, bad: unknown, good: unknown): unknown {
	if (isRecord(bad)) {
		const record = isRecord(good) ? good : {};
		const each = Object.entries(bad).map(([key, value]) => {
			const isSame = value === record[key];
			return [key, isSame ? value : onlyForItem(index, value, record[key])];
		});
		return { ...record, ...(Object.fromEntries(each) as object) };
	}
	return `={{ $itemIndex === ${index} ? ${codeOf(bad)} : ${codeOf(good)} }}`;
}

/** A value of the form as JavaScript. */
function codeOf(value: unknown): string {
	const expression = typeof value === 'string' && /^=\{\{(.*)\}\}$/s.exec(value)?.[1];
	return expression ? `(${expression})` : (JSON.stringify(value) ?? 'undefined');
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
