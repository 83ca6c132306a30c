import { tryToParseDateTime } from 'n8n-workflow';

import { butIs, InvalidValue, plain, preview, textOf } from '../core/values';

/** The type of Luxon, which n8n-workflow hands out without a way to import it. */
type DateTime = ReturnType<typeof tryToParseDateTime>;

/** A moment at a location, exact to the second. */
export interface LocalTime {
	/** What the clock at the location shows, as Altegio wants it: "2026-04-20T18:30:00". */
	wall: string;
	/** The same with the true offset of the location: "2026-04-20T18:30:00+02:00". */
	iso: string;
	/** Milliseconds since 1970, in UTC. */
	millis: number;
}

const DATE = String.raw`(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))`;
const TIME = String.raw`((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?)`;
const OFFSET = String.raw`(Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)`;
const ISO = new RegExp(`^${DATE}(?:[T ]${TIME} ?${OFFSET}?)?$`, 'i');

/**
 * A moment that the user gave. A value without offset is what the clock at the location shows; one with offset or `Z`,
 * a Date or a DateTime of Luxon is converted.
 *
 * @param zone name of the time zone of the location: "Europe/Vienna"
 * @throws InvalidValue unless it is in an ISO form with a time of day, and for a time that the clocks skip. A time
 *   that they show twice is the first one.
 */
export function toLocalTime(value: unknown, zone: string): LocalTime {
	const parts = readIso(value);
	if (!parts) throw new InvalidValue(`must be a date and time such as ${EXAMPLE}, ${butIs(value)}`);
	const { date, time, offset } = parts;
	if (time === undefined) {
		throw new InvalidValue(`must have a time of day, such as ${date}T18:30, but is ${date}`);
	}
	if (offset !== undefined) return localTimeOf(parse(`${date}T${time}${offset}`, zone));
	const clock = parse(`${date}T${time}`, zone);
	const wall = wallOf(clock);
	if (wall.startsWith(`${date}T${time.slice(0, 5)}`)) return localTimeOf(firstOf(clock));
	throw new InvalidValue(
		`is ${date} ${time}, which does not exist in ${zone}: the clocks go forward then`,
	);
}

/**
 * A date that the user gave, as "2026-04-20". One with a time of day is that of the location, as in `toLocalTime`.
 *
 * @throws InvalidValue unless it is in an ISO form
 */
export function toLocalDate(value: unknown, zone: string): string {
	const parts = readIso(value);
	if (!parts) throw new InvalidValue(`must be a date such as 2026-04-20, ${butIs(value)}`);
	const { date, time, offset } = parts;
	return offset === undefined ? date : dateOf(localTimeOf(parse(`${date}T${time}${offset}`, zone)));
}

/**
 * Checks the form of a moment before the time zone of the location is known.
 *
 * @throws InvalidValue as `toLocalTime`, but for times that the clocks skip
 */
export function checkTime(value: unknown): void {
	toLocalTime(value, 'UTC');
}

/** The same for a date. Throws `InvalidValue` as `toLocalDate`. */
export function checkDate(value: unknown): void {
	toLocalDate(value, 'UTC');
}

/**
 * What Altegio says of a moment at the location: what the clock there shows, with or without "T", milliseconds and an
 * offset. The offset is left out of account, because it is often wrong (altegio-api-appointments.md 1, question 2).
 * Of a time that the clocks show twice it is the first one. Undefined for anything else.
 */
export function fromWallClock(value: unknown, zone: string): LocalTime | undefined {
	const parts = partsOf(value);
	if (!parts || !isDay(parts.date)) return undefined;
	return localTimeOf(firstOf(parse(`${parts.date}T${parts.time ?? '00:00'}`, zone)));
}

/**
 * The text of what the clock at the location shows, in the form of `wall`, to be compared as a text. It is not checked;
 * empty for a blank.
 */
export function wallTextOf(moment: unknown): string {
	return textOf(moment).slice(0, 19).replace(' ', 'T');
}

/**
 * Milliseconds since 1970 of a moment that Altegio gives with an offset, as `last_change_date`:
 * "2026-04-20T12:36:27-0500". Without offset it is what the clock at the location shows. Undefined for anything else.
 */
export function toMillis(value: unknown, zone: string): number | undefined {
	const parts = partsOf(value);
	if (parts?.offset === undefined || !isDay(parts.date)) return fromWallClock(value, zone)?.millis;
	return parse(`${parts.date}T${parts.time}${parts.offset}`, zone).toMillis();
}

/** The present moment at a location. */
export function nowIn(zone: string): LocalTime {
	return atMillis(Date.now(), zone);
}

/** A moment in UTC as a location sees it. */
export function atMillis(millis: number, zone: string): LocalTime {
	return localTimeOf(parse(new Date(millis).toISOString(), zone));
}

/** A moment so many seconds later in real time, whatever the clocks do meanwhile. */
export function addSeconds({ millis }: LocalTime, seconds: number, zone: string): LocalTime {
	return atMillis(millis + seconds * 1000, zone);
}

/** The date of a moment at its location: "2026-04-20". */
export function dateOf({ wall }: LocalTime): string {
	return wall.slice(0, 10);
}

/** A date so many days later, or earlier. */
export function addDays(date: string, days: number): string {
	return wallOf(parse(date, 'UTC').plus({ days })).slice(0, 10);
}

/** The day of the week of a date, from 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: string): number {
	return parse(date, 'UTC').weekday;
}

/** Whether a value is a date and nothing else: "2026-04-20". */
export function isDateText(value: unknown): value is string {
	return typeof value === 'string' && ONLY_DATE.test(value.trim()) && isDay(value.trim());
}

/** Whether a text names a time zone. */
export function isTimeZone(zone: unknown): zone is string {
	try {
		return typeof zone === 'string' && parse(EXAMPLE, zone).isValid;
	} catch {
		return false;
	}
}

const ONLY_DATE = new RegExp(`^${DATE}$`);
const EXAMPLE = '2026-04-20T18:30';

interface IsoParts {
	date: string;
	time?: string;
	offset?: string;
}

/**
 * The parts of a value that the user gave, undefined unless it is in an ISO form.
 *
 * @throws InvalidValue for a day that no calendar has
 */
function readIso(value: unknown): IsoParts | undefined {
	const parts = partsOf(isDate(value) ? value.toJSON() : value);
	if (parts && !isDay(parts.date)) {
		throw new InvalidValue(`is ${preview(value)}, and there is no such day`);
	}
	return parts;
}

/**
 * The parts of a text in an ISO form. n8n-workflow's parser alone would not do: it takes "04/05/26" for a date, and the
 * 30th of February for the 2nd of March.
 */
function partsOf(text: unknown): IsoParts | undefined {
	if (typeof text !== 'string') return undefined;
	const [, date, time, offset] = ISO.exec(plain(text)) ?? [];
	if (date === undefined) return undefined;
	return { date, time: time?.replace(',', '.'), offset: offset?.toUpperCase() };
}

/** Whether a calendar has the day, such as the 29th of February. */
function isDay(date: string): boolean {
	const millis = Date.parse(`${date}T00:00:00Z`);
	return !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(date);
}

/** A Date, or a DateTime of any copy of Luxon: each gives the exact moment as ISO text. */
function isDate(value: unknown): value is { toJSON: () => unknown } {
	return (
		typeof value === 'object' &&
		value !== null &&
		'toJSON' in value &&
		typeof value.toJSON === 'function'
	);
}

/** A text in an ISO form, in the time zone of the location. */
function parse(iso: string, zone: string): DateTime {
	return tryToParseDateTime(iso, zone).setZone(zone);
}

/** Of a time that the clocks show twice the first one. Luxon takes either, by the season in which it is asked. */
function firstOf(time: DateTime): DateTime {
	return time.getPossibleOffsets().reduce((first, one) => (one < first ? one : first));
}

function localTimeOf(exact: DateTime): LocalTime {
	const time = exact.startOf('second');
	const iso = time.toISO({ suppressMilliseconds: true }) as string;
	return { wall: wallOf(time), iso, millis: time.toMillis() };
}

function wallOf(time: DateTime): string {
	return time.startOf('second').toISO({
		includeOffset: false,
		suppressMilliseconds: true,
	}) as string;
}
