import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { path } from '../core/path';
import { isSuccess } from '../core/response';
import {
	butIs,
	InvalidValue,
	isBlank,
	isObject,
	plain,
	preview,
	sameText,
	textOf,
	toNumber,
	toText,
} from '../core/values';
import type { Api } from '../transport/operation';
import { foldCase } from './choices';
import type { Named } from './names';
import type { BlankValues } from './parameters';
import { isOn, listIn } from './read';

/** What labels and custom fields belong to, in Altegio's words. */
export type Kind = 'client' | 'record';

/** Altegio takes words and numbers here; of appointments the older documents have the number only. */
const LABEL_KINDS = { client: 'client', record: 2 };

/** The labels, or tags, that objects of a kind can have. Read once in a run for all items. */
export async function listLabels(api: Api, locationId: number, kind: Kind): Promise<Named[]> {
	return await api.once(`labels ${kind} ${locationId}`, async () => {
		const listPath = path`/labels/${locationId}/${LABEL_KINDS[kind]}`;
		return listIn(api, await api.send({ method: 'GET', path: listPath }))
			.filter(({ deleted }) => !isOn(deleted))
			.map(({ id, title }) => ({ id: Number(id), title: textOf(title) }));
	});
}

/** A field that a business added to its clients or appointments. */
export interface CustomField {
	code: string;
	title: string;
	type: string;
	/** The choices of a select. */
	values: string[];
}

/** The custom fields of a kind; undefined if this user may not read them. Read once in a run for all items. */
export async function listCustomFields(
	api: Api,
	locationId: number,
	kind: Kind,
): Promise<CustomField[] | undefined> {
	return await api.once(`custom fields ${kind} ${locationId}`, async () => {
		const response = await api.send({
			method: 'GET',
			path: path`/custom_fields/${kind}/${locationId}`,
			accepts: ({ statusCode }) => [403, 404].includes(statusCode),
		});
		if (!isSuccess(response)) return undefined;
		return listIn(api, response)
			.map(({ custom_field }) => custom_field)
			.filter(isObject)
			.map(({ code, title, type, values }) => ({
				code: textOf(code),
				title: textOf(title),
				type: textOf(isObject(type) ? type.code : type),
				values: Array.isArray(values) ? values.map(textOf) : [],
			}));
	});
}

/** The custom fields of a kind as the choices of a list. */
export async function customFieldOptions(
	api: Api,
	locationId: number,
	kind: Kind,
): Promise<INodePropertyOptions[]> {
	const fields = (await listCustomFields(api, locationId, kind)) ?? [];
	return fields
		.map(({ code, title }) => ({ name: title || code, value: code }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * Values of custom fields by code or title, from the rows of the form, or from an object that an expression gives. A
 * blank value is left out, or empties the field.
 *
 * @throws InvalidValue for a value without a field, and for anything but fields with values
 */
export function toCustomFields(
	value: unknown,
	blankValues: BlankValues = 'leaveUnchanged',
): Record<string, unknown> | undefined {
	if (isBlank(value) && !isObject(value)) return undefined;
	if (!isObject(value)) throw new InvalidValue(`must be fields with values, ${butIs(value)}`);
	const rows = 'field' in value ? [value.field].flat().filter(isObject) : undefined;
	const given: Array<[unknown, unknown]> = rows
		? rows.map((row) => [row.code, row.value])
		: Object.entries(value);
	const fields = given.flatMap(([code, one]): Array<[string, unknown]> => {
		const name = plain(textOf(code));
		if (isBlank(one) && (blankValues !== 'clear' || name === '')) return [];
		if (name !== '') return [[name, isBlank(one) ? '' : one]];
		throw new InvalidValue(`holds the value ${preview(one)} without a field`);
	});
	return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}

/** How dates of the user become those of Altegio. Both throw InvalidValue. */
interface DateConverters {
	toDate: (value: unknown) => string;
	toDateTime: (value: unknown) => string;
}

/**
 * Values under the codes of their fields, and in their types.
 *
 * @throws InvalidValue for unknown fields, and for values that they cannot hold
 */
export function toCodes(
	values: IDataObject,
	known: CustomField[],
	converters: DateConverters,
): IDataObject {
	const entries = Object.entries(values).map(([name, value]) => {
		const field = findField(name, known);
		return [field.code, value === '' ? '' : toFieldValue(field, value, converters)];
	});
	return Object.fromEntries(entries) as IDataObject;
}

const MAX_CANDIDATES = 10;

/** The only field that a code or title fits. Throws InvalidValue with the candidates otherwise. */
function findField(name: string, known: CustomField[]): CustomField {
	const fitting = known.filter(({ code, title }) =>
		[code, title].some((one) => sameText(foldCase(one), foldCase(name))),
	);
	const [first, second] = fitting;
	if (first && !second) return first;
	const shown = (second ? fitting : known).map(({ code, title }) => `${title} (${code})`);
	const list = shown.slice(0, MAX_CANDIDATES).join(', ') || 'none at this location';
	const what = second ? 'names several' : 'names none that exists';
	throw new InvalidValue(`holds ${preview(name)}, which ${what}: there is ${list}`);
}

/** Throws InvalidValue, naming the custom field. */
function toFieldValue(
	{ title, type, values }: CustomField,
	value: unknown,
	{ toDate, toDateTime }: DateConverters,
): unknown {
	try {
		switch (type) {
			case 'number':
				return toNumber({})(value);
			case 'date':
				return toDate(value);
			case 'datetime':
				return toDateTime(value);
			case 'select': {
				const choice = values.find((one) => foldCase(one) === foldCase(plain(textOf(value))));
				if (choice !== undefined) return choice;
				throw new InvalidValue(`must be one of ${values.join(', ')}, but is ${preview(value)}`);
			}
			default:
				return toText(value);
		}
	} catch (error) {
		throw error instanceof InvalidValue
			? new InvalidValue(`holds a value for ${title} which ${error.message}`)
			: error;
	}
}
