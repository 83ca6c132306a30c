import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import { isFromAltegio, isSuccess } from '../../core/response';
import {
	InvalidValue,
	isObject,
	plain,
	preview,
	sameText,
	textOf,
	toNumber,
	toText,
} from '../../core/values';
import { foldCase } from '../../kit/choices';
import { toLocalDate, toLocalTime } from '../../kit/localTime';
import { resolveIds, type IdOrName } from '../../kit/names';
import { convertValue } from '../../kit/parameters';
import { listIn } from '../../kit/read';
import type { Api } from '../../transport/operation';
import { fields, labelIds } from './fields';
import type { Place } from './lookup';

/** Labels of appointments, as Altegio numbers what labels are for. */
const APPOINTMENTS = 2;

/** The labels that appointments of a location can have. */
export async function readLabels(api: Api, locationId: number): Promise<IDataObject[]> {
	const response = await api.send({
		method: 'GET',
		path: path`/labels/${locationId}/${APPOINTMENTS}`,
	});
	return listIn(api, response).filter(({ deleted }) => Number(deleted ?? 0) === 0);
}

/** A field that the business added to its appointments. */
export interface CustomField {
	code: string;
	title: string;
	type: string;
	values: string[];
}

/** The custom fields of the appointments of a location; undefined if this user may not read them. */
export async function readCustomFields(
	api: Api,
	locationId: number,
): Promise<CustomField[] | undefined> {
	const response = await api.send({
		method: 'GET',
		path: path`/custom_fields/record/${locationId}`,
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
 * The labels of an appointment and its custom fields with the names that Altegio has for them, and in its types. Each
 * list is read once for all items.
 *
 * @throws NodeApiError or NodeOperationError for a name that is unknown, and for a value that its field cannot hold
 */
export async function resolveNames(
	place: Place,
	labels: IdOrName[],
	customFields: unknown,
): Promise<IDataObject> {
	const { api, item, locationId } = place;
	const result: IDataObject = {};
	if (labels.length > 0) {
		result.record_labels = await resolveIds(api, labels, {
			label: labelIds.displayName,
			noun: 'label',
			entries: async () => {
				const found = await api.once(
					`appointment labels ${locationId}`,
					async () => await readLabels(api, locationId),
				);
				return found.map(({ id, title }) => ({ id: Number(id), title: textOf(title) }));
			},
		});
	}
	if (isObject(customFields)) {
		const known = await api.once(
			`appointment fields ${locationId}`,
			async () => await readCustomFields(api, locationId),
		);
		const { displayName } = fields.customFields.property;
		result.custom_fields = convertValue(item, displayName, customFields, (values) =>
			known ? toCodes(values as IDataObject, known, place.zone) : values,
		) as IDataObject;
	}
	return result;
}

/** Values under the codes of their fields. Throws InvalidValue for unknown fields and for values that they cannot hold. */
function toCodes(values: IDataObject, known: CustomField[], zone: string): IDataObject {
	const entries = Object.entries(values).map(([name, value]) => {
		const fitting = known.filter(({ code, title }) =>
			[code, title].some((one) => sameText(foldCase(one), foldCase(name))),
		);
		const [field, other] = fitting;
		if (field && !other) return [field.code, toCustomValue(field, value, zone)];
		const listed = (other ? fitting : known).map(({ code, title }) => `${title} (${code})`);
		const what = other ? 'names several' : 'names none that exists';
		throw new InvalidValue(
			`holds ${preview(name)}, which ${what}: there is ${listed.slice(0, 10).join(', ') || 'none'}`,
		);
	});
	return Object.fromEntries(entries) as IDataObject;
}

/** Throws InvalidValue, naming the custom field. */
function toCustomValue(
	{ title, type, values }: CustomField,
	value: unknown,
	zone: string,
): unknown {
	try {
		switch (type) {
			case 'number':
				return toNumber({})(value);
			case 'date':
				return toLocalDate(value, zone);
			case 'datetime':
				return toLocalTime(value, zone).wall.replace('T', ' ');
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
