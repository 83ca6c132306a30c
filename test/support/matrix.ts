import type { INode } from 'n8n-workflow';

import { faults, type Fault, type Sandbox } from '../../sandbox';
import type { RecordedRequest } from '../../sandbox/sandbox';
import type { RunResult } from './engine';
import { checkOutcome } from './checkOutcome';
import { FIRST_ID, remove, SECOND_ID, THIRD_ID, update } from './fixture';

/** A fault that hits one of three items. */
interface FaultCase {
	fault: Fault;
	/** How often the node sends the request if the fault is always there; at the second try it is gone otherwise. */
	tries: number;
	/** Whether the item is done in spite of it. */
	isHarmless?: true;
}

const LIMITED = 5;
const LOST = 3;
const REFUSED = 1;

export const FAULTS: Record<string, FaultCase> = {
	'429 with Retry-After': { fault: faults.tooManyRequests, tries: LIMITED },
	'429 without Retry-After': { fault: faults.tooManyRequestsBare, tries: LIMITED },
	'502, not carried out': { fault: faults.badGateway, tries: LOST },
	'504, carried out': { fault: faults.gatewayTimeoutApplied, tries: LOST },
	'Connection cut, not carried out': { fault: faults.cutBefore, tries: LOST },
	'Connection cut, carried out': { fault: faults.cutAfter, tries: LOST },
	'Answer cut in half, carried out': { fault: faults.cutHalf, tries: LOST },
	'Refusal cut in half': {
		fault: { ...faults.notSuccessful, cut: 'half', apply: false },
		tries: LOST,
	},
	'No answer, not carried out': { fault: faults.never, tries: LOST },
	'No answer, carried out': { fault: faults.neverButApplied, tries: LOST },
	'Answer after a second': { fault: faults.slow, tries: 1, isHarmless: true },
	'Web page with 200': { fault: faults.htmlPage, tries: REFUSED },
	'500, refused': { fault: faults.serverError, tries: REFUSED },
	'422, refused': { fault: faults.invalidFields, tries: REFUSED },
	'200 with success: false': { fault: faults.notSuccessful, tries: REFUSED },
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

/** One fault, how often it happens, and what is under way. */
export interface Row {
	fault: keyof typeof FAULTS;
	times: keyof typeof TIMES;
	operation: keyof typeof OPERATIONS;
}

/**
 * What is wrong with one run. The items that were not hit must not suffer from the fault, and the one that was hit
 * takes as many requests as its fault needs. Retry On Fail multiplies these, so there they are not counted.
 *
 * @returns what is wrong, in words; empty if all is well
 */
export function problemsOf(sandbox: Sandbox, row: Row, cell: Cell, result: RunResult): string[] {
	const { fault, tries, isHarmless } = FAULTS[row.fault]!;
	const isLost = ({ faulted, status }: RecordedRequest) =>
		[0, 502, 503, 504].includes(status) || (faulted && fault.cut === 'half');
	const { operation } = row;
	const expectation = { operation, items: ITEMS, onError: cell.onError, isLost };
	const { problems, outcomes } = checkOutcome(sandbox, expectation, result);

	const isOver = row.times === 'once' && tries > 1;
	const expected = `${isOver || isHarmless ? 'done' : 'failed'} after ${isOver ? 2 : tries}`;
	outcomes.forEach(({ report, requests }, index) => {
		const found = `${String(report)} after ${requests.length}`;
		if (index === cell.position) {
			if (!cell.retryOnFail && found !== expected) problems.push(`${found}, not ${expected}`);
		} else if (report !== 'held back' && found !== 'done after 1') {
			problems.push(`item ${index} suffered from the fault of another`);
		}
	});
	return problems.map((problem) => `${JSON.stringify(cell)}: ${problem}`);
}
