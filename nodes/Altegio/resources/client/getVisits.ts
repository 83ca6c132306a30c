import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import { metaOf } from '../../core/response';
import { InvalidValue, butIs, isList, isObject, plain, textOf } from '../../core/values';
import { filtersCollection } from '../../kit/collections';
import { readFields, type Field } from '../../kit/fields';
import { readCollection } from '../../kit/parameters';
import { objectIn } from '../../kit/read';
import type { Api, Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { given } from './fields';
import { clientLocator, readClient } from './locator';
import { clientIdOf } from './lookups';
import { toDay } from './values';

/** Altegio's numbers for what became of an appointment. */
const STATUSES: Record<string, number> = { waiting: 0, confirmed: 2, arrived: 1, noShow: -1 };

const PAYMENTS: Record<string, string> = {
	notPaid: 'not_paid',
	paidNotFull: 'paid_not_full',
	paidFull: 'paid_full',
	paidOver: 'paid_over',
};

function toValueOf<T>(values: Record<string, T>): (value: unknown) => T {
	return (value) => {
		const word = plain(textOf(value));
		const found = Object.entries(values).find(([name]) => name === word);
		if (found) return found[1];
		throw new InvalidValue(`must be one of ${Object.keys(values).join(', ')}, ${butIs(value)}`);
	};
}

const FILTERS: readonly Field[] = [
	{
		api: 'from',
		convert: given(toDay),
		property: {
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			typeOptions: { dateOnly: true },
			default: '',
			placeholder: 'e.g. 2026-01-01',
			description: 'Only visits on this day or later',
		},
	},
	{
		api: 'payment_statuses',
		convert: given((value) => [value].flat().map(toValueOf(PAYMENTS))),
		property: {
			displayName: 'Payment Status',
			name: 'paymentStatus',
			type: 'multiOptions',
			options: [
				{ name: 'Not Paid', value: 'notPaid' },
				{ name: 'Overpaid', value: 'paidOver' },
				{ name: 'Paid in Full', value: 'paidFull' },
				{ name: 'Paid in Part', value: 'paidNotFull' },
			],
			default: [],
			description: 'Only visits that are paid in one of these ways',
		},
	},
	{
		api: 'attendance',
		convert: given(toValueOf(STATUSES)),
		property: {
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Arrived', value: 'arrived' },
				{ name: 'Confirmed', value: 'confirmed' },
				{ name: 'No-Show', value: 'noShow' },
				{ name: 'Waiting', value: 'waiting' },
			],
			default: 'arrived',
			description: 'Only visits with this status',
		},
	},
	{
		api: 'to',
		convert: given(toDay),
		property: {
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			typeOptions: { dateOnly: true },
			default: '',
			placeholder: 'e.g. 2026-12-31',
			description: 'Only visits on this day or earlier',
		},
	},
];

/** `POST /company/{location_id}/clients/visits/search`, as many pages as it takes. */
export const getVisits: Operation = {
	properties: [locationLocator, clientLocator, filtersCollection(FILTERS)],
	prepare(item) {
		const locationId = readLocationId(item);
		const client = readClient(item);
		const chosen = readFields(item, FILTERS, readCollection(item, 'filters'));
		return async (api) => {
			const client_id = await clientIdOf({ api, item, locationId }, client);
			return await readVisits(api, locationId, {
				// All six keys have to be there.
				...{ client_id, client_phone: null, from: null, to: null },
				...{ payment_statuses: [], attendance: null },
				...chosen,
			});
		};
	},
};

/** Appointments and sales of goods, newest first as Altegio gives them, each once. */
async function readVisits(
	api: Api,
	locationId: number,
	query: IDataObject,
): Promise<IDataObject[]> {
	const found = new Map<string, IDataObject>();
	const asked = new Set<string>();
	for (let body: IDataObject | undefined = query; body; ) {
		asked.add(cursorOf(body));
		const response = await api.send({
			method: 'POST',
			path: path`/company/${locationId}/clients/visits/search`,
			effect: 'read',
			body,
		});
		const { records, goods_transactions } = objectIn(api, response, 'list of visits');
		const visits = (isList(records) ? records : []).map(toVisit);
		const sales = (isList(goods_transactions) ? goods_transactions : []).map(toSale);
		for (const one of [...visits, ...sales]) {
			found.set(`${textOf(one.kind)} ${textOf(one.id)}`, one);
		}
		body = nextOf(query, metaOf(response));
		// A cursor that leads back would go on for ever.
		if (body && asked.has(cursorOf(body))) break;
	}
	return [...found.values()];
}

function cursorOf({ from, to }: IDataObject): string {
	return JSON.stringify([from, to]);
}

function nextOf(query: IDataObject, { dateCursor }: IDataObject): IDataObject | undefined {
	const next = isObject(dateCursor) ? dateCursor.next : undefined;
	if (!isObject(next)) return undefined;
	const { from = null, to = null } = next;
	return from === null && to === null ? undefined : { ...query, from, to };
}

function toVisit(visit: IDataObject): IDataObject {
	const [word] = Object.entries(STATUSES).find(([, one]) => one === visit.attendance) ?? [];
	return { kind: 'visit', ...visit, ...(word && { status_word: word }) };
}

function toSale(transaction: IDataObject): IDataObject {
	return { kind: 'sale', ...transaction };
}
