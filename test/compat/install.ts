/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- test code runs outside n8n */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../scripts/n8n/run';

/** Installs what the lock file of a folder names, unless that is there already. */
async function install(folder: string): Promise<void> {
	const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
	// Written last, so after an interrupted install it is missing.
	const installed = join(folder, 'node_modules', '.installed.json');
	if (existsSync(installed) && readFileSync(installed, 'utf8') === lock) return;

	console.log(`Installing ${folder} (once; about a minute and 300 MB)`);
	// Without the install scripts: the engine works without what they build.
	await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: folder,
		log: console.log,
	});
	writeFileSync(installed, lock);
}

/** The folders n8n-*, each with the engine of one n8n. */
async function main(): Promise<void> {
	for (const name of readdirSync(__dirname).filter((entry) => entry.startsWith('n8n-'))) {
		await install(join(__dirname, name));
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
