/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- runs outside n8n: a command-line tool */
import { cpu } from './parts/cpu';
import { editor } from './parts/editor';
import { getMany } from './parts/getMany';
import { limits } from './parts/limits';
import { packageSize } from './parts/package';
import { picker } from './parts/picker';
import { server } from './parts/server';
import { writeDocument } from './report/document';
import { type Section, tableOf } from './report/table';
import { setStage } from './stage';

const PARTS = { limits, cpu, server, getMany, picker, package: packageSize, editor };

type Name = keyof typeof PARTS;

const log = (line: string) => console.log(line);

/**
 * `npm run bench`: everything, and docs/benchmarks.md. `-- --quick` leaves out the part that waits for Altegio's
 * limits, and names of parts choose: `-- cpu package`. The document is only written when nothing is left out.
 */
async function main(): Promise<void> {
	const given = process.argv.slice(2);
	const all = Object.keys(PARTS) as Name[];
	const named = all.filter((name) => given.includes(name));
	const unknown = given.filter((word) => word !== '--quick' && !all.includes(word as Name));
	if (unknown.length > 0) {
		throw new Error(`There is no ${unknown.join(', ')}. Use --quick, or any of: ${all.join(', ')}`);
	}
	const chosen = (named.length > 0 ? named : all).filter(
		(name) => name !== 'limits' || !given.includes('--quick'),
	);

	const stage = await setStage(log);
	const sections: Section[] = [];
	try {
		for (const name of chosen) {
			const section = await PARTS[name](stage, log);
			log(`\n${section.title}\n\n${tableOf(section)}\n\n${section.says.join('\n')}\n`);
			sections.push(section);
		}
		if (chosen.length === all.length) await writeDocument(sections, log);
	} finally {
		await stage.remove();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
