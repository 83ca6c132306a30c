import type { IDataObject } from 'n8n-workflow';

import { FILTERS, toSearchFilters } from '../../../nodes/Altegio/resources/client/filters';
import {
	isSetDay,
	toBirthDate,
	toDay,
	toIsoText,
	toNumberOf,
	toWall,
} from '../../../nodes/Altegio/resources/client/values';
import { readFields } from '../../../nodes/Altegio/kit/fields';
import { newItem } from '../../support/units';

describe('days and moments of a client', () => {
	it.each<[unknown, string]>([
		['2026-04-20', '2026-04-20'],
		[' 2026-04-20 ', '2026-04-20'],
		['2026-04-20T09:00', '2026-04-20'],
		['2026-04-20 09:00:30.5', '2026-04-20'],
		['2026-04-20T00:00:00Z', '2026-04-20'],
		['2026-04-20T00:00+02:00', '2026-04-20'],
		[new Date('2026-04-20T00:00:00Z'), '2026-04-20'],
	])('V6: %j is the day %s', (given, day) => expect(toDay(given)).toBe(day));

	it.each([
		...['2026-04-20T09:00Z', '2026-04-20T23:30:00+02:00', '20.04.2026', '2026-04-31', '', null],
	])('V6: %j is no clear day', (given) =>
		expect(() => toDay(given)).toThrow(/^must be a date|no such day/),
	);

	it.each<[string, string, string]>([
		['2026-04-20', 'Europe/Vienna', '2026-04-20T00:00:00'],
		['2026-04-20T09:30', 'Europe/Vienna', '2026-04-20T09:30:00'],
		['2026-04-20T09:30Z', 'Europe/Vienna', '2026-04-20T11:30:00'],
	])('V6: %s in %s is %s', (text, zone, wall) => {
		expect(toWall(toIsoText(text), zone)).toBe(wall);
	});

	it('V6: a date of JavaScript is its moment', () => {
		expect(toIsoText(new Date('2026-04-20T09:00:00Z'))).toBe('2026-04-20T09:00:00.000Z');
		for (const given of [5, {}, null, 'soon']) expect(() => toIsoText(given)).toThrow();
	});

	it('V6: a birthday is between 1900 and today, wherever that is', () => {
		jest.useFakeTimers({ now: Date.parse('2026-04-20T12:00:00Z') });
		expect(['1900-01-01', '2026-04-21'].map(toBirthDate)).toEqual(['1900-01-01', '2026-04-21']);
		for (const day of ['1899-12-31', '2026-04-22']) {
			expect(() => toBirthDate(day)).toThrow(
				`must be a date between 1900 and today, but is "${day}"`,
			);
		}
		jest.useRealTimers();
	});

	it.each([
		['1990-05-31', true],
		['1970-01-01', false],
		['0000-00-00', false],
		['0000-05-31', false],
		['', false],
		['1990-05-31 00:00', false],
		['x1990-05-31', false],
	])('C3: %j is a day that was set: %s', (text, isSet) => expect(isSetDay(text)).toBe(isSet));

	it('V7: words stand for their numbers, which are taken too', () => {
		const convert = toNumberOf(['unknown', 'male', 'female']);
		expect(['female', ' Male ', 'UNKNOWN', 2, '1', 0].map(convert)).toEqual([2, 1, 0, 2, 1, 0]);
		for (const given of ['', 'fem', 3, '01', -1]) {
			expect(() => convert(given)).toThrow(/^must be one of unknown, male, female, but/);
		}
	});
});

describe('what restricts the search for clients', () => {
	const search = (filters: IDataObject) => toSearchFilters(readFields(newItem(), FILTERS, filters));

	it.each<[string, IDataObject, unknown[]]>([
		['nothing', {}, []],
		['words', { search: 'Ada' }, [{ type: 'quick_search', state: { value: 'Ada' } }]],
		[
			'birthdays',
			{ birthdayFrom: '2026-04-01', birthdayTo: '2026-04-30' },
			[{ type: 'birthday', state: { from: '2026-04-01', to: '2026-04-30' } }],
		],
		['a gender', { gender: 'female' }, [{ type: 'gender', state: { value: [2] } }]],
		['no gender', { gender: 0 }, [{ type: 'gender', state: { value: [0] } }]],
		['an importance', { importance: 'gold' }, [{ type: 'importance', state: { value: [3] } }]],
		['tags', { categoryIds: [301, 'VIP'] }, [{ type: 'category', state: { value: [301, 'VIP'] } }]],
		[
			'what they bought for',
			{ soldFrom: '5', soldTo: 9 },
			[{ type: 'sold_amount', state: { from: 5, to: 9 } }],
		],
		['at least', { soldFrom: 5 }, [{ type: 'sold_amount', state: { from: 5, to: 999_999_999 } }]],
		['at most', { soldTo: 0 }, [{ type: 'sold_amount', state: { from: 0, to: 0 } }]],
		[
			'several',
			{ soldTo: 9, search: 'Ada', lastVisitAfter: '2026-01-01' },
			[
				{ type: 'quick_search', state: { value: 'Ada' } },
				{ type: 'sold_amount', state: { from: 0, to: 9 } },
			],
		],
	])('C4: %s', (_, filters, expected) => expect(search(filters)).toEqual(expected));

	it.each(FILTERS.map(({ property }) => [property.displayName, property.name]))(
		'C4: %s that is blank is refused, as it would find everybody',
		(label, name) => {
			expect(() => search({ [name]: ' ' })).toThrow(new RegExp(`^'${label}' is blank`));
		},
	);
});
