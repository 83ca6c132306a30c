import type { IDataObject } from 'n8n-workflow';

import { dataOf, type ApiResponse } from '../core/response';
import { isList, isObject } from '../core/values';
import { apiError } from '../transport/errors';
import type { Api } from '../transport/operation';

/** For messages about what a response lacks. */
type Reader = Pick<Api, 'caller'>;

/**
 * The object that a response holds. Altegio answers some reads of one object with a list of one.
 *
 * @param what the object, for the message: "location 37532"
 * @throws NodeApiError where there is none
 */
export function objectIn(reader: Reader, response: ApiResponse, what: string): IDataObject {
	const data = objectOf(response);
	if (data) return data;
	throw lacks(reader, what);
}

/** The object that a response holds, or undefined. */
export function objectOf(response: ApiResponse): IDataObject | undefined {
	const data = dataOf(response);
	if (isList(data) && data.length === 1) return data[0];
	return isObject(data) ? data : undefined;
}

/**
 * The list that a response holds. No list is not the same as an empty one.
 *
 * @throws NodeApiError where there is none
 */
export function listIn(reader: Reader, response: ApiResponse): IDataObject[] {
	const data = dataOf(response);
	if (isList(data)) return data;
	throw lacks(reader, 'list');
}

function lacks({ caller }: Reader, what: string): Error {
	const message = `Altegio's answer holds no ${what}. Wait a minute, then ${caller.retryWords}.`;
	return apiError(caller, { message });
}
