import type { IDataObject, NodeApiError } from 'n8n-workflow';

import { path } from '../../core/path';
import { wait } from '../../core/wait';
import { objectOf } from '../../kit/read';
import { isOutcomeUnknown } from '../../transport/errors';
import type { Item } from '../../transport/item';
import type { Api } from '../../transport/operation';
import { withBothSpellings } from './card';
import { findByPhone } from './lookups';

/** Until a new client is found by the search. Nobody knows of a delay there, so it is a precaution. */
const SEARCH_DELAY_MS = 2_000;

/** Statuses of a refusal that may mean a known phone: nobody has documented which one it has. */
const REFUSALS = ['200', '201', '400', '409', '422'];

/** What became of a creation. */
export type Addition =
	| { card: IDataObject }
	/** Altegio knows the phone: the row of the client, and whether it may be the one of a creation whose answer got lost. */
	| { known: IDataObject; mayBeNew: boolean };

/**
 * Creates a client (`POST /clients/{location_id}`). Altegio refuses a phone that it knows, so two runs at once do not
 * make two. After a refusal, and after an answer that got lost, the phone is searched for: that decides.
 *
 * @param body with the phone as digits
 * @throws NodeApiError with Altegio's words, if the phone is not found; it says so if the client may exist
 */
export async function addClient(
	api: Api,
	item: Item,
	locationId: number,
	body: IDataObject,
): Promise<Addition> {
	const sent = api.send({
		method: 'POST',
		path: path`/clients/${locationId}`,
		body: withBothSpellings(body),
	});
	const added = sent.then((response): Addition => {
		return { card: objectOf(response) ?? { name: body.name, phone: body.phone } };
	});
	return await added.catch(async (error: unknown) => {
		const mayBeNew = isOutcomeUnknown(error);
		const { httpCode } = error as Partial<NodeApiError>;
		if (!mayBeNew && !REFUSALS.includes(String(httpCode))) throw error;
		await wait(SEARCH_DELAY_MS, item.getExecutionCancelSignal());
		const known = await findByPhone({ api, item, locationId }, String(body.phone), true);
		if (!known) throw error;
		return { known, mayBeNew };
	});
}
