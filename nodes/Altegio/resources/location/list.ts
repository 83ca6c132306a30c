import type { IDataObject } from 'n8n-workflow';

/** The largest page that Altegio gives, by a comment in its own integration; the documents name none. */
const LARGEST_PAGE = 300;

/** The page size where Altegio takes no notice of the one asked for (same source). */
const STANDARD_PAGE = 200;

/**
 * The pages of `GET /companies`, until there are `most` locations or no more. Altegio gives no total, so a page
 * that is not full is the last one. Whatever comes a second time is left out.
 *
 * @param fetchPage gets one page; may throw
 */
export async function* listLocations(
	most: number,
	fetchPage: (paging: { count: number; page: number }) => Promise<IDataObject[]>,
	firstPage = 1,
): AsyncGenerator<{ locations: IDataObject[]; isLast: boolean }> {
	const count = Math.min(most, LARGEST_PAGE);
	const seen = new Set<unknown>();
	for (let page = firstPage; ; page++) {
		const given = await fetchPage({ count, page });
		const locations = given.filter(({ id }) => !seen.has(id)).slice(0, most - seen.size);
		locations.forEach(({ id }) => seen.add(id));
		const isFull = given.length >= count || given.length === STANDARD_PAGE;
		const isLast = !isFull || locations.length === 0 || seen.size >= most;
		yield { locations, isLast };
		if (isLast) return;
	}
}
