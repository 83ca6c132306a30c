import { path, pathOfUser } from '../../nodes/Altegio/core/path';

describe('path', () => {
	it('joins texts and checked parts', () => {
		expect(path`/records/${12}/of/${'a_b-C9'}`).toBe('/records/12/of/a_b-C9');
		expect(path`/company/${'2026-11-28'}`).toBe('/company/2026-11-28');
	});

	it.each(['', ' ', '1/2', '..', '.', '-1', '_', '1?a=b', '1#', '1%2F2', '1\n', 'é', '1.5'])(
		'refuses the part %j',
		(part) => {
			expect(() => path`/company/${1}/${part}`).toThrow(
				new RangeError('A part of the path is no id.'),
			);
		},
	);
});

describe('pathOfUser', () => {
	it.each([
		'/company/1',
		'/company/1/',
		"/a.b_c~d-e/!$&'()*+,;=:@",
		'/a%20b/%C3%a9',
		'/...',
		'/a..b',
		'/.a',
	])('takes %j', (text) => expect(pathOfUser(text)).toBe(text));

	it.each([
		'',
		'/',
		'//',
		'company',
		'/a//b',
		'//host/a',
		'/a\n',
		'x/a',
		'https://other.example/a',
		'/a b',
		'/a?b=c',
		'/a#b',
		'/a\\b',
		'/é',
		'/a%',
		'/a%2',
		'/a%zz',
		'/../a',
		'/a/..',
		'/a/./b',
		'/a%2fb',
		'/a%5Cb',
		'/%2E%2e/a',
		'/a%252fb',
	])('refuses %j', (text) => expect(pathOfUser(text)).toBeUndefined());
});
