import {
	dataOf,
	fieldWordsOf,
	isBareSuccess,
	isFromAltegio,
	isRefusal,
	isSuccess,
	metaOf,
	sentence,
	wordsOf,
} from '../../nodes/Altegio/core/response';

const answer = (body: unknown, statusCode = 200) => ({ statusCode, headers: {}, body });

/** Bodies in the shapes that Altegio documents or is known to give. */
const OF_ALTEGIO: Array<[string, unknown]> = [
	['success with data', { success: true, data: { id: 1 }, meta: [] }],
	['success with data that is null', { success: true, data: null }],
	['success with meta alone', { success: true, meta: [] }],
	['success as 1', { success: 1, data: 5 }],
	['a refusal as 0', { success: 0, meta: { message: 'No.' } }],
	['a refusal', { success: false, data: null, meta: { message: 'Not found' } }],
	['data without success', { data: [] }],
	['a message in meta', { meta: { message: 'No.' } }],
	['field errors in meta', { meta: { errors: { phone: ['Bad.'] } } }],
	['the older object of errors', { errors: { code: 404, message: 'Not found' } }],
	['a list of field errors', { errors: [{ field_name: 'phone', error_message: 'Bad.' }] }],
	['field errors outside of meta', { errors: { phone: ['Bad.'], name: [] } }],
];

/** Bodies that only somebody else gives. */
const OF_OTHERS: Array<[string, unknown]> = [
	['nothing', undefined],
	['null', null],
	['a text', 'Bad Gateway'],
	['a page', '<html></html>'],
	['an empty object', {}],
	['a list', [{ data: {} }]],
	['success alone', { success: true }],
	['success as a text', { success: 'true', data: 1 }],
	['success as another number', { success: 2, meta: [] }],
	['data that is no object', { data: 'ok' }],
	['data that is null', { data: null }],
	['meta without words', { meta: { message: 1 } }],
	['errors as a list in meta', { meta: { errors: [] } }],
	['a code without a message', { errors: { code: 404 } }],
	['a message without a code', { errors: { message: 'x' } }],
	['a code that is a text', { errors: { code: '404', message: 'x' } }],
	['no errors', { errors: [] }],
	['no field errors', { errors: {} }],
	['errors of a CDN', { success: false, errors: [{ code: 1000, message: 'x' }], result: null }],
	['errors of which one is none', { errors: [{ error_message: 'x' }, { code: 1 }] }],
	['field errors that are texts', { errors: { phone: ['x'], name: 'x' } }],
	['what only its prototype has', Object.create({ success: true, data: {} })],
];

describe('isFromAltegio', () => {
	it.each(OF_ALTEGIO)('R18: %s is', (_, body) => expect(isFromAltegio(answer(body))).toBe(true));
	it.each(OF_OTHERS)('R18: %s is not', (_, body) =>
		expect(isFromAltegio(answer(body))).toBe(false),
	);
});

const REFUSALS = new Set([
	'a refusal',
	'a refusal as 0',
	'the older object of errors',
	'a list of field errors',
	'field errors outside of meta',
]);

describe('isRefusal and isSuccess', () => {
	it.each(OF_ALTEGIO)('R18: %s', (name, body) => {
		const isRefused = REFUSALS.has(name);
		expect(isRefusal(answer(body))).toBe(isRefused);
		expect(isSuccess(answer(body))).toBe(!isRefused);
		expect(isSuccess(answer(body), true)).toBe(!isRefused);
	});

	it.each(OF_OTHERS)('R18: %s is neither', (_, body) => {
		expect(isRefusal(answer(body))).toBe(false);
		expect(isSuccess(answer(body))).toBe(false);
		expect(isSuccess(answer(body), true)).toBe(body === undefined);
	});

	it.each([
		[199, false],
		[200, true],
		[299, true],
		[300, false],
		[404, false],
	])('R18: of the status %d: %j', (status, isIt) => {
		expect(isSuccess(answer({ success: true, data: {} }, status))).toBe(isIt);
		expect(isSuccess(answer('', status), true)).toBe(isIt);
	});

	it.each(['', ' \n'])('R18: an empty body %j is success of a deletion alone', (body) => {
		expect(isSuccess(answer(body), true)).toBe(true);
		expect(isSuccess(answer(body))).toBe(false);
	});
});

describe('isBareSuccess', () => {
	it.each<[string, number, unknown, boolean, boolean]>([
		['a list for a read', 200, [], true, true],
		['an object for a read', 200, {}, true, true],
		['a text for a read', 200, 'ok', true, false],
		['null for a read', 200, null, true, false],
		['a list with another status', 201, [], true, false],
		['nothing for a read', 204, '', true, false],
		['nothing for a change', 204, '', false, true],
		['something for a change', 204, 'ok', false, false],
		['a list for a change', 200, [], false, false],
		['nothing with another status for a change', 200, '', false, false],
	])('%s', (_, status, body, isRead, isIt) => {
		expect(isBareSuccess(answer(body, status), isRead)).toBe(isIt);
	});
});

it('dataOf and metaOf take the parts of the envelope', () => {
	expect(dataOf(answer({ data: [1] }))).toEqual([1]);
	expect(dataOf(answer('data'))).toBeUndefined();
	expect(metaOf(answer({ meta: { total_count: 1 } }))).toEqual({ total_count: 1 });
	expect(metaOf(answer({ meta: [] }))).toEqual({});
	expect(metaOf(answer(null))).toEqual({});
});

describe('wordsOf', () => {
	const long = 'words '.repeat(150);

	it.each<[string, unknown, string]>([
		[
			'meta.message first',
			{ meta: { message: 'One' }, errors: { code: 1, message: 'Two' } },
			'One.',
		],
		['then errors.message', { errors: { code: 1, message: ' Two! ' } }, 'Two.'],
		['then message', { data: [], message: 'Three.' }, 'Three.'],
		['blank words are none', { data: [], meta: { message: ' ' }, message: 'Three' }, 'Three.'],
		['words of fields alone', { meta: { errors: { phone: ['Bad.'] } } }, ''],
		[
			'fields without words',
			{ meta: { errors: { phone: [] } } },
			'Altegio answered with HTTP 422 and no explanation.',
		],
		['nothing', { data: {} }, 'Altegio answered with HTTP 422 and no explanation.'],
		['long ones, cut between words', { meta: { message: long } }, `${'words '.repeat(83)}….`],
		['500 signs are kept', { meta: { message: 'x'.repeat(500) } }, `${'x'.repeat(500)}.`],
	])('R15: %s', (_, body, words) => expect(wordsOf(answer(body, 422))).toBe(words));

	it.each<[string, unknown, string]>([
		['a page', ' <!doctype html>', 'A web page'],
		['a page without spaces', '<html></html>', 'A web page'],
		['a page behind lines', '\n\n<html></html>', 'A web page'],
		['a text', ' Bad Gateway\n', '"Bad Gateway"'],
		['a text with a bracket in it', 'a < b', '"a < b"'],
		['a message', { message: 'no Route' }, '"no Route"'],
		['an error', { error: 'upstream' }, '"upstream"'],
		['a message before an error', { error: 'one', message: 'two' }, '"two"'],
		['nothing', undefined, 'An empty answer'],
		['an empty text', '\n', 'An empty answer'],
		['an object', { a: 1 }, 'Something else'],
		['a list', [], 'Something else'],
		['100 signs', 'x'.repeat(100), `"${'x'.repeat(100)}"`],
		['more, cut between words', 'words '.repeat(21), `"${'words '.repeat(16)}…"`],
		['spaces before them', `${' '.repeat(9)}${'x'.repeat(100)}`, `"${'x'.repeat(100)}"`],
	])('R15: of %s that somebody else gave', (_, body, stranger) => {
		expect(wordsOf(answer(body, 502))).toBe(
			`${stranger} came back instead of Altegio's answer (HTTP 502).`,
		);
	});
});

describe('fieldWordsOf', () => {
	it.each<[string, unknown, Array<[string, string]>]>([
		[
			'an object in meta',
			{ meta: { errors: { phone: ['Bad.', 'Worse.'] } } },
			[['phone', 'Bad. Worse.']],
		],
		[
			'wrapped names',
			{ errors: { '[phone]': ['Bad.'], 'a[b]': [1], '[a]b': ['c'] } },
			[
				['phone', 'Bad.'],
				['a[b]', '1'],
				['[a]b', 'c'],
			],
		],
		[
			'deeper lists and objects are passed over',
			{ errors: { phone: [{}, 'Bad.', [[['deep']]]] } },
			[['phone', 'Bad.']],
		],
		['one text', { meta: { errors: { phone: 'Bad.' } } }, [['phone', 'Bad.']]],
		['meta before errors', { meta: { errors: { a: ['1'] } }, errors: { b: ['2'] } }, [['a', '1']]],
		[
			'a list of fields',
			{
				errors: [{ field_name: 'phone', error_message: ' Bad. ' }, 1, { field: 'a', message: 'b' }],
			},
			[
				['phone', 'Bad.'],
				['a', 'b'],
			],
		],
		['a list of codes', { errors: [{ code: 1, message: 'Bad.' }] }, [['', 'Bad.']]],
		['a list of texts', { errors: ['Bad.'] }, [['0', 'Bad.']]],
		['the older object', { errors: { code: 404, message: 'Not found' } }, []],
		['a text', { errors: 'Bad.' }, []],
		['null', { errors: null }, []],
		['nothing', undefined, []],
	])('R15: %s', (_, body, words) => expect(fieldWordsOf(answer(body))).toEqual(words));
});

it.each([
	['Bad', 'Bad.'],
	['Bad.', 'Bad.'],
	['Bad!', 'Bad.'],
	['Bad?', 'Bad?.'],
	['1.5 of 2', '1.5 of 2.'],
])('sentence(%j) is %j', (words, ended) => expect(sentence(words)).toBe(ended));
