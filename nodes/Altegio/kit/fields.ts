import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidValue, isBlank, toBoolean, toId, toText } from '../core/values';
import type { Item } from '../transport/item';
import { convertValue, type BlankValues } from './parameters';

/** Which of its two names a source uses for a field: Altegio's, or that of the node parameter. */
export type Naming = 'api' | 'parameter';

/** One field of an object at Altegio, with all that is known of it. */
export interface Field {
	/** Altegio's name. */
	api: string;
	/** The value in Altegio's type, undefined if there is nothing to send. Throws InvalidValue. */
	convert: (value: unknown, blankValues: BlankValues) => unknown;
	/** How the form shows it; its `name` is that of the parameter, its `displayName` the one that messages use. */
	property: INodeProperties;
}

const CORRECT_IT = 'Correct the value of this field, or leave it blank to send nothing for it.';

/**
 * The fields of a source that have something to send, under Altegio's names and in its types, for a body or a query.
 * Other keys of the source are left out.
 *
 * @throws NodeOperationError that names the field, for a value that cannot be it
 */
export function readFields(
	item: Item,
	fields: readonly Field[],
	source: IDataObject,
	{ naming = 'parameter', blankValues = 'leaveUnchanged' }: FieldOptions = {},
): IDataObject {
	const result: IDataObject = {};
	for (const { api, convert, property } of fields) {
		const key = keyOf(source, naming === 'api' ? api : property.name, naming);
		if (key === undefined || (naming === 'api' && isNone(api, source[key]))) continue;
		const value = convertValue(
			item,
			property.displayName,
			source[key],
			(given) => convert(given, blankValues),
			CORRECT_IT,
		);
		if (value !== undefined) result[api] = value as IDataObject[string];
	}
	return result;
}

interface FieldOptions {
	naming?: Naming;
	blankValues?: BlankValues;
}

/** The key of a field in a source. The columns of a sheet may have capitals, so their case does not count. */
function keyOf(source: IDataObject, name: string, naming: Naming): string | undefined {
	if (Object.hasOwn(source, name)) return name;
	if (naming === 'parameter') return undefined;
	return Object.keys(source).find((key) => key.trim().toLowerCase() === name);
}

/** Altegio's own way of saying that an object has no city, country or business type yet. */
function isNone(api: string, value: unknown): boolean {
	return api.endsWith('_id') && (value === 0 || value === '0');
}

/** The name that the user sees for a field of Altegio's. */
export function fieldLabelOf(fields: readonly Field[]): (api: string) => string {
	return (api) => fields.find((field) => field.api === api)?.property.displayName ?? api;
}

/** A field that Altegio empties with `cleared`. */
export function clearable(
	convert: (value: unknown) => unknown,
	cleared: unknown,
): Field['convert'] {
	return (value, blankValues) => {
		if (!isBlank(value)) return convert(value);
		return blankValues === 'clear' ? cleared : undefined;
	};
}

/** A field that Altegio cannot empty. */
export function notClearable(convert: (value: unknown) => unknown): Field['convert'] {
	return (value, blankValues) => {
		if (!isBlank(value)) return convert(value);
		if (blankValues === 'clear') {
			throw new InvalidValue('is blank, and Altegio has no way to empty it');
		}
		return undefined;
	};
}

/** A text that can be emptied. */
export function text(
	api: string,
	property: Pick<
		INodeProperties,
		'description' | 'displayName' | 'name' | 'placeholder' | 'typeOptions'
	>,
): Field {
	return {
		api,
		convert: clearable(toText, ''),
		property: { ...property, type: 'string', default: '' },
	};
}

/** A switch of a query: 1, or left out, as Altegio has it. Whoever adds it to a collection means yes. */
export function flag(
	api: string,
	property: Pick<INodeProperties, 'description' | 'displayName' | 'name'>,
): Field {
	return {
		api,
		convert: (value) => (toBoolean(value) ? 1 : undefined),
		property: { ...property, type: 'boolean', default: true },
	};
}

/** An id that is chosen from a list of names. */
export function lookup(
	api: string,
	convert: Field['convert'],
	{ loadOptionsMethod, dependsOn, ...property }: LookupOptions,
): Field {
	return {
		api,
		convert,
		property: {
			...property,
			type: 'options',
			typeOptions: { loadOptionsMethod, ...(dependsOn && { loadOptionsDependsOn: dependsOn }) },
			default: '',
			description:
				'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		},
	};
}

interface LookupOptions extends Pick<INodeProperties, 'displayName' | 'hint' | 'name'> {
	loadOptionsMethod: string;
	/** Parameters whose change loads the list anew. */
	dependsOn?: string[];
}

/** An id that restricts what is found. It has to be given: without it there would be more to find. */
export const toGivenId: Field['convert'] = (value) => {
	if (isBlank(value)) throw new InvalidValue('is blank. Give an ID, or remove it');
	return toId(value);
};
