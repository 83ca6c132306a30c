/** The examples about the office of a salon: its clients, its list of services, its branches. Their notes: examples.e2e.ts. */
import type { IDataObject } from 'n8n-workflow';

import { faults, makeAppointment, makeLine } from '../../sandbox';
import { type Execution, outputOf, type WorkflowJson } from '../../scripts/n8n';
import { ADA, BEN, CHLOE, dayFromNow, fillCalendar, WILLOW } from './calendar';
import { type N8nFixture, startN8nFixture, TIME_TO_START } from './n8nFixture';
import { type Outbox, startOutbox } from './outbox';

let fixture: N8nFixture;
let outbox: Outbox;
beforeAll(async () => {
	fixture = await startN8nFixture();
}, TIME_TO_START);
afterAll(async () => await fixture?.close());
beforeEach(async () => {
	fixture.sandbox.reset();
	outbox = await startOutbox();
});
afterEach(() => {
	outbox.close();
	expect(fixture.sandbox.violations).toEqual([]);
});

/** What one node gave. */
const given = (execution: Execution, node: string) =>
	outputOf(execution, node).map(({ json }) => json);

/** The requests that are no reads, as "PUT /client/37532/7001". */
const changes = () =>
	fixture.sandbox.requests
		.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/search'))
		.map(({ method, path }) => `${method} ${path}`);

/** What one page of a form says, or asks and is answered. */
function toItem(node: WorkflowJson['nodes'][number], answers: IDataObject) {
	const { operation, completionMessage, options } = node.parameters;
	const { formDescription } = options as IDataObject;
	const fields =
		operation === 'completion'
			? { page: completionMessage }
			: { page: formDescription, ...answers };
	const assignments = Object.entries(fields).map(([name, value]) => ({
		...{ id: name, name, value: value as string, type: 'string' },
	}));
	Object.assign(node, { type: 'n8n-nodes-base.set', typeVersion: 3.4 });
	node.parameters = { assignments: { assignments }, options: {} };
}

/**
 * Runs an example whose trigger is a form, without a browser: its first page is filled in, and each later one becomes
 * an item with its words as `page`, and with the answers that a person gives there.
 */
async function runForm(
	file: string,
	firstPage: IDataObject,
	{
		answers = {},
		change,
	}: { answers?: IDataObject; change?: (workflow: WorkflowJson) => void } = {},
): Promise<Execution> {
	let trigger = '';
	const id = await fixture.importExample(file, (workflow) => {
		trigger = workflow.nodes.find(({ type }) => type.endsWith('Trigger'))!.name;
		for (const node of workflow.nodes) {
			if (node.type === 'n8n-nodes-base.form') toItem(node, answers);
		}
		change?.(workflow);
	});
	return await fixture.n8n.client.runWorkflow(id, trigger, undefined, firstPage);
}

describe('win-back.json', () => {
	const stayedAway = (id: number, days: number, more: object = {}) => {
		const client = fixture.sandbox.clients.get(id)!;
		const date = `${dayFromNow(-days)} 10:00:00`;
		Object.assign(client, { last_visit_date: date, ...more });
		const visit = { client_id: id, attendance: 1, payment_status: 'paid_full' } as const;
		fixture.sandbox.visits.set(id, { ...visit, id, date });
		fixture.sandbox.visits.set(id + 100, {
			...visit,
			id: id + 100,
			date: `${dayFromNow(-300)} 09:00:00`,
		});
	};

	beforeEach(() => {
		const { appointments, labels, clients, visits } = fixture.sandbox;
		visits.clear();
		appointments.clear();
		for (const client of clients.values()) client.last_visit_date = '';
		labels.set(305, { ...labels.get(301)!, id: 305, title: 'Win-back' });
		stayedAway(7001, 100);
		stayedAway(7002, 200);
		stayedAway(7007, 120);
		// Has booked again, came lately, left for good, wants no mailings, has no phone.
		stayedAway(7006, 100);
		const date = `${dayFromNow(9)} 10:00:00`;
		appointments.set(1, makeAppointment({ id: 1, staff_id: CHLOE, client_id: 7006, date }));
		stayedAway(7003, 80);
		stayedAway(7004, 400);
		stayedAway(7008, 100, { sms_not: 1 });
		stayedAway(7009, 100);
	});

	it('writes to each client once, however often it runs, and collects who got nothing', async () => {
		outbox.refused.add('+15550100107');
		const { clients, comments } = fixture.sandbox;
		const first = await fixture.runExample('win-back.json', outbox.use);
		const second = await fixture.runExample('win-back.json', outbox.use);

		expect([first.status, second.status]).toEqual(['success', 'success']);
		expect(outbox.messages.map(({ to }) => to)).toEqual([ADA, BEN]);
		expect(outbox.messages[0].text).toMatch(/^Hello Ada, your last Haircut was in [A-Z]\w+\. /);
		expect(given(first, 'Not Finished')).toEqual([
			{ client: 7007, name: 'Finn', reason: expect.stringContaining('no such number') },
		]);
		expect(clients.get(7001)).toMatchObject({ categories: [301, 305], discount: 10 });
		expect([...comments.values()].map(({ client_id, text }) => [client_id, text])).toEqual([
			[7001, expect.stringMatching(/^Win-back message sent on \d{4}-/)],
			[7002, expect.stringMatching(/^Win-back message sent on \d{4}-/)],
		]);
		expect(given(second, 'Tag the Card')).toEqual([]);
	});

	it('writes to nobody where the tag does not exist', async () => {
		fixture.sandbox.labels.delete(305);
		const execution = await fixture.runExample('win-back.json', outbox.use);
		expect(outbox.messages).toEqual([]);
		expect(changes()).toEqual([]);
		expect(given(execution, 'Not Finished')).toHaveLength(3);
	});
});

describe('front-desk.json', () => {
	const tomorrow = dayFromNow(1);
	const atDesk = async (phone: string, name: string, note = '') =>
		await runForm(
			'front-desk.json',
			{ phone, name, note, service: 'Haircut' },
			{
				// So that the hour of the run does not matter.
				change({ nodes }) {
					const { assignments } = nodes.find(({ name: one }) => one === 'What to Look For')!
						.parameters.assignments as {
						assignments: Array<{ id: string; name: string; value: string }>;
					};
					const start = assignments.find((one) => one.name === 'start')!;
					assignments.push({ ...start, id: 'quarter', name: 'quarter' });
					start.value = `${tomorrow}T10:00`;
				},
			},
		);

	beforeEach(() => {
		fillCalendar(fixture.sandbox, []);
		for (const schedule of fixture.sandbox.schedules.values()) {
			const slots = schedule.id === CHLOE ? [{ from: '10:00', to: '12:00' }] : [];
			Object.assign(schedule, { week: {}, days: { [tomorrow]: { slots } }, busy: [] });
		}
	});
	const appointments = () => [...fixture.sandbox.appointments.values()];

	it('books a new client once, with note and status, when the form is sent twice', async () => {
		const { clients } = fixture.sandbox;
		const count = clients.size;
		const first = await atDesk('+1 555 010 0199', 'Zoe', 'Has to leave by noon');
		const second = await atDesk('+1 555 010 0199', 'Zoe', 'Has to leave by noon');

		const page = 'Zoe is expected at 10:00 by Chloé Martin, for Haircut.';
		for (const execution of [first, second]) {
			expect(given(execution, 'Welcome').map((one) => one.page)).toEqual([page]);
		}
		const [{ quarter }] = given(first, 'What to Look For') as [{ quarter: string }];
		expect(quarter).toMatch(/T\d\d:(00|15|30|45):00\.000-0[45]:00$/);
		expect(Date.parse(quarter) - Date.now()).toBeLessThanOrEqual(15 * 60_000);
		expect(clients.size).toBe(count + 1);
		expect(appointments()).toEqual([
			expect.objectContaining({
				...{ attendance: 1, staff_id: CHLOE, comment: 'Has to leave by noon' },
				date: expect.stringContaining(`${tomorrow} 10:00`),
			}),
		]);
	});

	it('marks the appointment of a client who has one, and keeps its comment', async () => {
		fillCalendar(fixture.sandbox, [
			{ client_id: 7001, date: `${tomorrow} 11:00:00`, comment: 'Wash first' },
			{ client_id: 7002, date: `${tomorrow} 10:00:00`, comment: 'Of Ben' },
		]);
		const execution = await atDesk(ADA, 'Adah', 'Wants tea');

		expect(given(execution, 'Welcome')).toHaveLength(1);
		expect(appointments().map(({ attendance, comment }) => [attendance, comment])).toEqual([
			[1, 'Wash first; Wants tea'],
			[0, 'Of Ben'],
		]);
		expect(fixture.sandbox.clients.get(7001)?.name).toBe('Ada');
	});

	it('books nothing where nobody is free, or the phone is none', async () => {
		fillCalendar(fixture.sandbox, [{ client_id: 7002, date: `${tomorrow} 10:00:00` }]);
		const busy = await atDesk(ADA, 'Ada');
		expect(given(busy, 'Nobody Is Free').map(({ page }) => page)).toEqual([
			expect.stringContaining('Free instead: '),
		]);
		const mistyped = await atDesk('12', 'Ada');
		expect(given(mistyped, 'Not Done').map(({ page }) => page)).toEqual([
			expect.stringMatching(/^'Phone'/),
		]);
		expect(appointments()).toHaveLength(1);
	});
});

describe('season-service.json', () => {
	const offered = () =>
		[...fixture.sandbox.services.values()].filter(({ title }) => title === 'Winter Head Spa');

	it('puts the service on the list once, tells the team, and takes it off when nobody is booked', async () => {
		for (const schedule of fixture.sandbox.schedules.values()) {
			const slots = schedule.id === 50105 ? [] : [{ from: '10:00', to: '18:00' }];
			Object.assign(schedule, { week: {}, days: { [dayFromNow(1)]: { slots } }, busy: [] });
		}
		const id = await fixture.importExample('season-service.json', outbox.use);
		const run = async (trigger: string) => await fixture.n8n.client.runWorkflow(id, trigger);

		await run('On 1 December');
		const again = await run('On 1 December');
		expect(given(again, 'On the List')).toHaveLength(1);
		const [service, ...others] = offered();
		expect(others).toEqual([]);
		expect(service).toMatchObject({ price_min: 48, price_max: 48, duration: 2700, active: 1 });
		expect(service.staff.map((one) => one.id)).toEqual([CHLOE, 50105, 50113]);
		// Elif does not work these days, and nobody books Leo online.
		expect(outbox.messages.map(({ text }) => text.split('\n'))).toEqual([
			[
				'New on the list: Winter Head Spa, 45 minutes, 48.00.',
				'Who does it, and works in the next 7 days:',
				expect.stringMatching(/^Chloé Martin: [A-Z]\w\w 10:00 to 18:00$/),
			],
		]);

		const line = { id: service.id, title: service.title, cost: 48, first_cost: 48 };
		fillCalendar(fixture.sandbox, [
			{ client_id: 7001, date: `${dayFromNow(2)} 10:00:00`, services: [makeLine(line)] },
		]);
		const booked = await run('From 7 January');
		expect(given(booked, 'Still Booked')).toHaveLength(1);
		expect(offered()).toMatchObject([{ active: 0, staff: service.staff }]);

		fillCalendar(fixture.sandbox, []);
		const over = await run('From 7 January');
		expect(given(over, 'Taken Off')).toEqual([{ deleted: true, id: service.id }]);
		expect(offered()).toEqual([]);
		const twice = await run('From 7 January');
		expect(given(twice, 'Not Taken Off')).toEqual([
			{ title: 'Winter Head Spa', reason: expect.stringContaining('names no service') },
		]);
	});
});

describe('erase-client.json', () => {
	const erase = async (name: string, decision = 'Yes, delete it', phone = ADA) =>
		await runForm('erase-client.json', { phone }, { answers: { name, decision } });
	const isThere = () => fixture.sandbox.clients.has(7001);

	it('shows the client and deletes the card after Yes and the name, and nothing the second time', async () => {
		const comment = { id: 1, client_id: 7001, text: 'Rang at noon', create_date: '' };
		fixture.sandbox.comments.set(1, comment);
		const execution = await erase('Ada Winters');
		expect(given(execution, 'Confirm').map(({ page }) => page)).toEqual([
			'Ada Winters, 12 visits, comments: Rang at noon',
		]);
		expect(given(execution, 'Erased').map(({ page }) => page)).toEqual([
			'Altegio deleted the card of client 7001.',
		]);
		expect(isThere()).toBe(false);
		expect(changes()).toEqual([`DELETE /client/${WILLOW}/7001`]);

		const again = await erase('Ada Winters');
		expect(given(again, 'Nobody Found')).toHaveLength(1);
		expect(changes()).toHaveLength(1);
	});

	it.each([
		[
			'another name',
			['Ben Harper'],
			'Not Erased',
			/what you typed is "Ben Harper"\. The client was not deleted\.$/,
		],
		['No', ['Ada Winters', 'No, keep it'], 'Kept', /^You chose to keep/],
		[
			'a phone of two cards',
			['Cleo', 'Yes, delete it', '+15550100103'],
			'Nobody Found',
			/7003, 7004/,
		],
	] as const)('deletes nothing after %s', async (_, [name, ...more], node, words) => {
		const execution = await erase(name, ...more);
		expect(given(execution, node).map(({ page }) => page)).toEqual([expect.stringMatching(words)]);
		expect(changes()).toEqual([]);
	});
});

describe('new-location.json', () => {
	const opened = () =>
		[...fixture.sandbox.locations.values()]
			.map(({ location }) => location)
			.filter(({ title }) => title === 'Willow Street Barbers, Harbour');

	it('opens the location once, and finishes a run that stopped half way', async () => {
		fixture.sandbox.fault(faults.forbidden, { method: 'PUT' }, Infinity);
		const first = await fixture.runExample('new-location.json');
		expect(given(first, 'Not Opened')).toHaveLength(1);

		fixture.sandbox.clearFaults();
		const second = await fixture.runExample('new-location.json');
		const third = await fixture.runExample('new-location.json');
		const [{ id, ...location }, ...others] = opened();
		expect(others).toEqual([]);
		expect(location).toMatchObject({
			...{ address: '3 Harbour Lane', country_id: 7, city_id: 181, business_type_id: 2 },
			...{ phones: ['+15550100188'], description: 'Barbers on the waterfront, open every day' },
		});
		for (const execution of [second, third]) {
			expect(given(execution, 'Opened').map((one) => one.id)).toEqual([id]);
		}
	});

	it('does not create it again after a lost answer', async () => {
		fixture.sandbox.fault(faults.gatewayTimeoutApplied, { method: 'POST' });
		const first = await fixture.runExample('new-location.json');
		expect(given(first, 'Not Opened')).toEqual([
			{ title: 'Willow Street Barbers, Harbour', reason: expect.stringContaining('may exist') },
		]);
		await fixture.runExample('new-location.json');
		expect(opened()).toMatchObject([{ phones: ['+15550100188'] }]);
	});
});
