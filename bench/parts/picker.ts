import type { Log } from '../../scripts/n8n';
import type { PickResult } from '../client/task';
import { inFreshProcess, startServer } from '../processes';
import { fixed, median, seconds } from '../report/numbers';
import type { Section } from '../report/table';
import type { ServerTally } from '../servers/options';
import type { Stage } from '../stage';

const LOCATIONS = 10_000;
const REPETITIONS = 3;

/** The sandbox names its locations "Salon 00001" and so on. */
const FILTERS = [
	{ label: 'opened, no filter', filter: '' },
	{ label: 'a filter that fits many', filter: 'salon' },
	{ label: 'a filter that fits one, on the first page', filter: 'salon 00042' },
	{ label: 'a filter that fits one, on the last page', filter: 'salon 09999' },
];

type Finished = (typeof FILTERS)[number] & {
	limited: boolean;
	result: PickResult;
	tally: ServerTally;
};

/** The location picker of a user who manages 10,000 locations. */
export async function picker(stage: Stage, log: Log): Promise<Section> {
	log(`Location picker: ${fixed(LOCATIONS)} locations, ${REPETITIONS} times each`);
	const finished: Finished[] = [];
	for (const limited of [false, true]) {
		for (const filter of FILTERS) {
			const runs: Finished[] = [];
			for (let repetition = 0; repetition < REPETITIONS; repetition++) {
				runs.push({ ...filter, limited, ...(await pickOnce(stage, filter.filter, limited)) });
			}
			const wall = median(runs.map(({ result }) => result.wallMs));
			finished.push(runs.find(({ result }) => result.wallMs === wall)!);
		}
	}
	return {
		title: `The location picker with ${fixed(LOCATIONS)} locations`,
		what: 'The first answer that the node gives to the editor, from the sandbox on the same machine: over the internet each request takes as long as it takes.',
		head: [
			'What is typed',
			'Limits',
			'Requests',
			'Time, s',
			'Locations shown',
			'What the user reads',
		],
		rows: finished.map(({ label, limited, result, tally }) => [
			label,
			limited ? 'enforced' : 'none',
			fixed(tally.requests),
			seconds(result.wallMs),
			fixed(result.shown),
			result.error ?? 'the list',
		]),
		says: [says(finished)],
	};
}

async function pickOnce(
	stage: Stage,
	filter: string,
	limited: boolean,
): Promise<{ result: PickResult; tally: ServerTally }> {
	const server = await startServer({ kind: 'sandbox', locations: LOCATIONS, limited });
	try {
		const result = await inFreshProcess(stage, { kind: 'pick', baseUrl: server.url, filter });
		return { result, tally: await server.tally() };
	} finally {
		server.stop();
	}
}

function says(finished: Finished[]): string {
	const [opened] = finished;
	const most = Math.max(...finished.map(({ tally }) => tally.requests));
	const refused = finished.filter(({ result }) => result.error);
	return [
		`Opened, the list is there after ${fixed(opened.tally.requests)} request${opened.tally.requests === 1 ? '' : 's'}.`,
		`A filter that fits few locations takes up to ${fixed(most)} requests: Altegio has no text search, so all pages are read.`,
		refused.length > 0 && `Under the limits ${refused.length} of these cases end without a list.`,
	]
		.filter(Boolean)
		.join(' ');
}
