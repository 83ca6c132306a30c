/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code runs outside n8n */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

import { faults } from '../../sandbox';
import {
	listSearch,
	loadOptions,
	runAltegio,
	startAltegio,
	testCredential,
} from '../support/engine';
import { requestsOf } from '../support/requests';
import {
	BY_LOGIN,
	FIRST_ID,
	locator,
	remove,
	SECOND_ID,
	THIRD_ID,
	UNPACED,
	update,
} from '../support/fixture';
import { useSandboxInFakeTime } from '../support/time';

// What users met, one example for each kind that has no file of its own.

const { fixture, time } = useSandboxInFakeTime();
const IDS = [FIRST_ID, SECOND_ID, THIRD_ID];

const sent = () => requestsOf(fixture.sandbox);

async function run(parameters: IDataObject, more: object = {}) {
	return await time.settle(
		runAltegio({
			...fixture.target,
			items: [{ id: FIRST_ID }],
			parameters: parameters as never,
			...more,
		}),
	);
}

describe('the page of a location', () => {
	const HOST = 'https://app.alteg.io';
	const PAGES = [
		...[
			'timetable/#',
			'dashboard_records/#',
			'work_schedule/#',
			'clients/#/base',
			'labels/client/#',
		],
		...['clients_settings/discounts/#', 'dashboard/#', 'dashboard/activities/#', 'documents/#'],
		...['dashboard/all_reports/#', 'analytics/#', 'analytics/reports/#/income', 'location/#'],
		...['transactions', 'accounts', 'suppliers', 'expenses'].map(
			(word) => `finances/${word}/list/#`,
		),
		...[
			'finances/acquiring/#/settings',
			'finances/payment_methods_settings/#',
			'settings/menu/#/main',
		],
		...[
			'settings/sidebar/staff/#',
			'settings/sidebar/service_categories/#',
			'settings/filial_staff/#',
		],
		...['positions/list/#', 'resources/#', 'salary/calculations/#', 'salary_general_settings/#'],
		...['salary_daily/#', 'salary_period/#', 'salary_extension_reasons/#', 'goods/list/#'],
		...['storages/storages/list/#', 'storages/transactions/list/#', 'technological_cards/#'],
		...['inventory/list/#', 'price_tags/#', 'online/booking_forms/#', 'online/links/#'],
		...['online/online_settings/#', 'online/personal_domain/#', 'appstore/#/applications/own'],
		...['balance/#', 'balance/invoices/#', 'company/#', 'company/#/settings/5'],
	];

	it.each(PAGES)('R7: %s gives its ID, with any end', async (page) => {
		for (const end of ['', '/', '?date=2026-11-28&id=7', '#main_date=2026-11-28&record=7']) {
			fixture.sandbox.reset();
			const address = `${HOST}/${page.replace('#', String(FIRST_ID))}${end}`;
			await run(remove({ locationId: locator(address, 'url') }));
			expect(sent()).toEqual([`DELETE /company/${FIRST_ID}`]);
		}
	});

	it.each(['b131271', 'n123', 'o1.b5'])(
		'R7: /company/{id} gives it on %s.alteg.io',
		async (host) => {
			const address = `https://${host}.alteg.io/company/${FIRST_ID}/personal/menu?o=1`;
			await run(remove({ locationId: locator(address, 'url') }));
			expect(sent()).toEqual([`DELETE /company/${FIRST_ID}`]);
		},
	);

	it.each([
		'https://b131271.alteg.io/select-city/37532/select-branch?o=',
		'https://n37532.alteg.io/',
		'https://n37532.alteg.io/timetable/37532',
		'https://app.alteg.io/group/37532',
		'https://app.alteg.io/cabinet/37532/timetable/37532',
		'https://app.alteg.io/?company/37532',
		'https://app.alteg.io/login#/company/37532',
		'https://app.alteg.io/redirect/company/37532',
		'https://alteg.io/blog/37532',
		'https://app.alteg.io.example.com/timetable/37532',
		'https://app.alteg.io@example.com/timetable/37532',
	])('R7: %s gives none, so nothing is sent', async (address) => {
		// By an expression: of a fixed address n8n's form looks at the host before.
		const { error } = await run(remove({ locationId: locator('={{ $json.address }}', 'url') }), {
			items: [{ address }],
		});
		expect(error?.message).toMatch(/^'Location' must be the address of one location in Altegio/);
		expect(sent()).toEqual([]);
	});
});

describe('words for switches and choices', () => {
	const getMany = { resource: 'location', operation: 'getAll', limit: 1 };

	it.each(['FALSE', 'false', 'No', '0', 0, false])('V3: Return All %p is off', async (value) => {
		const { outputs } = await run(
			{ ...getMany, returnAll: '={{ $json.value }}' },
			{ items: [{ value }] },
		);
		expect(outputs[0]).toHaveLength(1);
	});

	it.each(['TRUE', 'yes', '1', 1])('V3: Return All %p is on', async (value) => {
		const { outputs } = await run(
			{ ...getMany, returnAll: '={{ $json.value }}' },
			{ items: [{ value }] },
		);
		expect(outputs[0]!.length).toBeGreaterThan(1);
	});

	it.each([
		['Return All', { returnAll: '={{ "maybe" }}' }],
		['Simplify', { simplify: '={{ "perhaps" }}' }],
		['Only Managed by Me', { filters: { onlyManaged: '={{ "some" }}' } }],
	])('V3: an unclear %s is refused by name', async (label, more) => {
		const { error } = await run({ ...getMany, ...more });
		expect(error?.message).toMatch(new RegExp(`^'${label}' must be true or false, but is`));
		expect(sent()).toEqual([]);
	});

	it('V3: an unknown choice of Blank Values is refused by name', async () => {
		const { error } = await run(
			update({ zip: '' }, { options: { blankValues: '={{ "Clear" }}' } }),
		);
		expect(error?.message).toMatch(/^'Blank Values' has no choice "Clear"/);
		expect(sent()).toEqual([]);
	});
});

describe('values that stand for a missing one', () => {
	it.each(['null', 'undefined', 'NaN', '[object Object]', '#N/A', ' #REF! '])(
		'V2: %p as a title is refused by name',
		async (title) => {
			const { error } = await run(update({ title: '={{ $json.title }}' }), {
				items: [{ id: FIRST_ID, title }],
			});
			expect(error?.message).toMatch(/^'Title' must be text, but is/);
			expect(sent()).toEqual([]);
		},
	);

	it.each([', ', '\u200b', '\u00a0\ufeff', ' - '])('V1: %j is blank', async (address) => {
		const { error } = await run(update({ address: '={{ $json.address }}' }), {
			items: [{ id: FIRST_ID, address }],
		});
		expect(error?.message).toMatch(/^There is nothing to update/);
		expect(sent()).toEqual([]);
	});

	it('V2: JSON Body refuses them too, and says for which field', async () => {
		const { error } = await run(update({}, { dataToSend: 'json', jsonBody: '{"title":"null"}' }));
		expect(error?.message).toMatch(/^'JSON Body' holds "null" for title/);
	});

	it('R5: JSON Body says where it breaks, and what helps', async () => {
		const jsonBody = '{"title": "The "Best" salon"}';
		const { error } = await run(update({}, { dataToSend: 'json', jsonBody }));
		expect(error?.message).toMatch(
			/^'JSON Body' must be a JSON object, but it breaks: .*position 16/,
		);
		expect((error as { description?: string }).description).toContain('toJsonString()');
		expect(sent()).toEqual([]);
	});
});

describe('Verify', () => {
	it.each<[string, IDataObject, IDataObject]>([
		['coordinates are rounded', { coordinateLat: '40.730610123456' }, { coordinate_lat: 40.73061 }],
		['line ends differ', { description: 'a\r\nb' }, { description: 'a\nb' }],
	])('R22: does not mind where %s', async (_, fields, saved) => {
		const { location } = fixture.sandbox.locations.get(FIRST_ID)!;
		const body = { success: true, data: { ...location, ...saved }, meta: [] };
		fixture.sandbox.fault({ status: 200, body }, { method: 'GET' });
		const { error } = await run(update(fields, { options: { verify: true } }));
		expect(error).toBeUndefined();
	});

	it('R12: with Retry On Fail an update that was carried out is not sent again', async () => {
		fixture.sandbox.fault(faults.invalidFields, { method: 'GET' });
		const { error } = await run(update({ title: 'New' }, { options: { verify: true } }), {
			retryOnFail: { maxTries: 2, waitBetweenTries: 100 },
		});
		expect(error).toBeUndefined();
		const path = `/company/${FIRST_ID}`;
		expect(sent()).toEqual([`PUT ${path}`, `GET ${path}`, `GET ${path}`]);
	});

	it('R14: a stop between the update and its verification does not call the item unsent', async () => {
		const { result, cancel } = startAltegio({
			...fixture.target,
			items: [{ id: FIRST_ID }],
			parameters: update(
				{ title: 'New' },
				{
					options: { verify: true },
					requestOptions: { requestsPerMinute: 1 },
				},
			),
			onError: 'continueErrorOutput',
		});
		await time.until(() => fixture.sandbox.requests[0]?.status === 200);
		await time.pass(100);
		cancel();
		const { outputs } = await time.settle(result);
		expect(outputs[1]?.[0]?.json.error).toMatch(
			/^Location 37532 was updated, but could not be read back to verify it\. The execution was canceled/,
		);
	});
});

describe('the rate limiter', () => {
	it('R13: an execution with a lower limit of its own holds up no other', async () => {
		const slow = runAltegio({
			...fixture.target,
			items: IDS.map((id) => ({ id })),
			parameters: update({ title: 'Slow' }, { requestOptions: { requestsPerMinute: 1 } }),
		});
		await time.until(() => fixture.sandbox.requests.length === 1);
		const before = time.elapsed();
		await time.settle(
			runAltegio({
				...fixture.target,
				items: [{ id: FIRST_ID }],
				parameters: update({ title: 'Quick' }),
			}),
		);
		expect(time.elapsed() - before).toBeLessThan(2_000);
		await time.settle(slow);
	});

	it('R13: a list says within 5 s that the limit is used up', async () => {
		fixture.sandbox.fault({ ...faults.tooManyRequests, headers: { 'Retry-After': '120' } });
		const running = startAltegio({
			...fixture.target,
			items: [{ id: FIRST_ID }],
			parameters: update({ title: 'New' }),
		});
		await time.until(() => fixture.sandbox.requests[0]?.status === 429);
		await time.pass(100);
		const before = time.elapsed();
		await expect(time.settle(listSearch('searchLocations', fixture.target))).rejects.toThrow(
			"Altegio's limit of requests is used up. Open the list again in a minute.",
		);
		expect(time.elapsed() - before).toBeLessThanOrEqual(5_000);
		running.cancel();
		await time.settle(running.result);
	});

	it('R9: -1 items per batch is no batching, as the form says', async () => {
		const batching = { batch: { batchSize: -1, batchInterval: 60_000 } };
		const before = time.elapsed();
		await run(update({ title: 'New' }, { requestOptions: { batching } }), {
			items: IDS.map((id) => ({ id })),
		});
		expect(time.elapsed() - before).toBeLessThan(1_000);
	});
});

describe('what the editor says', () => {
	it('R19: words of a refused sign-in never repeat a token', async () => {
		const message = `Token ${fixture.target.credentials.userToken} is invalid.`;
		fixture.sandbox.fault(
			{ status: 401, body: { success: false, data: null, meta: { message } } },
			{},
			Infinity,
		);
		await expect(listSearch('searchLocations', fixture.target)).rejects.toThrow(
			'Token *** is invalid.',
		);
		const test = await testCredential(fixture.target);
		expect(test.message).toContain('Token *** is invalid.');
	});

	it('R20: a list without a status begins with its message', async () => {
		fixture.sandbox.fault(faults.cutBefore, {}, Infinity);
		const refused = listSearch('searchLocations', fixture.target);
		await expect(refused).rejects.toMatchObject({ httpCode: null });
		await expect(refused).rejects.toThrow(/Check the network of n8n, then open the list again\./);
	});

	it('R20: two cities of one name are told apart', async () => {
		const cities = [
			{ id: 1, country_id: 7, title: 'Birmingham' },
			{ id: 2, country_id: 8, title: 'Birmingham' },
			{ id: 3, country_id: 8, title: 'Leeds' },
		];
		fixture.sandbox.fault({ status: 200, body: { success: true, data: cities, meta: [] } });
		const names = (await loadOptions('getCities', fixture.target)).map(({ name }) => name);
		expect(names).toEqual(['Birmingham (ID 1)', 'Birmingham (ID 2)', 'Leeds']);
	});

	it.each(['dubai harbour', 'Harbour Yoga, Dubai', 'Harbour Yoga, Dubai (45001)'])(
		'R20: the list finds what it shows by %p',
		async (filter) => {
			const { results } = await listSearch('searchLocations', { ...fixture.target, filter });
			expect(results.map(({ value }) => value)).toEqual([45001]);
		},
	);

	it.each([403, 524])(
		'R23: the credential test blames no token for a %i of a stranger',
		async (status) => {
			fixture.sandbox.fault({ status, body: '<html></html>' }, {}, Infinity);
			const { message } = await testCredential(fixture.target);
			expect(message).not.toMatch(/knows both tokens|refuses the/);
			expect(message).toMatch(/proxy or firewall|on the way to it/);
		},
	);
});

describe('with Stop Workflow', () => {
	it('R8: a refusal says that nothing was sent, and names every bad item', async () => {
		const { error } = await run(update({ zip: '1' }, { locationId: locator('={{ $json.id }}') }), {
			items: [{ id: FIRST_ID }, { id: 'x' }, { id: SECOND_ID }, { id: '' }],
		});
		expect(error?.message).toMatch(/\[item 1\]$/);
		const { description } = error as { description?: string };
		expect(description).toContain('Nothing was sent to Altegio.');
		expect(description).toMatch(/'Location' must be the ID of one location.*\[item 3\]/);
		expect(sent()).toEqual([]);
	});
});

describe('a proxy', () => {
	it('R5: a % in its password is explained', async () => {
		const proxy = 'http://me:50%off@127.0.0.1:3128';
		const { error } = await run(update({ zip: '1' }, { requestOptions: { proxy } }));
		expect(error?.message).toMatch(/^'Proxy' under Request Options .* write % as %25\./);
		expect(error?.message).not.toContain('off');
	});

	it('R23: the sign-in takes the same way as the request, under a password with %25', async () => {
		const seen: string[] = [];
		const target = new URL(fixture.sandbox.url);
		const proxy = http.createServer((incoming, outgoing) => {
			const { pathname, search } = new URL(incoming.url ?? '');
			seen.push(`${incoming.method} ${pathname} ${incoming.headers['proxy-authorization']}`);
			const { method, headers } = incoming;
			const options = { method, headers, hostname: target.hostname, port: target.port };
			incoming.pipe(
				http.request({ ...options, path: pathname + search }, (answer) => {
					outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
					answer.pipe(outgoing);
				}),
			);
		});
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		try {
			const { port } = proxy.address() as AddressInfo;
			const requestOptions = {
				...UNPACED.requestOptions,
				proxy: `http://me:50%25off@127.0.0.1:${port}`,
			};
			const { error } = await run(update({ zip: '1' }, { requestOptions }), {
				credentials: BY_LOGIN,
			});
			expect(error).toBeUndefined();
			const user = `Basic ${btoa('me:50%off')}`;
			expect(seen).toEqual([
				`POST /api/v1/auth ${user}`,
				`PUT /api/v1/company/${FIRST_ID} ${user}`,
			]);
		} finally {
			proxy.close();
		}
	});
});
