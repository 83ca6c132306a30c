import { InvalidValue, butIs, isBlank, plain, preview, textOf } from './values';

export interface PhoneOptions {
	/** Default 7: the shortest that a whole phone number has. Altegio wants 9 for clients. */
	minDigits?: number;
	/** Default 15: the longest that ITU-T E.164 allows. */
	maxDigits?: number;
	/** Digits with or without +, such as "49". Only with it do national numbers become international. */
	defaultCountryCode?: unknown;
}

/** Country codes of ITU-T E.164: no code begins another, so the first digits of a number tell its code. */
const COUNTRY_CODE =
	/^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|2[1-689]\d|3[578]\d|42\d|5[09]\d|6[7-9]\d|8[0578]\d|9[679]\d)/;

/** Countries whose numbers keep their first zero when they are called from abroad, as in Italy. */
const ZERO_STAYS = ['39', '225', '229', '241', '242', '378'];

/** Countries where all numbers have the same length, by their digits behind the country code. */
const NATIONAL_LENGTHS = new Map(
	Object.entries({
		8: '45 47 65 370 371 373 374',
		9: '31 33 34 40 41 48 61 351 375 380 420 421 992 994 995 996 998',
		10: '1 7 30 52 57 90 91',
	}).flatMap(([length, codes]) => codes.split(' ').map((code) => [code, Number(length)] as const)),
);

/** What is dialled before a national number, where it is not 0. */
const TRUNK: Record<string, RegExp> = {
	7: /^8(?=\d{10}$)/,
	36: /^06?/,
	370: /^[08](?=\d{8}$)/,
	375: /^(?:80|0)(?=\d{9}$)/,
};

/** The longest national number of a country without a fixed length, as in Germany or Brazil. */
const LONGEST_NATIONAL = 11;

const QUOTES = String.raw`\s"'\x60\u00ab\u00bb\u2018-\u201f\u2039\u203a`;
const BEFORE = new RegExp(`^[=<${QUOTES}]+`, 'u');
const BEHIND = new RegExp(`(?<![>,;${QUOTES}])[>,;${QUOTES}]+$`, 'u');
const SCHEME = /^(?:tel|sms|callto|whatsapp|phone|mobile)(?:\.?:|\.|\s)[\s/]*/i;
const SEPARATORS = /[\s.()[\]/_\p{Pd}\u2212\u00b7\u2022\u2043]+/gu;

const ZERO_IN_BRACKETS = /[([]\s*0\s*[)\]]/;

/** Why a value is no phone number, as the end of the message; empty if the value itself shows it. */
interface Flaw {
	flaw: string;
}

/**
 * A phone number as Altegio stores it: digits only, with the country code if the number has one.
 *
 * - Any usual separators, quotes around, "tel:", and invisible signs are understood.
 * - An international prefix (+, 00, +00, or 011 of North America before a long number) goes, and so does the
 *   zero behind the country code: `+44 (0)20 7946 0958` is 442079460958. In Italy, for one, that zero stays.
 * - Letters, extensions, exponents ("1.2E+10"), lost digits and two numbers in one text are refused.
 * - Without a prefix the digits stay as they are, unless `defaultCountryCode` is set. Then the number counts as
 *   national: its leading zero (8 in Russia and Kazakhstan, 06 in Hungary) gives way to the country code. If it
 *   begins with that code already, its length decides, and where that is not enough the number is refused.
 *   A number of another country without + or 00 cannot be told from a national one of the same length.
 *
 * @throws InvalidValue
 */
export function toPhone(value: unknown, options: PhoneOptions = {}): string {
	const phone = read(value, options);
	if (typeof phone === 'string') return phone;
	throw new InvalidValue(`must be a phone number made of digits, ${butIs(value)}${phone.flaw}`);
}

/**
 * Phone numbers of 7 to 15 digits, each as from `toPhone`: a list, or one text with commas, semicolons or line
 * breaks between them. Blank ones are skipped. Throws `InvalidValue`.
 */
export function toPhones(value: unknown): string[] {
	return [value]
		.flat()
		.flatMap((phone) => (typeof phone === 'string' ? phone.split(/[,;\r\n\uff0c\uff1b]/) : [phone]))
		.filter((phone) => !isBlank(phone))
		.map((given) => {
			const phone = read(given, {});
			if (typeof phone === 'string') return phone;
			throw new InvalidValue(
				`must hold phone numbers made of digits, but one is ${preview(given)}${phone.flaw}`,
			);
		});
}

/** Length of a client's phone number at Altegio. */
export const CLIENT_PHONE = { minDigits: 9, maxDigits: 15 };

/** Whether Altegio shows no phone number of a client here: it is masked, or left out for want of a right. */
export function isHiddenPhone(phone: unknown): boolean {
	return !/^\d{9,15}$/.test(textOf(phone).replace(/[+()\-\s]/g, ''));
}

/** The digits of a text or number, to compare phone numbers that are stored already. */
export function digitsOf(text: unknown): string {
	return plain(textOf(text)).replace(/\D/g, '');
}

function read(value: unknown, options: PhoneOptions): string | Flaw {
	const { minDigits = 7, maxDigits = 15, defaultCountryCode } = options;
	const defaultCode = countryCode(defaultCountryCode);
	const written = unwrapped(value);
	const compact = written.replace(SEPARATORS, '');
	if (!/^\+?\d+$/.test(compact)) return { flaw: '' };
	const phone = complete(written, compact, defaultCode);
	if (typeof phone !== 'string') return phone;
	if (phone.length < minDigits || phone.length > maxDigits) {
		return { flaw: `, which has ${phone.length} digits instead of ${minDigits} to ${maxDigits}` };
	}
	return holdsTwo(written) ? { flaw: ', which looks like two numbers' } : phone;
}

function unwrapped(value: unknown): string {
	if (typeof value === 'number') {
		return Number.isSafeInteger(value) && value > 0 ? String(value) : '';
	}
	if (typeof value !== 'string') return '';
	return (
		plain(value)
			.replace(BEFORE, '')
			.replace(BEHIND, '')
			.replace(SCHEME, '')
			// pandas makes 12125357710.0 of a number in a column with gaps. Any other decimal number is no phone.
			.replace(/^(\+?\d{7,})\.(\d{1,2})$/, (_, whole: string, decimals: string) =>
				Number(decimals) === 0 ? whole : '',
			)
	);
}

function countryCode(value: unknown): string | undefined {
	if (isBlank(value)) return undefined;
	const code = plain(textOf(value)).replace(/^(?:\+|00)/, '');
	if (isCountryCode(code)) return code;
	throw new InvalidValue(`needs a default country code such as 49, but that is ${preview(value)}`);
}

function isCountryCode(digits: string): boolean {
	return COUNTRY_CODE.exec(digits)?.[0] === digits;
}

/** The digits with their country code, as far as it is known. */
function complete(
	written: string,
	compact: string,
	defaultCode: string | undefined,
): string | Flaw {
	const prefix = /^(?:\+(?:00)?|00|011(?=\d{11}))/.exec(compact)?.[0];
	if (prefix !== undefined) return international(compact.slice(prefix.length));
	// A zero in brackets behind other digits shows that those are a country code.
	const zero = ZERO_IN_BRACKETS.exec(written);
	const before = written.slice(0, zero?.index ?? 0).replace(SEPARATORS, '');
	if (before !== '') return isCountryCode(before) ? international(compact) : { flaw: '' };
	return defaultCode === undefined ? compact : fromNational(compact, defaultCode);
}

function international(digits: string): string | Flaw {
	const code = COUNTRY_CODE.exec(digits)?.[0] ?? '';
	const national = withoutTrunk(digits.slice(code.length), code);
	// No area of North America begins with 1: this is 0011 of Australia, or a code written twice.
	if (code === '' || (code === '1' && national.startsWith('1')) || keepsZero(national, code)) {
		return { flaw: ', which has no country code where one must be' };
	}
	return `${code}${national}`;
}

function fromNational(digits: string, code: string): string | Flaw {
	const national = withoutTrunk(digits, code);
	const length = NATIONAL_LENGTHS.get(code);
	const mayHaveCode = digits.startsWith(code);
	const hasCode = length
		? digits.length === code.length + length
		: digits.length > LONGEST_NATIONAL;
	if (mayHaveCode && hasCode) return digits;
	if (length ? national.length !== length : national.length > LONGEST_NATIONAL) {
		const needed = length ?? `at most ${LONGEST_NATIONAL}`;
		return { flaw: `, which needs ${needed} digits behind the country code ${code}` };
	}
	if (mayHaveCode && !length) {
		return { flaw: `, which may hold the country code ${code} already: write + or 0 before it` };
	}
	return keepsZero(national, code) ? { flaw: '' } : `${code}${national}`;
}

function withoutTrunk(national: string, code: string): string {
	return ZERO_STAYS.includes(code) ? national : national.replace(TRUNK[code] ?? /^0/, '');
}

/** Whether a zero is left that no number of this country begins with. */
function keepsZero(national: string, code: string): boolean {
	return national.startsWith('0') && !ZERO_STAYS.includes(code);
}

/** Whether a text that is short enough for one number holds two, or one with other endings ("535-7710/11/12"). */
function holdsTwo(written: string): boolean {
	const isInternational = /^\D*(?:\+|00)/.test(written);
	const text = written.replace(/^\D*00/, '').replace(ZERO_IN_BRACKETS, '');
	const count = (part: string) => part.replace(/\D/g, '').length;
	const isWhole = (part: string) => count(part) >= 7;
	// With a prefix, spaces may group the digits of one number in any way.
	const words = isInternational ? [] : text.split(/[\s/]+/);
	const runs = text.split(/\D+/);
	if (runs.filter(isWhole).length > 1 || words.filter(isWhole).length > 1) return true;
	const [left = 0, ...rest] = text.split('/').map(count);
	if (left < 7 || rest.length === 0) return false;
	return rest.every((part) => part >= 7 || part <= 2 || (left >= 10 && part <= 4));
}
