import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import { isList, positiveInteger, textOf } from '../../core/values';
import { readWholeList } from '../../kit/paging';
import { objectIn, withNumbers } from '../../kit/read';
import type { Api } from '../../transport/operation';

/** Who provides a service, and how long it takes them. */
export interface ServiceLink extends IDataObject {
	/** Of the team member. */
	id: number;
	/** Seconds. */
	seance_length: number;
	/** Of the card that says which materials are used up; missing where Altegio does not show it. */
	technological_card_id?: number | null;
}

/** A service as Altegio gives it, with numbers in place of texts. */
export interface Service extends IDataObject {
	id: number;
	title: string;
	/** Missing where Altegio does not show it, which is not the same as an empty list. */
	staff?: ServiceLink[];
}

const NUMBERS = [
	'id',
	'salon_service_id',
	'category_id',
	'price_min',
	'price_max',
	'duration',
	'technical_break_duration',
	'discount',
	'weight',
	'active',
];
const LINK_NUMBERS = ['id', 'seance_length', 'technological_card_id'];

/** A service of an answer with numbers in place of texts. */
export function toService(entry: IDataObject): Service {
	const { staff, ...rest } = withNumbers(entry, NUMBERS);
	const links = isList(staff) && staff.map((link) => withNumbers(link, LINK_NUMBERS));
	return { ...rest, title: textOf(rest.title), ...(links && { staff: links }) } as Service;
}

/**
 * Seconds that a team member needs for services: from the links between them, else from the services. Undefined if
 * Altegio does not say it of each.
 */
export function secondsFor(services: Service[], teamMemberId: number): number | undefined {
	const lengths = services.map(({ staff, duration }) => {
		const link = staff?.find(({ id }) => id === teamMemberId);
		return positiveInteger(link?.seance_length) ?? positiveInteger(duration);
	});
	return lengths.reduce<number | undefined>(
		(sum, length) => (sum === undefined || length === undefined ? undefined : sum + length),
		0,
	);
}

/** What restricts the list of services at Altegio. */
export interface ServiceFilters {
	category_id?: number;
	/** Of a team member. */
	staff_id?: number;
}

interface ServiceList {
	services: Service[];
	/** Milliseconds since 1970. */
	readAt: number;
}

/** All services of a location with their links to team members. Read once in a run for all items. */
export async function listServices(
	api: Api,
	locationId: number,
	filters: ServiceFilters = {},
): Promise<Service[]> {
	return (await readServices(api, locationId, filters)).services;
}

/**
 * A service of that list, if the list is not older than `maxAgeMs`: in the meantime, somebody may have changed it.
 */
export async function listedService(
	api: Api,
	locationId: number,
	serviceId: number,
	maxAgeMs: number,
): Promise<Service | undefined> {
	const { services, readAt } = await readServices(api, locationId);
	return Date.now() - readAt <= maxAgeMs ? services.find(({ id }) => id === serviceId) : undefined;
}

/** One service: `GET /company/{location_id}/services/{service_id}`. */
export async function getService(
	api: Api,
	locationId: number,
	serviceId: number,
): Promise<Service> {
	const servicePath = path`/company/${locationId}/services/${serviceId}`;
	const response = await api.send({ method: 'GET', path: servicePath });
	return toService(objectIn(api, response, `service ${serviceId}`, serviceId));
}

async function readServices(
	api: Api,
	locationId: number,
	filters: ServiceFilters = {},
): Promise<ServiceList> {
	const { category_id, staff_id } = filters;
	const key = `services ${locationId} ${category_id ?? ''} ${staff_id ?? ''}`;
	return await api.once(key, async () => {
		const listPath = path`/company/${locationId}/services`;
		const readAt = Date.now();
		const entries = await readWholeList(api, listPath, { ...filters });
		const services = entries.map(toService).filter(({ id }) => positiveInteger(id) !== undefined);
		return { services, readAt };
	});
}

/** The categories of the services of a location. Read once in a run for all items. */
export async function listServiceCategories(api: Api, locationId: number): Promise<IDataObject[]> {
	return await api.once(`service categories ${locationId}`, async () =>
		readWholeList(api, path`/company/${locationId}/service_categories`),
	);
}
