import type { IDataObject } from 'n8n-workflow';

/** A value that can be no field of a location; the message goes on after the name of the field. */
export class Impossible extends Error {}

/** Whether a cell of a spreadsheet, a form field or an expression holds nothing, however deep. */
export function isBlank(value: unknown): boolean {
	// It grows while it is gone through, and takes nothing twice: neither depth nor a circle does harm.
	const parts = new Set([value]);
	for (const part of parts) {
		// A date is an object without anything in it, and yet no blank.
		if (typeof part === 'object' && part !== null && !('toJSON' in part)) {
			Object.values(part).forEach((one) => parts.add(one));
		} else if (String(part ?? '').trim() !== '') return false;
	}
	return true;
}

/** Whether a value is an object as in JSON: no array, and no date, which is sent as text. */
export function isObject(value: unknown): value is IDataObject {
	return (
		typeof value === 'object' && value !== null && !Array.isArray(value) && !('toJSON' in value)
	);
}

/** Whether a value is a list of objects, as every list of Altegio's. */
export function isList(value: unknown): value is IDataObject[] {
	return Array.isArray(value) && value.every(isObject);
}

/** A value as a message shows it: short, and so that spaces and types can be told apart. */
export function shown(value: unknown): string {
	const text = jsonOf(value) ?? typeof value;
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Undefined for what has no JSON: circles, and what is nested too deep. */
function jsonOf(value: unknown): string | undefined {
	try {
		return JSON.stringify(value);
	} catch {
		return undefined;
	}
}

/** What Altegio gives as a text or number; empty for objects, which may nest deeper than functions can follow. */
export function textOf(value: unknown): string {
	return value === undefined || typeof value === 'object' ? '' : String(value);
}

/** A positive whole number, also written as digits with spaces around; undefined for anything else. */
export function positiveInteger(value: unknown): number | undefined {
	const isDigits = typeof value === 'string' && /^[1-9]\d*$/.test(value.trim());
	const number = isDigits ? Number(value) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) && number > 0
		? number
		: undefined;
}

export function toId(value: unknown): number {
	const id = positiveInteger(value);
	if (id === undefined)
		throw new Impossible(`must be a positive whole number, but is ${shown(value)}`);
	return id;
}

export function toText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	throw new Impossible(`must be text, but is ${shown(value)}`);
}

/** A coordinate in degrees, at most `limit` to either side of zero. */
export function toDegrees(limit: number): (value: unknown) => number {
	return (value) => {
		const isDecimal = typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value.trim());
		const degrees = isDecimal ? Number(value) : value;
		if (typeof degrees !== 'number' || !(Math.abs(degrees) <= limit)) {
			throw new Impossible(
				`must be a number between -${limit} and ${limit}, but is ${shown(value)}`,
			);
		}
		return degrees;
	};
}

/** Phone numbers as Altegio stores them, digits only; several may stand in one text with commas. */
export function toPhones(value: unknown): string[] {
	return [value]
		.flat()
		.flatMap((phone) => (typeof phone === 'string' ? phone.split(/[,;\n]/) : [phone]))
		.filter((phone) => !isBlank(phone))
		.map((phone) => {
			const digits = toPhoneText(phone)
				.replace(/[\s\-‐-―()[\]]/g, '')
				.replace(/^\+/, '');
			if (!/^\d+$/.test(digits)) {
				throw new Impossible(`must hold phone numbers made of digits, but one is ${shown(phone)}`);
			}
			return digits;
		});
}

function toPhoneText(phone: unknown): string {
	const isWhole = typeof phone !== 'number' || (Number.isSafeInteger(phone) && phone > 0);
	return isWhole ? toText(phone) : '';
}
