/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs outside n8n */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

import { nodeBinary } from '../scripts/n8n/settings';
import type { BenchSetup } from './benchSetup';
import type { ResultOf, Task } from './client/task';
import type { ServerOptions, ServerTally } from './servers/options';

type Message<T> = { ready?: true; url?: string; tally?: ServerTally; result?: T; failed?: string };

/** A process with everything loaded, waiting for the word. */
export interface Client<T> {
	/** Does the work; the process ends with it. */
	run(): Promise<T>;
}

/** Starts a process that will do one task, and waits until it is ready. */
export async function prepareClient<T extends Task>(
	{ client, n8nModules }: BenchSetup,
	task: T,
): Promise<Client<ResultOf<T>>> {
	const child = fork(client, {
		execPath: nodeBinary,
		// tsx, with which this process runs, must not be in the measured one.
		execArgv: [],
		// n8n itself shows community nodes its modules this way.
		env: { PATH: process.env.PATH, NODE_PATH: n8nModules },
	});
	child.send(task);
	await answer<ResultOf<T>>(child);
	return {
		run: async () => {
			child.send('go');
			return (await answer<ResultOf<T>>(child)).result!;
		},
	};
}

/** One measurement in a fresh process. */
export async function inFreshProcess<T extends Task>(
	setup: BenchSetup,
	task: T,
): Promise<ResultOf<T>> {
	return await (await prepareClient(setup, task)).run();
}

/** A server in a process of its own, so that its work is not counted as the client's. */
export interface Server {
	/** What a client uses as base URL. */
	url: string;
	/** What arrived so far. */
	tally(): Promise<ServerTally>;
	stop(): void;
}

/** Starts a server and waits until it listens. */
export async function startServer(options: ServerOptions): Promise<Server> {
	const child = fork(join(__dirname, 'servers', 'main.ts'), { execPath: nodeBinary });
	child.send(options);
	const { url } = await answer(child);
	return {
		url: url!,
		tally: async () => {
			child.send('tally');
			return (await answer(child)).tally!;
		},
		stop: () => child.disconnect(),
	};
}

/** The next message of a process. */
async function answer<T>(child: ChildProcess): Promise<Message<T>> {
	return await new Promise((resolve, reject) => {
		const onExit = (code: number | null, signal: string | null) =>
			reject(new Error(`A process of the benchmark ended with ${code ?? signal}`));
		child.once('exit', onExit);
		child.once('message', (message: Message<T>) => {
			child.off('exit', onExit);
			if (message.failed) reject(new Error(message.failed));
			else resolve(message);
		});
	});
}
