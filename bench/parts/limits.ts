import type { Log } from '../../scripts/n8n';
import type { Operation, RunResult, RunTask } from '../client/task';
import { prepareClient, startServer, type Client, type Server } from '../processes';
import { fixed, seconds, times } from '../report/numbers';
import type { Section } from '../report/table';
import type { ServerTally } from '../servers/options';
import { LIMITS } from '../servers/sandbox';
import type { Stage } from '../stage';

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
export async function limits(stage: Stage, log: Log): Promise<Section> {
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
		prepared.push({ one, server, client: await prepareClient(stage, taskFor(one, server)) });
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
		title: "With Altegio's limits enforced",
		what: `${ITEMS} updates and ${ITEMS} deletions. The sandbox answers 429 beyond 5 requests in a second or 200 in a minute. The least time that the limits allow is ${seconds(leastMs(ITEMS))} s.`,
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
		says: [says(finished)],
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

function says(finished: Finished[]): string {
	const ours = finished.filter(({ peer }) => peer === 'altegio');
	const lost = ours.reduce((sum, { tally }) => sum + ITEMS - tally.changed, 0);
	const slowest = Math.max(...ours.map(({ result }) => result.wallMs)) / leastMs(ITEMS);
	const faster = finished.filter(
		({ peer, result, tally, operation }) =>
			peer !== 'altegio' &&
			tally.changed === ITEMS &&
			result.wallMs < ours.find((one) => one.operation === operation)!.result.wallMs,
	);
	const untold = finished.filter(({ tally, result }) => tally.changed > result.output);
	return [
		`This node lost ${lost === 0 ? 'none' : fixed(lost)} and took at most ${times(slowest)} the least time.`,
		faster.length === 0
			? 'Nothing else did all the work sooner.'
			: `Slower than ${faster.map(({ label, operation }) => `${label} (${operation})`).join(', ')}, which did all of it too.`,
		untold.length > 0 &&
			'Where there are fewer output items than done, n8n showed a failed node, and the workflow learned nothing of the items that Altegio had changed.',
	]
		.filter(Boolean)
		.join(' ');
}
