import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import { isFromAltegio, isSuccess } from '../../core/response';
import { InvalidValue, isObject, preview, textOf, toNumber, toText } from '../../core/values';
import { foldCase } from '../../kit/choices';
import { resolveIds, type IdOrName, type Named } from '../../kit/names';
import { convertValue } from '../../kit/parameters';
import { listIn } from '../../kit/read';
import type { Item } from '../../transport/item';
import type { Api } from '../../transport/operation';
import { fields } from './fields';
import { toDay, toIsoText, toWall } from './values';

const MAX_CANDIDATES = 10;

/** A custom field of a location. */
export interface CustomField {
	code: string;
	title: string;
	type: string;
	values: string[];
}

/** The tags that clients of a location can have. */
export async function getTags(api: Api, locationId: number): Promise<Named[]> {
	const response = await api.send({ method: 'GET', path: path`/labels/${locationId}/client` });
	return listIn(api, response)
		.filter(({ deleted }) => Number(deleted ?? 0) === 0)
		.map(({ id, title }) => ({ id: Number(id), title: textOf(title) }));
}

/** The custom fields of the clients of a location; undefined if this user may not read them. */
export async function getCustomFields(
	api: Api,
	locationId: number,
): Promise<CustomField[] | undefined> {
	const response = await api.send({
		method: 'GET',
		path: path`/custom_fields/client/${locationId}`,
		accepts: (answer) => isFromAltegio(answer) && [403, 404].includes(answer.statusCode),
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
}

/**
 * The given fields with the ids of tags in place of names, and custom fields by their codes and in their types. The
 * lists are read once for all items.
 *
 * @throws NodeOperationError that names the field, for a name that is unknown or not the only one
 */
export async function resolveNames(
	api: Api,
	item: Item,
	locationId: number,
	given: IDataObject,
): Promise<IDataObject> {
	const resolved = { ...given };
	if (given.categories) {
		resolved.categories = await resolveIds(api, given.categories as IdOrName[], {
			label: fields.categoryIds.property.displayName,
			noun: 'tag',
			entries: async () =>
				await api.once(`tags of ${locationId}`, async () => await getTags(api, locationId)),
		});
	}
	if (given.custom_fields) {
		const known = await api.once(
			`custom fields of ${locationId}`,
			async () => await getCustomFields(api, locationId),
		);
		const { displayName } = fields.customFields.property;
		resolved.custom_fields = convertValue(item, displayName, given.custom_fields, (values) =>
			known ? toCodes(values as IDataObject, known) : values,
		) as IDataObject;
	}
	return resolved;
}

/** Values under the codes of their fields. Throws InvalidValue for unknown fields and values that they cannot hold. */
function toCodes(values: IDataObject, known: CustomField[]): IDataObject {
	const entries = Object.entries(values).map(([name, value]) => {
		const field = theOne(name, known, ({ code, title }) => ({
			names: [code, title],
			shown: `${title} (${code})`,
		}));
		return [field.code, value === '' ? '' : toCustomValue(field, value)];
	});
	return Object.fromEntries(entries) as IDataObject;
}

/** Throws InvalidValue, naming the custom field. */
function toCustomValue({ title, type, values }: CustomField, value: unknown): unknown {
	try {
		switch (type) {
			case 'number':
				return toNumber({})(value);
			case 'date':
				return toDay(value);
			case 'datetime':
				return toWall(toIsoText(value), 'UTC').replace('T', ' ');
			case 'select': {
				const choice = values.find((one) => foldCase(one) === foldCase(textOf(value).trim()));
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

/** The only entry that a name fits, without case and accents. Throws InvalidValue with the candidates otherwise. */
function theOne<T>(
	name: string,
	entries: T[],
	describe: (entry: T) => { names: string[]; shown: string },
): T {
	const folded = foldCase(name.trim());
	const found = entries.filter((entry) =>
		describe(entry).names.some((one) => foldCase(one.trim()) === folded),
	);
	const [first, second] = found;
	if (first && !second) return first;
	const shown = (second ? found : entries).map((entry) => describe(entry).shown);
	const list = shown.slice(0, MAX_CANDIDATES).join(', ') || 'none at this location';
	const what = second ? 'names several' : 'names none that exists';
	throw new InvalidValue(`holds ${preview(name)}, which ${what}: there is ${list}`);
}
