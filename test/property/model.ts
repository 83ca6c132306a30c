/**
 * What an update has to send, written apart from the node: each field becomes what is sent, or nothing, or the
 * refusal of its item.
 */
export const REFUSED = Symbol('refused');
const NOTHING = Symbol('nothing');

export type BlankValues = 'leaveUnchanged' | 'clear';

type Rule = (value: unknown) => unknown;

/** Of the values that stand for a missing one, those that the tests use. */
const STAND_INS = ['null', 'undefined'];

const text: Rule = (value) => {
	if (typeof value === 'string' && STAND_INS.includes(value.trim().toLowerCase())) return REFUSED;
	return typeof value === 'string' || Number.isFinite(value)
		? `${value as string | number}`
		: REFUSED;
};

/** A text that is a number to the last character, as that number. */
const numberIn = (value: unknown, written: RegExp) =>
	typeof value === 'string' && written.test(value.trim()) ? parseFloat(value) : value;

const id: Rule = (value) => {
	const number = numberIn(value, /^[1-9][0-9]*$/);
	return Number.isSafeInteger(number) && (number as number) >= 1 ? number : REFUSED;
};

const degrees =
	(limit: number): Rule =>
	(value) => {
		const number = numberIn(value, /^[-+]?[0-9]+(\.[0-9]+)?$/) as number;
		return Number.isFinite(number) && number >= -limit && number <= limit ? number : REFUSED;
	};

const phones: Rule = (value) => {
	const digits = [value]
		.flat()
		.flatMap((one) => (typeof one === 'string' ? one.split(/[\n,;]/) : [one]))
		.filter((one) => !isBlank(one))
		.map((one) => (typeof one === 'number' ? id(one) : one))
		.map((one) =>
			String(one)
				.replace(/[\s()[\]\-\u2010-\u2015.]+/g, '')
				.replace(/^\+/, ''),
		);
	return digits.every((one) => /^[0-9]{7,15}$/.test(one)) ? digits : REFUSED;
};

/** What a blank value becomes with Blank Values set to Clear, and the rule for any other. */
const FIELDS: Record<string, [cleared: unknown, rule: Rule]> = {
	...{ address: ['', text], city: ['', text], country: ['', text], description: ['', text] },
	...{ short_descr: ['', text], site: ['', text], title: [REFUSED, text], zip: ['', text] },
	...{ business_type_id: [REFUSED, id], city_id: [REFUSED, id], country_id: [REFUSED, id] },
	...{ coordinate_lat: [REFUSED, degrees(90)], coordinate_lon: [REFUSED, degrees(180)] },
	phones: [[], phones],
};
export const NETWORKS = ['facebook', 'instagram', 'telegram', 'viber', 'vk', 'whatsapp'];

/**
 * The body for a record under Altegio's names, or `REFUSED`, also where nothing is left to send.
 *
 * @param isFromAltegio then an id of 0 is Altegio's own word for "none", and nothing to send
 */
export function bodyFor(
	record: Record<string, unknown>,
	blankValues: BlankValues,
	isFromAltegio: boolean,
): unknown {
	const convert = (value: unknown, [cleared, rule]: [unknown, Rule]) => {
		if (!isBlank(value)) return rule(value);
		return blankValues === 'clear' ? cleared : NOTHING;
	};
	const social: Rule = (value) => {
		const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
		if ((!isRecord && !isBlank(value)) || value instanceof Date) return REFUSED;
		const every = Object.fromEntries(NETWORKS.map((name) => [name, '']));
		const isEmpty = !isRecord || Object.keys(value).length === 0;
		const links = Object.entries<unknown>(isEmpty ? every : { ...value })
			.filter(([name]) => NETWORKS.includes(name))
			.map(([name, link]): [string, unknown] => [name, convert(link, ['', text])])
			.filter(([, link]) => link !== NOTHING);
		if (links.some(([, link]) => link === REFUSED)) return REFUSED;
		return links.length > 0 ? Object.fromEntries(links) : NOTHING;
	};

	const body: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(record)) {
		const isNone = isFromAltegio && name.endsWith('_id') && (value === '0' || value === 0);
		if (isNone || !(name in FIELDS || name === 'social')) continue;
		const sent = name === 'social' ? social(value) : convert(value, FIELDS[name]);
		if (sent === REFUSED) return REFUSED;
		if (sent !== NOTHING) body[name] = sent;
	}
	return Object.keys(body).length > 0 ? body : REFUSED;
}

/** Nothing but space and punctuation in it, however deep. */
export function isBlank(value: unknown): boolean {
	if (value === null || value === undefined) return true;
	if (typeof value === 'string') return !/[\p{L}\p{N}\p{S}]/u.test(value);
	if (value instanceof Date) return false;
	return typeof value === 'object' && Object.values(value).every(isBlank);
}
