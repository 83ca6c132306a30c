/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { manyLocations } from '../../sandbox';
import { outputOf } from '../../scripts/n8n';
import { missingPrograms } from './servers';
import { log } from '../e2e/packedNode';
import { type QueueFixture, startQueueFixture } from './queueFixture';
import { FIRST_LOCATION, type JobName, NODE_NAME } from './workflow';

const EXECUTIONS = 6;
/** `ROWS=30 npm run test:queue` takes about ten minutes: the limits allow 200 requests in a minute. */
const ROWS_EACH = Number(process.env.ROWS ?? 10);

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
		let fixture: QueueFixture;

		beforeAll(async () => {
			fixture = await startQueueFixture(EXECUTIONS * ROWS_EACH);
		}, 15 * MINUTE);

		afterAll(async () => {
			await fixture?.close();
		}, MINUTE);

		/** Runs as many executions as are told, and expects that each has one item for each of its rows. */
		async function execute(job: JobName, batches: object[][]) {
			const earlier = fixture.executedBy().flat();
			const executions = await fixture.execute(job, batches);

			// Every worker had a part, and the main process had none.
			const executed = fixture.executedBy().map((ids) => ids.filter((id) => !earlier.includes(id)));
			expect(executed.flat()).toEqual(expect.arrayContaining(executions.map(({ id }) => id)));
			for (const byOne of executed) expect(byOne).not.toEqual([]);
			for (const execution of executions) {
				// With the error, so that it says what went wrong.
				const { status, data } = execution;
				expect({ status, error: data.resultData.error }).toEqual({ status: 'success' });
				expect(outputOf(execution, NODE_NAME)).toHaveLength(batches[0].length);
			}
			expect(fixture.sandbox.violations).toEqual([]);
			report(job);
			return executions.flatMap((execution) => outputOf(execution, NODE_NAME));
		}

		/** The same rows for each execution. */
		const inEach = (rows: object[]) => Array.from({ length: EXECUTIONS }, () => rows);

		it(
			'loses no update and makes none twice',
			async () => {
				const rows = manyLocations(EXECUTIONS * ROWS_EACH).map(({ id }, index) => ({
					id,
					zip: `Z${index}`,
				}));
				const batches = Array.from({ length: EXECUTIONS }, (_, index) =>
					rows.slice(index * ROWS_EACH, (index + 1) * ROWS_EACH),
				);
				await execute('updates', batches);

				// By the log, and by what Altegio knows in the end.
				const { requests, locations } = fixture.sandbox;
				for (const row of rows) {
					const applied = requests.filter(
						({ path, applied: isApplied }) => isApplied && path === `/company/${row.id}`,
					);
					expect(applied).toMatchObject([{ method: 'PUT', status: 200, body: { zip: row.zip } }]);
					expect(locations.get(row.id)?.location.zip).toBe(row.zip);
				}
			},
			10 * MINUTE,
		);

		it(
			'makes each client once, although every execution brings all of them',
			async () => {
				const rows = Array.from({ length: ROWS_EACH }, (_, index) => ({
					phone: `+1555${String(7_000_000 + index)}`,
					name: `Client ${index}`,
				}));
				const results = await execute('upserts', inEach(rows));

				const created = results.filter(({ json }) => json.result === 'created');
				expect(created).toHaveLength(ROWS_EACH);
				for (const { phone } of rows) {
					const made = [...fixture.sandbox.clients.values()].filter((one) => one.phone === phone);
					expect(made).toHaveLength(1);
				}
			},
			10 * MINUTE,
		);

		it(
			'books each appointment once, although every execution wants all of them, and starts a workflow for each',
			async () => {
				const rows = Array.from({ length: ROWS_EACH }, (_, index) => ({
					// Of each week of summer a Tuesday: a day on which the team member works.
					start: new Date(Date.UTC(2031, 5, 3, 10) + index * 7 * 86_400_000)
						.toISOString()
						.slice(0, 19),
					phone: `+1555${String(8_000_000 + index)}`,
					name: `Guest ${index}`,
				}));
				const executionsOf = await fixture.listen();
				const results = await execute('bookings', inEach(rows));

				expect(results.filter(({ json }) => json.created)).toHaveLength(ROWS_EACH);
				const booked = [...fixture.sandbox.appointments.values()];
				expect(booked.map(({ date }) => date.replace(' ', 'T')).sort()).toEqual(
					rows.map(({ start }) => start),
				);

				const events = (await executionsOf(ROWS_EACH)).flatMap((one) => outputOf(one, NODE_NAME));
				expect(events.map(({ json }) => json.resource_id).sort()).toEqual(
					booked.map(({ id }) => id).sort(),
				);
				expect(events.map(({ json }) => json.company_id)).toEqual(rows.map(() => FIRST_LOCATION));
			},
			10 * MINUTE,
		);

		/** Prints what the limits cost; how much that is depends on the machine, so nothing is asserted. */
		function report(job: JobName): void {
			const { requests } = fixture.sandbox;
			const times = requests.map(({ at }) => at);
			const refused = requests.filter(({ status }) => status === 429).length;
			log(
				`${job}: ${requests.length} requests so far in ` +
					`${((Math.max(...times) - Math.min(...times)) / 1000).toFixed(1)} s, ${refused} answers of 429`,
			);
		}
	},
);
