/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { findCycles, findWrongImports } from './layers';

const ROOT = join(__dirname, '../..');

const read = (pattern: string) =>
	new Map(
		globSync(pattern, { cwd: ROOT }).map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]),
	);

describe('the source', () => {
	test('is imported along the layers only', () => {
		const sources = read('{nodes,credentials}/**/*.ts');
		expect(sources.size).toBeGreaterThan(10);
		expect(findWrongImports(sources)).toEqual([]);
	});

	test.each(['{nodes,credentials}', 'sandbox', 'bench'])('has no cycle in %s', (folder) => {
		const sources = read(`${folder}/**/*.ts`);
		expect(sources.size).toBeGreaterThan(5);
		expect(findCycles(sources)).toEqual([]);
	});
});

/** One empty file for each path that is named, and one that imports. */
function planted(
	from: string,
	to: string,
	code = (path: string) => `import { a } from '${path}';`,
) {
	const up = '../'.repeat(from.split('/').length - 1);
	return new Map([
		[to, ''],
		[from, code(`${up}${to.replace(/(\/index)?\.ts$/, '')}`)],
	]);
}

const IN = 'nodes/Altegio';

describe('the check of the layers', () => {
	test.each([
		['core', 'transport'],
		['core', 'kit'],
		['transport', 'kit'],
		['transport', 'triggers'],
		['kit', 'resources/client'],
		['resources/client', 'triggers'],
		['resources/client', 'methods'],
		['methods', 'core'],
	])('refuses an import of %s from %s', (from, to) => {
		const file = `${IN}/${from}/a.ts`;
		const imported = `${IN}/${to}/locator.ts`;
		expect(findWrongImports(planted(file, imported))).toEqual([`${file} imports ${imported}`]);
	});

	test.each([
		[`${IN}/transport/a.ts`, `${IN}/resources/index.ts`],
		[`${IN}/resources/client/get.ts`, `${IN}/resources/index.ts`],
		[`${IN}/triggers/events.ts`, `${IN}/resources/index.ts`],
		[`${IN}/triggers/events.ts`, `${IN}/resources/client/get.ts`],
		[`${IN}/resources/client/get.ts`, `${IN}/resources/service/get.ts`],
		[`${IN}/resources/client/get.ts`, `${IN}/Altegio.node.ts`],
		['credentials/session.ts', `${IN}/transport/send.ts`],
		[`${IN}/core/a.ts`, 'credentials/session.ts'],
	])('refuses %s -> %s', (from, to) => {
		expect(findWrongImports(planted(from, to))).toEqual([`${from} imports ${to}`]);
	});

	test.each([
		[`${IN}/Altegio.node.ts`, `${IN}/resources/index.ts`],
		[`${IN}/AltegioTrigger.node.ts`, `${IN}/triggers/events.ts`],
		[`${IN}/resources/index.ts`, `${IN}/resources/client/index.ts`],
		[`${IN}/resources/client/index.ts`, `${IN}/resources/client/get.ts`],
		[`${IN}/resources/client/get.ts`, `${IN}/resources/service/locator.ts`],
		[`${IN}/resources/client/get.ts`, `${IN}/resources/service/lookups.ts`],
		[`${IN}/triggers/polling.ts`, `${IN}/resources/client/lookups.ts`],
		[`${IN}/resources/client/get.ts`, `${IN}/transport/send.ts`],
		[`${IN}/kit/fields.ts`, `${IN}/core/values.ts`],
		['credentials/session.ts', `${IN}/core/tokens.ts`],
	])('lets %s -> %s pass', (from, to) => {
		expect(findWrongImports(planted(from, to))).toEqual([]);
	});

	test.each([
		["import type { A } from '", "';"],
		["export * from '", "';"],
		["export type { A } from '", "';"],
		["const load = async () => await import('", "');"],
		["type A = import('", "').A;"],
	])('sees %s...%s', (before, after) => {
		const code = (path: string) => `${before}${path}${after}`;
		const sources = planted(`${IN}/core/a.ts`, `${IN}/kit/b.ts`, code);
		expect(findWrongImports(sources)).toHaveLength(1);
	});

	test('finds a cycle, through types and index files too', () => {
		const sources = new Map([
			['x/a.ts', "import type { B } from './b';\nimport 'n8n-workflow';"],
			['x/b/index.ts', "export { c } from '../c';"],
			['x/b.json', ''],
			['x/c.ts', "import { a } from './a';"],
			['x/d.ts', "import './a';"],
		]);
		expect(findCycles(sources)).toEqual(['x/a.ts -> x/b/index.ts -> x/c.ts -> x/a.ts']);
		sources.set('x/c.ts', '');
		expect(findCycles(sources)).toEqual([]);
	});
});
