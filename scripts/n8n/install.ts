/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs outside n8n */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
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

const MODULES = 'node_modules';

// In node_modules, so that both get into place at one moment. Folders without it were filled by hand
// or by an interrupted install.
const MARKER = join(MODULES, 'install-complete.json');

/** Each install has a folder of its own. The process id in its name tells whether it is still at work. */
const WORKSHOP = /^installing-(\d+)-/;

/** Where n8n is kept between runs: outside the checkout, because it is 3 GB and never changes. */
export function n8nFolder(): string {
	if (process.env.N8N_CACHE) return resolve(process.env.N8N_CACHE);
	const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	return join(cache, 'n8n-nodes-altegio', `n8n-${N8N_VERSION}`);
}

/**
 * Installs the pinned n8n into the cache folder, unless a complete one is there already. Several
 * processes may do this at once: the first that finishes puts its own in place, and all use it.
 *
 * @param fill puts n8n's node_modules into a folder
 */
export async function ensureN8n(log: Log, fill = installFromNpm): Promise<N8nInstallation> {
	const folder = n8nFolder();
	const installation = { folder, bin: join(folder, MODULES, 'n8n', 'bin', 'n8n') };
	const isComplete = () => existsSync(join(folder, MARKER)) && existsSync(installation.bin);
	if (isComplete()) return installation;

	const start = Date.now();
	log(`Installing n8n ${N8N_VERSION} into ${folder} (once; 4 to 8 minutes and 3 GB)`);
	await removeAbandoned(folder);
	const workshop = await mkdtemp(join(folder, `installing-${process.pid}-`));
	try {
		await fill(workshop, log);
		await writeFile(join(workshop, MARKER), JSON.stringify({ n8n: N8N_VERSION }));
		if (!isComplete()) await putInPlace(workshop, folder, isComplete);
	} finally {
		await rm(workshop, { recursive: true, force: true });
	}
	log(`n8n ${N8N_VERSION} installed in ${secondsSince(start)} s`);
	return installation;
}

async function installFromNpm(folder: string, log: Log): Promise<void> {
	const manifest = { name: 'n8n-cache', private: true, dependencies: { n8n: N8N_VERSION } };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, '\t'));

	// Install scripts stay off: an optional Kafka driver would download a binary and fail the install.
	await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: folder,
		log,
	});
	await run('npm', ['rebuild', 'sqlite3'], { cwd: folder, log });
	await run('node', ['-e', 'require("sqlite3")'], { cwd: folder, log });
}

/** Moves the finished node_modules to where n8n is looked for, past an incomplete one that may be there. */
async function putInPlace(
	workshop: string,
	folder: string,
	isComplete: () => boolean,
): Promise<void> {
	const finished = join(workshop, MODULES);
	const place = join(folder, MODULES);
	if (existsSync(place)) await rename(place, join(workshop, 'incomplete'));
	try {
		await rename(finished, place);
	} catch (error) {
		// Another process was quicker.
		if (!isComplete()) throw error;
	}
}

/** Removes what interrupted installs left, and nothing else that may be in the folder. */
async function removeAbandoned(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	for (const entry of await readdir(folder)) {
		const [, pid] = WORKSHOP.exec(entry) ?? [];
		if (pid === undefined || isRunning(Number(pid))) continue;
		await rm(join(folder, entry), { recursive: true, force: true });
	}
}

function isRunning(pid: number): boolean {
	try {
		// Signal 0 only asks.
		return process.kill(pid, 0);
	} catch (error) {
		// A process of another user may not be signalled, and it runs.
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
