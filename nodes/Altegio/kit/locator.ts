import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

import { butIs, positiveInteger } from '../core/values';
import { validationError } from '../transport/errors';
import type { Form, Item } from '../transport/item';

export interface LocatorOptions {
	/** Name of the parameter. */
	name: string;
	/** Name that the user sees. */
	label: string;
	/** In the middle of a sentence: "location". */
	noun: string;
	/** Name of the list search. */
	searchListMethod: string;
	/** Whether the list stays empty until something is typed. */
	searchFilterRequired?: boolean;
	/** An id, for the placeholder. */
	exampleId: number;
	/** More ways to name the object, such as by URL or by name. */
	modes?: INodePropertyMode[];
}

/** The parameter that chooses one object: from a list, by ID, and as the resource adds. */
export function idLocator({
	name,
	label,
	noun,
	searchListMethod,
	searchFilterRequired = false,
	exampleId,
	modes = [],
}: LocatorOptions): INodeProperties {
	return {
		displayName: label,
		name,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: `The ${noun} to work on`,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}...`,
				typeOptions: { searchListMethod, searchable: true, searchFilterRequired },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${exampleId}`,
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^\\s*[1-9][0-9]*\\s*$',
							errorMessage: `The ID of ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun} is a positive whole number`,
						},
					},
				],
			},
			...modes,
		],
	};
}

/** A locator that may stay blank. Whoever reads it looks at the ID, as the form no longer does. */
export function optionalLocator(
	{ modes = [], ...locator }: INodeProperties,
	description: string,
): INodeProperties {
	return {
		...locator,
		required: false,
		description,
		modes: modes.map((mode) => ({ ...mode, validation: undefined })),
	};
}

/** What the user chose in a locator: how, and what. A plain value of an expression is an id. */
export function readLocator(item: Form, name: string): { mode: string; value: unknown } {
	const parameter = item.getNodeParameter(name, '');
	return isLocator(parameter) ? parameter : { mode: 'id', value: parameter };
}

function isLocator(parameter: unknown): parameter is { mode: string; value: unknown } {
	return typeof parameter === 'object' && parameter !== null && '__rl' in parameter;
}

/**
 * An id that the user gave, checked here and not by the form: n8n checks nothing that comes from an expression, and an
 * id like `1/../2` would reach another object.
 *
 * @throws NodeOperationError unless it is one positive whole number
 */
export function toIdOf(item: Form, label: string, noun: string, value: unknown): number {
	const id = positiveInteger(value);
	if (id !== undefined) return id;
	throw validationError(
		item,
		`'${label}' must be the ID of one ${noun}, a positive whole number, ${butIs(value)}.`,
		`Choose the ${noun} from the list, or give its ID. If it comes from an expression, check that the field exists in every input item.`,
	);
}

/** The id that a reader gives, or undefined where the item has none: for the output of a failed item. */
export function idIfKnown(
	readId: (item: Item) => number | undefined,
	item: Item,
): number | undefined {
	try {
		return readId(item);
	} catch {
		return undefined;
	}
}
