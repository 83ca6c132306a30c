/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { compare, readClaims, readRows } from './behaviour';

const ROOT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

test('every row of docs/behaviour.md has a test, and every numbered test has a row', () => {
	const rows = readRows(read('docs/behaviour.md'));
	// The browser tests have a runner of their own.
	const files = globSync('test/**/*.test.ts', {
		cwd: ROOT,
		exclude: ['test/e2e/**', '**/node_modules/**'],
	});
	const claims = files.flatMap((file) => readClaims(file, read(file)));

	expect(rows.length).toBeGreaterThan(0);
	expect(compare(rows, claims)).toEqual([]);
});

describe('the comparison', () => {
	const table = [
		'| # | behaviour |',
		'|---|---|',
		'| R1 | Sends. |',
		'| R2 | Waits, as planned by Altegio. |',
		'| R3 | Sings (planned). |',
		'| R4 | Dances. | planned |',
	].join('\n');

	test('reads the rows of a table', () => {
		expect(readRows(table)).toEqual([
			{ id: 'R1', planned: false },
			{ id: 'R2', planned: false },
			{ id: 'R3', planned: true },
			{ id: 'R4', planned: true },
		]);
	});

	test.each([
		["test('R1: sends', () => {});", ['R1']],
		["it('R1 sends', () => {});", ['R1']],
		['test.each([1, 2])(`R1: sends %s`, () => {});', ['R1']],
		["test.each`a | b`('R1: sends', () => {});", ['R1']],
		["test('R1, R2 and R10: sends', () => {});", ['R1', 'R2', 'R10']],
		[
			"describe('R1: sending', () => { test('works', () => {}); it('R2: waits', () => {}); });",
			['R1', 'R1', 'R2'],
		],
		["describe('R1: sending', () => {});", []],
		["test('sends as R1 says', () => {});", []],
		["test('R1x', () => {});", []],
		["test.skip('R1: sends', () => {});", []],
		["test.todo('R1: sends');", []],
		["describe.skip('R1: sending', () => { test('works', () => {}); });", []],
	])('reads %s', (text, claims) => {
		expect(readClaims('some.test.ts', text)).toEqual(claims);
	});

	test('finds nothing wrong with a complete set', () => {
		expect(compare(readRows(table), ['R2', 'R1', 'R1'])).toEqual([]);
	});

	test('finds a row without a test, a test without a row and a row that stands there twice', () => {
		expect(compare(readRows(`${table}\n| R1 | Again. |`), ['R1', 'R5'])).toEqual([
			'R1 stands in the table twice',
			'R2 has no test',
			'R5 is tested but not in the table',
		]);
	});
});
