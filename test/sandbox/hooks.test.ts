/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code runs outside n8n */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { credentials, makeHookRow, startSandbox, type Sandbox } from '../../sandbox';
import { hookFlags } from '../../sandbox/resources/hooks/seed';
import type { HookEvent } from '../../sandbox/resources/hooks/sender';

const LOCATION = 37532;

let sandbox: Sandbox;
let receiver: http.Server;
let events: HookEvent[];

beforeEach(async () => {
	events = [];
	receiver = http.createServer(async (request, response) => {
		events.push(JSON.parse(await text(request)) as HookEvent);
		response.end();
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	sandbox = await startSandbox({ hooks: { delayMs: 0 } });
	const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
	const all = Object.fromEntries(hookFlags.map((flag) => [flag, 1]));
	sandbox.hooks.set(LOCATION, {
		id: LOCATION,
		rows: [makeHookRow(url, { ...all, partner: 'another' })],
		right: 'write',
	});
});

afterEach(async () => {
	await sandbox.close();
	receiver.close();
});

/** The events of a change. */
async function eventsOf(change: () => Promise<unknown> | object): Promise<HookEvent[]> {
	await change();
	await sandbox.sender.idle();
	return events;
}

async function send(method: string, path: string, body?: object): Promise<void> {
	const response = await fetch(sandbox.url + path, {
		method,
		headers: {
			accept: 'application/vnd.api.v2+json',
			'content-type': 'application/json',
			authorization: `Bearer ${credentials.partnerToken}, User ${credentials.userToken}`,
		},
		body: body && JSON.stringify(body),
	});
	expect(response.ok).toBe(true);
}

test.each([
	['appointment', 640001, { date: '2027-01-04 12:00:00' }, 'record'],
	['client', 7001, { name: 'Mira' }, 'client'],
	['location', LOCATION, { title: 'Willow Street' }, 'company'],
	['service', 70101, { title: 'Short Haircut' }, 'service'],
	['teamMember', 50101, { fired: 1 }, 'staff'],
] as const)('a person who changes a %s makes an event', async (kind, id, fields, resource) => {
	const made = await eventsOf(() => sandbox.changeByHand({ kind, id, fields }));
	expect(made).toEqual([
		{
			...{ company_id: LOCATION, resource, resource_id: id, status: 'update' },
			data: expect.objectContaining({ id, ...fields }),
		},
	]);
});

test('a person who cancels an appointment makes an event with the whole of it', async () => {
	const cancel = { kind: 'appointment', id: 640001, fields: { deleted: true } } as const;
	expect(await eventsOf(() => sandbox.changeByHand(cancel))).toMatchObject([
		{ status: 'delete', data: { id: 640001, deleted: true, staff_id: 50103 } },
	]);
});

test('changes through the API make events too, for those of another partner', async () => {
	const made = await eventsOf(async () => {
		await send('POST', `/clients/${LOCATION}`, { name: 'Mira', phone: '+15550100999' });
		await send('PUT', `/client/${LOCATION}/7001`, { name: 'Mira', phone: '+15550100001' });
		await send('DELETE', `/client/${LOCATION}/7001`);
		await send('DELETE', `/services/${LOCATION}/70101`);
		await send('DELETE', `/record/${LOCATION}/640002`);
	});
	expect(made.map(({ resource, status }) => `${resource}.${status}`).sort()).toEqual([
		...['client.create', 'client.delete', 'client.update'],
		...['record.delete', 'service.delete'],
	]);
});

test('a change through the partner who wrote the settings makes one only if he wants it', async () => {
	const [row] = sandbox.hooks.get(LOCATION)?.rows ?? [];
	Object.assign(row ?? {}, { partner: credentials.partnerToken });
	const update = async () =>
		await send('PUT', `/client/${LOCATION}/7001`, { name: 'Mira', phone: '+15550100001' });
	expect(await eventsOf(update)).toEqual([]);
	Object.assign(row ?? {}, { self_sending: 1 });
	expect(await eventsOf(update)).toHaveLength(1);
});

test('the event of a client shows the phone, whatever the user may see', async () => {
	sandbox.clientRights.phones = 'masked';
	const change = { kind: 'client', id: 7001 } as const;
	const [event] = await eventsOf(() => sandbox.changeByHand(change));
	expect(event?.data).toMatchObject({ phone: sandbox.clients.get(7001)?.phone });
});

test('is steered from outside', async () => {
	const order = async (body: object) =>
		await fetch(`${sandbox.origin}/_sandbox/changes`, {
			method: 'POST',
			body: JSON.stringify(body),
		});
	const change = { kind: 'appointment', id: 640001, fields: { attendance: 2 } };
	expect((await order(change)).status).toBe(200);
	expect(await eventsOf(async () => {})).toMatchObject([{ resource: 'record' }]);
	expect((await order({ kind: 'goods', id: 1 })).status).toBe(400);
	expect((await order({ kind: 'client', id: 1 })).status).toBe(400);
});
