import { InvalidValue } from '../../nodes/Altegio/core/values';
import {
	listCustomFields,
	listLabels,
	toCodes,
	toCustomFields,
} from '../../nodes/Altegio/kit/customFields';
import { answerOf, newApi } from '../support/units';

const row = (code: unknown, value: unknown) => ({ code, value });

describe('toCustomFields', () => {
	it.each<[string, unknown, object | undefined]>([
		['nothing', undefined, undefined],
		['blank', ' ', undefined],
		['no rows', { field: [] }, undefined],
		['no fields', {}, undefined],
		['rows', { field: [row('a', 'x'), row(' b ', 2)] }, { a: 'x', b: 2 }],
		['one row without a list', { field: row('a', 'x') }, { a: 'x' }],
		['rows that are none', { field: [null, 'x', row('a', 'x')] }, { a: 'x' }],
		['an object by codes', { a: 'x', b: false }, { a: 'x', b: false }],
		['blank values', { field: [row('a', ' '), row('b', 'x'), row('', '')] }, { b: 'x' }],
		['blank values only', { a: '', b: null }, undefined],
	])('%s', (_, given, values) => expect(toCustomFields(given)).toEqual(values));

	it('empties fields where blank values clear them', () => {
		const rows = { field: [row('a', ' '), row('b', 'x'), row('', '')] };
		expect(toCustomFields(rows, 'clear')).toEqual({ a: '', b: 'x' });
		expect(toCustomFields({ a: null }, 'clear')).toEqual({ a: '' });
	});

	it.each<[unknown, string]>([
		['x', 'must be fields with values, but is "x"'],
		[[1], 'must be fields with values, but is [1]'],
		[{ field: [row('', 'x')] }, 'holds the value "x" without a field'],
		[{ ' ': 'x' }, 'holds the value "x" without a field'],
	])('refuses %j', (given, words) => {
		expect(() => toCustomFields(given)).toThrow(new InvalidValue(words));
		expect(() => toCustomFields(given, 'clear')).toThrow(new InvalidValue(words));
	});
});

describe('toCodes', () => {
	const field = (code: string, title: string, type = 'text', values: string[] = []) => ({
		...{ code, title, type, values },
	});
	const known = [
		field('hair_type', 'Hair', 'select', ['Curly', 'Straight']),
		field('size', 'Size', 'number'),
		field('since', 'Since', 'date'),
		field('last', 'Last Call', 'datetime'),
		field('note', 'Note'),
		field('note_2', 'Note 2'),
		field('twin_1', 'Twin'),
		field('twin_2', 'twin '),
	];
	const converters = { toDate: (value: unknown) => `date ${value}`, toDateTime: () => 'moment' };
	const codes = (values: object) => toCodes(values as never, known, converters);

	it('takes codes and titles in any case, and gives each value its type', () => {
		expect(
			codes({ HAIR: ' curly ', size: '42', Since: 'x', 'last call': 'y', note: 7, 'Note 2': '' }),
		).toEqual({
			...{ hair_type: 'Curly', size: 42, since: 'date x', last: 'moment', note: '7', note_2: '' },
		});
	});

	it.each<[object, string]>([
		[{ Twin: 'x' }, 'holds "Twin", which names several: there is Twin (twin_1), twin  (twin_2)'],
		[
			{ other: 'x' },
			'holds "other", which names none that exists: there is Hair (hair_type), Size',
		],
		[
			{ Hair: 'wavy' },
			'holds a value for Hair which must be one of Curly, Straight, but is "wavy"',
		],
		[{ size: 'much' }, 'holds a value for Size which must be a number'],
	])('refuses %j', (values, words) => {
		expect(() => codes(values)).toThrow(InvalidValue);
		expect(() => codes(values)).toThrow(words);
	});

	it('says so where there are no fields', () => {
		const none = () => toCodes({ a: 1 }, [], converters);
		expect(none).toThrow('which names none that exists: there is none at this location');
	});

	it('names ten fields at most', () => {
		const many = Array.from({ length: 12 }, (_, index) => field(`f${index}`, `F${index}`));
		const refused = () => toCodes({ a: 1 }, many, converters);
		expect(refused).toThrow('F9 (f9)');
		expect(refused).not.toThrow('F10');
	});
});

describe('the labels and custom fields of a location', () => {
	const { api, requests } = newApi(({ path }) =>
		path.startsWith('/labels')
			? [
					{ id: '1', title: path },
					{ id: 2, title: 'Gone', deleted: 1 },
				]
			: [
					{
						custom_field: { code: 'room', title: path, type: { code: 'select' }, values: ['A', 1] },
					},
					{ custom_field: { code: 'note', title: 'Note', type: 'text' } },
					{ custom_field: null },
				],
	);

	it('V7: are those of each kind and location, also of several in one run', async () => {
		const all = [
			[5, 'client', '/labels/5/client', '/custom_fields/client/5'],
			[5, 'record', '/labels/5/2', '/custom_fields/record/5'],
			[6, 'client', '/labels/6/client', '/custom_fields/client/6'],
		] as const;
		for (const [locationId, kind, labels, fields] of [...all, ...all]) {
			expect(await listLabels(api, locationId, kind)).toEqual([{ id: 1, title: labels }]);
			expect(await listCustomFields(api, locationId, kind)).toEqual([
				{ code: 'room', title: fields, type: 'select', values: ['A', '1'] },
				{ code: 'note', title: 'Note', type: 'text', values: [] },
			]);
		}
		expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
			all.flatMap(([, , labels, fields]) => [`GET ${labels}`, `GET ${fields}`]),
		);
	});

	it('V7: are not known where this user may not read them', async () => {
		const refused = newApi(() => answerOf(403));
		expect(await listCustomFields(refused.api, 5, 'client')).toBeUndefined();
		const accepts = refused.requests[0]?.accepts;
		expect([403, 404, 401].map((status) => accepts?.(answerOf(status)))).toEqual([
			...[true, true, false],
		]);
	});
});
