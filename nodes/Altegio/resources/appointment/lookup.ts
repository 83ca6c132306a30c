import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import { metaOf } from '../../core/response';
import { textOf } from '../../core/values';
import { readAllPages, type Page } from '../../kit/paging';
import { listIn, objectIn } from '../../kit/read';
import type { Item } from '../../transport/item';
import type { Api } from '../../transport/operation';

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
		const total = Number(metaOf(response).total_count ?? NaN);
		const totalCount = Number.isFinite(total) ? total : undefined;
		return { entries: listIn(api, response), totalCount };
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
	return await readAllPages(options, appointmentPages(api, locationId, qs));
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
	return objectIn(api, response, `appointment ${id}`);
}

/** What the clock at the location shows at the start of an appointment: "2026-04-20T18:30:00". */
export function wallIn({ date, datetime }: IDataObject): string {
	const wall = textOf(date ?? datetime)
		.slice(0, 19)
		.replace(' ', 'T');
	return wall.length === 16 ? `${wall}:00` : wall;
}
