import type { IDataObject } from 'n8n-workflow';

/** A value that a field cannot take. The message continues after the label: "must be text, but is 5". */
export class InvalidValue extends Error {}

/** Signs without width: U+200B, soft hyphens, marks of direction, byte order marks, fillers, and the like. */
const ZERO_WIDTH = String.raw`[\ufeff\p{Default_Ignorable_Code_Point}\ufff9-\ufffc]`;

/** Control characters, without those that are white space. */
const CONTROL = String.raw`(?!\s)\p{Cc}`;

/** Signs without width that change what is seen: within emoji, flags and keycaps, and selectors of variants. */
const SHAPING = [
	String.raw`\u{1f3f4}[\u{e0030}-\u{e007a}]+\u{e007f}`,
	String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})`,
	String.raw`(?<=[\p{S}\p{Extended_Pictographic}\p{Script=Han}\p{Script=Mongolian}])\p{Variation_Selector}`,
	String.raw`\ufe0f(?=\u20e3)`,
].join('|');

/** Signs that look like others: spaces, minus signs, and a Cyrillic or Greek letter within a Latin word. */
const LOOK_ALIKE = [
	String.raw`(?! )\s|\u2800|\u2212|(?!-)\p{Pd}(?=[.,]?\p{Nd})`,
	String.raw`(?<=(?<!\\)\p{Script=Latin})[\p{Script=Cyrillic}\p{Script=Greek}]`,
	String.raw`[\p{Script=Cyrillic}\p{Script=Greek}](?=\p{Script=Latin})`,
].join('|');

/** Matches every sign to remove; what group 1 holds is to be kept. */
const UNSEEN = new RegExp(`(${SHAPING})|${ZERO_WIDTH}|${CONTROL}`, 'gu');
const UNCLEAR = new RegExp(`(${SHAPING})|${ZERO_WIDTH}|\\p{Cc}|${LOOK_ALIKE}`, 'gu');
const ALL_ZERO_WIDTH = new RegExp(ZERO_WIDTH, 'gu');
const VISIBLE = /[^\s\p{Cc}\u2800\ufeff\p{Default_Ignorable_Code_Point}\ufff9-\ufffc]/u;

/**
 * What makes a text more than blank: any sign but spaces, signs without width, marks without a letter, and
 * punctuation. The math signs of ASCII count as punctuation, because people join cells with them (" | ", "<>").
 */
const CONTENT =
	/[^\s\p{Cc}\p{M}\p{P}\u2800\ufeff\p{Default_Ignorable_Code_Point}\ufff9-\ufffc+<=>|~^`\u00a6\u00a8\u00b4\u2190\u2192\u2212]|\p{Extended_Pictographic}|[#*]\ufe0f?\u20e3/u;

/** The longest text of a value in a message, in signs. */
const PREVIEW_LENGTH = 60;

/**
 * Whether a cell of a spreadsheet, a form field or an expression holds nothing: no value, nothing to see, or
 * nothing but punctuation, as empty cells leave it when they are joined. A list or object is blank if each of
 * its parts is. A date, number or boolean never is.
 */
export function isBlank(value: unknown): boolean {
	// The set grows during the loop and holds each part once, so depth and cycles do no harm.
	const parts = new Set([value]);
	for (const part of parts) {
		if (part === null || part === undefined) continue;
		if (typeof part === 'string') {
			if (CONTENT.test(part)) return false;
		} else if (typeof part !== 'object' || isDate(part)) {
			return false;
		} else {
			Object.values(part).forEach((one) => parts.add(one));
		}
	}
	return true;
}

/**
 * What programs write where a value is missing. Real names are left out: "nil" (a first name), "NA", "Nat".
 * "none" is in: it is what Python and language models write, and a town in Piedmont is the only one of that name.
 */
const MISSING = [
	String.raw`null|undefined|nan|none|n/a|<na>|\[object \w+\]|invalid date(?:time)?|loading(?:\.{3}|\u2026)`,
	String.raw`[<(]nil[>)]|[<(\[](?:blank|empty|not set|missing|no value)[>)\]]`,
	// Faults of Excel and Google Sheets, in English, German, French, Spanish, Italian, Portuguese, Polish, Russian.
	String.raw`#(?:n/a|nv|n/d|getting_data|\u043d/\u0434)!?`,
	String.raw`#[\u00a1\u00bf]?(?:ref|value|div/0|name|null|num|error|spill|calc|field|unknown|connect|blocked|busy)[!?]`,
	String.raw`#[\u00a1\u00bf]?(?:bezug|wert|zahl|valeur|nom|nul|nombre|valor|nulo|n\u00fam|rif|valore|nome)[!?]`,
	String.raw`#(?:adr|arg|liczba|nazwa|\u0441\u0441\u044b\u043b\u043a\u0430|\u0437\u043d\u0430\u0447|\u0434\u0435\u043b/0|\u0438\u043c\u044f|\u043f\u0443\u0441\u0442\u043e|\u0447\u0438\u0441\u043b\u043e)[!?]`,
].join('|');
/** What may stand around and between them. No @ and #: "@null" is an account. */
const JOINT = String.raw`[\s\p{Pd}\p{Pi}\p{Pf}"'\x60.,:;!?()<>\[\]{}|\/\\+=~*_\u00b7\u2022]`;
const STAND_IN = new RegExp(`^${JOINT}*(?:${MISSING})(?:${JOINT}+(?:${MISSING}))*${JOINT}*$`, 'iu');
/** In this case only: the missing date of pandas, and the null of database exports. */
const EXACT_STAND_IN = /^(?:NaT|\\N)$/;

/**
 * Whether a value stands for one that is missing: the number NaN, or a text that is nothing but words such as
 * "null", "undefined" or "#N/A", in any case, also in brackets or joined ("undefined undefined"). A text that
 * holds more ("Null Bock Bar") is none.
 */
export function isStandIn(value: unknown): boolean {
	if (typeof value !== 'string') return Number.isNaN(value);
	const text = plain(value);
	return EXACT_STAND_IN.test(text) || STAND_IN.test(text);
}

/** Whether a value is an object as in JSON: no list, and no date, which is sent as text. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !isDate(value);
}

/** Whether a value is a list of objects, as all lists of Altegio are. */
export function isList(value: unknown): value is IDataObject[] {
	return Array.isArray(value) && value.every(isObject);
}

/** A Date, or a DateTime of Luxon: an object without parts of its own, sent as text. */
function isDate(value: object): boolean {
	return 'toJSON' in value && typeof value.toJSON === 'function';
}

/** A text, number or boolean as text; empty for objects, which may nest deeper than functions can follow. */
export function textOf(value: unknown): string {
	return value === undefined || typeof value === 'object' ? '' : String(value);
}

/**
 * A text as a program reads it: ASCII for full-width signs and Arabic digits, without signs that have no width,
 * and without spaces around. Superscripts and the like stay, because 10 to the power of 2 is not 102.
 */
export function plain(text: string): string {
	return text
		.replace(ALL_ZERO_WIDTH, '')
		.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
		.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
		.replace(/^[\s\p{Cc}\u2800]+/u, '')
		.replace(/(?<![\s\p{Cc}\u2800])[\s\p{Cc}\u2800]+$/u, '');
}

/**
 * A value for a message: JSON, so that types can be told apart, of at most 60 signs. What cannot be seen or
 * looks like another sign is shown by its code, as `<U+200B>`. Cycles and deep nesting give the type only.
 */
export function preview(value: unknown): string {
	if (typeof value === 'number') return String(value);
	// The start of a long text is enough, and cheaper.
	const start = typeof value === 'string' ? value.slice(0, 4 * PREVIEW_LENGTH) : value;
	return shorten(clarify(jsonOf(start) ?? typeof value));
}

/** Undefined for what has no JSON: cycles, functions, and what is nested too deep. */
function jsonOf(value: unknown): string | undefined {
	try {
		return JSON.stringify(value);
	} catch {
		return undefined;
	}
}

function clarify(text: string): string {
	return text.replace(UNCLEAR, (sign, kept?: string) => kept ?? codeOf(sign));
}

function codeOf(sign: string): string {
	return `<U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Cuts between signs, never within an escape, a code or a pair of surrogates. */
function shorten(text: string): string {
	if (text.length <= PREVIEW_LENGTH) return text;
	let start = '';
	for (const [sign] of text.matchAll(/<U\+[0-9A-F]+>|\\u[0-9a-f]{4}|\\.|./gsu)) {
		if (start.length + sign.length > PREVIEW_LENGTH) break;
		start += sign;
	}
	return `${start}\u2026`;
}

/** The end of a refusal: what the value is instead. */
export function butIs(value: unknown): string {
	const isEmpty = typeof value === 'string' ? value.trim() === '' : isBlank(value);
	return isEmpty ? 'but it is blank' : `but is ${preview(value)}`;
}

/**
 * A positive whole number, also as text: with spaces or invisible signs around, or with the ".0" that pandas
 * adds. Undefined for anything else. A leading zero is refused: no ID of Altegio's has one, so the text is something
 * else, such as a phone or a ZIP code. "37.000" is refused: it may mean 37 thousand.
 */
export function positiveInteger(value: unknown): number | undefined {
	const number = typeof value === 'string' ? wholeNumberIn(value, /^[1-9]\d*$/) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) && number > 0
		? number
		: undefined;
}

function wholeNumberIn(text: string, written: RegExp): number | undefined {
	// Not `plain`: digits of other scripts and control characters are no way to write an ID.
	const digits = text
		.replace(ALL_ZERO_WIDTH, '')
		.trim()
		.replace(/\.0{1,2}$/, '');
	return written.test(digits) ? Number(digits) : undefined;
}

/** An ID as a number. Throws `InvalidValue`. */
export function toId(value: unknown): number {
	const id = positiveInteger(value);
	if (id !== undefined) return id;
	throw new InvalidValue(`must be a positive whole number, ${butIs(value)}`);
}

/**
 * A text as it is given, but without invisible signs before and behind it; a number as text.
 * Throws `InvalidValue` for blanks, stand-ins, booleans, objects, and numbers that have lost digits.
 */
export function toText(value: unknown): string {
	if (isStandIn(value)) {
		throw new InvalidValue(
			`must be text, but is ${preview(value)}, which stands for a missing value`,
		);
	}
	if (typeof value === 'string' && !isBlank(value)) return withoutUnseenEnds(value);
	if (typeof value === 'number' && isExact(value)) return String(value);
	throw new InvalidValue(`must be text, ${butIs(value)}`);
}

/** Whether a number is written with all its digits, so that its text is what was meant. */
function isExact(number: number): boolean {
	return Math.abs(number) <= Number.MAX_SAFE_INTEGER && !String(number).includes('e');
}

function withoutUnseenEnds(text: string): string {
	const signs = [...text];
	const start = signs.findIndex((sign) => VISIBLE.test(sign));
	const last = signs.findLastIndex((sign) => VISIBLE.test(sign));
	// The signs behind the last visible one may shape it, so they are looked at together.
	return [signs.slice(0, start), signs.slice(start, last), signs.slice(last)]
		.map((part) => part.join(''))
		.map((part, index) => (index === 1 ? part : part.replace(UNSEEN, '$1')))
		.join('');
}

/** An e-mail address, as far as its form tells. Throws `InvalidValue`. */
export function toEmail(value: unknown): string {
	const text = plain(textOf(value));
	if (/^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/.test(text)) return text;
	throw new InvalidValue(`must be one e-mail address, ${butIs(value)}`);
}

/** A ZIP code as text, without the ".0" of a spreadsheet that took it for a number. Throws `InvalidValue`. */
export function toZip(value: unknown): string {
	return toText(value).replace(/^(\s*\d+)[.,]0{1,2}(?=\s*$)/, '$1');
}

/** The limits of a number; without one, there is none on that side. */
export interface NumberLimits {
	min?: number;
	max?: number;
	/** Only whole numbers. */
	integer?: boolean;
}

/**
 * A converter for numbers within limits, both included. It takes text with a decimal point; a comma, thousands
 * separators, exponents and units are refused. In whole numbers, only ".0" or ".00" may follow.
 * The converter throws `InvalidValue`.
 */
export function toNumber({ min, max, integer = false }: NumberLimits): (value: unknown) => number {
	const what = `${integer ? 'a whole number' : 'a number'}${rangeText(min, max)}`;
	return (value) => {
		const number = numberIn(value, integer);
		if (number === undefined || number < (min ?? -Infinity) || number > (max ?? Infinity)) {
			throw new InvalidValue(`must be ${what}, ${butIs(value)}`);
		}
		return number;
	};
}

function rangeText(min?: number, max?: number): string {
	if (min !== undefined && max !== undefined) return ` between ${min} and ${max}`;
	if (min !== undefined) return ` of at least ${min}`;
	return max === undefined ? '' : ` of at most ${max}`;
}

function numberIn(value: unknown, integer: boolean): number | undefined {
	const number = typeof value === 'string' ? numberInText(value, integer) : value;
	const fits = integer ? Number.isSafeInteger(number) : Number.isFinite(number);
	// Adding 0 makes 0 of -0.
	return fits ? (number as number) + 0 : undefined;
}

function numberInText(text: string, integer: boolean): number | undefined {
	// Any dash before a number means minus: programs for writing replace the hyphen.
	const signed = plain(text).replace(/^(?:\p{Pd}|\u2212)/u, '-');
	if (integer) return wholeNumberIn(signed, /^[+-]?\d+$/);
	return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(signed) ? Number(signed) : undefined;
}

/** A converter for a coordinate in degrees, at most `limit` to either side of zero. It throws `InvalidValue`. */
export function toDegrees(limit: number): (value: unknown) => number {
	return toNumber({ min: -limit, max: limit });
}

const TRUE = /^(?:true|yes|on|1|1\.0)$/i;
const FALSE = /^(?:false|no|off|0|0\.0)$/i;

/** A switch, also as the word of a sheet or an agent; undefined if blank. Throws `InvalidValue` if unclear. */
export function toBoolean(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (isBlank(value)) return undefined;
	const word = typeof value === 'string' || typeof value === 'number' ? plain(String(value)) : '';
	if (TRUE.test(word)) return true;
	if (FALSE.test(word)) return false;
	throw new InvalidValue(`must be true or false, ${butIs(value)}`);
}

/** A converter for one of a list of choices, exactly as the list has it. It throws `InvalidValue`. */
export function toChoice<Choice extends string>(
	choices: readonly Choice[],
): (value: unknown) => Choice {
	return (value) => {
		const choice = choices.find((one) => one === value);
		if (choice !== undefined) return choice;
		throw new InvalidValue(`has no choice ${preview(value)}`);
	};
}

/**
 * Whether a person would call two texts (or numbers) equal: accents may be composed or not, runs of white space
 * and signs without width do not count, case does. Nothing else is equal to anything, not even to itself.
 */
export function sameText(a: unknown, b: unknown): boolean {
	return isText(a) && isText(b) && comparable(a) === comparable(b);
}

function isText(value: unknown): value is string | number {
	return typeof value === 'string' || typeof value === 'number';
}

function comparable(text: string | number): string {
	return String(text)
		.replace(UNSEEN, (sign, kept?: string) => kept ?? (/\p{Cc}/u.test(sign) ? ' ' : ''))
		.replace(/\p{Variation_Selector}/gu, '')
		.normalize('NFC')
		.replace(/[\s\u2800]+/gu, ' ')
		.trim();
}

/**
 * Both values for a message, as `"...te Nord" and "...te Nort"`: whole if they are short, else around the first
 * difference that counts in `sameText`. Signs that look alike are shown by their codes.
 */
export function describeDifference(expected: unknown, actual: unknown): [string, string] {
	if (!isText(expected) || !isText(actual)) return [preview(expected), preview(actual)];
	const [a, b] = [[...comparable(expected)], [...comparable(actual)]];
	const texts = [a, b];
	const length = Math.min(a.length, b.length);
	const first = a.slice(0, length).findIndex((sign, index) => sign !== b[index]);
	const at = first === -1 ? length : first;
	const [signA, signB] = [a[at], b[at]];
	if (signA !== undefined && signB !== undefined && isLookAlike(signA, signB)) {
		a[at] = isAscii(signA) ? signA : codeOf(signA);
		b[at] = isAscii(signB) ? signB : codeOf(signB);
	}
	const whole = texts.map((signs) => clarify(JSON.stringify(signs.join(''))));
	const shown = whole.every((text) => text.length <= PREVIEW_LENGTH)
		? whole
		: texts.map((signs) => around(signs, at));
	return shown as [string, string];
}

function around(signs: string[], at: number): string {
	const from = Math.max(0, at - 15);
	const to = at + 25;
	const part = signs.slice(from, to).join('');
	const text = `${from > 0 ? '\u2026' : ''}${part}${to < signs.length ? '\u2026' : ''}`;
	return clarify(JSON.stringify(text));
}

/** Letters of different scripts, or two signs that are neither letter, digit nor picture. */
function isLookAlike(a: string, b: string): boolean {
	const isDistinct = (sign: string) => /[\p{L}\p{N}\p{M}\p{Extended_Pictographic}]/u.test(sign);
	if (!isDistinct(a) && !isDistinct(b)) return true;
	const isLatin = (sign: string) => /\p{Script=Latin}/u.test(sign);
	return [a, b].every((sign) => /\p{L}/u.test(sign)) && isLatin(a) !== isLatin(b);
}

function isAscii(sign: string): boolean {
	return sign <= '\u007f';
}
