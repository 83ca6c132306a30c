import type { IDataObject } from 'n8n-workflow';

import { digitsOf, isHiddenPhone } from '../../core/phone';
import { textOf } from '../../core/values';
import { Stopped } from '../../core/wait';
import { readPages, type Page } from '../../kit/paging';
import type { Api } from '../../transport/operation';
import { CARDS_PER_PAGE, cardPage, ROWS_PER_PAGE, searchPage } from './lookups';

/** Below this many items, looking up each one is as good. */
const MIN_ITEMS = 10;

/** After this time, what was read may be out of date: an item is then not left as it is without another look. */
const FRESH_MS = 300_000;

/** All clients of a location, read once for the items of a run. */
export class ClientBase {
	private readonly byPhone = new Map<string, IDataObject[]>();
	private readonly readAt = performance.now();

	constructor(clients: IDataObject[]) {
		for (const client of clients) this.put(client);
	}

	/** Those with the phone. */
	find(phone: string): IDataObject[] {
		return this.byPhone.get(phone) ?? [];
	}

	/** What an item of this run has made of a client. */
	put(client: IDataObject): void {
		const phone = digitsOf(client.phone);
		if (phone === '') return;
		const others = this.find(phone).filter(({ id }) => id !== client.id);
		this.byPhone.set(phone, [...others, client]);
	}

	get isFresh(): boolean {
		return performance.now() - this.readAt < FRESH_MS;
	}
}

/**
 * All clients of a location, if reading them takes clearly fewer requests than looking for the client of each item:
 * half a page for each item at most. Undefined otherwise, and where this user cannot read them or see their phones.
 */
export async function clientBase(api: Api, locationId: number): Promise<ClientBase | undefined> {
	if (api.itemCount < MIN_ITEMS) return undefined;
	return await api.once(`clients of ${locationId}`, async () => {
		const cards = readBase(api, CARDS_PER_PAGE, async (paging) => {
			return await cardPage(api, locationId, paging);
		});
		const rows = async () =>
			await readBase(api, ROWS_PER_PAGE, async (paging) => {
				return await searchPage(api, locationId, paging, []);
			});
		const clients = (await cards.catch(unlessStopped)) ?? (await rows().catch(unlessStopped)) ?? [];
		return hasPhones(clients) ? new ClientBase(clients) : undefined;
	});
}

/** All pages; none at all if they are too many for the items. */
async function readBase(
	{ itemCount }: Api,
	pageSize: number,
	fetchPage: (paging: { count: number; page: number }) => Promise<Page>,
): Promise<IDataObject[]> {
	const clients: IDataObject[] = [];
	let isTooLarge = false;
	const pages = readPages({ limit: Infinity, pageSize }, async (paging) => {
		const page = await fetchPage(paging);
		isTooLarge = ((page.totalCount ?? Infinity) / pageSize) * 2 > itemCount;
		return page;
	});
	for await (const { entries } of pages) {
		if (isTooLarge) return [];
		clients.push(...entries);
	}
	return clients;
}

/** For a list that Altegio does not give. */
function unlessStopped(error: unknown): undefined {
	if (error instanceof Stopped) throw error;
	return undefined;
}

/** Whether the user may see the phones: without one that is whole, or with one that is masked, nothing can be told. */
function hasPhones(clients: IDataObject[]): boolean {
	const phones = clients.map(({ phone }) => textOf(phone)).filter((phone) => phone !== '');
	return phones.length > 0 && !phones.some(isHiddenPhone);
}
