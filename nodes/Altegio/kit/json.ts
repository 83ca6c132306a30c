import type { IDataObject } from 'n8n-workflow';

import { InvalidValue, isList, isObject, preview } from '../core/values';

/** What helps where a value breaks the JSON around it. */
export const JSON_ADVICE =
	'A quotation mark in a value breaks JSON. Put values in with {{ JSON.stringify($json.field) }} or .toJsonString().';

/** An object, also as its JSON. Throws `InvalidValue`, which says where a text breaks. */
export function toJsonObject(value: unknown): IDataObject {
	const parsed = parse(value);
	if (isObject(parsed)) return parsed;
	throw new InvalidValue(`must be a JSON object, but is ${preview(value)}`);
}

/** The same for an object or a list of objects. */
export function toJsonObjects(value: unknown): IDataObject | IDataObject[] {
	const parsed = parse(value);
	if (isObject(parsed) || isList(parsed)) return parsed;
	throw new InvalidValue(`must be a JSON object or a list of them, but is ${preview(value)}`);
}

function parse(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const { parsed, place } = tryParse(value);
	if (place === undefined) return parsed;
	throw new InvalidValue(`must be a JSON object, but it breaks: ${place}`);
}

function tryParse(text: string): { parsed?: unknown; place?: string } {
	try {
		return { parsed: JSON.parse(text) as unknown };
	} catch (error) {
		// Only what JSON.parse says of the place: it repeats the text, and its name for the kind of mistake is no help.
		return { place: (error as Error).message.replace(/,? ?".*" is not valid JSON$/s, '') };
	}
}
