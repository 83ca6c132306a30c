import type { IDataObject } from 'n8n-workflow';

import { refusal } from '../../transport/errors';
import type { Item } from '../../transport/item';
import { isBlank, positiveInteger, shown } from './values';

interface QueryField {
	/** Name of the node parameter. */
	parameter: string;
	/** Name in Altegio's query. */
	api: string;
	/** Name that the user sees. */
	label: string;
	/** A flag is 1 or left out, as Altegio has it. An id has to be given: without it there would be more to find. */
	kind: 'flag' | 'id';
}

/** What the answer about a location, or about each of a list, can hold in addition. */
export const INCLUDES: QueryField[] = [
	{
		parameter: 'includeBookingForms',
		api: 'showBookforms',
		label: 'Include Booking Forms',
		kind: 'flag',
	},
	{ parameter: 'includeChains', api: 'show_groups', label: 'Include Chains', kind: 'flag' },
	{
		parameter: 'includeNextSlot',
		api: 'forBooking',
		label: 'Include Next Free Slot',
		kind: 'flag',
	},
];

/**
 * The query for a collection of flags and ids.
 *
 * @throws NodeOperationError that names the field, for an impossible value
 */
export function toQuery(item: Item, values: IDataObject, fields: QueryField[]): IDataObject {
	const query: IDataObject = {};
	for (const { parameter, api, label, kind } of fields) {
		const value = values[parameter];
		if (kind === 'flag') {
			if (toFlag(item, label, value)) query[api] = 1;
		} else if (parameter in values) {
			query[api] = toGivenId(item, label, value);
		}
	}
	return query;
}

function toGivenId(item: Item, label: string, value: unknown): number {
	if (isBlank(value)) throw refusal(item, `'${label}' is blank. Give an ID, or remove it.`);
	const id = positiveInteger(value);
	if (id !== undefined) return id;
	throw refusal(item, `'${label}' must be a positive whole number, but is ${shown(value)}.`);
}

/** A switch, also as a sheet writes it. Blank is off. Throws NodeOperationError for anything else. */
function toFlag(item: Item, label: string, value: unknown): boolean {
	if (isBlank(value)) return false;
	const text = String(value).trim().toLowerCase();
	if (['true', '1'].includes(text)) return true;
	if (['false', '0'].includes(text)) return false;
	throw refusal(item, `'${label}' must be true or false, but is ${shown(value)}.`);
}
