/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

import { type Log, run, secondsSince } from './run';

/** The n8n this project is tested against. */
export const N8N_VERSION = '2.41.1';

/** An installed n8n. */
export interface N8nInstallation {
	/** The folder with n8n's node_modules. */
	folder: string;
	/** The script to start with Node. */
	bin: string;
}

// Only a finished install has this file, so an interrupted one is recognised and done again.
const MARKER = 'install-complete.json';

/** Where n8n is kept between runs: outside the checkout, because it is 3 GB and never changes. */
export function n8nFolder(): string {
	if (process.env.N8N_CACHE) return resolve(process.env.N8N_CACHE);
	const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	return join(cache, 'n8n-nodes-altegio', `n8n-${N8N_VERSION}`);
}

/** Installs the pinned n8n into the cache folder, unless a complete one is there already. */
export async function ensureN8n(log: Log): Promise<N8nInstallation> {
	const folder = n8nFolder();
	const installation = { folder, bin: join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
	const marker = join(folder, MARKER);
	if (existsSync(marker)) return installation;

	const start = Date.now();
	log(`Installing n8n ${N8N_VERSION} into ${folder} (once; 4 to 8 minutes and 3 GB)`);
	await emptyFolder(folder);
	const manifest = { name: 'n8n-cache', private: true, dependencies: { n8n: N8N_VERSION } };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, '\t'));

	// Install scripts stay off: an optional Kafka driver would download a binary and fail the install.
	await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: folder,
		log,
	});
	await run('npm', ['rebuild', 'sqlite3'], { cwd: folder, log });
	await run('node', ['-e', 'require("sqlite3")'], { cwd: folder, log });

	await writeFile(marker, JSON.stringify({ n8n: N8N_VERSION }));
	log(`n8n ${N8N_VERSION} installed in ${secondsSince(start)} s`);
	return installation;
}

/** Clears what an interrupted install left, and nothing else that may be in the folder. */
async function emptyFolder(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	for (const entry of ['node_modules', 'package.json', 'package-lock.json', MARKER]) {
		await rm(join(folder, entry), { recursive: true, force: true });
	}
}
