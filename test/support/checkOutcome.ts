import type { INode, INodeExecutionData } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import type { RecordedRequest } from '../../sandbox/sandbox';
import type { RunResult } from './engine';

/** What was done to the locations with these titles, and how the node was told to go on. */
export interface Expectation {
	operation: 'create' | 'update' | 'delete';
	/** Every one with a title of its own; `id` says nothing of a creation. */
	items: Array<{ id: number; title: string }>;
	onError: INode['onError'];
	/** Whether the answer to a request was lost on its way. */
	isLost: (request: RecordedRequest) => boolean;
}

/** What the user is told of an item. */
export type Report = 'done' | 'failed' | 'held back';

/** What became of one item. */
export interface ItemOutcome {
	/** A list if it is not exactly one thing. */
	report: Report | Report[];
	/** Those about this item, in order. */
	requests: RecordedRequest[];
}

/** Refusals of what was asked for: the same request cannot have been carried out a moment ago. */
const REFUSED_ITSELF = [400, 404, 409, 422];

/**
 * Compares what happened, by the log and the locations of the sandbox, with what the user is told of every item.
 *
 * An item is done exactly once if no request follows one whose answer of success has arrived. A request without an
 * answer may have been carried out; only then it is sent again, and it has to be the same, so that it changes
 * nothing if it was. A creation would change something, so it may be carried out once at most.
 *
 * @returns what is wrong, in words; empty if all is well
 */
export function checkOutcome(
	sandbox: Sandbox,
	{ operation, items, onError, isLost }: Expectation,
	result: RunResult,
): { problems: string[]; outcomes: ItemOutcome[] } {
	const problems: string[] = [];
	const check = (isRight: boolean, problem: string) => {
		if (!isRight) problems.push(problem);
	};

	const { requests, locations } = sandbox;
	const refused = requests.filter(({ status, faulted }) => status === 429 && !faulted);
	check(refused.length === 0, 'the limits were not kept');
	check(
		requests.every(({ concurrent }) => concurrent === 1),
		'two requests at a time',
	);
	check(sandbox.violations.length === 0, 'a request that Altegio does not know');

	const outcomes = items.map(({ id, title }, index): ItemOutcome => {
		const name = `item ${index}`;
		const mine = requests.filter(({ method, path, body }) =>
			operation === 'create'
				? method === 'POST' && (body as { title?: string })?.title === title
				: path === `/company/${id}`,
		);
		const record = locations.get(id);
		const created = [...locations.values()].filter(({ location }) => location.title === title);
		check(operation !== 'create' || created.length <= 1, `${name} was created twice`);
		const isAsWanted = {
			create: created.length === 1,
			update: record?.location.title === title,
			delete: record?.deleted === true,
		}[operation];
		const report = reportOf(result, index, onError);

		if (typeof report !== 'string') {
			problems.push(`${name} is reported as ${report.join(' and ') || 'nothing'}`);
			return { report, requests: mine };
		}
		if (report === 'done') check(isAsWanted, `${name} is done by report only`);
		if (report === 'held back') check(mine.length === 0, `${name} was sent after the failure`);
		if (report === 'failed') {
			const isOpen = /not known whether|may exist/.test(messageOf(result, index));
			const isClear = isOpen || REFUSED_ITSELF.includes(mine.at(-1)?.status ?? 0);
			check(!isAsWanted || isClear, `${name} is reported as failed, although it was done`);
		}
		const carriedOut = mine.some(({ applied }) => applied);
		check(isAsWanted === carriedOut, `${name} and the log disagree`);

		const first = mine.findIndex((request) => request.applied && !isLost(request));
		check(first < 0 || first === mine.length - 1, `${name} was sent again after it was done`);
		check(
			mine.every((request) => isSame(mine[0], request)),
			`${name} was sent again with other content`,
		);
		return { report, requests: mine };
	});
	return { problems, outcomes };
}

function reportOf(
	{ status, error, outputs }: RunResult,
	index: number,
	onError: INode['onError'],
): Report | Report[] {
	if (onError === 'stopWorkflow') {
		if (status === 'success') return only(itemsOf(outputs, index).map(() => 'done'));
		const failing = (error as { context?: { itemIndex?: number } } | undefined)?.context?.itemIndex;
		if (status !== 'error' || failing === undefined) return [];
		// Nothing comes out of a node that failed, but those before the failure have been done.
		if (index === failing) return 'failed';
		return index < failing ? 'done' : 'held back';
	}
	if (status !== 'success') return [];
	const [regular, failed] = [outputs[0] ?? [], outputs[1] ?? []];
	const isErrorOutput = onError === 'continueErrorOutput';
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

function isSame(first: RecordedRequest, { method, url, body }: RecordedRequest): boolean {
	return (
		first.method === method &&
		first.url === url &&
		JSON.stringify(first.body) === JSON.stringify(body)
	);
}
