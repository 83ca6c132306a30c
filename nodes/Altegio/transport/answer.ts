import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';

/** What came back for one request, whatever the status. */
export type Answer = Pick<IN8nHttpFullResponse, 'statusCode' | 'headers'> & { body?: unknown };

/**
 * Whether Altegio did what was asked. Not every 2xx says so: Altegio's own clients guard against 200 with
 * `success: false`, and a web page comes from something in between that never reached Altegio.
 */
export function isSuccess({ statusCode, body }: Answer): boolean {
	if (statusCode < 200 || statusCode > 299 || isWebPage(body)) return false;
	const errors = property(body, 'errors') ?? [];
	return property(body, 'success') !== false && Object.keys(errors).length === 0;
}

/** The payload of an answer, without the envelope. */
export function dataOf({ body }: Answer): unknown {
	return property(body, 'data');
}

/**
 * Altegio's own words, as one sentence. Both documented shapes are read: `meta.message`, then the older
 * `errors.message`. Where there are none, the status says what is known.
 */
export function wordsOf(answer: Answer): string {
	const { statusCode, body } = answer;
	const words =
		text(property(property(body, 'meta'), 'message')) ??
		text(property(property(body, 'errors'), 'message')) ??
		text(property(body, 'message'));
	if (words) return `${words.replace(/[.!]$/, '')}.`;
	if (isWebPage(body))
		return `A web page came back instead of Altegio's answer (HTTP ${statusCode}).`;
	return `Altegio answered with HTTP ${statusCode} and no explanation.`;
}

/** What Altegio says of single fields: API field name and its words. Arrays and objects are both documented. */
export function fieldWordsOf({ body }: Answer): Array<[field: string, words: string]> {
	const errors = property(property(body, 'meta'), 'errors') ?? property(body, 'errors');
	if (typeof errors !== 'object' || errors === null) return [];
	const isOldShape = 'code' in errors && 'message' in errors;
	if (isOldShape) return [];
	return Object.entries(errors).map(([field, words]) => [
		text(field) ?? '',
		[words].flat(2).map(plain).join(' '),
	]);
}

function isWebPage(body: unknown): boolean {
	return typeof body === 'string' && /^\s*</.test(body);
}

/** Long enough for any sentence, short enough for a message. */
const LONGEST = 500;

function text(value: unknown): string | undefined {
	const words = typeof value === 'string' ? value.trim() : '';
	// No word is cut in two: half a token could not be told from other text.
	return words.length > LONGEST
		? `${words.slice(0, LONGEST).replace(/\S+$/, '')}…`
		: words || undefined;
}

/** Nothing is made of objects: an answer may nest them deeper than any function could follow. */
function plain(value: unknown): string {
	return text(typeof value === 'number' ? String(value) : value) ?? '';
}

function property(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
		? (value as IDataObject)[key]
		: undefined;
}
