import type { IDataObject } from 'n8n-workflow';

import { digitsOf, isHiddenPhone } from '../../core/phone';
import { isBlank, isList, isObject, textOf } from '../../core/values';
import { pick } from '../../kit/simplify';
import { isSame } from '../../kit/verify';
import { isSetDay } from './values';

/** The columns of the search, which are the fields of a simplified client. */
export const SIMPLE_FIELDS = [
	'id',
	'name',
	'phone',
	'email',
	'discount',
	'first_visit_date',
	'last_visit_date',
	'sold_amount',
	'visits_count',
] as const;

/** A client with its most useful fields only. A card has two of them under other names, and no dates of visits. */
export function simplifyClient(client: IDataObject): IDataObject {
	const { spent, visits } = client;
	return pick(
		{
			...(spent !== undefined && { sold_amount: spent }),
			...(visits !== undefined && { visits_count: visits }),
			...client,
		},
		SIMPLE_FIELDS,
	);
}

const TEXTS = ['card', 'comment', 'email', 'middle_name', 'name', 'surname'];
const NUMBERS = ['discount', 'gender_id', 'importance_id', 'sms_check', 'sms_not'];

/**
 * The fields of a card that an update has to send back, each under one name and in one type. Altegio has two spellings
 * of some, numbers as text, and empty objects as lists.
 */
export function readCard(client: IDataObject): IDataObject {
	const { gender_id, middle_name, categories, custom_fields } = client;
	const given: IDataObject = {
		...client,
		gender_id: client.sex_id ?? gender_id,
		middle_name: client.patronymic ?? middle_name,
		categories: categories ?? client.labels,
	};
	const has = (name: string) => given[name] !== undefined;
	const day = textOf(given.birth_date).slice(0, 10);
	return {
		...(has('phone') && { phone: textOf(given.phone) }),
		...Object.fromEntries(TEXTS.filter(has).map((name) => [name, textOf(given[name])])),
		...Object.fromEntries(NUMBERS.filter(has).map((name) => [name, Number(given[name]) || 0])),
		...(has('birth_date') && { birth_date: isSetDay(day) ? day : '' }),
		...(has('categories') && { categories: idsOf(given.categories) }),
		...(has('custom_fields') && { custom_fields: isObject(custom_fields) ? custom_fields : {} }),
	};
}

function idsOf(tags: unknown): number[] {
	if (isList(tags)) return tags.map(({ id }) => Number(id));
	return Array.isArray(tags) ? tags.map(Number) : [];
}

/** Those of the given fields that a card does not hold already, in the types of `readCard`. */
export function changesOf(given: IDataObject, card: IDataObject): IDataObject {
	const changes: IDataObject = {};
	for (const [name, value] of Object.entries(given)) {
		if (name === 'custom_fields') {
			const held = (card.custom_fields ?? {}) as IDataObject;
			const changed = Object.entries(value as IDataObject).filter(
				([code, one]) => !isSame(one, held[code]),
			);
			if (changed.length > 0) changes.custom_fields = Object.fromEntries(changed);
		} else if (!(name in card) || !isSameField(name, value, card[name])) {
			changes[name] = value;
		}
	}
	return changes;
}

function isSameField(name: string, a: unknown, b: unknown): boolean {
	switch (name) {
		case 'phone':
			return digitsOf(a) === digitsOf(b);
		case 'categories':
			return setOf(a) === setOf(b);
		case 'email':
			return textOf(a).toLowerCase() === textOf(b).toLowerCase();
		default:
			return isSame(storable(a), storable(b));
	}
}

function setOf(ids: unknown): string {
	return [...new Set((ids as unknown[]).map(Number))].sort((a, b) => a - b).join();
}

/** Altegio keeps a `?` in place of each emoji. */
function storable(value: unknown): unknown {
	return typeof value === 'string' ? value.replace(/[\u{10000}-\u{10ffff}]/gu, '?') : value;
}

/**
 * The body of an update that changes some fields and keeps all others: Altegio may empty what is left out. Amounts are
 * never sent back, since Altegio would add them to the account. Neither is what the user cannot see in full: the
 * shortened surname or a masked e-mail would replace the true one.
 *
 * @param card from `readCard`
 */
export function mergeBody(card: IDataObject, changes: IDataObject): IDataObject {
	const kept = Object.entries(card).filter(([name, value]) => isWhole(name, value, card));
	const body: IDataObject = {
		...Object.fromEntries(kept),
		...changes,
	};
	body.phone = digitsOf(body.phone);
	const customFields = {
		...(card.custom_fields as IDataObject),
		...(changes.custom_fields as object),
	};
	if (Object.keys(customFields).length > 0) body.custom_fields = customFields;
	return withBothSpellings(body);
}

function isWhole(name: string, value: unknown, { phone }: IDataObject): boolean {
	const hasRight = !isHiddenPhone(phone);
	switch (name) {
		case 'email':
			return hasRight && /^[^*]+@[^*]+$/.test(textOf(value));
		case 'middle_name':
			return hasRight && !isBlank(value);
		case 'surname':
			return hasRight && !isBlank(value) && !/^\p{L}\p{M}*\.$/u.test(textOf(value).trim());
		case 'custom_fields':
			return false;
		default:
			return typeof value !== 'string' || value !== '';
	}
}

/** Altegio's documents and those of its sister product name some fields differently: both are sent. */
export function withBothSpellings(body: IDataObject): IDataObject {
	return {
		...body,
		...('gender_id' in body && { sex_id: body.gender_id }),
		...('middle_name' in body && { patronymic: body.middle_name }),
		...('categories' in body && { labels: body.categories }),
	};
}

/** Fields that were not to change and did, by the cards before and after. */
export function harmedFields(
	before: IDataObject,
	after: IDataObject,
	changes: IDataObject,
): string[] {
	const others = Object.entries(before).filter(
		([name]) =>
			!(name in changes) && name in after && !(name === 'phone' && isHiddenPhone(after.phone)),
	);
	return Object.keys(changesOf(Object.fromEntries(others), after));
}
