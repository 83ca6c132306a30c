import { InvalidValue, butIs, plain, textOf } from '../../core/values';
import { checkDate, toLocalTime } from '../../kit/localTime';

/** A day as Altegio writes it, YYYY-MM-DD. */
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/**
 * A day, or a day with a time, in an ISO form: checked before the time zone of the location is known.
 *
 * @returns the value as text
 * @throws InvalidValue for anything else
 */
export function toIsoText(value: unknown): string {
	checkDate(value);
	return isoOf(value);
}

/** What the clock at the location shows then, `YYYY-MM-DDTHH:MM:SS`; a day alone is its first moment. */
export function toWall(isoText: string, zone: string): string {
	const hasTime = isoText.length > 10;
	return toLocalTime(hasTime ? isoText : `${isoText}T00:00`, zone).wall;
}

/**
 * A day, YYYY-MM-DD. A time behind it is left out, unless its offset makes it unclear which day is meant.
 *
 * @throws InvalidValue
 */
export function toDay(value: unknown): string {
	const text = toIsoText(value);
	const isClear = /^.{10}(?:$|[T ](?:00:00|[\d:.,]+$))/.test(text);
	if (isClear) return text.slice(0, 10);
	throw new InvalidValue(`must be a date without a time, ${butIs(value)}`);
}

/** A day in the past, from 1900 on. Throws InvalidValue. */
export function toBirthDate(value: unknown): string {
	const day = toDay(value);
	const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
	if (day < '1900-01-01' || day > tomorrow) {
		throw new InvalidValue(`must be a date between 1900 and today, ${butIs(value)}`);
	}
	return day;
}

function isoOf(value: unknown): string {
	const hasJson = typeof value === 'object' && value !== null && 'toJSON' in value;
	const json = hasJson ? (value as { toJSON(): unknown }).toJSON() : value;
	return typeof json === 'string' ? plain(json) : '';
}

/** Whether a text of Altegio's is a day that was set: 1970-01-01 and 0000-00-00 stand for none. */
export function isSetDay(text: string): boolean {
	return DAY.test(text) && text !== '1970-01-01' && !text.startsWith('0000');
}

/** A converter of words into Altegio's numbers, which count from 0; the numbers are taken too. It throws InvalidValue. */
export function toNumberOf(words: readonly string[]): (value: unknown) => number {
	return (value) => {
		const text = plain(textOf(value)).toLowerCase();
		const number = words.findIndex((word, index) => word === text || String(index) === text);
		if (number !== -1) return number;
		throw new InvalidValue(`must be one of ${words.join(', ')}, ${butIs(value)}`);
	};
}
