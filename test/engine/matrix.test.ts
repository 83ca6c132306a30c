import { runAltegio } from '../support/engine';
import { CELLS, FAULTS, ITEMS, problemsOf, OPERATIONS, type Row, TIMES } from '../support/matrix';
import { useSandboxInFakeTime } from '../support/time';

const { fixture, time } = useSandboxInFakeTime({ limits: { perSecond: 5, perMinute: 200 } });

const ROWS = Object.keys(FAULTS).flatMap((fault) =>
	(Object.keys(TIMES) as Array<Row['times']>).flatMap((times) =>
		(Object.keys(OPERATIONS) as Array<Row['operation']>).map(
			(operation): Row => ({ fault, times, operation }),
		),
	),
);

/** Faults at every position, with every On Error, with and without Retry On Fail: 18 runs for each row. */
describe.each(ROWS)('$fault, $times, $operation', (row) => {
	it('R9, R10, R11, R12: every item is done once or reported', async () => {
		const problems: string[] = [];
		for (const cell of CELLS) {
			const { position, onError, retryOnFail } = cell;
			// What the pacing remembers of the run before would slow this one down.
			await time.pass(5 * 60_000);
			fixture.sandbox.reset();
			const { fault } = FAULTS[row.fault]!;
			fixture.sandbox.fault(fault, { locationId: ITEMS[position]?.id }, TIMES[row.times]);
			const result = await time.settle(
				runAltegio({
					...fixture.target,
					items: ITEMS,
					parameters: OPERATIONS[row.operation],
					onError,
					...(retryOnFail && { retryOnFail: { maxTries: 2, waitBetweenTries: 1000 } }),
				}),
			);
			problems.push(...problemsOf(fixture.sandbox, row, cell, result));
		}
		expect(problems).toEqual([]);
	});
});
