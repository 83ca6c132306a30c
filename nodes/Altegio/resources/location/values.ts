import type { IDataObject } from 'n8n-workflow';

/** A value that can be no field of a location; the message goes on after the name of the field. */
export class Impossible extends Error {}

/** Whether a cell of a spreadsheet, a form field or an expression holds nothing. */
export function isBlank(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return value.trim() === '';
	if (Array.isArray(value)) return value.every(isBlank);
	return typeof value === 'object' && Object.values(value).every(isBlank);
}

/** Whether a value is an object as in JSON, and no array. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as a message shows it: short, and so that spaces and types can be told apart. */
export function shown(value: unknown): string {
	const text = JSON.stringify(value) ?? String(value);
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
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
