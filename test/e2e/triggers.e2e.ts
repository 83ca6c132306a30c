/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import type { INodeParameters } from 'n8n-workflow';

import { makeHookRow } from '../../sandbox';
import { type Execution, outputOf, startN8n } from '../../scripts/n8n';
import { TRIGGER, triggerWorkflow } from '../../scripts/triggerWorkflow';
import { eventually } from './eventually';
import { owner, type N8nFixture, startN8nFixture, TIME_TO_START } from './n8nFixture';
import { untilPublished } from './published';

const LOCATION = 37532;
const FOREIGN = makeHookRow('https://crm.example.com/altegio?key=of-another');
/** The shortest time between two polls that the form of n8n offers, and a margin for a busy machine. */
const POLL_MS = 60_000;
const TIME_TO_POLL = 3 * POLL_MS;
/** A busy machine needs long for a publication. */
const TIME_FOR_ONE = 240_000;
/** n8n tries a publication five times before it gives up, and its first execution loads much. */
const TIME_TO_SHOW = 90_000;

let fixture: N8nFixture;

beforeAll(async () => {
	fixture = await startN8nFixture({ hooks: { delayMs: 0 } });
}, TIME_TO_START);

afterAll(async () => {
	await fixture?.close();
});

beforeEach(() => {
	fixture.sandbox.reset();
	fixture.sandbox.hooks.set(LOCATION, { id: LOCATION, rows: [FOREIGN], right: 'write' });
});

const urls = () => (fixture.sandbox.hooks.get(LOCATION)?.rows ?? []).map(({ url }) => url);
const own = () => urls().filter((url) => url.startsWith(fixture.n8n.url));

/** Somebody in the salon moves an appointment; gives what Altegio got as an answer for it. */
async function moveAppointment(date: string): Promise<number[]> {
	const { sandbox } = fixture;
	const before = sandbox.sender.deliveries.length;
	sandbox.changeByHand({ kind: 'appointment', id: 640001, fields: { date } });
	await sandbox.sender.idle();
	const made = sandbox.sender.deliveries.slice(before);
	return made.filter(({ url }) => url.startsWith(fixture.n8n.url)).map(({ status }) => status);
}

/** All finished executions of a workflow, the oldest first. */
async function executionsOf(workflowId: string): Promise<Execution[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { client } = fixture.n8n;
	const { results } = await client.request<{ results: Array<{ id: string }> }>(
		'GET',
		`/rest/executions?filter=${filter}`,
	);
	return await Promise.all(
		[...results].reverse().map(async ({ id }) => await client.untilFinished(id)),
	);
}

/** What the trigger gave in all executions, once there are so many. */
async function itemsOf(workflowId: string, count: number) {
	return await eventually(async () => {
		const items = (await executionsOf(workflowId)).flatMap((one) => outputOf(one, TRIGGER));
		expect(items).toHaveLength(count);
		return items.map(({ json }) => json);
	}, TIME_TO_SHOW);
}

/** A stored workflow with the webhook trigger. */
async function storeWebhookTrigger(parameters: INodeParameters = {}) {
	const workflow = triggerWorkflow('Events', 'altegioTrigger', fixture.credentialId, {
		resources: ['record'],
		...parameters,
	});
	const id = await fixture.n8n.client.createWorkflow(workflow);
	return { id, webhookId: workflow.webhookId };
}

/** The same, published and registered. */
async function publishWebhookTrigger(parameters?: INodeParameters) {
	const stored = await storeWebhookTrigger(parameters);
	await fixture.n8n.client.publishWorkflow(stored.id);
	await eventually(() => expect(own()).toHaveLength(1));
	await untilPublished(fixture.n8n.client, stored.id, TIME_TO_SHOW);
	return stored;
}

async function unpublish(workflowId: string): Promise<void> {
	await fixture.n8n.client.unpublishWorkflow(workflowId);
	await eventually(() => expect(own()).toEqual([]));
}

describe('the Altegio Trigger', () => {
	it(
		'adds its address on publishing, starts the workflow with each event, and leaves nothing',
		async () => {
			const { id, webhookId } = await publishWebhookTrigger();
			expect(urls()).toEqual([
				FOREIGN.url,
				expect.stringMatching(
					`^${fixture.n8n.url}/webhook/${webhookId}/webhook\\?token=[\\w-]{32}$`,
				),
			]);

			expect(await moveAppointment('2031-01-06 12:00:00')).toEqual([200]);
			expect(await itemsOf(id, 1)).toMatchObject([
				{ event: 'record.update', resource_id: 640001, data: { date: '2031-01-06 12:00:00' } },
			]);

			await unpublish(id);
			expect(urls()).toEqual([FOREIGN.url]);
			expect(await moveAppointment('2031-01-06 13:00:00')).toEqual([]);
		},
		TIME_FOR_ONE,
	);

	it(
		'refuses a wrong secret, and starts nothing',
		async () => {
			const { id } = await publishWebhookTrigger();
			const [url = ''] = own();
			const post = async (address: string) =>
				await fetch(address, {
					method: 'POST',
					headers: { 'content-type': 'application/json', connection: 'close' },
					body: JSON.stringify({
						...{ company_id: LOCATION, resource: 'record', resource_id: 1, status: 'update' },
						data: {},
					}),
				});
			const withoutQuery = url.replace(/\?.*/, '');
			expect((await post(withoutQuery)).status).toBe(403);
			expect((await post(`${withoutQuery}?token=${'x'.repeat(32)}`)).status).toBe(403);
			expect((await post(url)).status).toBe(200);
			expect(await itemsOf(id, 1)).toMatchObject([{ resource_id: 1 }]);
			await unpublish(id);
		},
		TIME_FOR_ONE,
	);

	it(
		'listens for a test beside production, and takes nothing from it',
		async () => {
			const { id, webhookId } = await publishWebhookTrigger();
			const [production] = own();
			const { client } = fixture.n8n;
			const listen = async () => {
				const answer = await client.request('POST', `/rest/workflows/${id}/run`, {
					triggerToStartFrom: { name: TRIGGER },
				});
				expect(answer).toMatchObject({ waitingForWebhook: true });
			};
			await listen();
			expect(own()).toEqual([production, expect.stringContaining(`/webhook-test/${webhookId}/`)]);
			expect(await moveAppointment('2031-01-06 14:00:00')).toEqual([200, 200]);
			await itemsOf(id, 2);
			await eventually(() => expect(own()).toEqual([production]));

			await listen();
			expect(own()).toHaveLength(2);
			await client.request('DELETE', `/rest/test-webhook/${id}`);
			await eventually(() => expect(own()).toEqual([production]));
			expect(urls()).toEqual([FOREIGN.url, production]);
			await unpublish(id);
		},
		TIME_FOR_ONE,
	);

	it(
		'says in words why it cannot be published, and changes nothing then',
		async () => {
			const { id } = await storeWebhookTrigger({ resources: ['client'] });
			await fixture.n8n.client.publishWorkflow(id);
			const path = `/rest/workflows/${id}/publication-status`;
			await eventually(
				async () =>
					expect(await fixture.n8n.client.request('GET', path)).toMatchObject({
						triggers: [{ errorMessage: expect.stringContaining("'Change Shared Settings'") }],
					}),
				TIME_TO_SHOW,
			);
			await fixture.n8n.client.unpublishWorkflow(id);
			expect(urls()).toEqual([FOREIGN.url]);
		},
		TIME_FOR_ONE,
	);

	it(
		'still works after a restart of n8n, and is registered once',
		async () => {
			const { id } = await publishWebhookTrigger();
			const before = urls();
			await restart();
			expect(urls()).toEqual(before);
			expect(await moveAppointment('2031-01-06 15:00:00')).toEqual([200]);
			await itemsOf(id, 1);
			await unpublish(id);
			expect(urls()).toEqual([FOREIGN.url]);
		},
		TIME_FOR_ONE,
	);
});

describe('the Altegio Polling Trigger', () => {
	it(
		'starts the workflow once for an appointment that changed, also across a restart of n8n',
		async () => {
			const { client } = fixture.n8n;
			const workflow = triggerWorkflow('Polls', 'altegioPollingTrigger', fixture.credentialId, {
				pollTimes: { item: [{ mode: 'everyMinute' }] },
				event: 'appointmentChanged',
			});
			const id = await client.createWorkflow(workflow);
			await client.publishWorkflow(id);
			await untilPublished(fixture.n8n.client, id, TIME_TO_SHOW);
			expect(await executionsOf(id)).toEqual([]);

			await moveAppointment('2031-01-06 16:00:00');
			await untilPolled();
			expect(await itemsOf(id, 1)).toMatchObject([
				{ id: 640001, start: expect.stringMatching(/^2031-01-06T16:00:00/) },
			]);
			await restart();
			await untilPolled();
			await itemsOf(id, 1);
			await fixture.n8n.client.unpublishWorkflow(id);
		},
		3 * TIME_TO_POLL,
	);

	/** Until the next poll has read everything. */
	async function untilPolled(): Promise<void> {
		const polls = () => fixture.sandbox.requests.filter(({ path }) => path.startsWith('/records/'));
		const before = polls().length;
		await eventually(() => expect(polls().length).toBeGreaterThan(before), 2 * POLL_MS);
	}
});

/** Ends n8n and starts it again with the same database, key and port. */
async function restart(): Promise<void> {
	const { env } = fixture.n8n;
	await fixture.n8n.stop();
	fixture.n8n = await startN8n({
		userFolder: String(env.N8N_USER_FOLDER),
		port: Number(env.N8N_PORT),
		env: { N8N_ENCRYPTION_KEY: env.N8N_ENCRYPTION_KEY },
		log: (line) => void process.stderr.write(`${line}\n`),
	});
	await fixture.n8n.client.logIn(owner);
}
