/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import { LOOPBACK, type WorkflowJson } from '../../scripts/n8n';

export interface Message {
	to?: string;
	text: string;
}

/** What takes the messages of a workflow in place of a service for SMS or chats. */
export interface Outbox {
	/** What was accepted, in the order of arrival. */
	messages: Message[];
	/** Recipients whose messages are answered with 400. */
	refused: Set<string>;
	/** Lets every HTTP Request node of a workflow send to this outbox. */
	use(workflow: WorkflowJson): void;
	close(): void;
}

export async function startOutbox(): Promise<Outbox> {
	const messages: Message[] = [];
	const refused = new Set<string>();
	const server = createServer(async (request, response) => {
		const message = (await json(request)) as Message;
		const isRefused = refused.has(message.to ?? '');
		if (!isRefused) messages.push(message);
		response.setHeader('Content-Type', 'application/json');
		response.statusCode = isRefused ? 400 : 200;
		response.end(JSON.stringify(isRefused ? { message: 'no such number' } : { ok: true }));
	});
	await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
	const { port } = server.address() as AddressInfo;
	return {
		messages,
		refused,
		use({ nodes }) {
			for (const { type, parameters } of nodes) {
				if (type.endsWith('.httpRequest')) parameters.url = `http://${LOOPBACK}:${port}/`;
			}
		},
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}
