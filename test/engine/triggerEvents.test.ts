/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code runs outside n8n */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { credentials } from '../../sandbox';
import { engineLog } from '../support/engineLog';
import { FIRST_ID } from '../support/fixture';
import { useSandboxInFakeTime } from '../support/time';
import { loggedSince, TriggerNode } from '../support/trigger';

const { fixture, time } = useSandboxInFakeTime({ hooks: { delayMs: 5_000 } });

let at = 0;
type Options = ConstructorParameters<typeof TriggerNode>[1];

/** Each with an id of its own, as the memory of repeats belongs to the process. */
function node(parameters: object = {}, more: Options = {}): TriggerNode {
	const webhookId = `events-${++at}`;
	return new TriggerNode(fixture.target, { parameters: parameters as never, webhookId, ...more });
}

const EVENT = {
	company_id: FIRST_ID,
	resource: 'record',
	resource_id: 596000001,
	status: 'update',
	data: { id: 596000001, attendance: 1, services: [], client: [], last_change_date: 'x' },
};

const countRequests = () => fixture.sandbox.requests.length;

/** Lets an event come to a published trigger with the right token. */
async function receive(trigger: TriggerNode, event: unknown = EVENT) {
	if (!trigger.staticData.token) await time.settle(trigger.create());
	return await time.settle(trigger.receive(event, { token: trigger.token, countRequests }));
}

describe('receiving', () => {
	test('T24 and T26: answers by itself, then gives one item with the words of Altegio', async () => {
		const trigger = node();
		const { status, message, items } = await receive(trigger);
		expect([status, message]).toEqual([200, 'Received.']);
		expect(items).toEqual([
			{
				json: {
					...EVENT,
					event: 'record.update',
					status_word: 'arrived',
					event_key: expect.stringMatching(/^[\da-f]{32}$/),
					received_at: expect.stringMatching(/^\d{4}-.*Z$/),
				},
			},
		]);
	});

	test('T21: refuses a wrong, missing or doubled token without a look at the body, and warns once an hour', async () => {
		const trigger = node();
		await time.settle(trigger.create());
		const from = engineLog.length;
		const test = new TriggerNode(fixture.target, { isTest: true });
		await time.settle(test.create());
		for (const query of [
			{},
			{ token: 'wrong' },
			{ token: [trigger.token] },
			{ token: test.token },
		]) {
			const { status, message, items } = await trigger.receive('{broken', { query });
			expect([status, items]).toEqual([403, undefined]);
			expect(message).toBe('The token is missing or wrong.');
		}
		const warning =
			'Altegio Trigger: refused a call whose token is missing or wrong. If it came from Altegio, unpublish the workflow and publish it again.';
		expect(loggedSince(from)).toEqual([warning]);
		await time.pass(3_599_000);
		await trigger.receive(EVENT, { query: {} });
		expect(loggedSince(from)).toEqual([warning]);
		await time.pass(1_000);
		await trigger.receive(EVENT, { query: {} });
		expect(loggedSince(from)).toEqual([warning, warning]);
	});

	test('T21: knows the token without static data, and the registered one after another partner token', async () => {
		const trigger = node();
		await time.settle(trigger.create());
		const { token, staticData } = trigger;
		const webhookId = `events-${at}`;
		const fresh = node({}, { webhookId });
		expect((await fresh.receive(EVENT, { token })).status).toBe(200);
		const exchanged = node(
			{},
			{ webhookId, staticData, credentials: { partnerToken: 'new-token' } },
		);
		expect((await exchanged.receive(EVENT, { token })).status).toBe(200);
	});

	test.each([
		['a list', [EVENT]],
		['broken text', '{"company_id":'],
		['nothing', {}],
		['an event without resource', { ...EVENT, resource: undefined }],
		['an event without id', { ...EVENT, resource_id: 'x' }],
		['an event without location', { ...EVENT, company_id: null }],
		['an event whose status is an object', { ...EVENT, status: {} }],
	])('T22: answers 400 to %s', async (_, body) => {
		const { status, message, items } = await receive(node(), body);
		expect([status, message, items]).toEqual([400, 'This is no event of Altegio.', undefined]);
	});

	test('T22 and T26: reads JSON that came as text, numbers as text, and an empty list as no object', async () => {
		const event = { ...EVENT, company_id: String(FIRST_ID), resource_id: '5', data: [] };
		const { items } = await receive(node(), JSON.stringify(event));
		expect(items?.[0].json).toMatchObject({
			company_id: FIRST_ID,
			resource_id: 5,
			data: {},
			status_word: null,
		});
	});

	test.each<[string, object, object, boolean]>([
		['another location', {}, { company_id: 1 }, false],
		['a resource that was not chosen', {}, { resource: 'client' }, false],
		['an unknown resource', {}, { resource: 'toString' }, false],
		['a change that was not chosen', { changes: ['create'] }, {}, false],
		[
			'an unknown change with some chosen',
			{ changes: ['create', 'update'] },
			{ status: 'x' },
			false,
		],
		['an unknown change with all chosen', {}, { status: 'confirmed' }, true],
		['company for location', { resources: ['salon'] }, { resource: 'company' }, true],
		['salon for location', { resources: ['salon'] }, { resource: 'salon' }, true],
		['staff for team member', { resources: ['master'] }, { resource: 'staff' }, true],
		['another status', { options: { status: ['waiting'] } }, {}, false],
		['a chosen status', { options: { status: ['waiting', 'arrived'] } }, {}, true],
		[
			'a chosen status in visit_attendance',
			{ options: { status: ['noShow'] } },
			{ data: { visit_attendance: -1 } },
			true,
		],
		['no status at all', { options: { status: ['noShow'] } }, { data: {} }, true],
	])('T23: %s', async (_, parameters, change, isStarted) => {
		const { status, message, items } = await receive(node(parameters), { ...EVENT, ...change });
		expect([status, items !== undefined]).toEqual([200, isStarted]);
		expect(message).toBe(isStarted ? 'Received.' : 'Not wanted.');
	});

	test('T25: leaves out the same body within a minute, but not later or at another address', async () => {
		const trigger = node();
		const trial = node({}, { isTest: true, webhookId: `events-${at}` });
		expect((await receive(trigger)).items).toHaveLength(1);
		const again = await receive(trigger);
		expect([again.status, again.message, again.items]).toEqual([200, 'Known already.', undefined]);
		expect((await receive(trigger, { ...EVENT, resource_id: 7 })).items).toHaveLength(1);
		expect((await receive(trial)).items).toHaveLength(1);
		await time.pass(60_000);
		expect((await receive(trigger)).items).toHaveLength(1);
	});

	test('T25: schedules, which all look alike, start again after half a minute and have keys of their own', async () => {
		const trigger = node({ resources: ['schedule'] });
		const event = { ...EVENT, resource: 'schedule', data: [] };
		const first = await receive(trigger, event);
		expect((await receive(trigger, event)).items).toBeUndefined();
		await time.pass(31_000);
		const later = await receive(trigger, event);
		expect(later.items?.[0].json.event_key).not.toBe(first.items?.[0].json.event_key);
	});

	test('T25: remembers the newest 500 only', async () => {
		const trigger = node();
		await receive(trigger);
		for (let id = 1; id <= 500; id++) await receive(trigger, { ...EVENT, resource_id: id });
		expect((await receive(trigger)).items).toHaveLength(1);
	});

	test('T27: an expression that fails starts the workflow with what came', async () => {
		const good = node();
		await time.settle(good.create());
		const { token } = good;
		const broken = node({ resources: '={{ nothing.here }}' }, { webhookId: `events-${at}` });
		const from = engineLog.length;
		const { status, message, items } = await broken.receive(EVENT, { token });
		expect([status, message]).toEqual([200, 'Received.']);
		expect(items).toEqual([{ json: { body: JSON.stringify(EVENT) } }]);
		expect(loggedSince(from)).toEqual([
			expect.stringMatching(/^Altegio Trigger: an event could not be looked at\. .+/),
		]);
	});

	test('T28: two events at once start it twice', async () => {
		const trigger = node();
		await time.settle(trigger.create());
		const both = [1, 2].map(
			async (id) => await trigger.receive({ ...EVENT, resource_id: id }, { token: trigger.token }),
		);
		const ids = (await time.settle(Promise.all(both))).map(
			({ items }) => items?.[0].json.resource_id,
		);
		expect(ids).toEqual([1, 2]);
	});
});

describe('Read Back', () => {
	const options = { readBack: true };
	const LOCATION = { ...EVENT, resource: 'company', resource_id: FIRST_ID, data: { id: FIRST_ID } };
	const trigger = () => node({ resources: ['salon', 'loyalty_card'], options });

	test('T29: reads the object after the answer', async () => {
		const one = trigger();
		await time.settle(one.create());
		const before = countRequests();
		const { items, requestsBefore } = await receive(one, LOCATION);
		expect(requestsBefore).toBe(before);
		expect(items?.[0].json).toMatchObject({
			verified: true,
			data: { title: 'Willow Street Barbers' },
		});
	});

	test.each<[string, object, boolean, boolean | undefined]>([
		['an update of what is not there', { status: 'update' }, false, undefined],
		['a deletion of what is not there', { status: 'delete' }, false, true],
		['a deletion of what is there', { status: 'delete' }, true, undefined],
	])('T30: %s', async (_, change, exists, verified) => {
		const one = trigger();
		await time.settle(one.create());
		if (!exists) fixture.sandbox.locations.delete(FIRST_ID);
		const from = engineLog.length;
		const { items } = await receive(one, { ...LOCATION, ...change });
		expect(items?.[0].json.verified).toBe(verified);
		if (verified === undefined) {
			const what = exists
				? 'an event says that something is deleted that still exists, so it starts nothing'
				: 'an event is about something that does not exist, so it starts nothing';
			const { status } = { ...LOCATION, ...change };
			expect(loggedSince(from)).toEqual([
				`Altegio Trigger: ${what} (company ${FIRST_ID} at location ${FIRST_ID}, ${status}).`,
			]);
		} else expect(items?.[0].json.data).toEqual(LOCATION.data);
	});

	test.each([
		[
			'Altegio is away',
			{ status: 503, body: '' },
			2,
			"An empty answer came back instead of Altegio's answer (HTTP 503). Altegio is out of order at the moment: send the event again later.",
		],
		["a stranger's 404", { status: 404, body: '<html>' }, 1, 'A web page came back instead of'],
		['429', { status: 429, body: '' }, 2, 'Send the event again in a few minutes.'],
	])('T31: starts with what came if %s', async (_, fault, tries, words) => {
		const one = trigger();
		await time.settle(one.create());
		const before = countRequests();
		fixture.sandbox.fault(fault, { path: `/company/${FIRST_ID}` }, 9);
		const from = engineLog.length;
		const { items } = await receive(one, LOCATION);
		expect(loggedSince(from).join()).toContain(
			'Altegio Trigger: an event could not be compared with Altegio. ',
		);
		expect(loggedSince(from).join()).toContain(words);
		expect(items?.[0].json).toMatchObject({ verified: false, data: LOCATION.data });
		expect(countRequests() - before).toBe(tries);
	});

	test.each([
		['record', 'record', 640001, { date: expect.any(String), attendance: 0 }],
		['client', 'client', 7001, { display_name: expect.any(String) }],
		['service', 'service', 70101, { title: 'Haircut' }],
		['master', 'staff', 50103, { name: 'Chloé Martin' }],
	])('T29: reads %s where Altegio has it', async (flag, resource, resource_id, data) => {
		const event = { ...EVENT, resource, resource_id, data: { id: resource_id, attendance: 1 } };
		const { items } = await receive(node({ resources: [flag], options }), event);
		expect(items?.[0].json).toMatchObject({ verified: true, data: { id: resource_id, ...data } });
		if (flag === 'record') expect(items?.[0].json.status_word).toBe('waiting');
	});

	test.each([
		['an empty list', []],
		['another object', { id: 1, title: 'Another' }],
	])('T31: starts with what came if Altegio answers with %s', async (_, data) => {
		for (const status of ['update', 'delete']) {
			const one = trigger();
			await time.settle(one.create());
			const body = { success: true, data, meta: [] };
			fixture.sandbox.fault({ status: 200, body }, { path: `/company/${FIRST_ID}` });
			const from = engineLog.length;
			const { items } = await receive(one, { ...LOCATION, status });
			expect(loggedSince(from)).toEqual([
				`Altegio Trigger: an event could not be compared with Altegio, whose answer does not hold the object (company ${FIRST_ID} at location ${FIRST_ID}, ${status}).`,
			]);
			expect(items?.[0].json).toMatchObject({ verified: false, data: LOCATION.data });
		}
	});

	test('T30: a deleted appointment that Altegio still shows is a true deletion', async () => {
		fixture.sandbox.changeByHand({ kind: 'appointment', id: 640001, fields: { deleted: true } });
		const event = { ...EVENT, resource_id: 640001, status: 'delete' };
		const { items } = await receive(node({ options }), event);
		expect(items?.[0].json).toMatchObject({ verified: true, status_word: 'cancelled' });
	});

	test.each([true, 1, '1', 'true'])('T30: a flag written as %j says deleted', async (deleted) => {
		const event = { ...EVENT, data: { ...EVENT.data, deleted } };
		const { items } = await receive(node(), event);
		expect(items?.[0].json.status_word).toBe('cancelled');
	});

	test("T31: only Altegio's 404 means that there is no such object", async () => {
		const one = trigger();
		await time.settle(one.create());
		const body = { success: false, data: null, meta: { message: 'No.' } };
		fixture.sandbox.fault({ status: 403, body }, { path: `/company/${FIRST_ID}` });
		const { items } = await receive(one, LOCATION);
		expect(items?.[0].json).toMatchObject({ verified: false, data: LOCATION.data });
	});

	test('T31: a loyalty card cannot be read', async () => {
		const { items } = await receive(trigger(), { ...LOCATION, resource: 'loyalty_card' });
		expect(items?.[0].json.verified).toBe(false);
	});
});

describe('events that the sandbox sends', () => {
	let calls: Array<{ body: unknown; status: number }>;
	let statuses: number[];
	let server: http.Server;

	beforeEach(async () => {
		calls = [];
		statuses = [];
		server = http.createServer((request, response) => {
			let text = '';
			request.on('data', (chunk) => (text += String(chunk)));
			request.on('end', () => {
				const status = statuses.shift() ?? 200;
				calls.push({ body: JSON.parse(text), status });
				response.writeHead(status).end();
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterEach(() => server.close());

	const published = async (parameters: object = {}) => {
		const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const trigger = node({ resources: ['salon'], ...parameters }, { origin });
		await time.settle(trigger.create());
		return trigger;
	};
	const changeAs = async (partner: string) => {
		const response = http.request(`${fixture.sandbox.url}/company/${FIRST_ID}`, {
			method: 'PUT',
			headers: {
				Accept: 'application/vnd.api.v2+json',
				'Content-Type': 'application/json',
				Authorization: `Bearer ${partner}, User ${credentials.userToken}`,
			},
		});
		response.end('{"zip":"10001"}');
		await time.settle(new Promise((resolve) => response.once('close', resolve)));
		await time.settle(fixture.sandbox.sender.idle());
	};

	test('T32: the change of another starts the workflow, one of its own only where it was asked for', async () => {
		const trigger = await published();
		await changeAs(credentials.partnerToken);
		expect(calls).toEqual([]);
		await changeAs(credentials.otherPartnerToken);
		expect(calls).toHaveLength(1);
		expect((await receive(trigger, calls[0].body)).items?.[0].json).toMatchObject({
			event: 'company.update',
			data: { zip: '10001' },
		});
		await published({ options: { ownChanges: true, changeSharedSettings: true } });
		await changeAs(credentials.partnerToken);
		expect(calls.length).toBeGreaterThan(1);
	});

	test('T25: a repeat after 503 starts nothing twice, and there are two repeats at most', async () => {
		const trigger = await published();
		statuses = [503, 503, 503, 503];
		await changeAs(credentials.otherPartnerToken);
		expect(calls.map(({ status }) => status)).toEqual([503, 503, 503]);
		const items = [];
		for (const { body } of calls) items.push((await receive(trigger, body)).items);
		expect(items.filter(Boolean)).toHaveLength(1);
	});
});
