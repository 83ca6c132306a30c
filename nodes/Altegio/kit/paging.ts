import type { IDataObject } from 'n8n-workflow';

import type { Path } from '../core/path';
import { metaOf, type ApiResponse } from '../core/response';
import { textOf } from '../core/values';
import type { Api } from '../transport/operation';
import { listIn } from './read';

/** Sizes of pages that Altegio is known to have: a list of another length is no page, unless Altegio gives a total. */
const KNOWN_PAGE_SIZES = [25, 50, 100, 200, 250, 300];

/** A server that takes no notice of the size asked for has one of its own: a known one, or a round one. */
function mayBePageSize(length: number): boolean {
	return KNOWN_PAGE_SIZES.includes(length) || length % 10 === 0;
}

/** One page, and what Altegio says of the number of all. */
export interface Page {
	entries: IDataObject[];
	totalCount?: number;
}

/** How many entries all pages have together, where Altegio says it: a number, or one as text. */
export function totalIn(response: ApiResponse): number | undefined {
	const total = parseInt(textOf(metaOf(response).total_count), 10);
	return total >= 0 ? total : undefined;
}

interface PagingOptions {
	/** Stops when so many different entries were found. */
	limit: number;
	/** The largest page that the endpoint gives. */
	pageSize: number;
	firstPage?: number;
}

/**
 * Reads pages, until there are `limit` entries or no more. Where Altegio gives no total, a page that is not full is
 * the last one. Skips duplicates, and ends where a page brings nothing new, as an endpoint that ignores the number of
 * the page would go on for ever.
 *
 * @param fetchPage gets one page; may throw
 */
export async function* readPages(
	{ limit, pageSize, firstPage = 1 }: PagingOptions,
	fetchPage: (paging: { count: number; page: number }) => Promise<Page>,
): AsyncGenerator<{ entries: IDataObject[]; isLast: boolean }> {
	const count = Math.min(limit, pageSize);
	let fullPage = count;
	let received = 0;
	const seen = new Set<unknown>();
	for (let page = firstPage; ; page++) {
		const { entries: given, totalCount } = await fetchPage({ count, page });
		const entries = given.filter((one) => {
			const known = seen.size;
			return known < limit && seen.add(one.id ?? one).size > known;
		});
		received += given.length;
		if (page === firstPage && mayBePageSize(given.length)) fullPage = Math.min(count, given.length);
		const isEnd = totalCount === undefined ? given.length < fullPage : received >= totalCount;
		const isLast = isEnd || entries.length === 0 || seen.size >= limit;
		yield { entries, isLast };
		if (isLast) return;
	}
}

/** All entries of the pages, up to the limit. */
export async function readAllPages(
	options: PagingOptions,
	fetchPage: (paging: { count: number; page: number }) => Promise<Page>,
): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	for await (const { entries } of readPages(options, fetchPage)) found.push(...entries);
	return found;
}

/**
 * Reads a list that has no documented paging: once, and if it pages after all, until a page brings no new id.
 *
 * @throws NodeApiError where a response holds no list
 */
export async function readWholeList(
	api: Api,
	listPath: Path,
	qs: IDataObject = {},
): Promise<IDataObject[]> {
	const found = new Map<string, IDataObject>();
	for (let page = 1; ; page++) {
		const query = page === 1 ? qs : { ...qs, page };
		const response = await api.send({ method: 'GET', path: listPath, qs: query });
		const entries = listIn(api, response);
		const known = found.size;
		for (const one of entries) {
			const id = String(one.id);
			if (!found.has(id)) found.set(id, one);
		}
		const total = totalIn(response);
		const isAll =
			total === undefined ? !KNOWN_PAGE_SIZES.includes(entries.length) : found.size >= total;
		if (isAll || found.size === known) return [...found.values()];
	}
}
