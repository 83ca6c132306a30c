/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { makeLocation } from '../../sandbox';
import { success } from '../../sandbox/answers';
import { LOOPBACK } from '../../scripts/n8n';
import type { ServerTally } from './options';

/**
 * Answers every request with the same location, as long as Altegio's answer to an update. The sandbox checks
 * every request against the contract, and the client would wait for that most of the time.
 */
export async function startStub(): Promise<{ url: string; tally: () => ServerTally }> {
	const body = JSON.stringify(success(makeLocation({ id: 100001, title: 'Salon' })).body);
	const headers = {
		'Content-Type': 'application/json; charset=utf-8',
		'Content-Length': Buffer.byteLength(body),
	};
	let requests = 0;
	const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
		requests++;
		request.resume().once('end', () => response.writeHead(200, headers).end(body));
	});
	// The HTTP Request node opens a connection for every item at once.
	await new Promise<void>((resolve) =>
		server.listen({ port: 0, host: LOOPBACK, backlog: 20_000 }, resolve),
	);
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://${LOOPBACK}:${port}/api/v1`,
		tally: () => ({ requests, limited: 0, changed: 0, violations: 0 }),
	};
}
