import type { INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { faults, type Fault, type Sandbox } from '../../sandbox';
import type { RecordedRequest } from '../../sandbox/sandbox';
import type { RunResult } from './engine';
import { FIRST_ID, remove, SECOND_ID, THIRD_ID, update } from './scene';

/**
 * What is tried in the matrix, and the judgement on it. One fault hits one of three items; whatever it is, the
 * log and the locations of the sandbox must agree with what the user is told of every item.
 */
export const FAULTS: Record<string, Fault> = {
	'429 with Retry-After': faults.tooManyRequests,
	'429 without Retry-After': faults.tooManyRequestsBare,
	'502, not carried out': faults.badGateway,
	'504, carried out': faults.gatewayTimeoutApplied,
	'Connection cut, not carried out': faults.cutBefore,
	'Connection cut, carried out': faults.cutAfter,
	'Answer cut in half, carried out': faults.cutHalf,
	'Refusal cut in half': { ...faults.notSuccessful, cut: 'half', apply: false },
	'No answer, not carried out': faults.never,
	'No answer, carried out': faults.neverButApplied,
	'Answer after a second': faults.slow,
	'Web page with 200': faults.htmlPage,
	'500, refused': faults.serverError,
	'422, refused': faults.invalidFields,
	'200 with success: false': faults.notSuccessful,
};

export const TIMES = { once: 1, always: Infinity };
export const OPERATIONS: Record<string, INodeParameters> = {
	update: update({ title: '={{ $json.title }}' }),
	delete: remove(),
};

export interface Cell {
	/** Index of the item that the fault hits. */
	position: number;
	onError: INode['onError'];
	retryOnFail: boolean;
}

export const CELLS: Cell[] = [0, 1, 2].flatMap((position) =>
	(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const).flatMap((onError) =>
		[false, true].map((retryOnFail) => ({ position, onError, retryOnFail })),
	),
);

export const ITEMS = [FIRST_ID, SECOND_ID, THIRD_ID].map((id) => ({ id, title: `New ${id}` }));

/** What became of the item that was hit. */
export interface Outcome {
	reported: 'done' | 'failed';
	requests: number;
	/** How often Altegio carried it out. */
	carriedOut: number;
}

/** What the user is told of an item. */
type Report = 'done' | 'failed' | 'held back';

/**
 * Compares what happened with what the user is told.
 *
 * An item is done exactly once if no request follows one whose answer of success has arrived. A request without an
 * answer may have been carried out; only then it is sent again, and it has to be the same, so that it changes
 * nothing if it was.
 *
 * @returns what is wrong, in words; empty if all is well
 */
export function judge(
	sandbox: Sandbox,
	operation: string,
	fault: Fault,
	cell: Cell,
	result: RunResult,
): { problems: string[]; outcome: Outcome } {
	const problems: string[] = [];
	const check = (isRight: boolean, problem: string) => {
		if (!isRight) problems.push(problem);
	};
	const isLost = ({ faulted, status }: RecordedRequest) =>
		[0, 502, 503, 504].includes(status) || (faulted && fault.cut === 'half');
	const reports = ITEMS.map((_, index) => reportOf(result, index, cell));

	const { requests } = sandbox;
	const refused = requests.filter(({ status, faulted }) => status === 429 && !faulted);
	check(refused.length === 0, 'the limits were not kept');
	check(
		requests.every(({ concurrent }) => concurrent === 1),
		'two requests at a time',
	);
	check(sandbox.violations.length === 0, 'a request that Altegio does not know');

	ITEMS.forEach(({ id, title }, index) => {
		const name = `item ${index}`;
		const mine = requests.filter(({ path }) => path === `/company/${id}`);
		const record = sandbox.locations.get(id);
		const isAsWanted = operation === 'delete' ? record?.deleted : record?.location.title === title;
		const carriedOut = mine.filter(({ applied }) => applied);
		const report = reports[index];

		if (typeof report !== 'string') {
			problems.push(`${name} is reported as ${report.join(' and ') || 'nothing'}`);
			return;
		}
		if (report === 'done') check(isAsWanted === true, `${name} is done by report only`);
		if (report === 'held back') check(mine.length === 0, `${name} was sent after the failure`);
		if (report === 'failed') {
			const isOpen = /not known whether/.test(messageOf(result, index));
			check(!isAsWanted || isOpen, `${name} is reported as failed, although it was done`);
		}
		check((isAsWanted ?? false) === carriedOut.length > 0, `${name} and the log disagree`);

		const first = mine.findIndex((request) => request.applied && !isLost(request));
		check(first < 0 || first === mine.length - 1, `${name} was sent again after it was done`);
		check(
			mine.every(({ method, url, body }) => sameAs(mine[0], { method, url, body })),
			`${name} was sent again with other content`,
		);
		if (index !== cell.position && report !== 'held back') {
			check(mine.length === 1 && report === 'done', `${name} suffered from the fault of another`);
		}
	});

	const hit = requests.filter(({ path }) => path === `/company/${ITEMS[cell.position].id}`);
	return {
		problems: problems.map((problem) => `${JSON.stringify(cell)}: ${problem}`),
		outcome: {
			reported: reports[cell.position] === 'done' ? 'done' : 'failed',
			requests: hit.length,
			carriedOut: hit.filter(({ applied }) => applied).length,
		},
	};
}

/** What the user is told of an item; a list if it is not exactly one thing. */
function reportOf(
	{ status, error, outputs }: RunResult,
	index: number,
	cell: Cell,
): Report | Report[] {
	if (cell.onError === 'stopWorkflow') {
		if (status === 'success') return only(itemsOf(outputs, index).map(() => 'done'));
		const failing = (error as { context?: { itemIndex?: number } } | undefined)?.context?.itemIndex;
		if (status !== 'error' || failing === undefined) return [];
		// Nothing comes out of a node that failed, but those before the failure have been done.
		if (index === failing) return 'failed';
		return index < failing ? 'done' : 'held back';
	}
	if (status !== 'success') return [];
	const [regular, failed] = [outputs[0] ?? [], outputs[1] ?? []];
	const isErrorOutput = cell.onError === 'continueErrorOutput';
	return only([
		...itemsOf([regular], index).map(({ json }): Report => (json.error ? 'failed' : 'done')),
		...itemsOf([failed], index).map((): Report => (isErrorOutput ? 'failed' : 'done')),
	]);
}

function only(reports: Report[]): Report | Report[] {
	return reports.length === 1 ? reports[0] : reports;
}

function itemsOf(outputs: INodeExecutionData[][], index: number): INodeExecutionData[] {
	return outputs.flat().filter(({ pairedItem }) => {
		return (pairedItem as { item?: number } | undefined)?.item === index;
	});
}

/** What the user reads of a failed item. */
function messageOf({ error, outputs }: RunResult, index: number): string {
	const items = itemsOf(outputs, index).map(({ json }) => json.error);
	return String(error?.message ?? items.find(Boolean) ?? '');
}

function sameAs(first: RecordedRequest, { method, url, body }: Partial<RecordedRequest>): boolean {
	return (
		first.method === method &&
		first.url === url &&
		JSON.stringify(first.body) === JSON.stringify(body)
	);
}
