import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { positiveInteger } from '../../core/values';
import { toListEntry, toOptions } from '../../kit/choices';
import { customFieldOptions, listLabels } from '../../kit/customFields';
import { editorApi } from '../../transport/editor';
import { locationIdInForm } from '../location/locator';
import { searchPage } from './lookups';
import { CLIENT } from './subject';

const MIN_LETTERS = 2;
const MAX_RESULTS = 20;

/**
 * Clients whose name, phone or card holds what is typed. An empty search would show whoever comes first.
 *
 * @param paginationToken number of the page to go on with
 */
async function searchClients(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const value = filter.trim();
	if ([...value].length < MIN_LETTERS) return { results: [] };
	const page = Number(paginationToken ?? 1);
	const { entries, totalCount = 0 } = await searchPage(
		editorApi(this, CLIENT),
		locationIdInForm(this),
		{ page, count: MAX_RESULTS },
		[{ type: 'quick_search', state: { value } }],
	);
	const results = entries
		.filter(({ id }) => positiveInteger(id) !== undefined)
		.map(({ id, name, phone }) => toListEntry(id, [name, phone]));
	const isLast = entries.length === 0 || page * MAX_RESULTS >= totalCount;
	return isLast ? { results } : { results, paginationToken: String(page + 1) };
}

/** Tags of clients. */
async function getClientTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const tags = await listLabels(editorApi(this, CLIENT), locationIdInForm(this), 'client');
	return toOptions(tags.map(({ id, title }) => ({ id, title })));
}

/** Custom fields of clients. */
async function getClientCustomFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await customFieldOptions(editorApi(this, CLIENT), locationIdInForm(this), 'client');
}

export const clientLists = {
	listSearch: { searchClients },
	loadOptions: { getClientCustomFields, getClientTags },
};
