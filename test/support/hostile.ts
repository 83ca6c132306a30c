/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { runInThisContext } from 'node:vm';

/** Answers one request with whatever bytes a test wants. */
export type Answerer = (response: http.ServerResponse) => void;

export interface Hostile {
	/** A base URL at a port of its own: the limits of requests are kept for each host, and count none before. */
	freshUrl(): Promise<string>;
	/** From now on every request is answered so. */
	answer: Answerer;
	/** Requests of this test so far. */
	received: number;
}

const MEGABYTE = 2 ** 20;

/** A JSON text of so many megabytes. */
export const huge = (megabytes: number) => 'x'.repeat(megabytes * MEGABYTE);

/** A JSON text of lists in lists. */
export const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

/** An answer with this status and body; text is sent as JSON unless said otherwise. */
export function say(
	status: number,
	body: string | Buffer,
	headers: http.OutgoingHttpHeaders = {},
): Answerer {
	// Made once: what the server itself needs would be mistaken for memory of the node.
	const bytes = Buffer.from(body);
	return (response) => {
		response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
		response.end(bytes);
	};
}

/** Half of an answer that promises more. */
export const sayHalf: Answerer = (response) => {
	response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '500' });
	response.write('{"data":', () => response.destroy());
};

/**
 * Servers for a file of tests that answer no better than they are told to. A test fails if anything is thrown
 * meanwhile that nobody catches: that would end the whole of n8n, or of one of its workers.
 */
export function useHostileServer(): Hostile {
	const servers: http.Server[] = [];
	const hostile: Hostile = {
		async freshUrl() {
			const server = http.createServer((request, response) => {
				hostile.received++;
				request.resume();
				hostile.answer(response);
			});
			servers.push(server);
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
			return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
		},
		answer: sayHalf,
		received: 0,
	};

	// Jest's own process object hears nothing of these.
	const realProcess = runInThisContext('process') as NodeJS.Process;
	const uncaught: unknown[] = [];
	const note = (error: unknown) => uncaught.push(error);

	beforeAll(() => {
		realProcess.on('unhandledRejection', note).on('uncaughtExceptionMonitor', note);
	});
	beforeEach(() => {
		hostile.received = 0;
	});
	afterEach(async () => {
		// A rejection counts as unhandled only after the promises have had their turn.
		await new Promise((resolve) => setImmediate(resolve));
		expect(uncaught.splice(0)).toEqual([]);
	});
	afterAll(() => {
		realProcess.off('unhandledRejection', note).off('uncaughtExceptionMonitor', note);
		for (const server of servers) {
			server.closeAllConnections();
			server.close();
		}
	});
	return hostile;
}

/** Megabytes of memory in use after everything that can be given back was. */
export function memoryInUse(): number {
	const collect = runInThisContext(
		'process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc"), process.getBuiltinModule("node:vm").runInNewContext("gc")',
	) as () => void;
	collect();
	const { heapUsed, external } = process.memoryUsage();
	return (heapUsed + external) / MEGABYTE;
}
