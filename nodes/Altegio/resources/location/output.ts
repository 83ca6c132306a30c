import type { IDataObject } from 'n8n-workflow';

import { pick } from '../../kit/simplify';

/** The most useful fields of a location, most useful first. */
const SIMPLE_FIELDS = [
	'title',
	'id',
	'short_descr',
	'address',
	'city',
	'country',
	'phones',
	'site',
	'timezone_name',
	'active',
];

/** What the user asked Altegio to add, under Options: it stays. */
const ADDED_FIELDS = ['access', 'bookforms', 'groups', 'next_slot', 'online_sales_form_url'];

/** A location with its most useful fields only. */
export function simplifyLocation(location: IDataObject): IDataObject {
	return pick(location, [...SIMPLE_FIELDS, ...ADDED_FIELDS]);
}
