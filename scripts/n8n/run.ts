/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs outside n8n */
import { spawn } from 'node:child_process';
import { join, delimiter } from 'node:path';

/** Takes one line of progress. */
export type Log = (line: string) => void;

/** The checkout this script belongs to. */
export const projectRoot = join(__dirname, '..', '..');

const HEARTBEAT_MS = 15_000;
const LINES_KEPT = 40;

/** Whole seconds since a moment, for progress lines. */
export const secondsSince = (start: number) => Math.round((Date.now() - start) / 1000);

/**
 * The environment for child processes: this one's, with the project's Node (24) first in PATH,
 * because n8n and its native modules need that one and not whatever the machine has.
 */
export function childEnv(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	const env = { ...process.env, ...extra };
	env.PATH = [join(projectRoot, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
	// `npm run` sets this to the checkout; an npm started in another folder must not inherit it.
	delete env.npm_config_local_prefix;
	return env;
}

export interface RunOptions {
	cwd: string;
	log: Log;
	env?: NodeJS.ProcessEnv;
}

/**
 * Runs a command to its end without showing its output, and reports every 15 seconds that it is
 * still at work. Resolves with its standard output; if it fails, the error holds its last lines.
 */
export async function run(
	command: string,
	args: string[],
	{ cwd, log, env }: RunOptions,
): Promise<string> {
	const start = Date.now();
	const shown = [command, ...args].join(' ');
	const child = spawn(command, args, {
		cwd,
		env: childEnv(env),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const heartbeat = setInterval(
		() => log(`  ... ${shown}: ${secondsSince(start)} s so far`),
		HEARTBEAT_MS,
	);

	// If this process ends early, the command must not go on alone.
	const killAtExit = () => child.kill();
	process.once('exit', killAtExit);

	let stdout = '';
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => {
		stdout += chunk.toString();
		output += chunk.toString();
	});
	child.stderr.on('data', (chunk: Buffer) => {
		output += chunk.toString();
	});

	try {
		const code = await new Promise<number | string>((resolve, reject) => {
			child.on('error', reject);
			child.on('close', (exitCode, signal) => resolve(exitCode ?? signal ?? 'unknown'));
		});
		if (code !== 0) {
			const lastLines = output.trimEnd().split('\n').slice(-LINES_KEPT).join('\n');
			throw new Error(`"${shown}" ended with ${code}. Its last lines:\n${lastLines}`);
		}
		return stdout;
	} finally {
		clearInterval(heartbeat);
		process.removeListener('exit', killAtExit);
	}
}
