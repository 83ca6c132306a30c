import type { IDataObject } from 'n8n-workflow';

import { has2xx, isRefusal, type ApiResponse } from '../core/response';
import { isOutcomeUnknown } from '../transport/errors';
import type { Api, ApiRequest } from '../transport/operation';

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
