import type { INodeProperties } from 'n8n-workflow';

import { refusal } from '../../transport/errors';
import type { Item } from '../../transport/item';
import { positiveInteger, shown } from './values';

/** Which location an operation is about. */
export const locationLocator: INodeProperties = {
	displayName: 'Location',
	name: 'locationId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The location to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a location...',
			typeOptions: {
				searchListMethod: 'searchLocations',
				searchable: true,
				searchFilterRequired: false,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 37532',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[1-9][0-9]*\\s*$',
						errorMessage: 'The ID of a location is a positive whole number',
					},
				},
			],
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://app.alteg.io/timetable/37532',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*https?://([a-zA-Z0-9-]+\\.)+alteg\\.io/.*[0-9].*$',
						errorMessage: 'Copy the address of a page of the location in Altegio',
					},
				},
			],
		},
	],
	displayOptions: { show: { resource: ['location'], operation: ['delete', 'get', 'update'] } },
};

/**
 * The id of the location an item is about, checked here and not by the form: n8n checks nothing that comes from
 * an expression, and an id like `1/../2` would reach another location.
 *
 * @throws NodeOperationError unless it is one positive whole number
 */
export function locationId(item: Item): number {
	const parameter = item.getNodeParameter('locationId', '');
	const { mode, value } = isLocator(parameter) ? parameter : { mode: 'id', value: parameter };
	const id = mode === 'url' ? idInAddress(value) : positiveInteger(value);
	if (id !== undefined) return id;

	throw mode === 'url'
		? refusal(
				item,
				`'Location' must be the address of one location in Altegio, but is ${shown(value)}.`,
				'Open the location in Altegio and copy the address of the page, for example https://app.alteg.io/timetable/37532. Or choose it from the list.',
			)
		: refusal(
				item,
				`'Location' must be the ID of one location, a positive whole number, but is ${shown(value)}.`,
				'Choose the location from the list, or give its ID. If it comes from an expression, check that the field exists in every input item.',
			);
}

/** The id of the location an item is about, or undefined where it has none. */
export function locationIdIfKnown(item: Item): number | undefined {
	try {
		return locationId(item);
	} catch {
		return undefined;
	}
}

function isLocator(parameter: unknown): parameter is { mode: string; value: unknown } {
	return typeof parameter === 'object' && parameter !== null && '__rl' in parameter;
}

/** What else has pages with a number in the address, such as a chain: its number may be that of another location. */
const NO_LOCATION = /^(appstore|marketplace|chain|group|network|user|account|profile)/i;

/**
 * The id in the address of a page of Altegio. Such a page is `/timetable/{id}`, `/clients/{id}/base` or
 * `/company/{id}/...`. A path with several numbers could name a client or an appointment: it has to say `company`.
 */
function idInAddress(value: unknown): number | undefined {
	if (typeof value !== 'string' || !URL.canParse(value.trim())) return undefined;
	const { protocol, hostname, pathname } = new URL(value.trim());
	const path = pathname.split('/').filter(Boolean);
	const isAltegio = /^https?:$/.test(protocol) && /(^|\.)alteg\.io$/.test(hostname);
	if (!isAltegio) return undefined;

	const company = path.indexOf('company');
	const leading = company >= 0 ? path.slice(0, company) : path;
	if (leading.some((part) => NO_LOCATION.test(part))) return undefined;
	if (company >= 0) return positiveInteger(path[company + 1]);
	const numbers = path.filter((part) => /^\d+$/.test(part));
	return numbers.length === 1 ? positiveInteger(numbers[0]) : undefined;
}
