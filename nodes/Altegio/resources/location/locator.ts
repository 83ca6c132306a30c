import { NodeOperationError, type ILoadOptionsFunctions } from 'n8n-workflow';

import { positiveInteger, preview } from '../../core/values';
import { idIfKnown, idLocator, readLocator, toIdOf } from '../../kit/locator';
import { validationError } from '../../transport/errors';
import type { Form, Item } from '../../transport/item';

/** Which location an operation is about. */
export const locationLocator = idLocator({
	name: 'locationId',
	label: 'Location',
	noun: 'location',
	searchListMethod: 'searchLocations',
	exampleId: 37532,
	modes: [
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
});

/**
 * The id of the location that an item is about.
 *
 * @throws NodeOperationError unless it is one positive whole number, or a page of one location
 */
export function readLocationId(item: Form): number {
	const { mode, value } = readLocator(item, 'locationId');
	if (mode !== 'url') return toIdOf(item, 'Location', 'location', value);
	const id = locationIdIn(value);
	if (id !== undefined) return id;
	throw validationError(
		item,
		`'Location' must be the address of one location in Altegio, but is ${preview(value)}.`,
		'Open the location in Altegio and copy the address of the page, for example https://app.alteg.io/timetable/37532. Or choose it from the list.',
	);
}

/**
 * The id of the location that is chosen in the form, for the lists that depend on it.
 *
 * @throws NodeOperationError where none is chosen yet, or an expression gives it
 */
export function locationIdInForm(context: ILoadOptionsFunctions): number {
	const parameter = context.getCurrentNodeParameter('locationId');
	const { mode, value } = (parameter ?? {}) as { mode?: unknown; value?: unknown };
	const id = mode === 'url' ? locationIdIn(value) : positiveInteger(value ?? parameter);
	if (id !== undefined) return id;
	throw new NodeOperationError(
		context.getNode(),
		"Choose 'Location' first: what is listed here belongs to one location.",
	);
}

/** The id of the location that an item is about, or undefined where it has none. */
export function locationIdIfKnown(item: Item): number | undefined {
	return idIfKnown(readLocationId, item);
}

/**
 * The pages of app.alteg.io whose address names a location (altegio-api.md 12); `{id}` is its id, `*` is any rest.
 * Every other page is refused: its number may be that of a chain, a city or a client.
 */
const LOCATION_PAGES = [
	'(analytics|balance|dashboard|dashboard_records|documents|location|price_tags|resources)/{id}',
	'(technological_cards|timetable|work_schedule)/{id}',
	'analytics/reports/{id}/*',
	'appstore/{id}/applications/*',
	'balance/invoices/{id}',
	'clients/{id}/base',
	'clients_settings/discounts/{id}',
	'dashboard/(activities|all_reports)/{id}',
	'finances/(accounts|expenses|suppliers|transactions)/list/{id}',
	'finances/acquiring/{id}/*',
	'finances/payment_methods_settings/{id}',
	'(goods|inventory|positions)/list/{id}',
	'labels/client/{id}',
	'online/(booking_forms|links|online_settings|personal_domain)/{id}',
	'salary/calculations/{id}',
	'salary_(daily|extension_reasons|general_settings|period)/{id}',
	'settings/(filial_staff|sidebar/(service_categories|staff))/{id}',
	'settings/menu/{id}/*',
	'storages/(storages|transactions)/list/{id}',
].map(toPattern);

/** On every host of Altegio, booking forms and the API included. */
const COMPANY_PAGE = toPattern('(api/v\\d/)?company/{id}/*');

function toPattern(page: string): RegExp {
	const pattern = page.replace('{id}', '(?<id>[1-9]\\d*)').replace('/*', '(/.*)?');
	return new RegExp(`^/${pattern}/?$`, 'i');
}

/** The id of the location in the address of a page of Altegio's. The query and the fragment do not count. */
function locationIdIn(value: unknown): number | undefined {
	if (typeof value !== 'string' || !URL.canParse(value.trim())) return undefined;
	const { protocol, hostname, pathname } = new URL(value.trim());
	const isAltegio = /^https?:$/.test(protocol) && /(^|\.)alteg\.io$/.test(hostname);
	if (!isAltegio) return undefined;
	const patterns = hostname === 'app.alteg.io' ? [COMPANY_PAGE, ...LOCATION_PAGES] : [COMPANY_PAGE];
	for (const pattern of patterns) {
		const id = positiveInteger(pattern.exec(pathname)?.groups?.id);
		if (id !== undefined) return id;
	}
	return undefined;
}
