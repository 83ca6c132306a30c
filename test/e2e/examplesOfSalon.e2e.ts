/** The examples about the working day of a salon. Importing them and their notes: examples.e2e.ts. */
import type { Appointment } from '../../sandbox';
import { clockAt } from '../../scripts/clock';
import { type Execution, outputOf } from '../../scripts/n8n';
import { ADA, BEARD, BEN, CHLOE, dayFromNow, fillCalendar, HAIRCUT, WILLOW } from './calendar';
import { PAGE_TIMEOUT_MS, useEditor } from './editorFixture';
import { eventually } from './eventually';
import { type Outbox, startOutbox } from './outbox';
import { drawExample } from './picture';

const MINUTE_MS = 60_000;

const editor = useEditor();

const book = (...given: Array<Partial<Appointment>>) => fillCalendar(editor.fixture.sandbox, given);

/** What nodes of a workflow gave in its last executions, once they have finished. */
async function executionsOf(workflowId: string, count: number): Promise<Execution[]> {
	const { client } = editor.fixture.n8n;
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	return await eventually(async () => {
		const { results } = await client.request<{ results: Array<{ id: string; status: string }> }>(
			'GET',
			`/rest/executions?filter=${filter}`,
		);
		expect(results.map(({ status }) => status)).toEqual(Array(count).fill('success'));
		return await Promise.all(results.map(async ({ id }) => await client.getExecution(id)));
	});
}

describe('messages', () => {
	let outbox: Outbox;
	beforeEach(async () => {
		outbox = await startOutbox();
	});
	afterEach(() => outbox.close());

	describe('reminders.json', () => {
		const soon = (minutes: number, more: Partial<Appointment>): Partial<Appointment> => ({
			...{ client_id: 7001, date: clockAt(Date.now() + minutes * MINUTE_MS), ...more },
		});

		it('sends each reminder once, in the hour of the location, and collects what was not sent', async () => {
			book(
				soon(23 * 60, { services: [HAIRCUT, BEARD] }),
				soon(90, { client_id: 7002, attendance: 2 }),
				soon(100, { client_id: 7007 }),
				// Booked for soon, cancelled, no-show, without client, without phone, not near yet.
				soon(5 * 60, {}),
				soon(95, { deleted: true }),
				soon(97, { attendance: -1 }),
				soon(98, { client_id: null, services: [] }),
				soon(99, { client_id: 7009 }),
				soon(30 * 60, {}),
			);
			outbox.refused.add('+15550100107');
			const id = await editor.fixture.importExample('reminders.json', (workflow) => {
				outbox.use(workflow);
				// n8n stands elsewhere.
				workflow.settings = { ...workflow.settings, timezone: 'Asia/Tokyo' };
			});
			await editor.fixture.n8n.client.publishWorkflow(id);

			const executions = await executionsOf(id, 2);
			await editor.fixture.n8n.client.unpublishWorkflow(id);
			const { appointments } = editor.fixture.sandbox;
			const hour = (number: number) => appointments.get(number)!.date.slice(11, 16);
			expect(outbox.messages.map(({ to }) => to).sort()).toEqual([ADA, BEN]);
			const [toAda, toBen] = [ADA, BEN].map(
				(phone) => outbox.messages.find(({ to }) => to === phone)!.text,
			);
			expect(toAda).toMatch(
				new RegExp(
					`^Hello Ada, .* at ${hour(660001)} for Haircut and Beard Trim with Chloé Martin\\.`,
				),
			);
			expect(toBen).toContain(` at ${hour(660002)} for Haircut`);
			const failed = executions.flatMap((one) => outputOf(one, 'Not Sent'));
			expect(failed.map(({ json }) => json)).toEqual([
				{
					to: '+15550100107',
					text: expect.stringContaining('Hello Finn'),
					reason: expect.stringContaining('no such number'),
				},
			]);
		});

		it(
			'has a picture',
			async () => await drawExample(editor, 'reminders.json', 'reminders'),
			PAGE_TIMEOUT_MS,
		);
	});

	describe('review-request.json', () => {
		it('asks each client who was there yesterday once', async () => {
			const yesterday = (time: string, more: Partial<Appointment>): Partial<Appointment> => ({
				...{ client_id: 7001, attendance: 1, date: `${dayFromNow(-1)} ${time}:00`, ...more },
			});
			book(
				yesterday('09:00', {}),
				yesterday('10:00', { services: [BEARD], staff_id: 50102 }),
				yesterday('11:00', { client_id: 7002, attendance: -1 }),
				yesterday('12:00', { client_id: 7007 }),
				yesterday('13:00', { client_id: null }),
				yesterday('14:00', { client_id: 7009 }),
				yesterday('15:00', { client_id: 7008, deleted: true }),
				{ client_id: 7008, attendance: 1, date: `${dayFromNow(0)} 00:15:00` },
			);
			outbox.refused.add('+15550100107');
			const execution = await editor.fixture.runExample('review-request.json', outbox.use);

			expect(execution.status).toBe('success');
			expect(outbox.messages).toEqual([
				{ to: ADA, text: expect.stringMatching(/^Hello Ada, .*https:\/\/salon\.example\.com/) },
			]);
			expect(outputOf(execution, 'Sent')).toHaveLength(1);
			expect(outputOf(execution, 'Not Sent').map(({ json }) => json.to)).toEqual(['+15550100107']);
		});
	});

	describe('owner-report.json', () => {
		it('adds up what was agreed with those who came, and lists today in order', async () => {
			book(
				{
					client_id: 7001,
					attendance: 1,
					date: `${dayFromNow(-1)} 09:00:00`,
					services: [HAIRCUT, BEARD],
				},
				{
					client_id: 7002,
					attendance: 1,
					date: `${dayFromNow(-1)} 10:00:00`,
					services: [{ ...HAIRCUT, cost: 36.1 }],
				},
				{ client_id: 7007, attendance: -1, date: `${dayFromNow(-1)} 11:00:00` },
				{ client_id: 7008, attendance: 0, date: `${dayFromNow(-1)} 12:00:00` },
				{ client_id: null, attendance: 0, date: `${dayFromNow(-1)} 13:00:00` },
				{ client_id: 7002, attendance: 2, date: `${dayFromNow(0)} 15:30:00` },
				{ client_id: 7001, attendance: 0, date: `${dayFromNow(0)} 09:15:00`, deleted: true },
				{ client_id: null, date: `${dayFromNow(0)} 14:00:00`, services: [], comment: 'Training' },
				{ client_id: 7001, attendance: 0, date: `${dayFromNow(0)} 09:45:00` },
			);
			const execution = await editor.fixture.runExample('owner-report.json', outbox.use);

			expect(execution.status).toBe('success');
			expect(outbox.messages.map(({ text }) => text.split('\n'))).toEqual([
				[
					'Yesterday 2 of 4 arrived, 1 did not come, 1 not marked.',
					'Agreed prices of those who arrived: 111.10.',
					'',
					'Today, 3 in the calendar:',
					'09:45 Ada, Haircut, Chloé Martin (waiting)',
					'14:00 blocked: Training, Chloé Martin',
					'15:30 Ben, Haircut, Chloé Martin (confirmed)',
				],
			]);
		});

		it('says so where there is nothing', async () => {
			book();
			await editor.fixture.runExample('owner-report.json', outbox.use);
			expect(outbox.messages.map(({ text }) => text)).toEqual([
				expect.stringMatching(
					/^Yesterday 0 of 0 arrived.*0\.00\.\n\nNothing in the calendar today/s,
				),
			]);
		});
	});

	describe('free-windows.json', () => {
		/** Who works tomorrow, and nobody else. */
		function open(slots: Array<{ from: string; to: string }>) {
			for (const schedule of editor.fixture.sandbox.schedules.values()) {
				const days = { [dayFromNow(1)]: { slots: schedule.id === CHLOE ? slots : [] } };
				Object.assign(schedule, { week: {}, days, busy: [] });
			}
		}

		it('joins the free starts to windows', async () => {
			book({ client_id: 7001, date: `${dayFromNow(1)} 11:00:00`, seance_length: 2700 });
			open([
				{ from: '10:00', to: '13:00' },
				{ from: '14:00', to: '15:00' },
			]);
			const execution = await editor.fixture.runExample('free-windows.json', outbox.use);

			expect(execution.status).toBe('success');
			expect(outbox.messages.map(({ text }) => text.split('\n'))).toEqual([
				[
					'Still free for a haircut:',
					expect.stringMatching(/^[A-Z][a-z]+day, \d+ [A-Z]/),
					'Chloé Martin 10:00 to 11:00, 11:45 to 13:00, 14:00 to 15:00',
				],
			]);
		});

		it('posts nothing where nothing is free, and keeps the reason', async () => {
			open([]);
			const execution = await editor.fixture.runExample('free-windows.json', outbox.use);
			expect(outbox.messages).toEqual([]);
			expect(outputOf(execution, 'Nothing Free').map(({ json }) => json)).toEqual([
				expect.objectContaining({ count: 0, reason: 'closed' }),
			]);
		});
	});
});

describe('booking-to-table.json', () => {
	it('makes one row of each new appointment, and none of what is not there', async () => {
		const { n8n, sandbox } = editor.fixture;
		book({ client_id: 7002, date: '2031-06-11 10:00:00', services: [HAIRCUT, BEARD] });
		const id = await editor.fixture.importExample('booking-to-table.json');
		await n8n.client.publishWorkflow(id);
		const created = (number: number) =>
			sandbox.sender.changed({
				...{ location: WILLOW, flag: 'record', id: number, status: 'create' },
				data: { id: number, client: { name: 'Not to be believed' } },
			});
		created(660001);
		created(999999);

		const executions = await executionsOf(id, 2);
		await n8n.client.unpublishWorkflow(id);
		expect(
			executions.flatMap((one) => outputOf(one, 'Add the Row')).map(({ json }) => json),
		).toEqual([
			expect.objectContaining({
				appointment_id: 660001,
				start: '2031-06-11T10:00:00-04:00',
				status: 'waiting',
				client: 'Ben',
				phone: BEN,
				services: 'Haircut, Beard Trim',
				team_member: 'Chloé Martin',
				cost: 75,
			}),
		]);
		expect(executions.flatMap((one) => outputOf(one, 'Not Read')).map(({ json }) => json)).toEqual([
			{ appointment_id: '999999', reason: expect.stringContaining("Check 'Appointment'") },
		]);
	});
});
