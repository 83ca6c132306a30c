import type { Log } from '../../scripts/n8n';
import type { ExpressionEngine, Peer, RunResult, RunTask } from '../client/task';
import { inFreshProcess, startServer } from '../processes';
import { fixed, median, megabytes, seconds, times } from '../report/numbers';
import type { Section } from '../report/table';
import type { Stage } from '../stage';

/** More repetitions where a single one takes little and so varies most. */
const SIZES = [
	{ items: 100, repetitions: 9 },
	{ items: 1000, repetitions: 7 },
	{ items: 10_000, repetitions: 3 },
];
const LARGEST = 10_000;

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
export async function cpu(stage: Stage, log: Log): Promise<Section> {
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
						await inFreshProcess(stage, {
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
		title: 'Without limits',
		what: `Updates of three fields, location and values by expression from the input item; 'Requests per Second' and 'Requests per Minute' are 0. The HTTP Request node has a Header Auth credential and, by default, its body as fields with an expression each; tuned, the body is a single expression and batching sends ${BATCHING.batchSize} items every ${BATCHING.batchInterval} ms, which is then what its time consists of. CPU is user and system time of the whole client process, after ${WARM_UP} items that are not counted. "isolate" is how n8n's server evaluates expressions unless told otherwise, "in process" the older way (\`N8N_EXPRESSION_ENGINE=legacy\`). The server is a stub that gives the same answer to everything.`,
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
		says: [says(rows), tuned(rows), growth(rows)],
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

function says(rows: Row[]): string {
	const ours = rows.filter(({ peer }) => peer === 'altegio');
	const slower = ours.filter((row) => row.cpuPerItem > rival(rows, row).cpuPerItem);
	const ratios = ours.map((row) => row.cpuPerItem / rival(rows, row).cpuPerItem);
	const range = `${fixed(Math.min(...ratios), 2)} to ${times(Math.max(...ratios))} the CPU per item of the HTTP Request node`;
	if (slower.length === 0) return `This node takes ${range}, so it is nowhere more costly.`;
	return `This node takes ${range}. It is more costly in ${slower.length} of ${ours.length} comparisons: ${why(rows, slower)}`;
}

/** What makes these rows more costly than those of the HTTP Request node. */
function why(rows: Row[], slower: Row[]): string {
	const ratio = (pick: (row: Row) => number) => {
		const sum = (of: Row[]) => of.reduce((total, row) => total + pick(row), 0);
		return sum(slower) / sum(slower.map((row) => rival(rows, row)));
	};
	const user = ratio(({ cpuPerItem, systemPerItem }) => cpuPerItem - systemPerItem);
	const system = ratio(({ systemPerItem }) => systemPerItem);
	const shares = `there its own work (user time) is ${times(user)} that of the HTTP Request node, and the work of the operating system ${times(system)}.`;
	if (system <= Math.max(user, 1)) return shares;
	return `${shares} n8n's client opens a connection for every request, which costs more one by one: this node keeps the order and waits for each answer, where the HTTP Request node has all under way at once.`;
}

function tuned(rows: Row[]): string {
	const experts = rows.filter(({ peer }) => peer === 'httpExpert');
	const ours = (row: Row) =>
		rows.find(
			(one) => one.peer === 'altegio' && one.items === row.items && one.engine === row.engine,
		)!;
	const cheaper = experts.filter((row) => row.cpuPerItem < ours(row).cpuPerItem);
	const [{ evaluations }] = experts;
	return `Tuned by somebody who writes the whole body as one expression, the HTTP Request node has ${fixed(evaluations)} to evaluate and is cheaper than this node in ${cheaper.length} of ${experts.length} comparisons.`;
}

function growth(rows: Row[]): string {
	const [ours, others] = (['altegio', 'http'] as const).map((peer) =>
		rows.filter((row) => row.peer === peer && row.engine === 'vm'),
	);
	const cpuGrowth = (of: Row[]) =>
		of.find(({ items }) => items === LARGEST)!.cpuPerItem /
		of.find(({ items }) => items === 1000)!.cpuPerItem;
	const memory = (of: Row[]) => of.find(({ items }) => items === LARGEST)!.growth;
	const wall = (of: Row[]) => of.find(({ items }) => items === LARGEST)!.wallMs;
	return [
		`From 1,000 to ${fixed(LARGEST)} items in the isolate, the CPU per item grows ${times(cpuGrowth(ours))} (HTTP Request: ${times(cpuGrowth(others))}); 1.00 is a cost in proportion to the items.`,
		`${fixed(LARGEST)} items take ${megabytes(memory(ours))} MB (HTTP Request: ${megabytes(memory(others))} MB).`,
		wall(ours) > wall(others) &&
			`It takes longer from start to end, ${times(wall(ours) / wall(others))}, because it sends one item after the other, which keeps the order, where the HTTP Request node sends all at once.`,
	]
		.filter(Boolean)
		.join(' ');
}
