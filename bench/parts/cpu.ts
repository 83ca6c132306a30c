import type { Log } from '../../scripts/n8n';
import type { BenchSetup } from '../benchSetup';
import type { ExpressionEngine, Peer, RunResult, RunTask } from '../client/task';
import { inFreshProcess, startServer } from '../processes';
import { fixed, median, megabytes, seconds } from '../report/numbers';
import type { Table } from '../report/table';

/** More repetitions where a single one takes little and so varies most. */
const SIZES = [
	{ items: 100, repetitions: 9 },
	{ items: 1000, repetitions: 7 },
	{ items: 10_000, repetitions: 3 },
];

/** As a server that has run workflows before. */
const WARM_UP = 200;

interface Contender {
	label: string;
	peer: Peer;
	engine: ExpressionEngine;
	batching?: RunTask['batching'];
}

const BATCHING = { batchSize: 50, batchInterval: 50 };

const CONTENDERS: Contender[] = [
	...(['vm', 'legacy'] as const).flatMap((engine): Contender[] => [
		{ label: 'Altegio', peer: 'altegio', engine },
		{ label: 'HTTP Request', peer: 'http', engine },
		{ label: 'HTTP Request, tuned', peer: 'httpExpert', engine, batching: BATCHING },
	]),
	{ label: 'fetch loop', peer: 'fetch', engine: 'legacy' },
];

interface Row extends Contender {
	items: number;
	/** Processor time for each item, in milliseconds. */
	cpuPerItem: number;
	systemPerItem: number;
	wallMs: number;
	peakRss: number;
	growth: number;
	evaluations: number;
}

/** What an item costs where nothing has to be waited for. */
export async function cpu(setup: BenchSetup, log: Log): Promise<Table> {
	const server = await startServer({ kind: 'stub', locations: 0, limited: false });
	const rows: Row[] = [];
	try {
		for (const { items, repetitions } of SIZES) {
			log(`Without limits: ${fixed(items)} updates, ${repetitions} times each`);
			const results = new Map<Contender, RunResult[]>(CONTENDERS.map((one) => [one, []]));
			for (let repetition = 0; repetition < repetitions; repetition++) {
				for (const [contender, done] of results) {
					const { peer, engine, batching } = contender;
					done.push(
						await inFreshProcess(setup, {
							kind: 'run',
							operation: 'update',
							peer,
							engine,
							batching,
							baseUrl: server.url,
							items,
							firstId: 100001,
							paced: false,
							warmUp: WARM_UP,
						}),
					);
				}
			}
			for (const [contender, done] of results) rows.push(toRow(contender, items, done));
		}
	} finally {
		server.stop();
	}
	return {
		head: [
			'Updates',
			'Expressions',
			'',
			'CPU per item, ms',
			'To HTTP Request',
			'Of it system, ms',
			'Expressions per item',
			'Time, s',
			'Peak memory, MB',
			'Of it for the run, MB',
		],
		rows: rows.map((row) => [
			fixed(row.items),
			row.peer === 'fetch' ? '–' : row.engine === 'vm' ? 'isolate' : 'in process',
			row.label,
			fixed(row.cpuPerItem, 2),
			row.peer === 'fetch' ? '–' : fixed(row.cpuPerItem / rival(rows, row).cpuPerItem, 2),
			fixed(row.systemPerItem, 2),
			fixed(row.evaluations),
			seconds(row.wallMs),
			megabytes(row.peakRss),
			megabytes(row.growth),
		]),
	};
}

function toRow(contender: Contender, items: number, results: RunResult[]): Row {
	const failed = results.find(({ output }) => output !== items);
	if (failed) {
		throw new Error(
			`${contender.label} gave ${failed.output} of ${items} items: ${failed.error ?? failed.status}`,
		);
	}
	const of = (pick: (result: RunResult) => number) => median(results.map(pick));
	return {
		...contender,
		items,
		cpuPerItem: of(({ cpuMs }) => cpuMs) / items,
		systemPerItem: of(({ systemMs }) => systemMs) / items,
		wallMs: of(({ wallMs }) => wallMs),
		peakRss: of(({ peakRss }) => peakRss),
		growth: of(({ peakRss, rssBefore }) => peakRss - rssBefore),
		evaluations: of(({ evaluations }) => evaluations),
	};
}

/** The HTTP Request node at the same work. */
function rival(rows: Row[], { items, engine }: Row): Row {
	return rows.find((row) => row.peer === 'http' && row.items === items && row.engine === engine)!;
}
