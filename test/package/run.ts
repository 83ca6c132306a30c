/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test code runs outside n8n */
import { spawnSync } from 'node:child_process';

// Jest sets NODE_ENV to "test", and then n8n's lint rules take every file for a fixture of their own.
const env = { ...process.env, NODE_ENV: undefined };

/** Runs a program in a folder and returns what it printed; throws with all its output if it fails. */
export function run(folder: string, program: string, programArguments: string[]): string {
	const { status, stdout, stderr, error } = spawnSync(program, programArguments, {
		cwd: folder,
		env,
		encoding: 'utf8',
	});
	if (error || status !== 0) {
		const output = [error?.message, stdout, stderr].filter(Boolean).join('\n');
		throw new Error(`${program} ${programArguments.join(' ')} failed:\n${output}`);
	}
	return stdout;
}
