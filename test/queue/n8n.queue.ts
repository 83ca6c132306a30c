/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { manyLocations } from '../../sandbox';
import { outputOf } from '../../scripts/n8n';
import { missingPrograms } from './servers';
import { log, type QueueStage, type Row, startQueueStage } from './stage';
import { NODE_NAME } from './workflow';

const EXECUTIONS = 4;
const ROWS_EACH = 30;

const MINUTE = 60_000;

// A machine without the servers can run everything else. CI has to have them, or nobody would notice.
const missing = process.env.CI ? [] : missingPrograms();
if (missing.length > 0) {
	log(
		`SKIPPED: queue mode needs ${missing.join(', ')}. On Debian: apt-get install redis-server postgresql`,
	);
}

(missing.length > 0 ? describe.skip : describe)(
	'in queue mode, where each worker paces by itself',
	() => {
		let stage: QueueStage;

		beforeAll(async () => {
			stage = await startQueueStage(EXECUTIONS * ROWS_EACH);
		}, 15 * MINUTE);

		afterAll(async () => {
			await stage?.close();
		}, MINUTE);

		it(
			'loses no update and makes none twice',
			async () => {
				const rows = manyLocations(EXECUTIONS * ROWS_EACH).map(
					({ id }, index): Row => ({ id, zip: `Z${index}` }),
				);
				const batches = Array.from({ length: EXECUTIONS }, (_, index) =>
					rows.slice(index * ROWS_EACH, (index + 1) * ROWS_EACH),
				);

				const executions = await stage.execute(batches);

				const { requests, locations, violations } = stage.sandbox;
				const requestsFor = ({ id }: Row) =>
					requests.filter(({ path }) => path === `/company/${id}`);
				report(rows.map((row) => requestsFor(row).length));

				// Both workers had a part, and the main process had none.
				const executed = stage.executedBy();
				expect(executed.flat().sort()).toEqual(executions.map(({ id }) => id).sort());
				for (const byOne of executed) expect(byOne).not.toEqual([]);

				for (const execution of executions) {
					// With the error, so that a failure says what went wrong.
					const { status, data } = execution;
					expect({ status, error: data.resultData.error }).toEqual({ status: 'success' });
					expect(outputOf(execution, NODE_NAME)).toHaveLength(ROWS_EACH);
				}

				// By the log, and by what Altegio knows in the end.
				for (const row of rows) {
					const applied = requestsFor(row).filter((request) => request.applied);
					expect(applied).toMatchObject([{ method: 'PUT', status: 200, body: { zip: row.zip } }]);
					expect(locations.get(row.id)?.location.zip).toBe(row.zip);
				}
				expect(violations).toEqual([]);
			},
			5 * MINUTE,
		);

		/** Prints what the limits cost; how much that is depends on the machine, so nothing is asserted. */
		function report(triesPerRow: number[]): void {
			const { requests } = stage.sandbox;
			const seconds = (requests[requests.length - 1].at - requests[0].at) / 1000;
			const refused = requests.filter(({ status }) => status === 429).length;
			log(
				`${triesPerRow.length} updates in ${seconds.toFixed(1)} s, ${refused} answers of 429, ` +
					`at most ${Math.max(...triesPerRow)} tries for one; executions ` +
					stage
						.executedBy()
						.map((ids, index) => `${ids.join(' and ')} on worker ${index + 1}`)
						.join(', '),
			);
		}
	},
);
