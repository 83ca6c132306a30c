/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test code runs outside n8n */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

const PROGRAM = require.resolve('@stoplight/prism-cli/dist/index.js');
const DOCUMENT = join(__dirname, '../../sandbox/altegio.openapi.yaml');

/** What Prism found wrong with a request or with the answer to it. */
export interface Objection {
	request: string;
	/** Its own words: where, and what. */
	findings: string[];
}

/** A running Prism, as a proxy that lets nothing pass which breaks the document. */
export interface Prism {
	/** Base URL for a client. */
	url: string;
	/** Everything it objected to so far; to be emptied at will. */
	objections: Objection[];
	close(): void;
}

interface Problem {
	title: string;
	validation?: Array<{ location: string[]; message: string }>;
}

/** Starts Stoplight Prism before the given server. It shares no code with the sandbox's own check. */
export async function startPrism(upstream: string): Promise<Prism> {
	const prism = spawn(
		process.execPath,
		[PROGRAM, 'proxy', DOCUMENT, upstream, '--errors', '--port', '0'],
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const prismUrl = await new Promise<string>((resolve, reject) => {
		prism.once('exit', () => reject(new Error('Prism ended before it listened')));
		createInterface(prism.stdout).on('line', (line) => {
			const [, url] = /listening on (\S+)/.exec(line) ?? [];
			if (url) resolve(url);
		});
	});

	// Prism tells the client alone what it objects to, so its answers are read on their way.
	const objections: Objection[] = [];
	const reader = http.createServer((request, response) => {
		const { method, url = '', headers } = request;
		const onward = http.request(prismUrl + url, { method, headers }, async (answer) => {
			const body = await text(answer);
			const findings = findingsIn(answer, body);
			if (findings.length > 0) objections.push({ request: `${method} ${url}`, findings });
			response.writeHead(answer.statusCode ?? 0, answer.headers);
			response.end(body);
		});
		request.pipe(onward);
	});
	reader.listen(0, '127.0.0.1');
	await once(reader, 'listening');

	return {
		url: `http://127.0.0.1:${(reader.address() as AddressInfo).port}`,
		objections,
		close() {
			reader.close();
			reader.closeAllConnections();
			prism.kill();
		},
	};
}

function findingsIn({ headers }: http.IncomingMessage, body: string): string[] {
	// What it lets pass as a mere warning stands in this header.
	const warnings = headers['sl-violations'];
	if (!headers['content-type']?.startsWith('application/problem+json')) {
		return warnings ? [String(warnings)] : [];
	}
	const { title, validation = [] } = JSON.parse(body) as Problem;
	if (validation.length === 0) return [title];
	return validation.map(({ location, message }) => `${location.join('.')}: ${message}`);
}
