import fc from 'fast-check';
import { DateTime } from 'luxon';

import * as values from '../../nodes/Altegio/core/values';

const { InvalidValue, isBlank, isStandIn, positiveInteger, preview, sameText } = values;

const circle: unknown[] = ['', null];
circle.push({ circle });
const deep = (depth: number, end: unknown) => {
	let value = end;
	for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { value };
	return value;
};

/** Signs that take no room, as they come from sheets, address books and web pages. */
const ZERO_WIDTH = [
	...['\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u202a', '\u202c', '\u202e', '\u2060'],
	...['\u2066', '\u2069', '\ufeff', '\u00ad', '\u061c', '\u180e', '\u034f', '\u115f', '\u1160'],
	...['\u3164', '\uffa0', '\u{e0020}', '\ufffc', '\ufffa'],
];
const SPACES = [' ', '\t', '\n', '\r\n', '\u00a0', '\u2007', '\u202f', '\u3000', '\u2028'];
const zeroWidth = fc.array(fc.constantFrom(...ZERO_WIDTH), { maxLength: 4 }).map((s) => s.join(''));
const unseen = fc
	.array(fc.constantFrom(...ZERO_WIDTH, ...SPACES), { maxLength: 5 })
	.map((signs) => signs.join(''));

/** A text that holds at least one of the signs which nobody leaves by accident. */
const content = fc.oneof(
	fc.constantFrom('a', 'Z', '\u00f6', 'o\u0308', '\u0416', '\u05d0', '\u0639', '\u4e2d', '\ud55c'),
	fc.constantFrom(
		'0',
		'9',
		'\u0663',
		'\uff15',
		'\u00b2',
		'\u216b',
		'$',
		'\u20ac',
		'\u00a9',
		'\u2605',
	),
	fc.constantFrom(
		'\u{1f488}',
		'\u2702\ufe0f',
		'\u2764\ufe0f',
		'\u{1f1e9}\u{1f1ea}',
		'#\ufe0f\u20e3',
	),
	fc.constantFrom('*\ufe0f\u20e3', '1\ufe0f\u20e3', '\u{1f469}\u200d\u{1f9b0}', '\u203c\ufe0f'),
	fc.constantFrom(
		'\u{1f44b}\u{1f3fd}',
		'\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}',
		'\u2194\ufe0f',
		'\u3030',
	),
);

describe('isBlank', () => {
	it.each([
		...['', ' ', '\t\r\n', '\u00a0', '\u3000', '\u2800\u2800', '\u0000', '\u0085', '\u001f'],
		...ZERO_WIDTH,
		...['\u0301', '\ufe0f', '\u20e3', '\u0301 \u200b', '\ufeff\u200b '],
		...[
			', ',
			' ,  , ',
			'-',
			'\u2013',
			'\u2014',
			' / ',
			'...',
			'\u2026',
			' | ',
			' \u00b7 ',
			'\u2022',
		],
		...[
			'()',
			'[]',
			'{}',
			'""',
			"''",
			'\u201e\u201c',
			'<>',
			' <>',
			'+',
			'=',
			' + ',
			' ~ ',
			':',
			'#',
		],
		...['\u3001', '\uff0c', '\u060c', ' \u2192 ', '\u2212', '&', '@', '_', '*', '/', '\\', '`'],
	])('V1: %j is blank', (text) => {
		expect(isBlank(text)).toBe(true);
	});

	it.each([
		...['a', '0', 'c/o', 'Null Bock Bar', ', a', '\u{1f488}', '\u{1f488}\u{1f488}', '\u2702\ufe0f'],
		...[
			'\u2764',
			'1\ufe0f\u20e3',
			'#\ufe0f\u20e3',
			'*\u20e3',
			'\u{1f1e9}\u{1f1ea}',
			'\u{1f3f3}\ufe0f\u200d\u{1f308}',
		],
		...['$', '\u20ac', '\u2605', '\u00ae', '\u221e', '\u2116', '\ue000', '\u203c', '\u3030\ufe0f'],
		...['\u0928\u092e\u0938\u094d\u0924\u0947', '\u0e2a', '\u200bx\u200b', '\u{1f3fd}', '\ud83d'],
	])('V1: %j is a text', (text) => {
		expect(isBlank(text)).toBe(false);
	});

	it.each<[string, unknown, boolean]>([
		['null', null, true],
		['undefined', undefined, true],
		['an empty list', [], true],
		['an empty object', {}, true],
		['parts that are blank', [{ a: ['', { b: null }] }, ' ', '\u200b'], true],
		['a cycle of blanks', circle, true],
		['blanks at depth 100,000', deep(100_000, ''), true],
		['text at depth 100,000', deep(100_000, 'x'), false],
		['one part that is a number', [{ a: ['', 0] }], false],
		['zero', 0, false],
		['NaN, which is a stand-in', NaN, false],
		['false', false, false],
		['a date', new Date(0), false],
		['a date of Luxon', DateTime.fromMillis(0), false],
		['a list with a date', [new Date(0)], false],
		['a field called toJSON', { toJSON: '' }, true],
	])('V1: %s', (_, value, expected) => {
		expect(isBlank(value)).toBe(expected);
	});

	it('V1: a text with a letter, digit, symbol or emoji is never blank', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), content, fc.string(), (before, sign, behind) => {
				expect(isBlank(before + sign + behind)).toBe(false);
			}),
		);
	});
});

describe('isStandIn', () => {
	it.each([
		...[
			'null',
			'NULL',
			'Null',
			' null ',
			'\u200bnull\u200b',
			'"null"',
			"'null'",
			'(null)',
			'<null>',
		],
		...['[null]', '{null}', '{{ null }}', 'null,', 'null, null', 'null null', 'null,null', '\\N'],
		...[
			'undefined',
			'UNDEFINED',
			'[undefined]',
			'undefined undefined',
			'undefined, null',
			'NaN',
			'nan',
		],
		...[
			'None',
			'none',
			'(none)',
			'<none>',
			'N/A',
			'n/a',
			'#N/A',
			'#n/a',
			'<NA>',
			'NaT',
			'<nil>',
			'(nil)',
		],
		...[
			'[object Object]',
			'[object object]',
			'[object Object],[object Object]',
			'[object Promise]',
		],
		...[
			'#REF!',
			'#ref!',
			'#VALUE!',
			'#DIV/0!',
			'#NAME?',
			'#NULL!',
			'#NUM!',
			'#ERROR!',
			'#SPILL!',
			'#CALC!',
		],
		...['#NV', '#BEZUG!', '#WERT!', '#ZAHL!', '#NOM?', '#VALEUR!', '#\u00a1REF!', '#\u00bfNOMBRE?'],
		...[
			'#\u041d/\u0414',
			'#\u0421\u0421\u042b\u041b\u041a\u0410!',
			'#\u0414\u0415\u041b/0!',
			'#N/D',
			'#ARG!',
		],
		...[
			'Invalid Date',
			'Invalid DateTime',
			'Loading...',
			'(blank)',
			'<empty>',
			'\uff4e\uff55\uff4c\uff4c',
		],
		...['(not set)', 'null | null', '- null -', 'null.'],
	])('V2: %j stands for a missing value', (text) => {
		expect(isStandIn(text)).toBe(true);
		expect(() => values.toText(text)).toThrow(InvalidValue);
	});

	it('V2: so does the number NaN', () => {
		expect(isStandIn(NaN)).toBe(true);
	});

	it.each([
		...[
			'Null Bock Bar',
			'Nullable',
			'Null & Co',
			'none of your business',
			'Nil',
			'NA',
			'Nat',
			'Nada',
		],
		...[
			'Undefined Beauty',
			'object',
			'[object]',
			'c/o',
			'REF',
			'#reference',
			'#BEAUTY!',
			'Infinity',
		],
		...[
			'@null',
			'#null',
			'null@example.com',
			'https://example.com/null',
			'Loading Bay',
			'N/A Street 5',
		],
		...[
			'0',
			'00',
			'-1',
			'false',
			'Nanny',
			'NULL1',
			'1 null',
			'\u{1f488}',
			'Invalid',
			'Blank',
			'Empty',
		],
	])('V2: %j is a value', (text) => {
		expect(isStandIn(text)).toBe(false);
		expect(values.toText(text)).toBe(text);
	});

	it.each([null, undefined, 0, false, [], {}, ['null']])('V2: %j is none', (value) => {
		expect(isStandIn(value)).toBe(false);
	});
});

describe('isObject, isList, textOf', () => {
	it.each<[unknown, boolean, boolean, string]>([
		[{}, true, false, ''],
		[{ toJSON: 1 }, true, false, ''],
		[[], false, true, ''],
		[[{}], false, true, ''],
		[[{}, 1], false, false, ''],
		[new Date(0), false, false, ''],
		[DateTime.fromMillis(0), false, false, ''],
		[null, false, false, ''],
		[undefined, false, false, ''],
		['a', false, false, 'a'],
		[0, false, false, '0'],
		[false, false, false, 'false'],
	])('%j', (value, object, list, text) => {
		expect(values.isObject(value)).toBe(object);
		expect(values.isList(value)).toBe(list);
		expect(values.textOf(value)).toBe(text);
	});
});

describe('preview', () => {
	it.each<[unknown, string]>([
		['a', '"a"'],
		['5', '"5"'],
		[5, '5'],
		[NaN, 'NaN'],
		[null, 'null'],
		[undefined, 'undefined'],
		[[1, 'a'], '[1,"a"]'],
		[{ a: 1 }, '{"a":1}'],
		[circle, 'object'],
		[deep(100_000, 1), 'object'],
		[() => 1, 'function'],
		['a\nb "c"', '"a\\nb \\"c\\""'],
		['a\u200bb', '"a<U+200B>b"'],
		['\u202a+49', '"<U+202A>+49"'],
		['a\u00a0b', '"a<U+00A0>b"'],
		['\u2800', '"<U+2800>"'],
		['\u0085', '"<U+0085>"'],
		['\u0000', '"\\u0000"'],
		['\u{e0001}a', '"<U+E0001>a"'],
		['\u221273.9', '"<U+2212>73.9"'],
		['\u201373.9', '"<U+2013>73.9"'],
		['-73.9', '"-73.9"'],
		['Salon \u2013 Berlin', '"Salon \u2013 Berlin"'],
		['tru\u0435', '"tru<U+0435>"'],
		['\u0421alon', '"<U+0421>alon"'],
		['\u0421\u0430\u043b\u043e\u043d Bar', '"\u0421\u0430\u043b\u043e\u043d Bar"'],
		['\n\u0421\u0430\u043b\u043e\u043d', '"\\n\u0421\u0430\u043b\u043e\u043d"'],
		[
			'\u{1f469}\u200d\u{1f9b0} \u2702\ufe0f 1\ufe0f\u20e3',
			'"\u{1f469}\u200d\u{1f9b0} \u2702\ufe0f 1\ufe0f\u20e3"',
		],
		[{ 'a\u200b': '\u00a0' }, '{"a<U+200B>":"<U+00A0>"}'],
		['\ud83d', '"\\ud83d"'],
		['a'.repeat(58), `"${'a'.repeat(58)}"`],
		['a'.repeat(59), `"${'a'.repeat(59)}\u2026`],
		['\u200b'.repeat(30), `"${'<U+200B>'.repeat(7)}\u2026`],
		[`${'a'.repeat(58)}\u{1f488}b`, `"${'a'.repeat(58)}\u2026`],
		[`${'a'.repeat(58)}\nb`, `"${'a'.repeat(58)}\u2026`],
	])('V4: %# is shown short and clear', (value, text) => {
		expect(preview(value)).toBe(text);
	});

	it('V4: any value gives a short text without unpaired surrogates', () => {
		fc.assert(
			fc.property(fc.anything({ withDate: true, withBigInt: true }), (value) => {
				const text = preview(value);
				expect(text.length).toBeLessThanOrEqual(61);
				expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
			}),
		);
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (value) => {
				const text = preview(value);
				expect(text.length).toBeLessThanOrEqual(61);
				expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
			}),
		);
	});
});

describe('positiveInteger and toId', () => {
	it.each<[unknown, number]>([
		[37532, 37532],
		['37532', 37532],
		[' 37532 ', 37532],
		['\u00a037532\n', 37532],
		['\u200b37532\u202c', 37532],
		['37532.0', 37532],
		['37532.00', 37532],
		['9007199254740991', 9007199254740991],
	])('V4: %j is understood', (value, number) => {
		expect(positiveInteger(value)).toBe(number);
		expect(values.toId(value)).toBe(number);
	});

	it.each<unknown>([
		...[0, -1, 1.5, NaN, Infinity, 2 ** 53, true, null, undefined, [5], { id: 5 }, new Date(5), 5n],
		...[
			'',
			' ',
			'0',
			'-1',
			'+5',
			'1.5',
			'1e3',
			'0x10',
			'1/../2',
			'1,000',
			'1.000',
			'1 000',
			'007',
			'5.',
		],
		...[
			'five',
			'5a',
			'1,2',
			'1;2',
			'5\u00b2',
			'\u2464',
			'9007199254740993',
			'37\u001f532',
			'5.01',
			'#5',
			'\u22125',
			'37\u0000',
			'\uff13\uff17',
			'\u0663\u0667',
		],
	])('V4: %p is refused', (value) => {
		expect(positiveInteger(value)).toBeUndefined();
		expect(() => values.toId(value)).toThrow(/^must be a positive whole number, but i/);
	});

	it('V4: every positive number survives as text with anything unseen around it', () => {
		fc.assert(
			fc.property(fc.maxSafeInteger(), unseen, unseen, (number, before, behind) => {
				fc.pre(!/(?!\s)[\p{Cc}\u2800]/u.test(before + behind));
				const expected = number > 0 ? number : undefined;
				expect(positiveInteger(number)).toBe(expected);
				expect(positiveInteger(`${before}${number}${behind}`)).toBe(expected);
			}),
		);
	});

	it.each<[unknown, string]>([
		['', 'but it is blank'],
		[' ', 'but it is blank'],
		[null, 'but it is blank'],
		[undefined, 'but it is blank'],
		[[], 'but it is blank'],
		['\u200b', 'but is "<U+200B>"'],
		['-', 'but is "-"'],
		['abc', 'but is "abc"'],
		[1.5, 'but is 1.5'],
	])('the message says what %j is', (value, end) => {
		expect(() => values.toId(value)).toThrow(`must be a positive whole number, ${end}`);
	});
});

describe('toText and toZip', () => {
	it.each<[unknown, string]>([
		['La Visage', 'La Visage'],
		[' a\n', ' a\n'],
		['\ufeffLa Visage', 'La Visage'],
		['\u200b La\u200bVisage \u202c', ' La\u200bVisage '],
		['\u0000a\u001f', 'a'],
		['\u2702\ufe0f', '\u2702\ufe0f'],
		['\u2702\ufe0f\u200b', '\u2702\ufe0f'],
		[
			'\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}\u200b',
			'\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
		],
		['1\ufe0f\u20e3', '1\ufe0f\u20e3'],
		['\u{1f469}\u200d\u{1f9b0}\u200d', '\u{1f469}\u200d\u{1f9b0}'],
		['Line 1\r\nLine 2', 'Line 1\r\nLine 2'],
		[11435, '11435'],
		[0, '0'],
		[-0.5, '-0.5'],
	])('V2: %j becomes %j', (value, text) => {
		expect(values.toText(value)).toBe(text);
	});

	it.each<[unknown, string]>([
		[true, 'must be text, but is true'],
		[{ en: 'A' }, 'must be text, but is {"en":"A"}'],
		[['A'], 'must be text, but is ["A"]'],
		[deep(100_000, 1), 'must be text, but is object'],
		[NaN, 'must be text, but is NaN, which stands for a missing value'],
		['null', 'must be text, but is "null", which stands for a missing value'],
		[Infinity, 'must be text, but is Infinity'],
		[1e21, 'must be text, but is 1e+21'],
		[2 ** 60, 'must be text, but is 1152921504606847000'],
		[new Date(0), 'must be text, but is "1970-01-01T00:00:00.000Z"'],
		['', 'must be text, but it is blank'],
		[', ', 'must be text, but is ", "'],
		[undefined, 'must be text, but it is blank'],
	])('V2: %# is refused', (value, message) => {
		expect(() => values.toText(value)).toThrow(message);
	});

	it('V1: no invisible sign around a text changes it', () => {
		fc.assert(
			fc.property(zeroWidth, fc.string({ unit: 'grapheme' }), zeroWidth, (before, text, behind) => {
				const inner = `A${text}Z`;
				expect(values.toText(`${before}${inner}${behind}`)).toBe(inner);
			}),
		);
	});

	it.each<[unknown, string]>([
		['11435', '11435'],
		['11435.0', '11435'],
		[' 11435.00 ', ' 11435 '],
		['11435,0', '11435'],
		['01234.0', '01234'],
		['01234', '01234'],
		['11435-0001', '11435-0001'],
		['SW1A 1AA', 'SW1A 1AA'],
		['00-950', '00-950'],
		['12.000', '12.000'],
		[11435, '11435'],
	])('V4: ZIP %j becomes %j', (value, zip) => {
		expect(values.toZip(value)).toBe(zip);
	});

	it('V2: a ZIP code that stands for a missing one is refused', () => {
		expect(() => values.toZip('#N/A')).toThrow('must be text, but is "#N/A"');
	});
});

describe('toNumber and toDegrees', () => {
	it.each<[unknown, number]>([
		[-73.9, -73.9],
		['-73.9', -73.9],
		['\u221273.9', -73.9],
		['\u201373.9', -73.9],
		['\uff0d73.9', -73.9],
		['-.1276', -0.1276],
		['.5', 0.5],
		['5.', 5],
		['+5', 5],
		['05', 5],
		['-0', 0],
		[-0, 0],
		['0', 0],
		['180', 180],
		['-180.0', -180],
		['40.730610123456', 40.730610123456],
		['\u202a40.5\u202c', 40.5],
		['\uff14\uff10\uff0e\uff15', 40.5],
		['40.000', 40],
	])('V4: %j is understood', (value, number) => {
		expect(values.toDegrees(180)(value)).toBe(number);
	});

	it.each<unknown>([
		...[
			'',
			null,
			'.',
			'-',
			'north',
			'40,73',
			'1e1',
			'0x10',
			'--5',
			'+-5',
			'5-',
			'5 0',
			'40.7, -73.9',
			'5.0.0',
		],
		...[
			NaN,
			Infinity,
			'Infinity',
			true,
			[5],
			'180.1',
			180.1,
			'-181',
			'5%',
			'40.7\u00b0',
			'1\u00b2',
			'\u00bd',
		],
	])('V4: %p is refused', (value) => {
		expect(() => values.toDegrees(180)(value)).toThrow(
			/^must be a number between -180 and 180, but i/,
		);
	});

	it.each<[values.NumberLimits, unknown, string]>([
		[{}, 'x', 'must be a number, but is "x"'],
		[{ min: 1 }, 0, 'must be a number of at least 1, but is 0'],
		[{ max: 1 }, 2, 'must be a number of at most 1, but is 2'],
		[{ min: 0, max: 90 }, '91', 'must be a number between 0 and 90, but is "91"'],
		[
			{ min: 1, max: 90, integer: true },
			'1.5',
			'must be a whole number between 1 and 90, but is "1.5"',
		],
		[{ integer: true }, '1.000', 'must be a whole number, but is "1.000"'],
		[{ integer: true }, '1e3', 'must be a whole number, but is "1e3"'],
		[{ integer: true }, '9007199254740993', 'must be a whole number, but is "9007199254740993"'],
	])('V4: limits %j refuse %j', (limits, value, message) => {
		expect(() => values.toNumber(limits)(value)).toThrow(message);
	});

	it.each<[values.NumberLimits, unknown, number]>([
		[{}, '1.5', 1.5],
		[{ min: 1, max: 2 }, '1', 1],
		[{ min: 1, max: 2 }, 2, 2],
		[{ integer: true }, '60.0', 60],
		[{ integer: true }, '\u22125', -5],
		[{ integer: true }, '08', 8],
	])('V4: limits %j take %j', (limits, value, number) => {
		expect(values.toNumber(limits)(value)).toBe(number);
	});

	it('V4: a decimal keeps its value with anything unseen around it, or with another minus', () => {
		fc.assert(
			fc.property(fc.integer({ min: -1_800_000, max: 1_800_000 }), unseen, unseen, (n, a, b) => {
				const text = (n / 10_000).toFixed(4);
				for (const minus of ['-', '\u2212', '\u2013']) {
					const written = `${a}${text.replace('-', minus)}${b}`;
					expect(values.toDegrees(180)(written)).toBe(n / 10_000);
				}
			}),
		);
	});
});

describe('toBoolean', () => {
	const TRUE = ['true', 'yes', 'on', '1'];
	const FALSE = ['false', 'no', 'off', '0'];
	const inAnyCase = (words: string[]) =>
		fc
			.tuple(fc.constantFrom(...words), fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }))
			.map(([word, upper]) =>
				[...word].map((letter, index) => (upper[index] ? letter.toUpperCase() : letter)).join(''),
			);

	it.each<[unknown, boolean | undefined]>([
		[true, true],
		[false, false],
		[1, true],
		[0, false],
		['FALSE', false],
		['1.0', true],
		['0.0', false],
		['\uff46\uff41\uff4c\uff53\uff45', false],
		['', undefined],
		[' ', undefined],
		['\u200b', undefined],
		[null, undefined],
		[undefined, undefined],
		[[], undefined],
	])('V3: %j is %j', (value, expected) => {
		expect(values.toBoolean(value)).toBe(expected);
	});

	it('V3: a word says the same in any case, with anything unseen around it', () => {
		fc.assert(
			fc.property(inAnyCase(TRUE), inAnyCase(FALSE), unseen, unseen, (yes, no, before, behind) => {
				expect(values.toBoolean(before + yes + behind)).toBe(true);
				expect(values.toBoolean(before + no + behind)).toBe(false);
			}),
		);
	});

	it.each<unknown>([
		...[
			'maybe',
			'null',
			'undefined',
			'truefalse',
			'not true',
			'false, true',
			'2',
			'01',
			'y',
			't',
			'tru\u0435',
		],
		...[2, -1, NaN, 0.5, [true], { a: true }, new Date(0)],
	])('V3: %p is refused', (value) => {
		expect(() => values.toBoolean(value)).toThrow(/^must be true or false, but is /);
	});
});

describe('toChoice', () => {
	const toChoice = values.toChoice(['leaveUnchanged', 'clear']);

	it('takes what the list has', () => {
		expect(toChoice('clear')).toBe('clear');
	});

	it.each<unknown>(['Clear', 'clear ', '', null, ['clear'], 'toString'])('refuses %j', (value) => {
		expect(() => toChoice(value)).toThrow(`has no choice ${preview(value)}`);
	});
});

describe('sameText', () => {
	it.each<[unknown, unknown]>([
		['Suite N\u00f6rd', 'Suite No\u0308rd'],
		['Willow  Street Barbers', 'Willow Street Barbers'],
		[' Willow\u00a0Street\n', 'Willow Street'],
		['a\r\nb', 'a\nb'],
		['\ufeffWil\u200blow', 'Willow'],
		['Wil\u00adlow\u202c', 'Willow'],
		['\u2764\ufe0f', '\u2764'],
		['o\u200b\u0308', '\u00f6'],
		['a\u2800b', 'a b'],
		['a\u0085b', 'a b'],
		['1001', 1001],
		['\ud55c', '\u1112\u1161\u11ab'],
	])('V8: %j and %j are the same', (a, b) => {
		expect(sameText(a, b)).toBe(true);
		expect(sameText(b, a)).toBe(true);
	});

	it.each<[unknown, unknown]>([
		['Willow Street', 'willow street'],
		['Suite N\u00f6rd', 'Suite Nord'],
		['Willow Street', 'WillowStreet'],
		['S\u0430lon', 'Salon'],
		['Willow', 'Willow.'],
		['\u{1f469}\u200d\u{1f9b0}', '\u{1f469}\u{1f9b0}'],
		[
			'\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
			'\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
		],
		['null', null],
		['undefined', undefined],
		['', null],
		[null, null],
		[undefined, undefined],
		['true', true],
		['[object Object]', {}],
		['a', ['a']],
	])('V8: %j and %j are not', (a, b) => {
		expect(sameText(a, b)).toBe(false);
		expect(sameText(b, a)).toBe(false);
	});

	it('V8: composition, spaces and signs without width never make a difference', () => {
		fc.assert(
			fc.property(
				fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 }),
				fc.constantFrom(...SPACES),
				zeroWidth,
				zeroWidth,
				(words, space, before, behind) => {
					const other = `${before}${words.map((word) => word.normalize('NFD')).join(space)} ${behind}`;
					expect(sameText(words.join(' '), other)).toBe(true);
				},
			),
		);
	});
});

describe('describeDifference', () => {
	const long = 'Willow Street Barbers and Friends '.repeat(5);

	it.each<[unknown, unknown, string]>([
		['Willow Street', 'willow street', '"Willow Street" and "willow street"'],
		['Suite N\u00f6rd', 'Suite Nord', '"Suite N\u00f6rd" and "Suite Nord"'],
		['S\u0430lon', 'Salon', '"S<U+0430>lon" and "Salon"'],
		['Bar \u0410', 'Bar A', '"Bar <U+0410>" and "Bar A"'],
		['A \u2013 B', 'A - B', '"A <U+2013> B" and "A - B"'],
		['Joe\u2019s', "Joe's", '"Joe<U+2019>s" and "Joe\'s"'],
		['\u{1f488}', '\u2702', '"\u{1f488}" and "\u2702"'],
		['a\u200b  b', 'a b c', '"a b" and "a b c"'],
		['Salon', '', '"Salon" and ""'],
		['null', null, '"null" and null'],
		[1001, '1002', '"1001" and "1002"'],
		['Salon', { a: 1 }, '"Salon" and {"a":1}'],
		['say "a"', 'say "b"', '"say \\"a\\"" and "say \\"b\\""'],
		[
			`${long}N\u00f6rd ${long}`,
			`${long}Nord ${long}`,
			'"\u2026s and Friends N\u00f6rd Willow Street Barbers\u2026" and "\u2026s and Friends Nord Willow Street Barbers\u2026"',
		],
		[`${long}Nord`, `${long}Nord 2`, '"\u2026nd Friends Nord" and "\u2026nd Friends Nord 2"'],
		['Nord', `N\u00f6rd ${long}`, '"Nord" and "N\u00f6rd Willow Street Barbers\u2026"'],
	])('V8: %# shows the difference', (expected, actual, text) => {
		expect(values.describeDifference(expected, actual).join(' and ')).toBe(text);
	});

	it('V8: two texts that differ are shown differently, and shortly', () => {
		const text = fc.string({ unit: 'grapheme', maxLength: 300 });
		fc.assert(
			fc.property(text, text, text, (before, a, b) => {
				const [expected, actual] = [`${before}${a}`, `${before}${b}`];
				fc.pre(!sameText(expected, actual));
				const [shownExpected, shownActual] = values.describeDifference(expected, actual);
				expect(shownExpected).not.toBe(shownActual);
				expect(`${shownExpected}${shownActual}`.length).toBeLessThan(1000);
			}),
		);
	});
});

it('long hostile texts take no more than a moment', () => {
	const size = 100_000;
	const texts = [
		' ',
		',',
		'\u200b',
		'(',
		'( ',
		'0',
		'#',
		'null,',
		'<U+',
		'\u202a \u200b',
		'\\',
		'/',
	];
	for (const text of texts.flatMap((part) => [part.repeat(size), `${part.repeat(size)}x`])) {
		const start = performance.now();
		isBlank(text);
		isStandIn(text);
		preview(text);
		sameText(text, `${text}y`);
		values.describeDifference(text, `${text}y`);
		for (const convert of [values.toZip, values.toId, values.toDegrees(90), values.toBoolean]) {
			try {
				convert(text);
			} catch (error) {
				expect(error).toBeInstanceOf(InvalidValue);
			}
		}
		expect(performance.now() - start).toBeLessThan(3000);
	}
});
