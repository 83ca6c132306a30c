/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code runs outside n8n */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { manyLocations } from '../../sandbox';
import { runAltegio } from '../support/engine';
import { update, useSandbox } from '../support/fixture';
import { mostWithin } from '../support/time';

// In real time, as these are about what the network does to the order of things. A machine that stands still for a
// second makes a request late on its way, so a test counts as failed only if it fails three times.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

const LIMITS = { perSecond: 25, perMinute: 1000 };
const LOCATIONS = manyLocations(50);
const ITEMS = LOCATIONS.map(({ id }) => ({ id }));
const fixture = useSandbox({ locations: LOCATIONS, limits: LIMITS });

it('R13: two workflows in a hurry keep the limits by the times of arrival', async () => {
	const parameters = update({ title: 'New' }, { requestOptions: { requestsPerSecond: 25 } });
	const runs = [ITEMS.slice(0, 25), ITEMS.slice(25)].map(
		async (items) => await runAltegio({ ...fixture.target, items, parameters }),
	);
	const results = await Promise.all(runs);

	expect(results.map(({ status }) => status)).toEqual(['success', 'success']);
	const { requests } = fixture.sandbox;
	expect(requests.filter(({ applied }) => applied)).toHaveLength(50);
	expect(requests).toHaveLength(50);
	expect(
		mostWithin(
			1000,
			requests.map(({ at }) => at),
		),
	).toBeLessThanOrEqual(LIMITS.perSecond);
});

it('R13: a request that was slow on its way counts from its arrival', async () => {
	let isFirst = true;
	// Stands between n8n and the sandbox and holds back what comes over the first connection.
	const road = createServer(async (client) => {
		const delay = isFirst ? 500 : 0;
		isFirst = false;
		client.pause();
		await sleep(delay);
		const server = connect(Number(new URL(fixture.sandbox.origin).port), '127.0.0.1');
		client.pipe(server).pipe(client);
		client.on('error', () => server.destroy());
		server.on('error', () => client.destroy());
	});
	road.listen(0, '127.0.0.1');
	await once(road, 'listening');
	const { port } = road.address() as AddressInfo;

	const { status } = await runAltegio({
		...fixture.target,
		baseUrl: `http://127.0.0.1:${port}/api/v1`,
		items: ITEMS.slice(0, 2),
		parameters: update({ title: 'New' }, { requestOptions: { requestsPerSecond: 1 } }),
	});
	road.close();

	expect(status).toBe('success');
	const [first, second] = fixture.sandbox.requests.map(({ at }) => at);
	expect(second - first).toBeGreaterThanOrEqual(1000);
});
