import type { IDataObject } from 'n8n-workflow';

import { has2xx, isRefusal, type ApiResponse } from '../core/response';
import { isOutcomeUnknown } from '../transport/errors';
import type { Item } from '../transport/item';
import type { Api, ApiRequest } from '../transport/operation';
import { notReadBack, type MadeChange } from './verify';

const BEFORE = 'before';

/**
 * What the object was before the item changed it: known to a later pass of Retry On Fail, if the change was made or may
 * have been made. Compared with what there is now, it shows a loss in every pass, not in the first one alone.
 */
export function notedBefore(api: Api): IDataObject | undefined {
	return api.memory.get(BEFORE) as IDataObject | undefined;
}

/**
 * Sends a change and notes what the object was before it, unless Altegio refuses it.
 *
 * @throws as `api.send`
 */
export async function sendChange(
	api: Api,
	request: ApiRequest,
	before: IDataObject,
): Promise<ApiResponse> {
	api.memory.set(BEFORE, before);
	const response = await api.send(request).catch((error: unknown) => {
		if (!isOutcomeUnknown(error)) api.memory.delete(BEFORE);
		throw error;
	});
	// A refusal that the job understands.
	if (!has2xx(response) || isRefusal(response)) api.memory.delete(BEFORE);
	return response;
}

/**
 * Reads an object before it is changed. In a later pass of Retry On Fail that may be after the change.
 *
 * @throws NodeApiError that says what was done, where it was and the object cannot be read
 */
export async function readBeforeChange<T>(
	api: Api,
	item: Item,
	change: MadeChange,
	read: () => Promise<T>,
): Promise<T> {
	return await read().catch((error: unknown) => {
		// Of a request whose outcome is unknown the error says so itself.
		const wasMade = notedBefore(api) !== undefined && !isOutcomeUnknown(error);
		throw wasMade ? notReadBack(item, change, error) : error;
	});
}
