/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

test('every row of docs/behaviour.md stands at the start of the title of a test', () => {
	const ids = [...read('docs/behaviour.md').matchAll(/^\| ([A-Z]\d+) /gm)].map(([, id]) => id);
	const tests = globSync('test/**/*.test.ts', { cwd: ROOT, exclude: ['**/node_modules/**'] });
	const code = tests.map(read).join('\n');
	// 'R1: sends', or 'R1, R2 and R10: sends'.
	const isTested = (id?: string) => new RegExp(`['"\`](\\w+(,| and) )*${id}\\b`).test(code);

	expect(ids.length).toBeGreaterThan(20);
	expect(ids.filter((id) => !isTested(id))).toEqual([]);
});
