import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { faults, type Fault } from '../../../sandbox';
import {
	EACH_OPERATION,
	itemsOf,
	mainRequest,
	onlyForItem,
	parametersOf,
	requestFor,
	type OperationRow,
} from '../../operations';
import { runAltegio } from '../../support/engine';
import { matchOf, requestsOf } from '../../support/requests';
import { useSandboxInFakeTime } from '../../support/time';

const { fixture, time } = useSandboxInFakeTime();

const ROWS = ['row 0', 'row 1', 'row 2'];
/** What a node behind each output finds as its input item of long ago. */
const after = { row: "={{ $('Data').item.json.row }}" };
const isFailure = ({ json }: INodeExecutionData) => json.error !== undefined;

async function run(row: OperationRow, onError?: INode['onError'], parameters = parametersOf(row)) {
	const items = itemsOf(row).map((item, index): IDataObject => ({ ...item, row: ROWS[index] }));
	const result = await time.settle(
		runAltegio({ ...fixture.target, items, parameters, onError, after }),
	);
	const { success, error } = result.after;
	return { ...result, rows: { success: rowsOf(success), error: rowsOf(error) } };
}

/** The inputs that items belong to, in order: an input may give several items. */
function rowsOf(found: IDataObject[]): unknown[] {
	return found.map(({ row }) => row).filter((row, index, all) => row !== all[index - 1]);
}

/** How many main requests a single item needs. */
const countOf = (row: OperationRow) =>
	row.requests.filter((one) => one === mainRequest(row)).length;

/** Lets the first main request of each item meet a fault. The items may all have the same request. */
function planFaults(row: OperationRow, plan: Array<Fault | undefined>): void {
	itemsOf(row).forEach((item, index) => {
		const fault = plan[index];
		const match = matchOf(requestFor(mainRequest(row), item));
		const isLast = fault !== undefined && isRefusal(fault);
		if (fault) fixture.sandbox.fault(fault, match);
		const others = countOf(row) - (fault ? 1 : 0);
		if (!isLast && others > 0) fixture.sandbox.fault({}, match, others);
	});
}

const isRefusal = ({ status }: Fault) => status !== undefined;

/** The main requests that arrive for the first items, if some of the items are refused at their first one. */
function expected(row: OperationRow, fails: boolean[]): string[] {
	return itemsOf(row)
		.slice(0, fails.length)
		.flatMap((item, index) => {
			const request = requestFor(mainRequest(row), item);
			return Array<string>(fails[index] ? 1 : countOf(row)).fill(request);
		});
}

function mainSent(row: OperationRow): string[] {
	const wanted = itemsOf(row).map((item) => requestFor(mainRequest(row), item));
	return requestsOf(fixture.sandbox).filter((one) => wanted.includes(one));
}

describe.each(EACH_OPERATION)('%s', (_, row) => {
	it('R9, R17: items go out one at a time and in order, and stay linked to their input', async () => {
		// The later an answer comes, the further those behind it would overtake.
		planFaults(row, [{ delayMs: 900 }, { delayMs: 500 }, undefined]);
		const { error, rows } = await run(row);

		expect(error).toBeUndefined();
		expect(rows.success).toEqual(ROWS);
		expect(mainSent(row)).toEqual(expected(row, [false, false, false]));
		for (const { concurrent } of fixture.sandbox.requests) expect(concurrent).toBe(1);
	});

	it('R9: with Stop, a failure is the last request', async () => {
		planFaults(row, [undefined, faults.serverError, faults.serverError]);
		const { error, outputs } = await run(row);

		expect(outputs).toEqual([]);
		expect(error).toMatchObject({ httpCode: '500', context: { itemIndex: 1 } });
		expect(error?.message).toMatch(/^An error has occurred\..*\[item 1\]$/);
		expect(mainSent(row)).toEqual(expected(row, [false, true]));
	});

	it.each([
		['x..', 'continueErrorOutput'],
		['.x.', 'continueRegularOutput'],
		['x.x', 'continueErrorOutput'],
	] as const)(
		'R9, R16: all items are sent and stay linked where %s fail, with %s',
		async (pattern, onError) => {
			const fails = [...pattern].map((sign) => sign === 'x');
			planFaults(
				row,
				fails.map((isOne) => (isOne ? faults.serverError : undefined)),
			);
			const { error, outputs, rows } = await run(row, onError);

			expect(error).toBeUndefined();
			expect(mainSent(row)).toEqual(expected(row, fails));
			const failed = outputs.flat().filter(isFailure);
			const failedRows = ROWS.filter((_row, index) => fails[index]);
			const isSplit = onError === 'continueErrorOutput';
			expect(rows).toEqual({
				success: isSplit ? ROWS.filter((name) => !failedRows.includes(name)) : ROWS,
				error: isSplit ? failedRows : [],
			});
			const failedItems = itemsOf(row).filter((_item, index) => fails[index]);
			expect(failed.map(({ json }) => json.id)).toEqual(failedItems.map(({ id }) => id));
			for (const { json } of failed) {
				expect(json.error).toMatch(/^An error has occurred\..*\[item \d\]$/);
			}
		},
	);

	it('R8: one bad item means with Stop that nothing is sent, with Continue that only it fails', async () => {
		const [[change, label] = [{}, '']] = row.invalid;
		const good = parametersOf(row);
		const bad = onlyForItem(2, change, good) as INodeParameters;
		const stopped = await run(row, 'stopWorkflow', bad);
		expect(stopped.error?.message).toContain(`'${label}'`);
		expect(stopped.error?.message).toMatch(/\[item 2\]$/);
		expect(fixture.sandbox.requests).toEqual([]);

		const { rows } = await run(row, 'continueErrorOutput', bad);
		expect(rows).toEqual({ success: ROWS.slice(0, 2), error: ROWS.slice(2) });
		expect(mainSent(row)).toEqual(expected(row, [false, false]));
	});
});
