import type { IDataObject, NodeApiError } from 'n8n-workflow';

import { digitsOf } from '../core/phone';
import { isBlank, isList, isObject, preview, textOf } from '../core/values';
import { Stopped } from '../core/wait';
import { apiError, messageOf } from '../transport/errors';
import type { Item } from '../transport/item';

/** How far two coordinates may lie apart in degrees, about a meter: Altegio rounds them. */
const DEGREES_TOLERANCE = 1e-5;

/** The fields that Altegio does not hold as they were sent, and those of which it says nothing. */
export interface Comparison {
	lost: string[];
	unknown: string[];
}

/** Compares what was sent with what was read back, under Altegio's names. */
export function compareSaved(sent: IDataObject, saved: IDataObject): Comparison {
	const names = Object.keys(sent);
	return {
		lost: names.filter((name) => name in saved && !isSame(sent[name], saved[name])),
		unknown: names.filter((name) => !(name in saved)),
	};
}

/** Whether Altegio holds what was sent; numbers and digits may come back in each other's type. */
export function isSame(sent: unknown, saved: unknown): boolean {
	if (isBlank(sent)) return isBlank(saved);
	if (isList(sent)) {
		return (
			Array.isArray(saved) &&
			sent.length === saved.length &&
			sent.every((one, index) => isSame(one, saved[index]))
		);
	}
	if (Array.isArray(sent)) {
		return Array.isArray(saved) && sortedDigits(sent) === sortedDigits(saved);
	}
	if (isObject(sent)) {
		const held = isObject(saved) ? saved : {};
		return Object.entries(sent).every(([key, value]) => isSame(value, held[key]));
	}
	if (typeof saved === 'object') return false;
	return typeof sent === 'number'
		? Math.abs(Number(saved) - sent) <= DEGREES_TOLERANCE
		: lines(textOf(sent)) === lines(textOf(saved));
}

/** A text with one kind of line end: Altegio may keep another than the one that was sent. */
function lines(text: string): string {
	return text.replace(/\r\n?/g, '\n').trim();
}

/** Phones by their digits, and whatever has none as it is. */
function sortedDigits(phones: unknown[]): string {
	return phones
		.map((phone) => digitsOf(textOf(phone)) || textOf(phone))
		.sort()
		.join();
}

/** Fields as the user sees them, and what Altegio holds of them. */
export function listFields(
	names: string[],
	fieldLabel: (api: string) => string,
	saved: IDataObject = {},
): string {
	return names
		.map(
			(name) => `'${fieldLabel(name)}'${name in saved ? ` (holds ${preview(saved[name])})` : ''}`,
		)
		.join(', ');
}

/** A change that was made, for the message that the object could not be read back. */
export interface MadeChange {
	/** The object, as the beginning of a sentence: "Location 37532". */
	what: string;
	/** What was done to it, behind "was". Default: "updated". */
	done?: string;
	/** More for the output of the failed item. */
	output?: IDataObject;
}

/**
 * Reads an object back after it was changed.
 *
 * @throws NodeApiError that says what is known, if it could not be read
 */
export async function readBack<T>(
	item: Item,
	change: MadeChange,
	read: () => Promise<T>,
): Promise<T> {
	return await read().catch((error: unknown) => {
		throw notReadBack(item, change, error);
	});
}

/** What is said where an object could not be read back. */
export function notReadBack(
	item: Item,
	{ what, done = 'updated', output }: MadeChange,
	error: unknown,
): NodeApiError {
	const why =
		error instanceof Stopped ? 'The execution was canceled before that.' : messageOf(error);
	return apiError(item, {
		message: `${what} was ${done}, but could not be read back to verify it. ${why}`,
		output,
	});
}
