import type { Log } from '../../scripts/n8n';
import type { BenchSetup } from '../benchSetup';
import type { Operation, RunResult, RunTask } from '../client/task';
import { prepareClient, startServer, type Client, type Server } from '../processes';
import { fixed, seconds } from '../report/numbers';
import type { Table } from '../report/table';
import type { ServerTally } from '../servers/options';
import { LIMITS } from '../servers/sandbox';

const ITEMS = 500;
const FIRST_ID = 100001;
const RETRY = { maxTries: 3, waitBetweenTries: 5000 };

type Case = { label: string } & Pick<RunTask, 'peer' | 'batching' | 'retryOnFail'>;

const CASES: Case[] = [
	{ label: 'Altegio', peer: 'altegio' },
	{ label: 'HTTP Request, default', peer: 'http' },
	{
		label: 'HTTP Request, 5 per 1,000 ms, Retry On Fail',
		peer: 'httpExpert',
		batching: { batchSize: 5, batchInterval: 1000 },
		retryOnFail: RETRY,
	},
	{
		label: 'HTTP Request, 1 per 300 ms, Retry On Fail',
		peer: 'httpExpert',
		batching: { batchSize: 1, batchInterval: 300 },
		retryOnFail: RETRY,
	},
];

/**
 * The least milliseconds in which so many requests can be sent inside the limits, from the first to the last.
 *
 * Request k (from 0) may not be sent before request k-5 is one second old and request k-200 is one minute old.
 * Sent as early as both windows allow, every 200 of them begin a new minute, and within it every 5 a new second:
 * 60 s * floor((n - 1) / 200) + 1 s * floor(((n - 1) mod 200) / 5). For 500 requests that is 139 s.
 */
export function leastMs(requests: number): number {
	const last = requests - 1;
	const { perMinute, perSecond } = LIMITS;
	return 60_000 * Math.floor(last / perMinute) + 1000 * Math.floor((last % perMinute) / perSecond);
}

type Finished = Case & { operation: Operation; result: RunResult; tally: ServerTally };

/** 500 updates and 500 deletions against a sandbox that enforces Altegio's limits, all at the same time. */
export async function limits(setup: BenchSetup, log: Log): Promise<Table> {
	const cases = (['update', 'delete'] as const).flatMap((operation) =>
		CASES.map((one) => ({ ...one, operation })),
	);
	log(`Limits: ${cases.length} runs side by side, each with a sandbox of its own; 2 to 6 minutes`);
	const prepared: Array<{
		one: (typeof cases)[number];
		server: Server;
		client: Client<RunResult>;
	}> = [];
	// One after the other, so that nobody's start disturbs another's run.
	for (const one of cases) {
		const server = await startServer({ kind: 'sandbox', locations: ITEMS, limited: true });
		prepared.push({ one, server, client: await prepareClient(setup, taskFor(one, server)) });
	}
	const finished = await Promise.all(
		prepared.map(async ({ one, server, client }): Promise<Finished> => {
			const result = await client.run();
			log(`  ${one.operation}, ${one.label}: ${seconds(result.wallMs)} s`);
			const tally = await server.tally();
			server.stop();
			return { ...one, result, tally };
		}),
	);
	return {
		head: [
			'',
			'Work',
			'Done',
			'Lost',
			'Output items',
			'Requests',
			'Of these 429',
			'Time, s',
			'Of the least',
		],
		rows: finished.map(({ label, operation, result, tally }) => [
			label,
			operation,
			fixed(tally.changed),
			fixed(ITEMS - tally.changed),
			fixed(result.output),
			fixed(tally.requests),
			fixed(tally.limited),
			seconds(result.wallMs),
			fixed(result.wallMs / leastMs(ITEMS), 2),
		]),
	};
}

function taskFor(one: Case & { operation: Operation }, { url }: Server): RunTask {
	const { peer, operation, batching, retryOnFail } = one;
	return {
		kind: 'run',
		peer,
		operation,
		batching,
		retryOnFail,
		baseUrl: url,
		items: ITEMS,
		firstId: FIRST_ID,
		engine: 'vm',
		paced: true,
		warmUp: 0,
	};
}
