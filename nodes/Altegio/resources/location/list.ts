import type { IDataObject } from 'n8n-workflow';

/** The largest page that Altegio gives, by a comment in its own integration; the documents name none. */
const LARGEST_PAGE = 300;

/** A server that takes no notice of the size asked for has one of its own, and that is round: 200 is known. */
const ROUND = 10;

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
	let fullPage = count;
	const seen = new Set<unknown>();
	for (let page = firstPage; ; page++) {
		const given = await fetchPage({ count, page });
		const locations = given.filter((one) => {
			const known = seen.size;
			return known < most && seen.add(one.id ?? one).size > known;
		});
		if (page === firstPage && given.length % ROUND === 0) fullPage = Math.min(count, given.length);
		const isLast = given.length < fullPage || locations.length === 0 || seen.size >= most;
		yield { locations, isLast };
		if (isLast) return;
	}
}
