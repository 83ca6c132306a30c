/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { readFile } from 'node:fs/promises';

import type { IDataObject } from 'n8n-workflow';

import { CREDENTIAL_NAME, CREDENTIAL_TYPE, sandboxCredential } from '../../scripts/examples';
import { type Log, outputOf, type RunningN8n } from '../../scripts/n8n';
import type { BenchSetup } from '../benchSetup';
import { rows } from '../client/items';
import {
	HEADER_AUTH,
	headerAuth,
	HTTP_REQUEST_TYPE,
	HTTP_REQUEST_VERSION,
	parametersFor,
} from '../client/parameters';
import type { RunTask } from '../client/task';
import { startServer } from '../processes';
import { fixed, median, seconds } from '../report/numbers';
import type { Table } from '../report/table';
import { type BenchNode, START, to, withNewN8n, workflowOf } from '../newN8n';

const ITEMS = 1000;
const REPETITIONS = 7;
const TIME_TO_RUN_MS = 5 * 60_000;

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;

interface Contender {
	label: string;
	peer: RunTask['peer'];
	node: Pick<BenchNode, 'type' | 'typeVersion'>;
	credential: [name: string, type: string, data: IDataObject];
}

interface Run {
	cpuMs: number;
	wallMs: number;
}

/** The updates of the part `cpu` in a whole n8n, with its database, its log and its queue of executions. */
export async function wholeN8n(setup: BenchSetup, log: Log): Promise<Table> {
	log(`A whole n8n: ${fixed(ITEMS)} updates, ${REPETITIONS} times each`);
	const server = await startServer({ kind: 'stub', locations: 0, limited: false });
	const contenders: Contender[] = [
		{
			label: 'Altegio',
			peer: 'altegio',
			node: { type: 'n8n-nodes-altegio.altegio', typeVersion: 1 },
			credential: [CREDENTIAL_NAME, CREDENTIAL_TYPE, sandboxCredential(server.url)],
		},
		{
			label: 'HTTP Request',
			peer: 'http',
			node: { type: HTTP_REQUEST_TYPE, typeVersion: HTTP_REQUEST_VERSION },
			credential: ['Tokens', HEADER_AUTH, headerAuth],
		},
	];
	try {
		return await withNewN8n(setup, log, async (n8n) => {
			const results = new Map<Contender, Run[]>(contenders.map((one) => [one, []]));
			const workflows = new Map<Contender, string>();
			for (const one of contenders) workflows.set(one, await create(n8n, one, server.url));
			// The first run of each is not counted: a server has run workflows before.
			for (let repetition = 0; repetition <= REPETITIONS; repetition++) {
				for (const [contender, done] of results) {
					const run = await measure(n8n, workflows.get(contender)!);
					if (repetition > 0) done.push(run);
				}
			}
			return toTable(results);
		});
	} finally {
		server.stop();
	}
}

async function create(
	{ client }: RunningN8n,
	{ label, peer, node, credential }: Contender,
	baseUrl: string,
): Promise<string> {
	const [name, type] = credential;
	const id = await client.createCredential(...credential);
	const task: RunTask = {
		...{ kind: 'run', operation: 'update', peer, engine: 'vm', baseUrl },
		...{ items: ITEMS, firstId: 100001, paced: false, warmUp: 0 },
	};
	const update: BenchNode = {
		...{ name: 'Update', ...node, parameters: parametersFor(task) },
		credentials: { [type]: { id, name } },
	};
	const source = { name: 'Items', items: rows(task) };
	return await client.createWorkflow(workflowOf(label, source, [update], { Items: to('Update') }));
}

async function measure({ client, pid }: RunningN8n, workflowId: string): Promise<Run> {
	const cpuBefore = await cpuOf(pid!);
	const started = performance.now();
	const execution = await client.runWorkflow(workflowId, START, TIME_TO_RUN_MS);
	const wallMs = performance.now() - started;
	const cpuMs = (await cpuOf(pid!)) - cpuBefore;
	const output = outputOf(execution, 'Update').length;
	if (output !== ITEMS)
		throw new Error(`${output} of ${ITEMS} items came out: ${execution.status}`);
	return { cpuMs, wallMs };
}

/** User and system time of a process, in milliseconds; see proc(5). */
async function cpuOf(pid: number): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	// The name, which may hold blanks, stands in brackets before the numbers.
	const numbers = stat
		.slice(stat.lastIndexOf(')') + 2)
		.split(' ')
		.map(Number);
	return (numbers[11]! + numbers[12]!) * TICK_MS;
}

function toTable(results: Map<Contender, Run[]>): Table {
	const summary = [...results].map(([{ label, peer }, runs]) => ({
		label,
		peer,
		cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
		wallMs: median(runs.map(({ wallMs }) => wallMs)),
	}));
	const rival = summary.find(({ peer }) => peer === 'http')!;
	return {
		head: [`${fixed(ITEMS)} updates`, 'CPU per item, ms', 'To HTTP Request', 'Time, s'],
		rows: summary.map(({ label, cpuMs, wallMs }) => [
			label,
			fixed(cpuMs / ITEMS, 2),
			fixed(cpuMs / rival.cpuMs, 2),
			seconds(wallMs),
		]),
	};
}
