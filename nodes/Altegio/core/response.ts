import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';

import { isObject } from './values';

/** What came back for one request, whatever the status. */
export type ApiResponse = Pick<IN8nHttpFullResponse, 'statusCode' | 'headers'> & { body?: unknown };

/**
 * Whether Altegio itself answered. A proxy, a firewall or a load balancer may answer in its place, with any status,
 * and nothing may be concluded from such a status. Altegio's answers have its envelope (`success`, `data`, `meta`) or
 * one of the two documented shapes of `errors` (altegio-api.md 4).
 */
export function isFromAltegio({ body }: ApiResponse): boolean {
	const [success, data, meta, errors] = ['success', 'data', 'meta', 'errors'].map((key) =>
		property(body, key),
	);
	const isVerdict = typeof success === 'boolean' || success === 0 || success === 1;
	return (
		(isVerdict && (data !== undefined || meta !== undefined)) ||
		(typeof data === 'object' && data !== null) ||
		typeof property(meta, 'message') === 'string' ||
		isObject(property(meta, 'errors')) ||
		isErrorObject(errors) ||
		isErrorList(errors) ||
		isFieldErrors(errors)
	);
}

/** The older shape: `{ errors: { code, message }, meta: { message } }`. */
function isErrorObject(errors: unknown): boolean {
	return (
		typeof property(errors, 'code') === 'number' && typeof property(errors, 'message') === 'string'
	);
}

/** The shape of field errors in Altegio's samples of status 400: `{ errors: [{ field_name, error_message }] }`. */
function isErrorList(errors: unknown): boolean {
	return (
		Array.isArray(errors) &&
		errors.length > 0 &&
		errors.every((one) => typeof property(one, 'error_message') === 'string')
	);
}

/** Field errors outside of `meta`, as the older controllers for clients give them: `{ errors: { phone: ["…"] } }`. */
function isFieldErrors(errors: unknown): boolean {
	return (
		isObject(errors) &&
		Object.values(errors).length > 0 &&
		Object.values(errors).every(Array.isArray)
	);
}

/**
 * Whether Altegio did what was asked. Not every 2xx says so: Altegio's own clients guard against 200 with
 * `success: false`, and a stranger's answer says nothing about Altegio. A deletion may be answered with an empty body.
 */
export function isSuccess(response: ApiResponse, isDeletion = false): boolean {
	if (!has2xx(response)) return false;
	if (isDeletion && isEmpty(response)) return true;
	return isFromAltegio(response) && !isRefusal(response);
}

/**
 * Whether a response of success is one without the envelope, as some endpoints give it: a bare list or object for a
 * read, 204 for a change. A stranger's answer can look the same, so this counts only where the user chose the path.
 */
export function isBareSuccess({ statusCode, body }: ApiResponse, isRead: boolean): boolean {
	if (!isRead) return statusCode === 204 && isEmpty({ body });
	return statusCode === 200 && typeof body === 'object' && body !== null;
}

/** Whether Altegio said, with a status of success, that it did not do what was asked. */
export function isRefusal(response: ApiResponse): boolean {
	const success = property(response.body, 'success');
	const errors = property(response.body, 'errors') ?? [];
	const isRefused = success === false || success === 0 || Object.keys(errors).length > 0;
	return isFromAltegio(response) && isRefused;
}

export function has2xx({ statusCode }: ApiResponse): boolean {
	return statusCode >= 200 && statusCode <= 299;
}

/** The payload of a response, without the envelope. */
export function dataOf({ body }: ApiResponse): unknown {
	return property(body, 'data');
}

/** What Altegio says beside the payload: an object, or an empty list where it says nothing. */
export function metaOf({ body }: ApiResponse): IDataObject {
	const meta = property(body, 'meta');
	return isObject(meta) ? meta : {};
}

/**
 * Altegio's own words as one sentence, or what is known where it has none. Both documented shapes are read:
 * `meta.message`, then the older `errors.message`. Of a stranger's answer it says that it is one.
 */
export function wordsOf(response: ApiResponse): string {
	const { statusCode, body } = response;
	if (!isFromAltegio(response)) {
		return `${strangerOf(body)} came back instead of Altegio's answer (HTTP ${statusCode}).`;
	}
	const words =
		text(property(property(body, 'meta'), 'message')) ??
		text(property(property(body, 'errors'), 'message')) ??
		text(property(body, 'message'));
	if (words) return sentence(words);
	if (fieldWordsOf(response).some(([, said]) => said)) return '';
	return `Altegio answered with HTTP ${statusCode} and no explanation.`;
}

/** What came back in place of Altegio's answer, as the beginning of a sentence. */
function strangerOf(body: unknown): string {
	if (isWebPage(body)) return 'A web page';
	const words = text(body) ?? text(property(body, 'message')) ?? text(property(body, 'error'));
	if (words)
		return `"${words.length > 100 ? `${words.slice(0, 100).replace(/\S+$/, '')}…` : words}"`;
	return isEmpty({ body }) ? 'An empty answer' : 'Something else';
}

/** What Altegio says of single fields: API field name and its words. Lists and objects are both documented. */
export function fieldWordsOf({ body }: ApiResponse): Array<[field: string, words: string]> {
	const errors = property(property(body, 'meta'), 'errors') ?? property(body, 'errors');
	if (typeof errors !== 'object' || errors === null || isErrorObject(errors)) return [];
	if (Array.isArray(errors) && errors.some(isObject))
		return errors.filter(isObject).map(fieldOfEntry);
	return Object.entries(errors).map(([field, words]) => [
		// Altegio wraps some names: "[phone]".
		text(field.replace(/^\[(.*)\]$/, '$1')) ?? '',
		[words].flat(2).map(plain).filter(Boolean).join(' '),
	]);
}

/** An entry of a list of errors: a field with its words, or a code with a message, as online booking gives it. */
function fieldOfEntry(entry: object): [field: string, words: string] {
	return [
		plain(property(entry, 'field_name') ?? property(entry, 'field')),
		plain(property(entry, 'error_message') ?? property(entry, 'message')),
	];
}

/** Words with one full stop at the end. */
export function sentence(words: string): string {
	return `${words.replace(/[.!]$/, '')}.`;
}

function isEmpty({ body }: Pick<ApiResponse, 'body'>): boolean {
	return body === undefined || (typeof body === 'string' && body.trim() === '');
}

function isWebPage(body: unknown): boolean {
	return typeof body === 'string' && /^\s*</.test(body);
}

/** Long enough for any sentence, short enough for a message. */
const MAX_WORDS_LENGTH = 500;

function text(value: unknown): string | undefined {
	const words = typeof value === 'string' ? value.trim() : '';
	// No word is cut in two: half a token could not be told from other text.
	return words.length > MAX_WORDS_LENGTH
		? `${words.slice(0, MAX_WORDS_LENGTH).replace(/\S+$/, '')}…`
		: words || undefined;
}

/** Makes nothing of objects: a response may nest them deeper than any function could follow. */
function plain(value: unknown): string {
	return text(typeof value === 'number' ? String(value) : value) ?? '';
}

function property(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
		? (value as IDataObject)[key]
		: undefined;
}
