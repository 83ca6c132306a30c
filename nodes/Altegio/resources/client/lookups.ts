import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import { digitsOf, isHiddenPhone } from '../../core/phone';
import { isSuccess } from '../../core/response';
import { textOf } from '../../core/values';
import { readAllPages, totalIn, type Page } from '../../kit/paging';
import { listIn, objectIn } from '../../kit/read';
import { apiError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import type { Api } from '../../transport/operation';
import { SIMPLE_FIELDS } from './card';
import type { ClientReference } from './locator';

/** The largest pages that Altegio gives: of the search, and of the list of full cards. */
export const ROWS_PER_PAGE = 200;
export const CARDS_PER_PAGE = 300;

/** What restricts a search, as Altegio has it. */
export interface SearchFilter {
	type: string;
	state: IDataObject;
}

/** One page of the search: clients with the fields of a simplified one, by id unless told otherwise. */
export async function searchPage(
	api: Api,
	locationId: number,
	{ count, page }: { count: number; page: number },
	filters: SearchFilter[],
	order: IDataObject = {},
): Promise<Page> {
	const response = await api.send({
		method: 'POST',
		path: path`/company/${locationId}/clients/search`,
		effect: 'read',
		body: {
			page,
			page_size: count,
			fields: [...SIMPLE_FIELDS],
			order_by: 'id',
			order_by_direction: 'ASC',
			operation: 'AND',
			filters: filters as unknown as IDataObject[],
			...order,
		},
	});
	return { entries: listIn(api, response), totalCount: totalIn(response) };
}

/** One page of full cards, by id. Needs the right to edit the location, unlike the search. */
export async function cardPage(
	api: Api,
	locationId: number,
	{ count, page }: { count: number; page: number },
	qs: IDataObject = {},
): Promise<Page> {
	const response = await api.send({
		method: 'GET',
		path: path`/clients/${locationId}`,
		qs: { page, count, ...qs },
	});
	return { entries: listIn(api, response), totalCount: totalIn(response) };
}

/** The card of a client; undefined for one that is gone, if that is accepted. */
export async function getCard(api: Api, locationId: number, id: number): Promise<IDataObject> {
	const response = await api.send({ method: 'GET', path: path`/client/${locationId}/${id}` });
	return objectIn(api, response, `client ${id}`, id);
}

/** The same for a client that may be gone: then undefined. */
export async function getCardIfThere(
	api: Api,
	locationId: number,
	id: number,
): Promise<IDataObject | undefined> {
	const response = await api.send({
		method: 'GET',
		path: path`/client/${locationId}/${id}`,
		accepts: ({ statusCode }) => statusCode === 404,
	});
	return response.statusCode === 404 ? undefined : objectIn(api, response, `client ${id}`, id);
}

/** Where a client is looked for. */
interface Place {
	api: Api;
	item: Item;
	locationId: number;
}

/**
 * The client with a phone, or undefined. Altegio's search matches parts of numbers, names and cards, so the digits are
 * compared here.
 *
 * @param phone digits
 * @param isThorough whether to ask the list of full cards too, if the search finds nothing: it may know the number
 *   in another form. For one who lacks the right to that list, the search alone counts.
 * @throws NodeApiError if several clients have the phone, if it belongs to a client in another way, or if the user may
 *   not see the phones
 */
export async function findByPhone(
	place: Place,
	phone: string,
	isThorough = false,
): Promise<IDataObject | undefined> {
	const { api, locationId } = place;
	const filters = [{ type: 'quick_search', state: { value: phone } }];
	const options = { limit: Infinity, pageSize: ROWS_PER_PAGE };
	const rows = await readAllPages(
		options,
		async (paging) => await searchPage(api, locationId, paging, filters),
	);
	const found = exactMatch(place, phone, rows);
	return found ?? (isThorough ? await findInCards(place, phone) : undefined);
}

async function findInCards(place: Place, phone: string): Promise<IDataObject | undefined> {
	const { api, locationId } = place;
	const response = await api.send({
		method: 'GET',
		path: path`/clients/${locationId}`,
		qs: { page: 1, count: CARDS_PER_PAGE, phone },
		accepts: ({ statusCode }) => [403, 404].includes(statusCode),
	});
	return isSuccess(response) ? exactMatch(place, phone, listIn(api, response)) : undefined;
}

/** The one row with these digits as its phone. Throws as `findByPhone`. */
export function exactMatch(
	{ item, locationId }: Pick<Place, 'item' | 'locationId'>,
	phone: string,
	rows: IDataObject[],
): IDataObject | undefined {
	const exact = rows.filter((row) => digitsOf(row.phone) === phone);
	if (exact.length === 1) return exact[0];
	const at = `at location ${locationId}`;
	if (exact.length > 1) {
		const ids = exact.map(({ id }) => textOf(id)).join(', ');
		throw apiError(item, {
			message: `${exact.length} clients ${at} have this phone: ${ids}. Nothing was changed. Choose one of them by its ID, or merge them in Altegio.`,
			output: { client_ids: exact.map(({ id }) => id) },
		});
	}
	const hidden = rows.filter((row) => isHiddenPhone(row.phone));
	if (hidden[0]) {
		throw apiError(item, {
			message: `Client ${textOf(hidden[0].id)} ${at} may have this phone, but its phone cannot be seen with the rights of this user. Nothing was changed. Give the user of the credential the right to see the phones of clients, or choose the client by ID.`,
			description:
				'In Altegio the right is under Settings > Users > Clients: access to phone numbers and e-mails, in the list and in the card.',
			output: { client_ids: hidden.map(({ id }) => id) },
		});
	}
	const other = rows.find(({ name, phone: own }) =>
		[own, name].every((text) => !digitsOf(text).includes(phone)),
	);
	if (other) {
		throw apiError(item, {
			message: `Client ${textOf(other.id)} ${at} has this number as a further phone or as its card number, and another main phone. Nothing was changed. Choose the client by its ID, or give another phone.`,
			output: { client_ids: [other.id] },
		});
	}
	return undefined;
}

/**
 * The client that an item is about: the row or card that the look-up brought, or for an id nothing but the id.
 *
 * @throws NodeApiError if there is none with the phone, and as `findByPhone`
 */
export async function findClient(place: Place, client: ClientReference): Promise<IDataObject> {
	if ('id' in client) return client;
	const found = await findByPhone(place, client.phone, true);
	if (found) return found;
	throw noneFor(place, 'this phone');
}

/** The id of the client that an item is about. Throws as `findClient`. */
export async function clientIdOf(place: Place, client: ClientReference): Promise<number> {
	return Number((await findClient(place, client)).id);
}

/** No client is there, as far as this user can see. */
export function noneFor({ item, locationId }: Place, what: string): Error {
	return apiError(item, {
		message: `There is no client with ${what} at location ${locationId}, or this user may not see it. Check 'Client' and 'Location'.`,
		description:
			'A user of Altegio may be limited to the clients of one team member. Clients of other locations of a chain are found there only.',
		code: '404',
	});
}
