import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { textOf } from '../../core/values';
import { filtersCollection } from '../../kit/collections';
import { readFields } from '../../kit/fields';
import { addDays, wallTextOf } from '../../kit/localTime';
import { readPages, type Page } from '../../kit/paging';
import { readCollection, readLimit, readSimplify, toChoice } from '../../kit/parameters';
import { limit, returnAll, simplify } from '../../kit/properties';
import { validationError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import type { Api, Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { timeZoneOf } from '../location/lookups';
import { simplifyClient } from './card';
import { changedAfter, FILTERS, toSearchFilters } from './filters';
import { CARDS_PER_PAGE, cardPage, ROWS_PER_PAGE, searchPage } from './lookups';
import { resolveNames } from './names';
import { toWall } from './values';

/** What clients can be sorted by, and the column of the search. */
const SORT_FIELDS: Record<string, string> = {
	discount: 'discount',
	email: 'email',
	firstVisitDate: 'first_visit_date',
	id: 'id',
	lastVisitDate: 'last_visit_date',
	name: 'name',
	phone: 'phone',
	soldAmount: 'sold_amount',
	visitsCount: 'visits_count',
};

const sortProperty: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'collection',
	placeholder: 'Add Sort',
	default: {},
	description: 'The order of the clients. Without it, they come by ID.',
	options: [
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			options: [
				{ name: 'Ascending', value: 'asc' },
				{ name: 'Descending', value: 'desc' },
			],
			default: 'asc',
		},
		{
			displayName: 'Field',
			name: 'field',
			type: 'options',
			options: [
				{ name: 'Discount', value: 'discount' },
				{ name: 'Email', value: 'email' },
				{ name: 'First Visit', value: 'firstVisitDate' },
				{ name: 'ID', value: 'id' },
				{ name: 'Last Visit', value: 'lastVisitDate' },
				{ name: 'Name', value: 'name' },
				{ name: 'Number of Visits', value: 'visitsCount' },
				{ name: 'Phone', value: 'phone' },
				{ name: 'Sold Amount', value: 'soldAmount' },
			],
			default: 'name',
		},
	],
};

/** The search, or the list of full cards where only that has what is wanted; as many pages as it takes. */
export const getMany: Operation = {
	properties: [
		locationLocator,
		returnAll,
		limit,
		simplify,
		filtersCollection(FILTERS),
		sortProperty,
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const maxResults = readLimit(item);
		const isSimple = readSimplify(item);
		const chosen = readFields(item, FILTERS, readCollection(item, 'filters'));
		const sort = readSort(item);
		const isSorted = sort.column !== 'id' || sort.isDescending;
		const needsCards = !isSimple || chosen.changedAfter !== undefined;
		if (needsCards) refuseForCards(item, chosen, isSorted, isSimple);
		if ((chosen.birthdayFrom === undefined) !== (chosen.birthdayTo === undefined)) {
			throw validationError(
				item,
				"'Birthday From' and 'Birthday To' belong together: give both, or neither.",
			);
		}
		return async (api) => {
			if (needsCards) {
				const { changedAfter: since } = chosen as Record<string, string | undefined>;
				const cards = await readCards(api, locationId, maxResults, since);
				return isSimple ? cards.map(simplifyClient) : cards;
			}
			const filters = await resolveNames(api, item, locationId, chosen);
			return await readRows(api, locationId, { maxResults, filters, sort, isSorted });
		};
	},
};

interface Sort {
	column: string;
	isDescending: boolean;
}

function readSort(item: Item): Sort {
	const { field, direction } = readCollection(item, 'sort');
	const name = toChoice(item, 'Field', field, Object.keys(SORT_FIELDS), 'id');
	const way = toChoice(item, 'Direction', direction, ['asc', 'desc'], 'asc');
	return { column: String(SORT_FIELDS[name]), isDescending: way === 'desc' };
}

/** The list of full cards knows one of the filters only, and comes by id. */
function refuseForCards(
	item: Item,
	chosen: IDataObject,
	isSorted: boolean,
	isSimple: boolean,
): void {
	const others = FILTERS.filter(({ api }) => api in chosen && api !== changedAfter.api);
	const labels = others.map(({ property }) => `'${property.displayName}'`);
	if (isSorted) labels.push("'Sort'");
	if (labels.length === 0) return;
	const isChanged = chosen.changedAfter !== undefined;
	const what = isChanged ? "'Changed After'" : "'Simplify' switched off";
	throw validationError(
		item,
		`${what} cannot be combined with ${labels.join(', ')}: Altegio has no list that does both.`,
		isSimple || isChanged
			? 'Remove one of them, and filter or sort with a node behind this one.'
			: "Switch 'Simplify' on, or get the full card of each client with the operation Get behind this one.",
	);
}

/** What the clock at the location shows at a moment that the user gave. */
async function wallOf(
	api: Api,
	locationId: number,
	isoText: string | undefined,
): Promise<string | undefined> {
	if (isoText === undefined) return undefined;
	// Without an offset it is that already.
	const needsZone = /[T ].*(?:Z|[+-][\d:]+)$/i.test(isoText);
	return toWall(isoText, needsZone ? await timeZoneOf(api, locationId) : 'UTC');
}

/** The same time on the day before. */
function dayBefore(wall: string): string {
	return addDays(wall.slice(0, 10), -1) + wall.slice(10);
}

/** Full cards by id, those changed since a moment only. */
async function readCards(
	api: Api,
	locationId: number,
	maxResults: number,
	since: string | undefined,
): Promise<IDataObject[]> {
	const wall = await wallOf(api, locationId, since);
	// Which zone Altegio compares in is not documented, so a day more is read and the rest left out here.
	const qs = wall === undefined ? {} : { changed_after: dayBefore(wall) };
	const isWanted = ({ last_change_date }: IDataObject) => {
		const date = wallTextOf(last_change_date);
		return wall === undefined || date === '' || date >= wall;
	};
	const pageSize = wall === undefined ? Math.min(CARDS_PER_PAGE, maxResults) : CARDS_PER_PAGE;
	return await readWanted(
		{ maxResults, pageSize, isWanted },
		async (paging) => await cardPage(api, locationId, paging, qs),
	);
}

interface Search {
	maxResults: number;
	filters: IDataObject;
	sort: Sort;
	isSorted: boolean;
}

/** Simplified clients by the search. */
async function readRows(
	api: Api,
	locationId: number,
	{ maxResults, filters, sort, isSorted }: Search,
): Promise<IDataObject[]> {
	const { lastVisitAfter, lastVisitBefore } = filters as Record<string, string | undefined>;
	const after = await wallOf(api, locationId, lastVisitAfter);
	const before = await wallOf(api, locationId, lastVisitBefore);
	const isFilteredHere = after !== undefined || before !== undefined;
	const isWanted = ({ last_visit_date }: IDataObject) => {
		const date = wallTextOf(last_visit_date);
		const hasVisited = date !== '' && !date.startsWith('0000');
		return hasVisited && date >= (after ?? '') && (before === undefined || date < before);
	};
	// Pages in another order than by id may lose a client between two of them: only one page is sorted by Altegio.
	const isSortedHere = isSorted && (maxResults > ROWS_PER_PAGE || isFilteredHere);
	const limitThere = isSortedHere ? Infinity : maxResults;
	const pageSize = isFilteredHere ? ROWS_PER_PAGE : Math.min(ROWS_PER_PAGE, limitThere);
	const order = isSorted && !isSortedHere ? sort : undefined;
	const rows = await readWanted(
		{ maxResults: limitThere, pageSize, isWanted: isFilteredHere ? isWanted : () => true },
		rowPages(api, locationId, filters, order),
	);
	const found = isSortedHere ? rows.sort(comparison(sort)).slice(0, maxResults) : rows;
	return found.map(simplifyClient);
}

function rowPages(
	api: Api,
	locationId: number,
	filters: IDataObject,
	sort: Sort | undefined,
): (paging: { count: number; page: number }) => Promise<Page> {
	const searchFilters = toSearchFilters(filters);
	const fetchSorted = async (paging: { count: number; page: number }, column?: string) => {
		const order_by_direction = sort?.isDescending ? 'DESC' : 'ASC';
		const order = column === undefined ? {} : { order_by: column, order_by_direction };
		return await searchPage(api, locationId, paging, searchFilters, order);
	};
	return async (paging) => {
		// Altegio's documents have two names for this order.
		if (sort?.column !== 'visits_count') return await fetchSorted(paging, sort?.column);
		return await fetchSorted(paging, 'visit_count').catch(async (error: unknown) => {
			if ((error as { httpCode?: unknown }).httpCode !== '400') throw error;
			return await fetchSorted(paging, 'visits_count');
		});
	};
}

/** The wanted entries of all pages, up to the limit. */
async function readWanted(
	{ maxResults, pageSize, isWanted }: WantedOptions,
	fetchPage: (paging: { count: number; page: number }) => Promise<Page>,
): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	for await (const { entries } of readPages({ limit: Infinity, pageSize }, fetchPage)) {
		found.push(...entries.filter(isWanted));
		if (found.length >= maxResults) break;
	}
	return found.slice(0, maxResults);
}

interface WantedOptions {
	maxResults: number;
	pageSize: number;
	isWanted: (entry: IDataObject) => boolean;
}

/** Numbers by size, texts by the alphabet; equal ones by id. */
function comparison({ column, isDescending }: Sort) {
	const sign = isDescending ? -1 : 1;
	return (a: IDataObject, b: IDataObject): number => {
		const [x, y] = [a[column], b[column]];
		const isNumber = typeof x === 'number' && typeof y === 'number';
		const order = isNumber ? x - y : textOf(x).localeCompare(textOf(y));
		return sign * order || Number(a.id) - Number(b.id);
	};
}
