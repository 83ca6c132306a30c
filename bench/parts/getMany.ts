import type { Log } from '../../scripts/n8n';
import type { BenchSetup } from '../benchSetup';
import type { Peer, RunResult } from '../client/task';
import { inFreshProcess, startServer } from '../processes';
import { fixed, median, megabytes, seconds } from '../report/numbers';
import type { Table } from '../report/table';
import type { ServerTally } from '../servers/options';

const LOCATIONS = 10_000;
const REPETITIONS = 3;

const CASES: Array<{ label: string; peer: Peer; limited: boolean }> = [
	{ label: 'Altegio', peer: 'altegio', limited: false },
	{ label: 'HTTP Request, Pagination', peer: 'http', limited: false },
	{ label: 'fetch loop', peer: 'fetch', limited: false },
	{ label: 'Altegio', peer: 'altegio', limited: true },
	{ label: 'HTTP Request, Pagination', peer: 'http', limited: true },
];

type Finished = (typeof CASES)[number] & { result: RunResult; tally: ServerTally };

/** All of 10,000 locations, page by page. */
export async function getMany(setup: BenchSetup, log: Log): Promise<Table> {
	log(`Get Many: ${fixed(LOCATIONS)} locations, ${REPETITIONS} times each`);
	const runs = new Map<(typeof CASES)[number], Finished[]>(CASES.map((one) => [one, []]));
	for (let repetition = 0; repetition < REPETITIONS; repetition++) {
		for (const [one, done] of runs) done.push(await runOnce(setup, one));
	}
	const finished = [...runs.values()].map(middle);
	return {
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
	};
}

async function runOnce(setup: BenchSetup, one: (typeof CASES)[number]): Promise<Finished> {
	const { peer, limited } = one;
	const server = await startServer({ kind: 'sandbox', locations: LOCATIONS, limited });
	try {
		const result = await inFreshProcess(setup, {
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
