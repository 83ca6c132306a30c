import type { IDataObject } from 'n8n-workflow';

import { refusal } from '../../transport/errors';
import type { Item } from '../../transport/item';
import { Impossible, isBlank, isObject, shown, toDegrees, toId, toPhones, toText } from './values';

/** What a blank value means: nothing is sent for it, or the field is emptied at Altegio. */
export type BlankValues = 'leaveUnchanged' | 'clear';

/** Which of the two names a record uses for its fields: Altegio's or that of the node parameter. */
export type Naming = 'api' | 'parameter';

interface Field {
	api: string;
	parameter: string;
	/** Name that the user sees. */
	label: string;
	/** The value in Altegio's type, undefined if there is nothing to send. Throws `Impossible`. */
	convert: (value: unknown, blankValues: BlankValues) => unknown;
}

/** Every field that Altegio documents for `PUT /company/{location_id}`. */
const FIELDS: Field[] = [
	{ api: 'address', parameter: 'address', label: 'Address', convert: clearable(toText, '') },
	{
		api: 'business_type_id',
		parameter: 'businessTypeId',
		label: 'Business Type Name or ID',
		convert: fixed(toId),
	},
	{ api: 'city', parameter: 'city', label: 'City', convert: clearable(toText, '') },
	{ api: 'city_id', parameter: 'cityId', label: 'City Name or ID', convert: fixed(toId) },
	{ api: 'country', parameter: 'country', label: 'Country', convert: clearable(toText, '') },
	{ api: 'country_id', parameter: 'countryId', label: 'Country Name or ID', convert: fixed(toId) },
	{
		api: 'description',
		parameter: 'description',
		label: 'Description',
		convert: clearable(toText, ''),
	},
	{
		api: 'coordinate_lat',
		parameter: 'coordinateLat',
		label: 'Latitude',
		convert: fixed(toDegrees(90)),
	},
	{
		api: 'coordinate_lon',
		parameter: 'coordinateLon',
		label: 'Longitude',
		convert: fixed(toDegrees(180)),
	},
	{ api: 'phones', parameter: 'phones', label: 'Phones', convert: clearable(toPhones, []) },
	{
		api: 'short_descr',
		parameter: 'shortDescr',
		label: 'Short Description',
		convert: clearable(toText, ''),
	},
	{ api: 'social', parameter: 'social', label: 'Social Networks', convert: toSocial },
	{ api: 'title', parameter: 'title', label: 'Title', convert: fixed(toText) },
	{ api: 'site', parameter: 'site', label: 'Website', convert: clearable(toText, '') },
	{ api: 'zip', parameter: 'zip', label: 'ZIP Code', convert: clearable(toText, '') },
];

const SOCIAL_NETWORKS = ['facebook', 'instagram', 'telegram', 'viber', 'vk', 'whatsapp'];

/** The name that the user sees for a field of Altegio's. */
export function fieldLabel(api: string): string {
	return FIELDS.find((field) => field.api === api)?.label ?? api;
}

/**
 * The body of a request: each field of the record that has something to send, under Altegio's name and in its
 * type. Other keys of the record are left out.
 *
 * @throws NodeOperationError that names the field, for a value that cannot be it
 */
export function toBody(
	item: Item,
	record: IDataObject,
	naming: Naming,
	blankValues: BlankValues,
): IDataObject {
	const body: IDataObject = {};
	for (const { api, label, convert, ...names } of FIELDS) {
		const key = naming === 'api' ? api : names.parameter;
		if (!Object.hasOwn(record, key) || (naming === 'api' && isNone(api, record[key]))) continue;
		try {
			const value = convert(record[key], blankValues);
			if (value !== undefined) body[api] = value as IDataObject[string];
		} catch (error) {
			const advice = 'Correct the value of this field, or leave it blank to send nothing for it.';
			throw error instanceof Impossible
				? refusal(item, `'${label}' ${error.message}.`, advice)
				: error;
		}
	}
	return body;
}

/** Altegio's own way of saying that a location has no city, country or business type yet. */
function isNone(api: string, value: unknown): boolean {
	return api.endsWith('_id') && (value === 0 || value === '0');
}

function clearable(convert: (value: unknown) => unknown, cleared: unknown): Field['convert'] {
	return (value, blankValues) => {
		if (!isBlank(value)) return convert(value);
		return blankValues === 'clear' ? cleared : undefined;
	};
}

function fixed(convert: (value: unknown) => unknown): Field['convert'] {
	return (value, blankValues) => {
		if (!isBlank(value)) return convert(value);
		if (blankValues === 'clear')
			throw new Impossible('is blank, and Altegio has no way to empty it');
		return undefined;
	};
}

/** Altegio's object of networks, from the form (which nests them under `links`) or from a record. */
function toSocial(value: unknown, blankValues: BlankValues): unknown {
	const nested = isObject(value) ? (value.links ?? value) : value;
	if (!isBlank(nested) && !isObject(nested)) {
		throw new Impossible(`must be an object of networks and addresses, but is ${shown(value)}`);
	}
	const links = isObject(nested) ? nested : {};
	// Blank as a whole, it stands for every network.
	const given = Object.keys(links).length > 0 ? Object.keys(links) : SOCIAL_NETWORKS;
	const networks = SOCIAL_NETWORKS.filter((network) => given.includes(network))
		.map((network) => [network, clearable(toText, '')(links[network], blankValues)])
		.filter(([, link]) => link !== undefined);
	return networks.length > 0 ? Object.fromEntries(networks) : undefined;
}
