/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- runs outside n8n: a command-line tool */
import type { Log } from '../scripts/n8n';
import { createBenchSetup, type BenchSetup } from './benchSetup';
import { cpu } from './parts/cpu';
import { getMany } from './parts/getMany';
import { limits } from './parts/limits';
import { packageLoad } from './parts/package';
import { upsert } from './parts/upsert';
import { wholeN8n } from './parts/wholeN8n';
import { updateDocument } from './report/document';
import { toMarkdown } from './report/table';

const PARTS = {
	requests: async (_setup: BenchSetup, log: Log) =>
		// The package is built by now: this part runs it in the process that imports it.
		await (await import('./parts/requests')).requests(log),
	limits,
	upsert,
	cpu,
	wholeN8n,
	getMany,
	package: packageLoad,
};

type Name = keyof typeof PARTS;

const log: Log = (line: string) => console.log(line);

/**
 * `npm run bench`: measures everything and writes the tables of docs/benchmarks.md. Names of parts choose:
 * `npm run bench -- cpu getMany` measures and writes these two.
 */
async function main(): Promise<void> {
	const given = process.argv.slice(2);
	const all = Object.keys(PARTS) as Name[];
	const unknown = given.filter((word) => !all.includes(word as Name));
	if (unknown.length > 0) {
		throw new Error(`There is no ${unknown.join(', ')}. Use any of: ${all.join(', ')}`);
	}
	const chosen = given.length > 0 ? all.filter((name) => given.includes(name)) : all;

	const setup = await createBenchSetup(log);
	try {
		for (const name of chosen) {
			const table = await PARTS[name](setup, log);
			log(`\n${toMarkdown(table)}\n`);
			await updateDocument(name, table, log);
		}
	} finally {
		await setup.remove();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
