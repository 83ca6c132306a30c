/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';

import { CREDENTIAL_TYPE, sandboxCredential } from '../../scripts/examples';
import { type Log, type RunningN8n, startN8n } from '../../scripts/n8n';
import {
	headerAuth,
	HTTP_REQUEST_TYPE,
	HTTP_REQUEST_VERSION,
	parametersFor,
} from '../client/parameters';
import { startServer } from '../processes';
import { fixed, median, seconds, times } from '../report/numbers';
import type { Section } from '../report/table';
import type { Stage } from '../stage';

const ITEMS = 1000;
const REPETITIONS = 7;

/** Linux counts the time of a process in hundredths of a second. */
const TICK_MS = 10;

type Name = 'altegio' | 'http' | 'nothing';

interface Row {
	cpuMs: number;
	wallMs: number;
}

/**
 * The same updates in a whole n8n: as a published workflow, with credentials read from n8n's database and the
 * execution saved there.
 */
export async function server(stage: Stage, log: Log): Promise<Section> {
	log(`In a real n8n: ${fixed(ITEMS)} updates, ${REPETITIONS} times each`);
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-altegio-bench-'));
	const stub = await startServer({ kind: 'stub', locations: 0, limited: false });
	const n8n = await startN8n({ userFolder, tarball: stage.tarball, log });
	const rows: Record<Name, Row[]> = { nothing: [], altegio: [], http: [] };
	try {
		const hooks = await publishAll(n8n, stub.url);
		// The first round is not counted: n8n and the nodes have to get warm.
		for (let repetition = 0; repetition <= REPETITIONS; repetition++) {
			for (const [name, hook] of hooks) {
				const row = await callOnce(n8n, hook);
				if (repetition > 0) rows[name].push(row);
			}
		}
	} finally {
		await n8n.stop();
		stub.stop();
		await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
	}
	const cpuOf = (name: Name) => median(rows[name].map(({ cpuMs }) => cpuMs));
	const net = (name: Name) => (cpuOf(name) - cpuOf('nothing')) / ITEMS;
	const ratio = net('altegio') / net('http');
	return {
		title: 'In a real n8n',
		what: `${fixed(ITEMS)} updates as above in a published workflow of a whole n8n with its settings as installed: credentials come out of its database, and the execution is saved there. CPU is that of n8n's process, less what the same workflow takes with a node that does nothing; medians of ${REPETITIONS}.`,
		head: ['', 'CPU per item, ms', 'To HTTP Request', 'Time, s'],
		rows: (['altegio', 'http'] as const).map((name) => [
			name === 'altegio' ? 'Altegio' : 'HTTP Request',
			fixed(net(name), 2),
			fixed(net(name) / net('http'), 2),
			seconds(median(rows[name].map(({ wallMs }) => wallMs))),
		]),
		says: [
			ratio <= 1
				? `In a server this node takes ${times(ratio)} the CPU of the HTTP Request node, which asks n8n for its credential more often.`
				: `In a server this node is more costly than the HTTP Request node, ${times(ratio)}: it checks every value and waits for each answer.`,
		],
	};
}

/** Publishes a workflow for each, and returns the addresses that start them. */
async function publishAll(
	{ client, url }: RunningN8n,
	baseUrl: string,
): Promise<Map<Name, string>> {
	await client.setUpOwner({ email: 'owner@example.com', password: 'Bench-owner-1' });
	const altegioApi = await client.createCredential(
		'Altegio',
		CREDENTIAL_TYPE,
		sandboxCredential(baseUrl),
	);
	const httpHeaderAuth = await client.createCredential('Header', 'httpHeaderAuth', headerAuth);
	const work = { operation: 'update', baseUrl, paced: false } as const;
	const nodes: Record<Name, Partial<INode>> = {
		nothing: { type: 'n8n-nodes-base.noOp' },
		altegio: {
			type: 'n8n-nodes-altegio.altegio',
			parameters: parametersFor({ ...work, peer: 'altegio' }),
			credentials: { altegioApi: { id: altegioApi, name: 'Altegio' } },
		},
		http: {
			type: HTTP_REQUEST_TYPE,
			typeVersion: HTTP_REQUEST_VERSION,
			parameters: parametersFor({ ...work, peer: 'http' }),
			credentials: { httpHeaderAuth: { id: httpHeaderAuth, name: 'Header' } },
		},
	};
	const hooks = new Map<Name, string>();
	for (const [name, node] of Object.entries(nodes) as Array<[Name, Partial<INode>]>) {
		const chain = [...beforeWorker(name), { name: 'Worker', ...node }].map(toNode);
		const id = await client.createWorkflow({
			name,
			nodes: chain,
			connections: Object.fromEntries(
				chain
					.slice(1)
					.map((next, at) => [
						chain[at].name,
						{ main: [[{ node: next.name, type: 'main' as const, index: 0 }]] },
					]),
			),
		});
		await client.publishWorkflow(id);
		hooks.set(name, `${url}/webhook/${name}`);
	}
	return hooks;
}

/** A webhook that answers when all is done, and the rows of the user's sheet. */
function beforeWorker(path: string): Array<Partial<INode> & { name: string }> {
	const row =
		"{ id: 100001 + i, address: i + ' Main Street', zip: String(10000 + i), short_descr: 'Beauty studio' }";
	return [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { path, responseMode: 'lastNode', options: {} },
		},
		{
			name: 'Sheet',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: {
				mode: 'raw',
				jsonOutput: `={{ { rows: Array.from({ length: ${ITEMS} }, (_, i) => (${row})) } }}`,
			},
		},
		{
			name: 'Rows',
			type: 'n8n-nodes-base.splitOut',
			parameters: { fieldToSplitOut: 'rows' },
		},
	];
}

function toNode(node: Partial<INode> & { name: string }, index: number): INode {
	return {
		id: `node-${index}`,
		type: '',
		typeVersion: 1,
		position: [index * 220, 0],
		parameters: {},
		...node,
	};
}

async function callOnce(n8n: RunningN8n, hook: string): Promise<Row> {
	const cpuBefore = await cpuMsOf(n8n);
	const start = performance.now();
	const answer = await fetch(hook);
	const text = await answer.text();
	if (!answer.ok) throw new Error(`The workflow ended with HTTP ${answer.status}: ${text}`);
	return { wallMs: performance.now() - start, cpuMs: (await cpuMsOf(n8n)) - cpuBefore };
}

/** User and system time that n8n's process has taken so far; Linux only. */
async function cpuMsOf({ pid }: RunningN8n): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	// After the name, which may hold spaces and brackets: fields 3 and on, of which 14 and 15 are wanted.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
