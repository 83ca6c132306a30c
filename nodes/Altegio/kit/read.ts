import type { IDataObject } from 'n8n-workflow';

import { dataOf, type ApiResponse } from '../core/response';
import { isList, isObject } from '../core/values';
import { apiError } from '../transport/errors';
import type { Api } from '../transport/operation';

/** For messages about what a response lacks. */
type Reader = Pick<Api, 'caller'>;

/**
 * The object that a response holds. Altegio answers some reads of one object with a list, even of several.
 *
 * @param what the object, for the message: "location 37532"
 * @param id of the object: none with another id will do
 * @throws NodeApiError where there is none
 */
export function objectIn(
	reader: Reader,
	response: ApiResponse,
	what: string,
	id?: number,
): IDataObject {
	const data = objectOf(response, id);
	if (data) return data;
	throw lacks(reader, what);
}

/** The object that a response holds, or undefined; with an id none but that one. */
export function objectOf(response: ApiResponse, id?: number): IDataObject | undefined {
	const data = dataOf(response);
	const objects = [data].flat().filter(isObject);
	if (id !== undefined) return objects.find((one) => Number(one.id) === id);
	return objects.length === 1 ? objects[0] : undefined;
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

/** Whether a flag of Altegio's is on: a boolean or a number, at times as text, or missing. */
export function isOn(flag: unknown): boolean {
	return flag === true || flag === 'true' || Number(flag ?? 0) > 0;
}

/** The entry with numbers in place of the texts that Altegio gives for some of them: "1300.00", or "0" for a flag. */
export function withNumbers(entry: IDataObject, fields: readonly string[]): IDataObject {
	const numbers = fields
		.filter((field) => typeof entry[field] === 'string' && entry[field] !== '')
		.map((field) => [field, Number(entry[field])] as const)
		.filter(([, number]) => Number.isFinite(number));
	return { ...entry, ...Object.fromEntries(numbers) };
}
