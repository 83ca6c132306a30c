import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import { notedBefore, sendChange } from '../../kit/before';
import { objectOf } from '../../kit/read';
import { pick } from '../../kit/simplify';
import { isSame, readBack } from '../../kit/verify';
import { apiError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import type { Api } from '../../transport/operation';
import { getService, listedService, toService, type Service } from './lookups';
import { confirmSaved, showsAllOf } from './verify';

/** The fields that a body of PUT can have: what it leaves out is reset (altegio-api-clients-catalog.md 2.4). */
const COPIED_FIELDS = [
	'title',
	'category_id',
	'price_min',
	'price_max',
	'duration',
	'technical_break_duration',
	'discount',
	'comment',
	'weight',
	'active',
	'api_id',
];
const LINK_FIELDS = ['id', 'seance_length', 'technological_card_id'];

/**
 * How old the list may be in which a name was found, to stand for a read of the service. A long run goes on for
 * minutes, and a link that somebody adds meanwhile must not be undone.
 */
const LIST_MAX_AGE_MS = 30_000;

interface Saving {
	api: Api;
	item: Item;
	locationId: number;
	id: number;
	/** Whether the user gave a name, so that the list was read. */
	isNamed: boolean;
	/** The fields to change, under Altegio's names. */
	chosen: IDataObject;
}

/**
 * `PUT /services/{location_id}/{service_id}` with the whole service, and a read to see what became of it. Sends
 * nothing if nothing would change.
 *
 * A service that was found by name costs one read: before the PUT, or after it if the list of names is fresh. Then the
 * answer to a PUT is compared in place of a read, as far as it shows everything.
 *
 * @returns the service, with `updated`
 * @throws NodeApiError if Altegio does not show the links, and if anything was lost
 */
export async function saveService(saving: Saving): Promise<IDataObject> {
	const { api, item, locationId, id, isNamed, chosen } = saving;
	const { before, isListed } = await readBefore(saving);
	if (Object.keys(chosen).every((name) => isSame(chosen[name], before[name]))) {
		return { ...before, updated: false };
	}
	const body = bodyOf(saving, before);

	(await changedInRun(api, locationId)).add(id);
	const request = { method: 'PUT', path: path`/services/${locationId}/${id}`, body } as const;
	const response = await sendChange(api, request, before);
	const answered = objectOf(response, id);
	const isShown = isNamed && !isListed && answered && showsAllOf(answered, before);
	const after = isShown
		? toService(answered)
		: await readBack(item, { what: `Service ${id}` }, async () => getService(api, locationId, id));
	confirmSaved(item, { id, before, chosen, after });
	return { ...after, updated: true };
}

/** The service as it is before the update, and whether the list of names stood for the read. */
async function readBefore({
	api,
	locationId,
	id,
	isNamed,
}: Saving): Promise<{ before: Service; isListed: boolean }> {
	// Under Retry On Fail the PUT may have been carried out already: what it must keep is what there was before it.
	const noted = notedBefore(api) as Service | undefined;
	if (noted) return { before: noted, isListed: false };
	const isListRight = isNamed && !(await changedInRun(api, locationId)).has(id);
	const listed = isListRight
		? await listedService(api, locationId, id, LIST_MAX_AGE_MS)
		: undefined;
	if (listed?.staff) return { before: listed, isListed: true };
	return { before: await getService(api, locationId, id), isListed: false };
}

/** Services that this run has changed, so that the list does not show them as they are. */
async function changedInRun(api: Api, locationId: number): Promise<Set<number>> {
	const make = async () => await Promise.resolve(new Set<number>());
	return await api.once(`changed services ${locationId}`, make);
}

function bodyOf({ item, id, chosen }: Saving, before: Service): IDataObject {
	if (!before.staff) {
		throw apiError(item, {
			message: `Altegio does not show which team members provide service ${id}, and an update would unlink them all. Nothing was sent. Give the user of the credential the right to see the settings of services and team members.`,
			description: 'Altegio replaces the whole service, links included.',
			output: { id },
		});
	}
	const copied = pick(before, COPIED_FIELDS);
	const { technical_break_duration, api_id, ...rest } = copied;
	return {
		...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)),
		...(technical_break_duration !== undefined && { technical_break_duration }),
		// Altegio shows a number at times, and takes text only.
		...(api_id !== undefined && api_id !== null && { api_id: String(api_id as string) }),
		...chosen,
		staff: before.staff.map((link) => pick(link, LINK_FIELDS)),
	};
}
