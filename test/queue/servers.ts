/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs outside n8n */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePort, type Log, LOOPBACK, run } from '../../scripts/n8n';

/** A running server that nobody else uses. */
export interface PrivateServer {
	port: number;
	/** Ends it and removes what it stored. */
	stop(): Promise<void>;
}

/** The one user and database of a private PostgreSQL. */
export const DATABASE = { user: 'n8n', name: 'postgres' };

const PROGRAMS = ['redis-server', 'initdb', 'postgres'];
const TIME_TO_START_MS = 30_000;

// Neither server notices the end of the process that started it, however that came about. This shell
// does: its input closes. SIGINT lets PostgreSQL end without waiting for its clients.
const ON_A_LEASH = '"$@" </dev/null & read -r _; kill -INT $!; wait';

/** The programs that this test needs and that are not installed here. */
export function missingPrograms(): string[] {
	return PROGRAMS.filter((name) => pathOf(name) === undefined);
}

/** Starts a Redis that keeps everything in memory. */
export async function startRedis(): Promise<PrivateServer> {
	const port = await freePort();
	const folder = await temporaryFolder('redis');
	const options = { port, bind: LOOPBACK, save: '', dir: folder };
	const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
	return await startServer([program('redis-server'), ...args], port, folder);
}

/** Starts an empty PostgreSQL. It asks for no password: it is reachable from this machine only and soon gone. */
export async function startPostgres(log: Log): Promise<PrivateServer> {
	const port = await freePort();
	const folder = await temporaryFolder('postgres');
	// It refuses to run as root, so root lends it the user that comes with Debian's package.
	let as: string[] = [];
	if (process.getuid?.() === 0) {
		await run('chown', ['postgres', folder], { cwd: folder, log });
		as = ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'];
	}
	const [command, ...args] = [
		...as,
		...[program('initdb'), '--pgdata', folder, '--username', DATABASE.user],
		...['--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
	];
	await run(command, args, { cwd: folder, log });
	// No socket file, and no waiting for the disk.
	const options = ['-D', folder, '-h', LOOPBACK, '-p', String(port), '-k', '', '-F'];
	return await startServer([...as, program('postgres'), ...options], port, folder);
}

async function startServer(
	command: string[],
	port: number,
	folder: string,
): Promise<PrivateServer> {
	const child = spawn('sh', ['-c', ON_A_LEASH, 'sh', ...command], {
		cwd: folder,
		env: { PATH: process.env.PATH, LC_ALL: 'C' },
		// Out of reach of Ctrl-C, which would end it before n8n.
		detached: true,
	});
	const closed = new Promise((resolve) => child.once('close', resolve));
	const stop = async () => {
		child.stdin.end();
		await closed;
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	};

	const lines: string[] = [];
	const ready = new Promise<boolean>((resolve) => {
		for (const stream of [child.stdout, child.stderr]) {
			createInterface({ input: stream }).on('line', (line) => {
				lines.push(line);
				// Both servers say so in the same words.
				if (/ready to accept connections/i.test(line)) resolve(true);
			});
		}
	});
	if (await Promise.race([ready, sleep(TIME_TO_START_MS, false, { ref: false })])) {
		return { port, stop };
	}
	await stop();
	throw new Error(`"${command.join(' ')}" does not get ready:\n${lines.join('\n')}`);
}

async function temporaryFolder(name: string): Promise<string> {
	return await mkdtemp(join(tmpdir(), `n8n-nodes-altegio-${name}-`));
}

function program(name: string): string {
	const path = pathOf(name);
	if (!path) throw new Error(`${name} is not installed`);
	return path;
}

function pathOf(name: string): string | undefined {
	// Debian keeps PostgreSQL's programs out of PATH, in a folder for each version.
	const versions = '/usr/lib/postgresql';
	const folders = [
		...(process.env.PATH ?? '').split(delimiter),
		...(existsSync(versions) ? readdirSync(versions) : []).map((one) => join(versions, one, 'bin')),
	];
	return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
