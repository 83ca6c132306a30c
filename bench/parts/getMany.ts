import type { Log } from '../../scripts/n8n';
import { PAGE_SIZE } from '../client/items';
import type { Peer, RunResult } from '../client/task';
import { inFreshProcess, startServer } from '../processes';
import { fixed, median, megabytes, seconds, times } from '../report/numbers';
import type { Section } from '../report/table';
import type { ServerTally } from '../servers/options';
import type { Stage } from '../stage';
import { leastMs } from './limits';

const LOCATIONS = 10_000;
const REPETITIONS = 3;
const PAGES = Math.floor(LOCATIONS / PAGE_SIZE) + 1;

const CASES: Array<{ label: string; peer: Peer; limited: boolean }> = [
	{ label: 'Altegio', peer: 'altegio', limited: false },
	{ label: 'HTTP Request, Pagination', peer: 'http', limited: false },
	{ label: 'fetch loop', peer: 'fetch', limited: false },
	{ label: 'Altegio', peer: 'altegio', limited: true },
	{ label: 'HTTP Request, Pagination', peer: 'http', limited: true },
];

type Finished = (typeof CASES)[number] & { result: RunResult; tally: ServerTally };

/** All of 10,000 locations, page by page. */
export async function getMany(stage: Stage, log: Log): Promise<Section> {
	log(`Get Many: ${fixed(LOCATIONS)} locations, ${REPETITIONS} times each`);
	const runs = new Map<(typeof CASES)[number], Finished[]>(CASES.map((one) => [one, []]));
	for (let repetition = 0; repetition < REPETITIONS; repetition++) {
		for (const [one, done] of runs) done.push(await runOnce(stage, one));
	}
	const finished = [...runs.values()].map(middle);
	return {
		title: `Get Many of ${fixed(LOCATIONS)} locations`,
		what: `Return All, with nothing left out of the answers, from the sandbox; its largest page has ${PAGE_SIZE} locations, so ${PAGES} requests are the least. With the limits enforced, these take at least ${seconds(leastMs(PAGES))} s.`,
		head: [
			'',
			'Limits',
			'Requests',
			'Output items',
			'Time, s',
			'CPU, s',
			'Peak memory, MB',
			'Ended with',
		],
		rows: finished.map(({ label, limited, result, tally }) => [
			label,
			limited ? 'enforced' : 'none',
			fixed(tally.requests),
			fixed(result.output),
			seconds(result.wallMs),
			seconds(result.cpuMs),
			megabytes(result.peakRss),
			result.error ?? result.status,
		]),
		says: [says(finished)],
	};
}

async function runOnce(stage: Stage, one: (typeof CASES)[number]): Promise<Finished> {
	const { peer, limited } = one;
	const server = await startServer({ kind: 'sandbox', locations: LOCATIONS, limited });
	try {
		const result = await inFreshProcess(stage, {
			kind: 'run',
			peer,
			operation: 'getAll',
			baseUrl: server.url,
			items: LOCATIONS,
			firstId: 100001,
			engine: 'vm',
			paced: limited,
			warmUp: 0,
		});
		return { ...one, result, tally: await server.tally() };
	} finally {
		server.stop();
	}
}

/** The run that took the time in the middle. */
function middle(runs: Finished[]): Finished {
	const wall = median(runs.map(({ result }) => result.wallMs));
	return runs.find(({ result }) => result.wallMs === wall)!;
}

function says(finished: Finished[]): string {
	const find = (peer: Peer, isLimited: boolean) =>
		finished.find((one) => one.peer === peer && one.limited === isLimited)!;
	const [ours, others, floor] = (['altegio', 'http', 'fetch'] as const).map((peer) =>
		find(peer, false),
	);
	const limited = find('altegio', true);
	const cut = find('http', true);
	const ratio = ours.result.wallMs / others.result.wallMs;
	return [
		`This node sends ${fixed(ours.tally.requests)} requests, and under the limits takes ${times(limited.result.wallMs / leastMs(PAGES))} the least time.`,
		ratio > 1
			? `Without limits it is slower than the HTTP Request node, ${times(ratio)}: it makes an item of every location, linked to its input, where the HTTP Request node hands on whole pages (${fixed(others.result.output)} items) and leaves that to another node.`
			: `Without limits it takes ${times(ratio)} the time of the HTTP Request node, which hands on whole pages (${fixed(others.result.output)} items) and leaves it to another node to make locations of them.`,
		`The plain loop takes ${seconds(floor.result.wallMs)} s.`,
		cut.result.output < others.result.output &&
			`Under the limits the HTTP Request node ends after ${fixed(cut.tally.requests)} requests with "${cut.result.error ?? cut.result.status}" and ${fixed(cut.result.output)} items.`,
	]
		.filter(Boolean)
		.join(' ');
}
