import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import { isList, isObject, textOf } from '../../core/values';
import { wallTextOf } from '../../kit/localTime';
import { readAllPages, totalIn, type Page } from '../../kit/paging';
import { listIn, objectIn, withNumbers } from '../../kit/read';
import type { Item } from '../../transport/item';
import type { Api } from '../../transport/operation';
import { isCancelled } from './status';

/** Where an item works: all that the parts of a job need. */
export interface Place {
	api: Api;
	item: Item;
	locationId: number;
	/** Name of the location's time zone. */
	zone: string;
}

/** Two public clients ask for so many at once; the documents name no limit. */
export const APPOINTMENTS_PER_PAGE = 200;

const NUMBERS = [
	...['id', 'company_id', 'staff_id', 'visit_id', 'activity_id', 'attendance', 'visit_attendance'],
	...['seance_length', 'length', 'technical_break_duration', 'clients_count', 'paid_full'],
	...['sms_remain_hours', 'email_remain_hours'],
];
const LINE_NUMBERS = [
	...['id', 'first_cost', 'discount', 'cost', 'manual_cost', 'cost_to_pay', 'cost_per_unit'],
	'amount',
];

/** An appointment of an answer with numbers in place of texts. */
export function toAppointment(entry: IDataObject): IDataObject {
	const { client, services } = entry;
	return {
		...withNumbers(entry, NUMBERS),
		...(isObject(client) && { client: withNumbers(client, ['id']) }),
		...(isList(services) && { services: services.map((line) => withNumbers(line, LINE_NUMBERS)) }),
	};
}

/** A reader of the pages of `GET /records/{location_id}`, where `meta` has the number of all. */
export function appointmentPages(
	api: Api,
	locationId: number,
	qs: IDataObject,
): (paging: { count: number; page: number }) => Promise<Page> {
	return async (paging) => {
		const response = await api.send({
			method: 'GET',
			path: path`/records/${locationId}`,
			qs: { ...qs, ...paging },
		});
		const entries = listIn(api, response).map(toAppointment);
		return { entries, totalCount: totalIn(response) };
	};
}

/** The appointments of a team member on a day, cancelled ones left out. */
export async function readDay(
	{ api, locationId }: Place,
	teamMemberId: number,
	date: string,
): Promise<IDataObject[]> {
	const qs = { staff_id: teamMemberId, start_date: date, end_date: date };
	const options = { limit: Infinity, pageSize: APPOINTMENTS_PER_PAGE };
	const found = await readAllPages(options, appointmentPages(api, locationId, qs));
	return found.filter((appointment) => !isCancelled(appointment));
}

/**
 * One appointment, as `GET /record/{location_id}/{record_id}` gives it. A cancelled one may come too.
 *
 * @throws NodeApiError unless it is the one that was asked for
 */
export async function readAppointment(
	{ api, locationId }: Pick<Place, 'api' | 'locationId'>,
	id: number,
	mayBeGone = false,
): Promise<IDataObject> {
	const response = await api.send({
		method: 'GET',
		path: path`/record/${locationId}/${id}`,
		mayBeGone,
	});
	if (mayBeGone && response.statusCode === 404) return { id, deleted: true };
	return toAppointment(objectIn(api, response, `appointment ${id}`, id));
}

/** What the clock at the location shows at the start of an appointment: "2026-04-20T18:30:00". */
export function wallIn({ date, datetime }: IDataObject): string {
	const hasTime = (text: string) => /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text);
	const text = [date, datetime].map(textOf).find(hasTime) ?? '';
	const wall = wallTextOf(text);
	return wall.length === 16 ? `${wall}:00` : wall;
}
