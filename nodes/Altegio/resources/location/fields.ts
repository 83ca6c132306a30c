import { toPhones } from '../../core/phone';
import {
	InvalidValue,
	isBlank,
	isObject,
	preview,
	toDegrees,
	toId,
	toText,
	toZip,
} from '../../core/values';
import { clearable, lookup, notClearable, text, type Field } from '../../kit/fields';
import type { BlankValues } from '../../kit/parameters';

/** Label, Altegio's name and an example of each network. */
const NETWORKS = [
	['Facebook', 'facebook', 'facebook.com/la.visage'],
	['Instagram', 'instagram', 'instagram.com/la.visage'],
	['Telegram', 'telegram', 't.me/la_visage'],
	['Viber', 'viber', '+12125357710'],
	['VK', 'vk', 'vk.com/la.visage'],
	['WhatsApp', 'whatsapp', '+12125357710'],
] as const;

const NETWORK_NAMES: string[] = NETWORKS.map(([, name]) => name);

/** The fields that Altegio documents for `POST /companies` and `PUT /company/{location_id}`. */
export const fields = {
	address: text('address', {
		displayName: 'Address',
		name: 'address',
		placeholder: 'e.g. New York, 787 Jackson Drive',
		description: 'Street address, as clients see it',
	}),
	businessTypeId: lookup('business_type_id', notClearable(toId), {
		displayName: 'Business Type Name or ID',
		name: 'businessTypeId',
		loadOptionsMethod: 'getBusinessTypes',
	}),
	city: text('city', {
		displayName: 'City',
		name: 'city',
		placeholder: 'e.g. New York',
		description: "Name of the city. Altegio ignores it if 'City Name or ID' is sent too.",
	}),
	cityId: lookup('city_id', notClearable(toId), {
		displayName: 'City Name or ID',
		name: 'cityId',
		loadOptionsMethod: 'getCities',
		dependsOn: ['additionalFields.countryId', 'updateFields.countryId'],
		hint: 'Choose the country first: only its cities are listed',
	}),
	country: text('country', {
		displayName: 'Country',
		name: 'country',
		placeholder: 'e.g. United States',
		description: "Name of the country. Altegio ignores it if 'Country Name or ID' is sent too.",
	}),
	countryId: lookup('country_id', notClearable(toId), {
		displayName: 'Country Name or ID',
		name: 'countryId',
		loadOptionsMethod: 'getCountries',
	}),
	description: text('description', {
		displayName: 'Description',
		name: 'description',
		typeOptions: { rows: 5 },
		placeholder: 'e.g. Hair and beauty in the <strong>heart of the city</strong>',
		description: 'Text about the location, may hold HTML',
	}),
	coordinateLat: {
		api: 'coordinate_lat',
		convert: notClearable(toDegrees(90)),
		property: {
			displayName: 'Latitude',
			name: 'coordinateLat',
			type: 'string',
			default: '',
			placeholder: 'e.g. 40.73061',
			description: 'Degrees north of the equator, from -90 to 90',
		},
	},
	coordinateLon: {
		api: 'coordinate_lon',
		convert: notClearable(toDegrees(180)),
		property: {
			displayName: 'Longitude',
			name: 'coordinateLon',
			type: 'string',
			default: '',
			placeholder: 'e.g. -73.935242',
			description: 'Degrees east of Greenwich, from -180 to 180',
		},
	},
	phones: {
		api: 'phones',
		convert: clearable(toPhones, []),
		property: {
			displayName: 'Phones',
			name: 'phones',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Phone' },
			default: [],
			placeholder: 'e.g. +1 (212) 535-7710',
			description:
				'Phone numbers with country code. Spaces, dashes, brackets and a leading + are removed.',
		},
	},
	shortDescr: text('short_descr', {
		displayName: 'Short Description',
		name: 'shortDescr',
		placeholder: 'e.g. Beauty studio',
		description: 'Category of the business, shown below the title',
	}),
	social: {
		api: 'social',
		convert: toSocial,
		property: {
			displayName: 'Social Networks',
			name: 'social',
			type: 'fixedCollection',
			placeholder: 'Add Networks',
			default: { links: {} },
			description: 'Pages of the location in social networks',
			options: [
				{
					displayName: 'Links',
					name: 'links',
					values: NETWORKS.map(([displayName, name, example]) => ({
						displayName,
						name,
						type: 'string' as const,
						default: '',
						placeholder: `e.g. ${example}`,
					})),
				},
			],
		},
	},
	title: {
		api: 'title',
		convert: notClearable(toText),
		property: {
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. La Visage Beauty',
			description: 'Name of the location',
		},
	},
	site: text('site', {
		displayName: 'Website',
		name: 'site',
		placeholder: 'e.g. https://www.example.com',
		description: 'Address of the website',
	}),
	zip: {
		api: 'zip',
		convert: clearable(toZip, ''),
		property: {
			displayName: 'ZIP Code',
			name: 'zip',
			type: 'string',
			default: '',
			placeholder: 'e.g. 11435',
			description: 'Postal code',
		},
	},
} satisfies Record<string, Field>;

export const FIELDS: readonly Field[] = Object.values(fields);

/** Altegio's object of networks, from the form (which nests them under `links`) or from an entry. */
function toSocial(value: unknown, blankValues: BlankValues): unknown {
	const nested = isObject(value) ? (value.links ?? value) : value;
	if (!isBlank(nested) && !isObject(nested)) {
		throw new InvalidValue(`must be an object of networks and addresses, but is ${preview(value)}`);
	}
	const links = isObject(nested) ? nested : {};
	// Blank as a whole, it stands for every network.
	const given = Object.keys(links).length > 0 ? Object.keys(links) : NETWORK_NAMES;
	const networks = NETWORK_NAMES.filter((network) => given.includes(network))
		.map((network) => [network, clearable(toText, '')(links[network], blankValues)])
		.filter(([, link]) => link !== undefined);
	return networks.length > 0 ? Object.fromEntries(networks) : undefined;
}
