import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { path, type Path } from '../../core/path';
import { isList, positiveInteger, textOf } from '../../core/values';
import { matches, toListEntry, toOptions } from '../../kit/choices';
import { readPages, type Page } from '../../kit/paging';
import { listIn } from '../../kit/read';
import { editorApi } from '../../transport/editor';
import type { Api } from '../../transport/operation';
import { DICTIONARY } from './subject';

/** The largest page that Altegio gives, by a comment in its own integration; the documents name none. */
export const LOCATIONS_PER_PAGE = 300;

/**
 * A reader of the pages of `GET /companies`. Altegio gives no total there.
 *
 * @param qs what restricts the list; without `my=1` it holds every public location in the world
 */
export function locationPages(api: Api, qs: IDataObject): (paging: IDataObject) => Promise<Page> {
	return async (paging) => {
		const request = { method: 'GET', path: path`/companies`, qs: { ...qs, ...paging } } as const;
		return { entries: listIn(api, await api.send(request)) };
	};
}

/** With a filter, pages are read until this many locations fit, or until the end. */
const MIN_RESULTS = 20;

/**
 * The locations that the user manages, for the picker. `my=1` always: without it Altegio lists every public
 * location in the world. Altegio has no text search, so title, city and address are compared here.
 *
 * @param paginationToken number of the page to go on with
 */
async function searchLocations(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const results: INodeListSearchItems[] = [];
	let page = Number(paginationToken ?? 1);
	const options = { limit: Infinity, pageSize: LOCATIONS_PER_PAGE, firstPage: page };
	const api = editorApi(this, DICTIONARY);
	const readPage = locationPages(api, { my: 1 });
	const fetchPage = async (paging: IDataObject): Promise<Page> =>
		await api.once(`page ${String(paging.page)} of locations`, async () => ({
			entries: (await readPage(paging)).entries.map(shownFields),
		}));
	for await (const { entries, isLast } of readPages(options, fetchPage)) {
		page++;
		const found = entries.filter(({ title, city, address, id }) => {
			return positiveInteger(id) !== undefined && matches(filter, [title, city, address, id]);
		});
		results.push(...found.map(toItem).sort((a, b) => a.name.localeCompare(b.name)));
		if (isLast) break;
		if (results.length >= (filter ? MIN_RESULTS : 1)) {
			return { results, paginationToken: String(page) };
		}
	}
	return { results };
}

/** All of a location that the picker looks at: the rest would only fill the memory. */
function shownFields({ id, title, city, address }: IDataObject): IDataObject {
	return { id, title, city, address };
}

function toItem({ id, title, city }: IDataObject): INodeListSearchItems {
	return { ...toListEntry(id, [title, city]), url: `https://app.alteg.io/timetable/${String(id)}` };
}

/** Countries known to Altegio. */
async function getCountries(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return toOptions(await requestList(this, path`/countries`));
}

/** Cities of the country chosen in the form, or all cities where there is none. */
async function getCities(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const chosen = ['updateFields', 'additionalFields'].map((collection) =>
		this.getCurrentNodeParameter(`${collection}.countryId`),
	);
	const country = chosen.map(positiveInteger).find((id) => id !== undefined);
	return toOptions(await requestList(this, path`/cities`, country ? { country_id: country } : {}));
}

const BUSINESS_GROUPS = path`/references/business_groups_with_types`;

/** Business types, each under the name of its group. */
async function getBusinessTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const groups = await requestList(this, BUSINESS_GROUPS);
	const types = groups.flatMap(({ title: group, types: members }) =>
		(isList(members) ? members : []).map(({ id, title }) => ({
			id,
			title: `${textOf(group)}: ${textOf(title)}`,
		})),
	);
	return toOptions(types);
}

/** Groups of business types. */
async function getBusinessGroups(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return toOptions(await requestList(this, BUSINESS_GROUPS));
}

/** Chains that the user belongs to. */
async function getChains(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return toOptions(await requestList(this, path`/groups`));
}

async function requestList(
	context: ILoadOptionsFunctions,
	listPath: Path,
	qs: IDataObject = {},
): Promise<IDataObject[]> {
	const api = editorApi(context, DICTIONARY);
	return await api.once(`${listPath} ${JSON.stringify(qs)}`, async () =>
		listIn(api, await api.send({ method: 'GET', path: listPath, qs })),
	);
}

export const locationLists = {
	listSearch: { searchLocations },
	loadOptions: { getBusinessGroups, getBusinessTypes, getChains, getCities, getCountries },
};
