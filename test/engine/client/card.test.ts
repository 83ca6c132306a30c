import {
	changesOf,
	harmedFields,
	readCard,
	simplifyClient,
} from '../../../nodes/Altegio/resources/client/card';
import { isSetDay, toCustomFields, toDay } from '../../../nodes/Altegio/resources/client/values';

describe('a card of Altegio', () => {
	it.each<[object, object]>([
		[{}, {}],
		[{ sex_id: '2', gender_id: 0 }, { gender_id: 2 }],
		[{ patronymic: 'Jo' }, { middle_name: 'Jo' }],
		[
			{ discount: '15', importance_id: null },
			{ discount: 15, importance_id: 0 },
		],
		[{ labels: ['3', 4] }, { categories: [3, 4] }],
		[{ categories: null, labels: [{ id: '7', title: 'VIP' }] }, { categories: [7] }],
		[{ categories: 'none' }, { categories: [] }],
		[{ custom_fields: [] }, { custom_fields: {} }],
		[{ birth_date: '1990-05-31 00:00:00' }, { birth_date: '1990-05-31' }],
		[{ birth_date: null }, { birth_date: '' }],
		[{ birth_date: '0000-00-00' }, { birth_date: '' }],
		[
			{ card: 4401, email: null },
			{ card: '4401', email: '' },
		],
	])('C3: %j is read as %j', (record, expected) => {
		expect(readCard(record as never)).toEqual(expected);
	});

	it('C3: a field that the card does not show counts as changed', () => {
		expect(changesOf({ card: '1', custom_fields: { a: 1 } }, {})).toEqual({
			card: '1',
			custom_fields: { a: 1 },
		});
	});

	it('C3: a phone that the answer hides was not changed', () => {
		const before = { phone: '15550100101', card: '1' };
		expect(harmedFields(before, { phone: '+1555***', card: '1' }, {})).toEqual([]);
		expect(harmedFields(before, { phone: '15550100102' }, {})).toEqual(['phone']);
	});

	it('C4: has two of the useful fields under other names', () => {
		expect(simplifyClient({ id: 1, spent: 5, visits: 2, sms_not: 1 })).toEqual({
			id: 1,
			sold_amount: 5,
			visits_count: 2,
		});
	});
});

it('V6: a day may come as a date of JavaScript', () => {
	expect(toDay(new Date('1990-05-31T00:00:00Z'))).toBe('1990-05-31');
	expect(isSetDay('')).toBe(false);
});

it('R3: custom fields that are none, or blank, change nothing', () => {
	expect(toCustomFields(undefined, 'clear')).toBeUndefined();
	expect(toCustomFields({ field: [{ code: 'a', value: '' }] }, 'leaveUnchanged')).toBeUndefined();
	expect(toCustomFields({ field: [{ code: '', value: '' }] }, 'clear')).toBeUndefined();
});
