import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { listLocations } from '../resources/location/list';
import { positiveInteger, textOf } from '../resources/location/values';
import { askForList } from './ask';

/** With a filter, pages are read until this many locations fit, or until the end. */
const ENOUGH = 20;

/**
 * The locations that the user manages, for the picker. `my=1` always: without it Altegio lists every public
 * location in the world. Altegio has no text search, so title, city and address are compared here.
 *
 * @param paginationToken number of the page to go on with
 */
export async function searchLocations(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const results: INodeListSearchItems[] = [];
	let page = Number(paginationToken ?? 1);
	const fetchPage = async (paging: IDataObject) =>
		await askForList(this, '/companies', { my: 1, ...paging });
	for await (const { locations, isLast } of listLocations(Infinity, fetchPage, page)) {
		page++;
		results.push(...locations.filter((location) => fits(location, filter)).map(toItem));
		if (isLast) break;
		if (results.length >= (filter ? ENOUGH : 1)) return { results, paginationToken: String(page) };
	}
	return { results };
}

function fits({ title, city, address, id }: IDataObject, filter: string): boolean {
	if (positiveInteger(id) === undefined) return false;
	return folded([title, city, address, id].map(textOf).join('\n')).includes(folded(filter.trim()));
}

/** Text without case and accents, in every language: İstanbul, istanbul and ISTANBUL are the same. */
function folded(text: string): string {
	return text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().toLowerCase();
}

function toItem({ id, title, city }: IDataObject): INodeListSearchItems {
	return {
		name: `${[title, city].map(textOf).filter(Boolean).join(', ')} (${id})`,
		value: Number(id),
		url: `https://app.alteg.io/timetable/${id}`,
	};
}
