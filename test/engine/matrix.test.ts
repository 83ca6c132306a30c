import { runAltegio } from '../support/engine';
import { CELLS, FAULTS, ITEMS, judge, OPERATIONS, TIMES, type Outcome } from '../support/matrix';
import { isUpdating, tableOf, writtenTable, writeTable } from '../support/reliability';
import { useSandboxInFakeTime } from '../support/time';

const { scene, time } = useSandboxInFakeTime({ limits: { perSecond: 5, perMinute: 200 } });

const ROWS = Object.keys(FAULTS).flatMap((fault) =>
	(Object.keys(TIMES) as Array<keyof typeof TIMES>).flatMap((times) =>
		(Object.keys(OPERATIONS) as Array<keyof typeof OPERATIONS>).map((operation) => ({
			fault,
			times,
			operation,
		})),
	),
);
const outcomes = new Map<(typeof ROWS)[number], Outcome[]>();

/** Faults at every position, with every On Error, with and without Retry On Fail: 18 runs for each row. */
describe.each(ROWS)('$fault, $times, $operation', (row) => {
	it('R9, R10, R11, R12: every item is done once or reported', async () => {
		const fault = FAULTS[row.fault];
		const judged = [];
		for (const cell of CELLS) {
			const { position, onError, retryOnFail } = cell;
			// What the pacing remembers of the run before would slow this one down.
			await time.pass(5 * 60_000);
			scene.sandbox.reset();
			scene.sandbox.fault(fault, { locationId: ITEMS[position].id }, TIMES[row.times]);
			const result = await time.settle(
				runAltegio({
					...scene.target,
					items: ITEMS,
					parameters: OPERATIONS[row.operation],
					onError,
					...(retryOnFail && { retryOnFail: { maxTries: 2, waitBetweenTries: 1000 } }),
				}),
			);
			judged.push(judge(scene.sandbox, row.operation, fault, cell, result));
		}
		outcomes.set(
			row,
			judged.map(({ outcome }) => outcome),
		);
		expect(judged.flatMap(({ problems }) => problems)).toEqual([]);
	});
});

test('the table in docs/reliability.md is what came out', () => {
	const table = tableOf(ROWS.map((row) => ({ ...row, outcomes: outcomes.get(row) ?? [] })));
	if (isUpdating) writeTable(table);
	expect(writtenTable()).toBe(table);
});
