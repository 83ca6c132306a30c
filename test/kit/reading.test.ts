import type { IDataObject } from 'n8n-workflow';

import { matches, searchEntries, toListEntry, toOptions } from '../../nodes/Altegio/kit/choices';
import { readExpectedTitle, refuseOtherTitle } from '../../nodes/Altegio/kit/expectedTitle';
import {
	clearable,
	fieldLabelOf,
	flag,
	lookup,
	notClearable,
	readFields,
	text,
	toGivenId,
	type Field,
} from '../../nodes/Altegio/kit/fields';
import { toJsonObject, toJsonObjects } from '../../nodes/Altegio/kit/json';
import {
	idIfKnown,
	idLocator,
	optionalLocator,
	readLocator,
	toIdOf,
} from '../../nodes/Altegio/kit/locator';
import {
	readCollection,
	readFlag,
	readLimit,
	readSearch,
	readSimplify,
	toBlankValues,
	toChoice,
	toFlag,
} from '../../nodes/Altegio/kit/parameters';
import { simplify } from '../../nodes/Altegio/kit/properties';
import { isOn, listIn, objectIn, objectOf, withNumbers } from '../../nodes/Altegio/kit/read';
import { toId, toNumber } from '../../nodes/Altegio/core/values';
import { answerOf, callerOf, formOf, newItem } from '../support/units';

describe('choices of a list', () => {
	it('R20: are by name, and equal names are told apart by IDs', () => {
		const entries = [
			{ id: 2, title: 'Wien' },
			{ id: '1', title: 'Graz' },
			{ id: 3, title: 'Wien' },
			{ id: 4, title: '' },
			{ id: 0, title: 'None' },
			{ title: 'None' },
		];
		expect(toOptions(entries)).toEqual([
			{ name: '4', value: 4 },
			{ name: 'Graz', value: 1 },
			{ name: 'Wien (ID 2)', value: 2 },
			{ name: 'Wien (ID 3)', value: 3 },
		]);
	});

	it('R20: of a picker show what tells them apart', () => {
		expect(toListEntry('5', ['Cut', '', null, 40])).toEqual({ name: 'Cut, 40 (5)', value: 5 });
	});

	it('R20: are found by words in any order, without case and accents, and by ID', () => {
		const entries = [
			{ id: 12, title: 'Zürich Mitte' },
			{ id: 3, title: 'Aarau' },
		];
		const search = (words: string) =>
			searchEntries(entries, words, ({ title }) => [title]).results.map(({ value }) => value);
		expect(search('')).toEqual([3, 12]);
		expect(search('mitte zurich')).toEqual([12]);
		expect(search('12')).toEqual([12]);
		expect(search('mitte aarau')).toEqual([]);
	});

	it.each<[string, unknown[], boolean]>([
		['istanbul', ['\u0130STANBUL'], true],
		['a-b', ['a', 'b'], true],
		['  ', ['x'], true],
		['--', ['a -- b'], true],
		[' -- ', ['a'], false],
		['ab', ['a', 'b'], false],
		['a\nb', ['a', 'b'], true],
	])('R20: %j in %j: %s', (search, texts, isFound) => {
		expect(matches(search, texts)).toBe(isFound);
	});
});

describe('Expected Title', () => {
	it('R22: is read as it was given, and signs alone are one', () => {
		expect(readExpectedTitle(newItem(), {}, 'location')).toBeUndefined();
		expect(readExpectedTitle(newItem(), { expectedTitle: '-' }, 'location')).toBe('-');
		expect(readExpectedTitle(newItem(), { expectedTitle: 7 }, 'location')).toBe('7');
	});

	it.each(['', ' ', null, undefined])('R22: %j confirms nothing', (expectedTitle) => {
		expect(() => readExpectedTitle(newItem(), { expectedTitle }, 'service')).toThrow(
			expect.objectContaining({
				message:
					"'Expected Title' is blank, so nothing says that the service is the right one. [item 0]",
				description:
					'Give the title that the service has, or remove the option. If it comes from an expression, check that the field exists in every input item.',
			}) as never,
		);
	});

	const compare = (held: unknown, expected: string) => () =>
		refuseOtherTitle(newItem(), { noun: 'service', label: 'Service', id: 5, held, expected });

	it('R22: is that of the object, as a person reads it', () => {
		expect(compare('Haircut', ' Haircut ')).not.toThrow();
		expect(compare('Haircut', 'haircut')).toThrow(
			expect.objectContaining({
				message: expect.stringMatching(
					/^The title of service 5 is .*Haircut.*, but 'Expected Title' is .*haircut.*\. It was not deleted\. \[item 0\]$/,
				) as string,
				description: "Check that 'Service' is the one you mean, and correct the option if it is.",
			}) as never,
		);
		expect(compare('', '')).toThrow();
		expect(compare(undefined, '')).toThrow();
	});
});

describe('readFields', () => {
	const title = text('title', { displayName: 'Title', name: 'theTitle' });
	const count: Field = {
		...{ api: 'count', convert: notClearable(toNumber({})) },
		property: { displayName: 'Count', name: 'count', type: 'number', default: 0 },
	};
	const city = lookup('city_id', clearable(toId, 0), {
		...{ displayName: 'City', name: 'cityId', loadOptionsMethod: 'getCities' },
		dependsOn: ['countryId'],
	});
	const all = [title, count, city];
	const read = (source: IDataObject, options: object = {}) =>
		readFields(newItem(), all, source, options);

	it('R2: has the names and types of Altegio, and nothing that is blank or unknown', () => {
		expect(read({ theTitle: 'New', count: '7', cityId: '5', other: 1 })).toEqual({
			...{ title: 'New', count: 7, city_id: 5 },
		});
		expect(read({ theTitle: ' ', count: '', cityId: null })).toEqual({});
		expect(read({ title: 'New', Count: 7 })).toEqual({});
	});

	it('R3: with Clear, empties what can be emptied, and refuses the rest', () => {
		const clear = { blankValues: 'clear' };
		expect(read({ theTitle: '', cityId: '' }, clear)).toEqual({ title: '', city_id: 0 });
		expect(() => read({ count: '' }, clear)).toThrow(
			"'Count' is blank, and Altegio has no way to empty it. [item 0]",
		);
	});

	it("R21: from columns, by Altegio's names in any case, and 0 is none", () => {
		const columns = { naming: 'api' };
		expect(read({ ' Title ': 'New', COUNT: 1, city_id: 5, theTitle: 'x' }, columns)).toEqual({
			...{ title: 'New', count: 1, city_id: 5 },
		});
		expect(read({ title: 'a', Title: 'b' }, columns)).toEqual({ title: 'a' });
		expect(read({ city_id: 0 }, columns)).toEqual({});
		expect(read({ city_id: '0' }, columns)).toEqual({});
		expect(read({ count: 0 }, columns)).toEqual({ count: 0 });
		expect(() => read({ cityId: 0 })).toThrow(/^'City' /);
	});

	it('R5: names the field, and says what to do', () => {
		expect(() => read({ count: 'many' })).toThrow(
			expect.objectContaining({
				message: expect.stringMatching(/^'Count' must be a number.*\[item 0\]$/) as string,
				description: 'Correct the value of this field, or leave it blank to send nothing for it.',
			}) as never,
		);
	});

	it('R15: labels are those of the form', () => {
		expect(['title', 'city_id', 'zip'].map(fieldLabelOf(all))).toEqual(['Title', 'City', 'zip']);
	});

	it('a lookup has its list, and what it depends on', () => {
		expect(city.property).toMatchObject({
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getCities', loadOptionsDependsOn: ['countryId'] },
			description:
				'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		});
		const alone = lookup('x_id', notClearable(toId), {
			...{ displayName: 'X', name: 'x', loadOptionsMethod: 'getX' },
		});
		expect(alone.property.typeOptions).toEqual({ loadOptionsMethod: 'getX' });
	});

	it('R2: a switch of a query is 1 or left out', () => {
		const onlyMine = flag('my', { displayName: 'Only Mine', name: 'onlyMine' });
		const convert = (value: unknown) => onlyMine.convert(value, 'leaveUnchanged');
		expect([true, 'yes', false, ''].map(convert)).toEqual([1, 1, undefined, undefined]);
		expect(onlyMine.property.default).toBe(true);
	});

	it('R5: an ID that restricts has to be given', () => {
		expect(toGivenId('5', 'leaveUnchanged')).toBe(5);
		expect(() => toGivenId(' ', 'leaveUnchanged')).toThrow('is blank. Give an ID, or remove it');
	});
});

describe('JSON', () => {
	it('R21: is an object, or a list of them', () => {
		expect(toJsonObject({ a: 1 })).toEqual({ a: 1 });
		expect(toJsonObject(' {"a": 1} ')).toEqual({ a: 1 });
		expect(toJsonObjects('[{"a": 1}]')).toEqual([{ a: 1 }]);
		expect(toJsonObjects({ a: 1 })).toEqual({ a: 1 });
	});

	it.each<[unknown, string]>([
		['[1]', 'must be a JSON object, but is "[1]"'],
		['7', 'must be a JSON object, but is "7"'],
		[7, 'must be a JSON object, but is 7'],
		[null, 'must be a JSON object, but is null'],
	])('R5: %j is none', (value, words) => {
		expect(() => toJsonObject(value)).toThrow(words);
	});

	it('R5: says where a text breaks, and repeats nothing of it', () => {
		const broken = () => toJsonObject('{"a": "secret"word"}');
		expect(broken).toThrow(/^must be a JSON object, but it breaks: .*position \d+/);
		expect(broken).not.toThrow('secret');
		expect(() => toJsonObjects('[1]')).toThrow(
			'must be a JSON object or a list of them, but is "[1]"',
		);
	});
});

describe('a locator', () => {
	it('R6: is read with its mode, or as an ID by expression', () => {
		const locator = { __rl: true, mode: 'name', value: 'Cut' };
		expect(readLocator(formOf({ x: locator }), 'x')).toEqual(locator);
		expect(readLocator(formOf({ x: 5 }), 'x')).toEqual({ mode: 'id', value: 5 });
		expect(readLocator(formOf({ x: { mode: 'id' } }), 'x')).toEqual({
			...{ mode: 'id', value: { mode: 'id' } },
		});
		expect(readLocator(formOf(), 'x')).toEqual({ mode: 'id', value: '' });
	});

	it.each([5, '5', ' 5 '])('R6: %j is an ID', (value) => {
		expect(toIdOf(newItem(), 'Client', 'client', value)).toBe(5);
	});

	it.each(['', '1/../2', '0', -1, 1.5, 'x', null])('R6: %j is none', (value) => {
		expect(() => toIdOf(newItem(), 'Client', 'client', value)).toThrow(
			expect.objectContaining({
				message: expect.stringMatching(
					/^'Client' must be the ID of one client, a positive whole number, but .*\. \[item 0\]$/,
				) as string,
				description:
					'Choose the client from the list, or give its ID. If it comes from an expression, check that the field exists in every input item.',
			}) as never,
		);
	});

	it('R16: the ID of a failed item is there if it can be read', () => {
		const read = () => {
			throw new Error('No');
		};
		expect(idIfKnown(read, newItem())).toBeUndefined();
		expect(idIfKnown(() => 5, newItem())).toBe(5);
	});

	it('has the right article, and may stay blank where it is optional', () => {
		const make = (noun: string) =>
			idLocator({ ...{ name: 'x', label: 'X', noun, searchListMethod: 's', exampleId: 7 } });
		const texts = (noun: string) => JSON.stringify(make(noun).modes);
		expect(texts('client')).toContain('Select a client...');
		expect(texts('client')).toContain('The ID of a client is a positive whole number');
		expect(texts('appointment')).toContain('Select an appointment...');
		expect(texts('appointment')).toContain('The ID of an appointment is');
		expect(make('client').modes?.[0]?.typeOptions).toEqual({
			...{ searchListMethod: 's', searchable: true, searchFilterRequired: false },
		});
		const optional = optionalLocator(make('client'), 'Leave it blank');
		expect(optional).toMatchObject({ required: false, description: 'Leave it blank' });
		expect(JSON.stringify(optional.modes)).not.toContain('validation');
		expect(optional.modes).toHaveLength(2);
	});
});

describe('parameters', () => {
	it('R5: a collection may be anything by expression', () => {
		expect(readCollection(formOf({ x: { a: 1 } }), 'x')).toEqual({ a: 1 });
		for (const x of ['a', [1], undefined]) {
			expect(readCollection(formOf({ x } as IDataObject), 'x')).toEqual({});
		}
	});

	it('R5: a switch is read as a word; blank is its default', () => {
		const at = (value: unknown) => readFlag(formOf({ simplify: value } as IDataObject), simplify);
		expect([true, 'no', '', undefined, 0].map(at)).toEqual([true, false, true, true, false]);
		expect(() => at('perhaps')).toThrow(/^'Simplify' must be/);
		expect(toFlag(formOf(), 'X', '')).toBe(false);
		expect(toFlag(formOf(), 'X', '', true)).toBe(true);
		expect(readSimplify(formOf({ simplify: false }))).toBe(false);
	});

	it('R5: a limit is a positive whole number, unless all are wanted', () => {
		expect(readLimit(formOf())).toBe(50);
		expect(readLimit(formOf({ limit: '7' }))).toBe(7);
		expect(readLimit(formOf({ limit: 7, returnAll: true }))).toBe(Infinity);
		expect(() => readLimit(formOf({ limit: 0 }))).toThrow(
			expect.objectContaining({
				message: "'Limit' must be a positive whole number, but is 0. [item 0]",
				description: "Give a number such as 50, or switch 'Return All' on.",
			}) as never,
		);
	});

	it('R5: a search is text; blank finds everything', () => {
		expect(readSearch(formOf(), {})).toBe('');
		expect(readSearch(formOf(), { search: ' ' })).toBe('');
		expect(readSearch(formOf(), { search: 'Ada' })).toBe('Ada');
		expect(() => readSearch(formOf(), { search: { a: 1 } })).toThrow(/^'Search' must be text/);
	});

	it('R5: a choice is one of the list, and blank the usual one', () => {
		const choose = (value: unknown, fallback?: 'a') =>
			toChoice(formOf(), 'X', value, ['a', 'b'], fallback);
		expect([choose('a'), choose('b', 'a'), choose('', 'a')]).toEqual(['a', 'b', 'a']);
		expect(() => choose('')).toThrow('\'X\' has no choice "". [item 0]');
		expect(() => choose('c', 'a')).toThrow(
			expect.objectContaining({
				message: '\'X\' has no choice "c". [item 0]',
				description: 'Choose one from the list. By expression it is one of a, b.',
			}) as never,
		);
	});

	it('R3: blank values are left alone, unless they are to be cleared', () => {
		expect(toBlankValues(formOf(), {})).toBe('leaveUnchanged');
		expect(toBlankValues(formOf(), { blankValues: 'clear' })).toBe('clear');
		expect(() => toBlankValues(formOf(), { blankValues: 'all' })).toThrow(
			"'Blank Values' has no choice",
		);
	});
});

describe('what a response holds', () => {
	const reader = callerOf([]);

	it('one object, also as a list of one, or that with the ID', () => {
		expect(objectOf(answerOf(200, { id: 1 }))).toEqual({ id: 1 });
		expect(objectOf(answerOf(200, [{ id: 1 }]))).toEqual({ id: 1 });
		expect(objectOf(answerOf(200, [{ id: 1 }, { id: 2 }]))).toBeUndefined();
		expect(objectOf(answerOf(200, [{ id: 1 }, { id: '2' }]), 2)).toEqual({ id: '2' });
		expect(objectOf(answerOf(200, { id: 1 }), 2)).toBeUndefined();
		expect(objectOf(answerOf(200, null))).toBeUndefined();
		expect(objectOf(answerOf(200, ['x', { id: 1 }]))).toEqual({ id: 1 });
	});

	it('no object and no list is not an empty one', () => {
		expect(objectIn(reader, answerOf(200, { id: 1 }), 'client 1', 1)).toEqual({ id: 1 });
		expect(() => objectIn(reader, answerOf(200, { id: 2 }), 'client 1', 1)).toThrow(
			"Altegio's answer holds no client 1. Wait a minute, then run this item again. [item 0]",
		);
		expect(listIn(reader, answerOf(200, []))).toEqual([]);
		expect(() => listIn(reader, answerOf(200, {}))).toThrow("Altegio's answer holds no list.");
	});

	it.each<[unknown, boolean]>([
		[true, true],
		['true', true],
		[1, true],
		['1', true],
		[2, true],
		[false, false],
		['false', false],
		[0, false],
		['0', false],
		[-1, false],
		[null, false],
		[undefined, false],
		['', false],
	])('S3: a flag %j is on: %s', (value, expected) => expect(isOn(value)).toBe(expected));

	it('S3: numbers come in place of texts, where these are numbers', () => {
		const entry = { a: '1300.00', b: '', c: 'x', d: 5, e: '7', f: null };
		expect(withNumbers(entry, ['a', 'b', 'c', 'd', 'f', 'g'])).toEqual({ ...entry, a: 1300 });
	});
});
