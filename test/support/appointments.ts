import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Appointment, Sandbox } from '../../sandbox';
import { FIRST_ID, locator, UNPACED } from './fixture';

/** Somebody who works from Monday to Friday, 9 to 17, with a break from 13 to 14, and offers HAIRCUT and COLOUR. */
export const CHLOE = 50103;
/** Offers HAIRCUT, more slowly than others, and BEARD; works from Tuesday to Saturday, 11 to 20. */
export const BEN = 50102;
export const HAIRCUT = 70101;
export const BEARD = 70102;

/** Tuesday and Wednesday of a summer, years ahead. */
export const DAY = '2031-06-10';
export const NEXT_DAY = '2031-06-11';

/** Phone of a client whom the sandbox knows, and one of nobody. */
export const ADAS_PHONE = '+15550100101';
export const NEW_PHONE = '+15550100155';

/** Parameters of an operation on appointments of the first location. */
export function appointment(operation: string, more: object = {}): INodeParameters {
	return {
		resource: 'appointment',
		operation,
		locationId: locator(FIRST_ID),
		...UNPACED,
		...more,
	} as INodeParameters;
}

/** Parameters of Create: a haircut by Chloé for a new client. */
export function book(more: object = {}): INodeParameters {
	return appointment('create', {
		serviceIds: [HAIRCUT],
		teamMemberId: locator(CHLOE),
		start: `${DAY}T10:00:00`,
		clientPhone: NEW_PHONE,
		clientName: 'Zoe Quill',
		...more,
	});
}

/** The requests that arrived, in short; `L` is the location. */
export function requestsOf({ requests }: Sandbox): string[] {
	return requests.map(({ method, path }) => `${method} ${path.replace(String(FIRST_ID), 'L')}`);
}

export const ZONE = 'GET /company/L';
export const SERVICES = 'GET /company/L/services';
export const LIST = 'GET /records/L';
export const POST = 'POST /records/L';

/** Body of the last request of a method. */
export function lastBody({ requests }: Sandbox, method: string): IDataObject {
	return requests.filter((one) => one.method === method).at(-1)?.body as IDataObject;
}

/** Appointments of a day that were not cancelled. */
export function onDay({ appointments }: Sandbox, date: string): Appointment[] {
	return [...appointments.values()].filter((one) => !one.deleted && one.date.startsWith(date));
}

/** Clock of the location at the start of an appointment, as the sandbox has it. */
export function stored({ appointments }: Sandbox, id: number): Appointment {
	const found = appointments.get(id);
	if (!found) throw new Error(`No appointment ${id}`);
	return found;
}
