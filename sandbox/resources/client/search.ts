import { Refusal } from '../../answers';
import type { Values } from '../../values';
import type { Client } from './seed';

/** The columns of the search. Others are left out of its answer without a word. */
export const columns: Record<string, (client: Client) => unknown> = {
	id: ({ id }) => id,
	// Both names in one, other than in the card.
	name: ({ name, surname }) => [name, surname].filter(Boolean).join(' '),
	phone: ({ phone }) => phone,
	email: ({ email }) => email,
	discount: ({ discount }) => discount,
	first_visit_date: ({ first_visit_date }) => first_visit_date,
	last_visit_date: ({ last_visit_date }) => last_visit_date,
	sold_amount: ({ spent }) => spent,
	visits_count: ({ visits }) => visits,
};

const digits = (text: string) => text.replace(/\D/g, '');
const has = (text: string, part: string) =>
	part !== '' && text.toLowerCase().includes(part.toLowerCase());
const isBetween = (value: number, { from = -Infinity, to = Infinity }: Values) =>
	value >= Number(from) && value <= Number(to);

/** Whether a birthday lies in a part of the year, which may reach over its end. */
function isBirthday({ birth_date }: Client, { from, to }: Values): boolean {
	if (!birth_date || birth_date === '1970-01-01') return false;
	const [day, first, last] = [birth_date, from, to].map((date: string) => date.slice(-5));
	return first <= last ? day >= first && day <= last : day >= first || day <= last;
}

/** What each type of filter asks of a client. */
const filters: Record<string, (client: Client, state: Values) => boolean> = {
	id: ({ id }, { value }) => value.includes(id),
	quick_search: ({ name, surname, phone, additional_phone, card }, { value }) => {
		// An empty text finds whatever comes first.
		if (value === '') return true;
		const number = digits(value);
		return (
			has(`${name} ${surname}`, value) ||
			has(card, value) ||
			has(digits(phone), number) ||
			has(digits(additional_phone), number)
		);
	},
	birthday: isBirthday,
	gender: ({ gender_id }, { value }) => value.includes(gender_id),
	importance: ({ importance_id }, { value }) => value.includes(importance_id),
	category: ({ categories }, { value }) => categories.some((id) => value.includes(id)),
	sold_amount: ({ spent }, state) => isBetween(spent, state),
};

/** Whether a client meets the filters of a search. Refuses filters that Altegio does not know. */
export function meets(client: Client, given: Values[], operation: string): boolean {
	const results = given.map(({ type, state }) => {
		const filter = filters[type];
		if (!filter) {
			throw new Refusal(400, 'The given data was invalid.', {
				filters: [`Unknown filter ${type}.`],
			});
		}
		return filter(client, state) !== (state.invert === true);
	});
	return operation === 'OR' && results.length > 0 ? results.some(Boolean) : results.every(Boolean);
}
