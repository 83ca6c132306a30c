import type { INode } from 'n8n-workflow';

import { faults, type Fault, type Sandbox } from '../../sandbox';
import type { RecordedRequest } from '../../sandbox/sandbox';
import type { RunResult } from './engine';
import { judgeItems } from './judge';
import { FIRST_ID, remove, SECOND_ID, THIRD_ID, update } from './scene';

/** What is tried in the matrix, and the judgement on it: one fault hits one of three items. */
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
export const OPERATIONS = {
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

/**
 * The judgement on one run, and what became of the item that was hit. The other two must not suffer from it.
 *
 * @returns what is wrong, in words; empty if all is well
 */
export function judge(
	sandbox: Sandbox,
	operation: keyof typeof OPERATIONS,
	fault: Fault,
	cell: Cell,
	result: RunResult,
): { problems: string[]; outcome: Outcome } {
	const isLost = ({ faulted, status }: RecordedRequest) =>
		[0, 502, 503, 504].includes(status) || (faulted && fault.cut === 'half');
	const deed = { operation, items: ITEMS, onError: cell.onError, isLost };
	const { problems, verdicts } = judgeItems(sandbox, deed, result);

	verdicts.forEach(({ report, requests }, index) => {
		if (index === cell.position || report === 'held back') return;
		if (report === 'done' && requests.length === 1) return;
		problems.push(`item ${index} suffered from the fault of another`);
	});
	const { report, requests } = verdicts[cell.position];
	return {
		problems: problems.map((problem) => `${JSON.stringify(cell)}: ${problem}`),
		outcome: {
			reported: report === 'done' ? 'done' : 'failed',
			requests: requests.length,
			carriedOut: requests.filter(({ applied }) => applied).length,
		},
	};
}
