/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

import { type Log, N8N_VERSION, projectRoot, run } from '../../scripts/n8n';
import { fixed } from './numbers';
import { type Section, tableOf } from './table';

const FILE = join('docs', 'benchmarks.md');

/** Writes docs/benchmarks.md anew. */
export async function writeDocument(sections: Section[], log: Log): Promise<void> {
	const text = [
		'# Benchmarks',
		`Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}. ${machine()}`,
		INTRODUCTION,
		...sections.flatMap(({ title, what, says, ...table }) => [
			`## ${title}`,
			what,
			tableOf(table),
			...says,
		]),
	].join('\n\n');
	await writeFile(join(projectRoot, FILE), `${text}\n`);
	await run('prettier', ['--write', FILE], { cwd: projectRoot, log });
	log(`Written to ${FILE}`);
}

const INTRODUCTION = `Look at the ratios: the times are those of one machine on one day. The same work is done side by side by this
node, by n8n's HTTP Request node, which is what a user without this package has, and by a plain loop around
\`fetch\`, which is the floor. Engine, expressions, HTTP Request node and all they need come from one and the same
installed n8n. Our node is the packed one, loaded from its tarball. Every measurement has a process of its own,
repetitions take turns (A B C A B C), and the medians are shown. The server is another process, so its work is not
counted. Credentials are held in memory: n8n's server reads and decrypts them from its database each time that they
are asked for.`;

/** What the numbers were measured on; nothing that names the machine. */
function machine(): string {
	const [{ model }, { length }] = [cpus()[0], cpus()];
	const memory = fixed(totalmem() / 2 ** 30);
	return `Machine: ${model.trim()}, ${length} cores, ${memory} GiB of memory, Node ${process.version.slice(1)}, n8n ${N8N_VERSION}.`;
}
