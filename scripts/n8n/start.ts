/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- runs outside n8n */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ensureN8n, type N8nInstallation } from './install';
import { freePort, LOOPBACK } from './ports';
import { type N8nProcess, spawnN8n } from './process';
import { N8nClient } from './rest';
import { type Log, run, secondsSince } from './run';
import { n8nEnv } from './settings';

const TIME_TO_START_MS = 180_000;
const HEARTBEAT_MS = 15_000;
const LINES_SHOWN = 30;

export interface StartOptions {
	/** An empty folder for n8n's database, settings and community nodes. */
	userFolder: string;
	log: Log;
	/** Any free port if not given. */
	port?: number;
	/** The packed community node to install; none if not given. */
	tarball?: string;
	/** More environment variables for n8n, for example for queue mode. */
	env?: NodeJS.ProcessEnv;
}

/** A started n8n server. */
export interface RunningN8n extends N8nProcess {
	/** Where the editor is, without a trailing slash. */
	url: string;
	/** Its complete environment: a worker must be started with the same database and key. */
	env: NodeJS.ProcessEnv;
	/** A client that is not logged in yet. */
	client: N8nClient;
	installation: N8nInstallation;
}

/** Installs the tarball into a new n8n, starts it and waits until it answers requests. */
export async function startN8n(options: StartOptions): Promise<RunningN8n> {
	const { userFolder, log, tarball } = options;
	const installation = await ensureN8n(log);
	if (tarball) await installCommunityNode(tarball, userFolder, log);

	const port = options.port ?? (await freePort());
	const env = n8nEnv({ userFolder, port, brokerPort: await freePort(), env: options.env });
	const url = `http://${LOOPBACK}:${port}`;
	const n8n = spawnN8n(installation, ['start'], env);
	try {
		await untilReady(url, n8n, log);
	} catch (error) {
		await n8n.stop();
		throw error;
	}
	return { ...n8n, url, env, client: new N8nClient(url), installation };
}

/**
 * Puts a packed node where n8n looks for community nodes, as its documentation describes for a
 * manual installation. Like n8n's own installer it runs no scripts and leaves out dev and peer
 * dependencies: n8n-workflow comes from n8n itself.
 */
export async function installCommunityNode(
	tarball: string,
	userFolder: string,
	log: Log,
): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes');
	await mkdir(folder, { recursive: true });
	// Without a package.json of its own npm would look for one in the folders above.
	await writeFile(join(folder, 'package.json'), '{ "name": "installed-nodes", "private": true }');
	await run(
		'npm',
		[
			'install',
			tarball,
			'--ignore-scripts',
			'--omit=dev',
			'--legacy-peer-deps',
			'--no-audit',
			'--no-fund',
		],
		{ cwd: folder, log },
	);
}

async function untilReady(url: string, n8n: N8nProcess, log: Log): Promise<void> {
	const start = Date.now();
	let nextHeartbeat = start + HEARTBEAT_MS;
	// The health check alone is not enough: it answers before the REST API does.
	while (!((await answers(`${url}/healthz`)) && (await answers(`${url}/rest/settings`)))) {
		const lastLines = () => n8n.lines.slice(-LINES_SHOWN).join('\n');
		if (!n8n.isRunning()) {
			throw new Error(`n8n ended (${await n8n.exited}) before it was ready:\n${lastLines()}`);
		}
		if (Date.now() - start > TIME_TO_START_MS) {
			throw new Error(`n8n did not answer within ${secondsSince(start)} s:\n${lastLines()}`);
		}
		if (Date.now() > nextHeartbeat) {
			log(`  ... n8n is starting: ${secondsSince(start)} s so far`);
			nextHeartbeat += HEARTBEAT_MS;
		}
		await sleep(200);
	}
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(url);
		const isJson = response.headers.get('content-type')?.includes('json') ?? false;
		await response.arrayBuffer();
		return response.ok && isJson;
	} catch {
		return false;
	}
}
