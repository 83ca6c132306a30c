/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

import { type Log, N8N_VERSION, projectRoot, run } from '../../scripts/n8n';
import { fixed } from './numbers';
import { type Table, toMarkdown } from './table';

const FILE = join('docs', 'benchmarks.md');

/**
 * Replaces one table of docs/benchmarks.md, between `<!-- NAME -->` and `<!-- end of NAME -->`. The text around
 * the tables is written by hand.
 */
export async function updateDocument(name: string, table: Table, log: Log): Promise<void> {
	const path = join(projectRoot, FILE);
	const text = await readFile(path, 'utf8');
	const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
	const [from, to] = [text.indexOf(start), text.indexOf(end)];
	if (from < 0 || to < from)
		throw new Error(`${FILE} has no place for a table: ${start} ... ${end}`);
	const content = [start, toMarkdown(table), measured(), end].join('\n\n');
	await writeFile(path, text.slice(0, from) + content + text.slice(to + end.length));
	await run('prettier', ['--write', FILE], { cwd: projectRoot, log });
	log(`Written to ${FILE}; read whether the text around the table is still true`);
}

/** When and on what the numbers were measured; nothing that names the machine. */
function measured(): string {
	const { length: cores, 0: first } = cpus();
	const memory = fixed(totalmem() / 2 ** 30);
	const machine = `${first?.model.trim()}, ${cores} cores, ${memory} GiB of memory`;
	const versions = `Node ${process.version.slice(1)}, n8n ${N8N_VERSION}`;
	return `_${new Date().toISOString().slice(0, 10)}: ${machine}, ${versions}_`;
}
