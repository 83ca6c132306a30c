import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	InvalidValue,
	isBlank,
	isObject,
	positiveInteger,
	preview,
	toBoolean,
	toText,
} from '../core/values';
import { validationError } from '../transport/errors';
import type { Form } from '../transport/item';
import { blankValues, limit, returnAll, simplify } from './properties';

/**
 * Reads a value of the user through a converter.
 *
 * @param label name of the field as the user sees it
 * @throws NodeOperationError that names the field, where the converter throws InvalidValue
 */
export function convertValue<T>(
	item: Form,
	label: string,
	value: unknown,
	convert: (value: unknown) => T,
	advice?: string,
): T {
	try {
		return convert(value);
	} catch (error) {
		throw error instanceof InvalidValue
			? validationError(item, `'${label}' ${error.message}.`, advice)
			: error;
	}
}

/** A collection of the form, or an empty one: an expression may put anything in its place. */
export function readCollection(item: Form, name: string): IDataObject {
	const collection = item.getNodeParameter(name, {});
	return isObject(collection) ? collection : {};
}

/**
 * A switch of the form, read as a word if it comes from an expression. Blank is its default.
 *
 * @throws NodeOperationError for anything unclear
 */
export function readFlag(item: Form, property: INodeProperties): boolean {
	const value = item.getNodeParameter(property.name, property.default);
	return toFlag(item, property.displayName, value, property.default === true);
}

/** The same for a switch inside a collection. */
export function toFlag(item: Form, label: string, value: unknown, fallback = false): boolean {
	return convertValue(item, label, value, toBoolean) ?? fallback;
}

/** Whether the user wants the simplified output. */
export function readSimplify(item: Form): boolean {
	return readFlag(item, simplify);
}

/**
 * How many results the user wants at most: Return All and Limit.
 *
 * @throws NodeOperationError for a limit that is no positive whole number
 */
export function readLimit(item: Form): number {
	if (readFlag(item, returnAll)) return Infinity;
	const given = item.getNodeParameter(limit.name, limit.default);
	const chosen = positiveInteger(given);
	if (chosen !== undefined) return chosen;
	throw validationError(
		item,
		`'Limit' must be a positive whole number, but is ${preview(given)}.`,
		"Give a number such as 50, or switch 'Return All' on.",
	);
}

/**
 * The words of the filter Search; empty where it is blank.
 *
 * @throws NodeOperationError for what is no text: it would find everything, or nothing
 */
export function readSearch(item: Form, { search }: IDataObject): string {
	return isBlank(search) ? '' : convertValue(item, 'Search', search, toText);
}

/**
 * One of the choices of a list, as an expression may give anything.
 *
 * @throws NodeOperationError for an unknown choice
 */
export function toChoice<T extends string>(
	item: Form,
	label: string,
	value: unknown,
	choices: readonly T[],
	fallback?: T,
): T {
	if (isBlank(value) && fallback !== undefined) return fallback;
	const choice = choices.find((one) => one === value);
	if (choice !== undefined) return choice;
	throw validationError(
		item,
		`'${label}' has no choice ${preview(value)}.`,
		`Choose one from the list. By expression it is one of ${choices.join(', ')}.`,
	);
}

/** What a blank value means: nothing is sent for it, or the field is emptied at Altegio. */
export type BlankValues = 'leaveUnchanged' | 'clear';

/** The option Blank Values of an update. Throws NodeOperationError for an unknown choice. */
export function toBlankValues(item: Form, options: IDataObject): BlankValues {
	const { displayName, name } = blankValues;
	const choices = ['leaveUnchanged', 'clear'] as const;
	return toChoice(item, displayName, options[name], choices, 'leaveUnchanged');
}
