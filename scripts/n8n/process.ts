/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs outside n8n */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { N8nInstallation } from './install';
import { nodeBinary } from './settings';

const leash = join(__dirname, 'leash.js');
const LINES_KEPT = 5_000;
const TIME_TO_STOP_MS = 15_000;

/** A running n8n command and everything it started. */
export interface N8nProcess {
	/** Missing if it could not be started. */
	pid?: number;
	/** What it printed so far, the newest last. */
	lines: string[];
	/** Resolves with the exit code or the signal once it has ended. */
	exited: Promise<number | string>;
	/** Whether it still runs. */
	isRunning(): boolean;
	/** Ends it with all its children, gently first. */
	stop(): Promise<void>;
}

/** Starts one n8n command, such as `['start']` or `['worker']`, in a process group of its own. */
export function spawnN8n(
	{ bin, folder }: N8nInstallation,
	args: string[],
	env: NodeJS.ProcessEnv,
): N8nProcess {
	// The own group lets stop() reach the task runners that n8n starts as well. Being in a group of its
	// own it would outlive this process, so it is put on a leash: the fourth pipe.
	const child = spawn(nodeBinary, ['--require', leash, bin, ...args], {
		cwd: folder,
		env,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
	});

	const lines: string[] = [];
	for (const stream of [child.stdout!, child.stderr!]) {
		createInterface({ input: stream }).on('line', (line) => {
			lines.push(line);
			if (lines.length > LINES_KEPT) lines.shift();
		});
	}

	const signalGroup = (signal: NodeJS.Signals) => {
		if (child.pid === undefined) return;
		try {
			process.kill(-child.pid, signal);
		} catch {
			// Nobody of the group is left.
		}
	};
	const kill = () => signalGroup('SIGKILL');

	let running = true;
	const exited = new Promise<number | string>((resolve) => {
		child.once('error', (error) => {
			lines.push(String(error));
			resolve('not started');
		});
		// 'close' comes after the last line of output.
		child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
		// n8n may leave a task runner behind.
		child.once('exit', kill);
	}).finally(() => {
		running = false;
	});

	return {
		pid: child.pid,
		lines,
		exited,
		isRunning: () => running,
		async stop() {
			if (!running) return;
			signalGroup('SIGTERM');
			const force = setTimeout(kill, TIME_TO_STOP_MS);
			await exited;
			clearTimeout(force);
		},
	};
}
