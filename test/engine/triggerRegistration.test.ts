import { makeHookRow, type HookOptions, type HookRow } from '../../sandbox';
import { engineLog } from '../support/engineLog';
import { FIRST_ID, locator, SECOND_ID } from '../support/fixture';
import { useSandboxInFakeTime } from '../support/time';
import { loggedSince, N8N, TriggerNode } from '../support/trigger';

const hooks: HookOptions = {};
const { fixture, time } = useSandboxInFakeTime({ hooks });
const PATH = `/hooks_settings/${FIRST_ID}`;
const FOREIGN = 'https://crm.example.org/in?key=Secret%20Key&x=1';

beforeEach(() => {
	delete hooks.shape;
	delete hooks.afterRead;
	delete hooks.afterWrite;
});

type Options = ConstructorParameters<typeof TriggerNode>[1];

function node(parameters: object = {}, more: Options = {}): TriggerNode {
	return new TriggerNode(fixture.target, { parameters: parameters as never, ...more });
}

function seed(rows: HookRow[], right: 'none' | 'read' | 'write' = 'write', id = FIRST_ID): void {
	fixture.sandbox.hooks.set(id, { id, rows, right });
}

const rows = (id = FIRST_ID) => fixture.sandbox.hooks.get(id)?.rows ?? [];
const urls = (id = FIRST_ID) => rows(id).map(({ url }) => url);
const sent = (method: string) =>
	fixture.sandbox.requests.filter((one) => one.path === PATH && one.method === method);
const messageOf = async (promise: Promise<unknown>): Promise<string> =>
	await time.settle(promise.then(String, (error: Error) => error.message));
const CONSENT = { options: { changeSharedSettings: true } };

describe('before any request', () => {
	test.each([
		["'Location' must be the ID of one location", { locationId: locator('12/../3') }],
		["'Trigger On' is empty", { resources: [] }],
		['\'Trigger On\' has no choice "recrod"', { resources: ['recrod'] }],
		["'Changes' is empty", { changes: [] }],
	])('T1: refuses with %s', async (message, parameters) => {
		expect(await messageOf(node(parameters).create())).toContain(message);
		expect(await messageOf(node(parameters).checkExists())).toContain(message);
		expect(fixture.sandbox.requests).toEqual([]);
	});

	test.each([
		'http://n8n.example.com',
		'https://localhost:5678',
		'https://127.0.0.1',
		'https://10.1.2.3',
		'https://192.168.1.5',
		'https://172.20.0.1',
		'https://[::1]',
		'https://[fd00::1]',
		'https://n8n',
		'https://n8n.local',
	])('T2: refuses %s, which Altegio cannot reach', async (origin) => {
		const trigger = node({}, { origin, credentials: { environment: 'production' } });
		const message = await messageOf(trigger.create());
		expect(message).toContain('Altegio cannot reach');
		expect(message).toContain('WEBHOOK_URL');
		expect(fixture.sandbox.requests).toEqual([]);
	});

	test('T2: takes any address with a custom environment, and none with the mock server', async () => {
		await time.settle(node({}, { origin: 'http://localhost:5678' }).create());
		expect(urls()).toHaveLength(1);
		const mocked = node({}, { credentials: { environment: 'mock' } });
		expect(await messageOf(mocked.create())).toContain('mock server of Altegio knows no webhooks');
	});
});

describe('registering', () => {
	test('T3, T4 and T38: adds its address, finds it again and then writes nothing', async () => {
		const trigger = node({ resources: ['record', 'schedule'] });
		expect(await time.settle(trigger.checkExists())).toBe(false);
		await time.settle(trigger.create());

		expect(sent('POST')).toHaveLength(1);
		expect(sent('POST')[0].body).toMatchObject({ active: 1, record: 1, schedule: 1, client: 0 });
		expect(urls()).toEqual([`${trigger.url}?token=${trigger.token}`]);
		expect(trigger.token).toMatch(/^[\w-]{32}$/);
		expect(await time.settle(trigger.checkExists())).toBe(true);
		await time.settle(trigger.publish());
		expect(sent('POST')).toHaveLength(1);
	});

	test.each([
		['a flag is off', { record: 0 }],
		['it is switched off', { active: 0 }],
	])('T3: is not there if %s for its address', async (_, change) => {
		const trigger = node();
		await time.settle(trigger.create());
		seed([makeHookRow(FOREIGN), { ...rows()[0], ...change } as HookRow]);
		expect(await time.settle(trigger.checkExists())).toBe(false);
		expect(sent('POST')).toHaveLength(1);
	});

	test('T4: keeps all other addresses byte for byte and in order, before its own', async () => {
		const others = [FOREIGN, 'http://old.example.org/x', 'https://Crm.example.org/IN#a'];
		seed(others.map((url) => makeHookRow(url)));
		const trigger = node();
		await time.settle(trigger.create());
		expect(urls()).toEqual([...others, `${trigger.url}?token=${trigger.token}`]);
		expect(rows().every(({ record, client }) => record === 1 && client === 0)).toBe(true);
	});

	test('T4: starts over if somebody else wrote between the two reads', async () => {
		let reads = 0;
		hooks.afterRead = () => {
			if (++reads === 1) seed([makeHookRow(FOREIGN)]);
		};
		const trigger = node();
		await time.settle(trigger.create());
		expect(urls()).toEqual([FOREIGN, `${trigger.url}?token=${trigger.token}`]);
		expect(sent('POST')).toHaveLength(1);
	});

	test('T4: gives up, and writes nothing, where the settings change all the time', async () => {
		let reads = 0;
		hooks.afterRead = () => seed([makeHookRow(`https://crm.example.org/${++reads}`)]);
		expect(await messageOf(node().create())).toContain('they change all the time');
		expect(sent('POST')).toEqual([]);
	});

	test('T5 and T35: replaces its own address with another token, and one that a dead test left', async () => {
		const trigger = node();
		seed([
			makeHookRow(`${trigger.url}?token=old`),
			makeHookRow(`${N8N}/webhook-test/hook-1/webhook?token=dead`),
			makeHookRow(`${N8N}/webhook-test/hook-2/webhook?token=alive`),
		]);
		await time.settle(trigger.create());
		expect(urls()).toEqual([
			`${N8N}/webhook-test/hook-2/webhook?token=alive`,
			`${trigger.url}?token=${trigger.token}`,
		]);
	});

	test('T6: switches nothing off for others, and leaves an unknown schedule out', async () => {
		hooks.shape = 'old';
		const trigger = node({ resources: ['client'] });
		await time.settle(trigger.create());
		expect(sent('POST')[0].body).not.toHaveProperty('schedule');
		expect(sent('POST')[0].body).toMatchObject({ client: 1, record: 0, self_sending: 0 });

		hooks.shape = 'new';
		seed([makeHookRow(FOREIGN, { good: 1 })]);
		await time.settle(node({ ...CONSENT, resources: ['client'] }).create());
		expect(rows()[0]).toMatchObject({ record: 1, good: 1, client: 1, salon: 0 });
	});

	test('T6: says so if Altegio does not keep a schedule', async () => {
		hooks.shape = 'old';
		const message = await messageOf(node({ resources: ['schedule'] }).create());
		expect(message).toContain('Schedule is missing');
	});

	test.each<[string, Partial<HookRow>, object]>([
		['Client', {}, { resources: ['client'] }],
		['switched on', { active: 0 }, {}],
		["changes of one's own", {}, { options: { ownChanges: true } }],
	])('T7: asks before it changes "%s" for others', async (what, row, parameters) => {
		seed([makeHookRow(FOREIGN, row)]);
		const message = await messageOf(node(parameters).create());
		expect(message).toContain(what);
		expect(message).toContain('crm.example.org');
		expect(message).toContain("'Change Shared Settings'");
		expect(message).not.toContain('Secret');
		expect(sent('POST')).toEqual([]);

		const options = { ...(parameters as { options?: object }).options, ...CONSENT.options };
		await time.settle(node({ ...parameters, options }).create());
		expect(urls()).toHaveLength(2);
	});

	test('T7: asks where an older Altegio does not show what others get', async () => {
		hooks.shape = 'old';
		seed([makeHookRow(FOREIGN), makeHookRow('https://b.example.org', { client: 1 })]);
		expect(await messageOf(node().create())).toContain('does not show everything');
	});

	test('T8: keeps what others want of their own changes, and warns', async () => {
		seed([makeHookRow(FOREIGN, { self_sending: 1 })]);
		const from = engineLog.length;
		await time.settle(node().create());
		expect(rows().map(({ self_sending }) => self_sending)).toEqual([1, 1]);
		expect(loggedSince(from).join()).toContain('start the workflow as well');
	});

	test.each([
		[0, {}],
		[1, { options: { ownChanges: true } }],
	])('T8: alone it sets self_sending to %s', async (expected, parameters) => {
		await time.settle(node(parameters).create());
		expect(rows()[0].self_sending).toBe(expected);
	});

	test('T9: refuses an eleventh address and names the hosts', async () => {
		seed(Array.from({ length: 10 }, (_, at) => makeHookRow(`https://h${at}.example.org/x?s=1`)));
		const message = await messageOf(node().create());
		expect(message).toContain('h0.example.org, h1.example.org');
		expect(message).toContain('For Developers');
		expect(sent('POST')).toEqual([]);
	});

	test('T10: writes again if another program overwrote it, but never restores foreign addresses', async () => {
		let writes = 0;
		seed([makeHookRow(FOREIGN)]);
		hooks.afterWrite = () => {
			if (++writes === 1) seed([makeHookRow('https://b.example.org')]);
		};
		const trigger = node();
		await time.settle(trigger.create());
		expect(urls()).toEqual(['https://b.example.org', `${trigger.url}?token=${trigger.token}`]);

		hooks.afterWrite = () => seed([makeHookRow(FOREIGN)]);
		expect(await messageOf(trigger.create())).toContain('the address of this trigger is missing');
		expect(sent('POST')).toHaveLength(2 + 3);
	});

	test('T10: waits a moment before it writes again, so that others can finish', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		let writes = 0;
		seed([makeHookRow(FOREIGN)]);
		hooks.afterWrite = () => {
			if (++writes === 1) seed([makeHookRow(FOREIGN)]);
		};
		await time.settle(node().create());
		expect(time.elapsed()).toBe(1_250);
		await time.pass(1_000);
		await time.settle(node({}, { webhookId: 'hook-2' }).create());
		expect(time.elapsed()).toBe(2_250);
	});

	test('T10: names all that did not stay as it was written', async () => {
		const trigger = node({ resources: ['record', 'client', 'good'] });
		hooks.afterWrite = () => seed(rows().map((row) => ({ ...row, client: 0, good: 0 })));
		expect(await messageOf(trigger.create())).toBe(
			"Altegio's webhook settings did not stay as they were written: Client, Product are missing. Another application seems to write them at the same time. Look at them in Altegio under Settings > System Settings > For Developers, then publish the workflow again.",
		);
	});

	test('T12: begins no write for which there is no time', async () => {
		let reads = 0;
		hooks.afterRead = () => {
			if (++reads === 1) seed([makeHookRow(FOREIGN)]);
		};
		fixture.sandbox.fault({ delayMs: 9_000 }, { method: 'GET' }, 3);
		expect(await messageOf(node().create())).toContain('there was no time left to change them');
		expect(sent('POST')).toEqual([]);
		expect(time.elapsed()).toBe(27_000);
	});

	test('T13: an answer without settings is none', async () => {
		fixture.allowViolations();
		fixture.sandbox.fault({ status: 200, body: { success: true, data: {}, meta: [] } });
		const trigger = node();
		expect(await messageOf(trigger.create())).toBe(
			"Altegio's answer holds no webhook settings. Wait a minute, then publish the workflow again.",
		);
		expect(trigger.staticData).toEqual({});
	});

	test('T13: other fields than the addresses are named as they are', async () => {
		const meta = { message: 'Invalid.', errors: { record: ['No.'], url: ['Odd.'] } };
		const body = { success: false, data: null, meta };
		fixture.sandbox.fault({ status: 422, body }, { method: 'POST' });
		const message = await messageOf(node().create());
		expect(message).toContain('Invalid. Appointment: No. url: Odd.');
	});

	test('T8: with consent, changes of their own are switched off for others as well', async () => {
		seed([makeHookRow(FOREIGN, { self_sending: 1 })]);
		expect(await time.settle(node(CONSENT).create())).toBe(true);
		expect(rows().map(({ self_sending }) => self_sending)).toEqual([0, 0]);
	});

	test('T7: names all that it would change', async () => {
		seed([makeHookRow(FOREIGN, { active: 0 })]);
		const message = await messageOf(node({ resources: ['client', 'good'] }).create());
		expect(message).toBe(
			`Other applications get events of location ${FIRST_ID} as well (crm.example.org), and Altegio keeps one choice of events for all of them. This trigger would change it: they would get Client, Product too, with your clients' data; sending to them would be switched on. Switch on 'Change Shared Settings' under Options if that is fine, or choose less under 'Trigger On'.`,
		);
	});

	test('T11 and T37: one that is refused does not hold up the next', async () => {
		seed([], 'none');
		const refused = messageOf(node().create());
		seed([], 'write');
		const [message] = await Promise.all([
			refused,
			time.settle(node({}, { webhookId: 'b' }).create()),
		]);
		expect(message).toBeDefined();
		expect(urls()).toHaveLength(2);
	});

	test('T11 and T37: five triggers at once all end up in the list, and leave it one by one', async () => {
		const triggers = [1, 2, 3, 4, 5].map((at) => node({}, { webhookId: `hook-${at}` }));
		await time.settle(Promise.all(triggers.map(async (one) => await one.create())));
		expect(urls()).toEqual(triggers.map(({ url, token }) => `${url}?token=${token}`));
		await time.settle(Promise.all(triggers.slice(1).map(async (one) => await one.delete())));
		expect(urls()).toEqual([`${triggers[0].url}?token=${triggers[0].token}`]);
	});

	test.each([
		['lost after it was carried out', { cut: 'after' }, 1],
		['lost before', { cut: 'before' }, 2],
		['a gateway instead', { status: 502, apply: true, body: 'Bad gateway' }, 1],
	] as const)(
		'T12: an answer %s is looked after, not repeated blindly',
		async (_, fault, posts) => {
			fixture.sandbox.fault(fault, { method: 'POST' });
			const trigger = node();
			await time.settle(trigger.create());
			expect(urls()).toEqual([`${trigger.url}?token=${trigger.token}`]);
			expect(sent('POST')).toHaveLength(posts);
		},
	);

	test('T12: repeats reads, and gives up after forty seconds at most', async () => {
		fixture.sandbox.fault({ status: 502, body: '' }, { method: 'GET' }, 2);
		await time.settle(node().create());
		expect(urls()).toHaveLength(1);

		fixture.sandbox.fault({ delayMs: Infinity }, { method: 'GET' }, 100);
		const from = time.elapsed();
		expect(await messageOf(node().create())).toContain('did not answer in time');
		expect(time.elapsed() - from).toBeLessThanOrEqual(41_000);
	});

	test.each([
		['User Token', () => fixture.sandbox.userTokens.clear()],
		["the right 'WebHook settings' for this location", () => seed([], 'none')],
		['the right to edit the location', () => seed([], 'read')],
		['there is no such location', () => fixture.sandbox.locations.delete(FIRST_ID)],
		[
			'Webhook addresses: The host https://crm.example.org/… is on a list',
			() =>
				fixture.sandbox.fault(
					{
						status: 422,
						body: {
							success: false,
							data: null,
							meta: {
								message: `${FOREIGN} is refused`,
								errors: { 'urls.0': [`The host ${FOREIGN} is on a list`] },
							},
						},
					},
					{ method: 'POST' },
				),
		],
	])('T13 and T40: says "%s" in one line, without addresses of others', async (words, arrange) => {
		arrange();
		const trigger = node();
		const message = await messageOf(trigger.create());
		expect(message).toContain(words);
		expect(message).not.toMatch(/Secret|\n/);
		expect(trigger.staticData).toEqual({});
	});

	test('T14 and T40: remembers what it found, of other addresses only hashes', async () => {
		seed([makeHookRow(FOREIGN)]);
		const trigger = node();
		await time.settle(trigger.create());
		expect(Object.keys(trigger.staticData).sort()).toEqual(
			['before', 'location', 'token', 'url', 'written'].sort(),
		);
		expect(JSON.stringify(trigger.staticData)).not.toContain('crm.example.org');
	});
});

describe('removing', () => {
	test('T15: asks nothing if nothing was registered', async () => {
		expect(await time.settle(node().delete())).toBe(true);
		expect(fixture.sandbox.requests).toEqual([]);
	});

	test('T16: puts the flags back if nothing else changed', async () => {
		seed([makeHookRow(FOREIGN)]);
		const trigger = node({ ...CONSENT, resources: ['client', 'good'] });
		await time.settle(trigger.create());
		expect(rows()[0]).toMatchObject({ client: 1, good: 1 });
		await time.settle(trigger.delete());
		expect(rows()).toMatchObject([{ url: FOREIGN, record: 1, client: 0, good: 0, active: 1 }]);
		expect(trigger.staticData).toEqual({});
	});

	test.each([
		['another address came', () => seed([...rows(), makeHookRow('https://b.example.org')])],
		['a flag was changed', () => seed(rows().map((row) => ({ ...row, salon: 1 }) as HookRow))],
	])('T16: leaves the flags as they are if %s', async (_, change) => {
		seed([makeHookRow(FOREIGN)]);
		const trigger = node({ ...CONSENT, resources: ['client'] });
		await time.settle(trigger.create());
		change();
		await time.settle(trigger.delete());
		expect(urls()).toContain(FOREIGN);
		expect(urls()).not.toContain(`${trigger.url}?token=${trigger.token}`);
		expect(rows()[0].client).toBe(1);
	});

	test('T16: what an earlier registration found is put back, not what it left', async () => {
		seed([makeHookRow(FOREIGN)]);
		const trigger = node({ ...CONSENT, resources: ['client'] });
		await time.settle(trigger.create());
		await time.settle(trigger.create());
		await time.settle(trigger.delete());
		expect(rows()).toMatchObject([{ url: FOREIGN, record: 1, client: 0 }]);
	});

	test.each([
		['its address was removed by somebody', {}],
		['it was at another location', { locationId: locator(SECOND_ID) }],
	])('T16: unless %s: then it counts what is there now', async (_, earlier) => {
		const rest = { ...CONSENT, resources: ['client'] };
		const first = node({ ...rest, ...earlier });
		await time.settle(first.create());
		seed([makeHookRow(FOREIGN, { client: 1, good: 1 })]);
		const trigger = node({ ...rest, resources: ['good'] }, { staticData: first.staticData });
		await time.settle(trigger.create());
		await time.settle(trigger.delete());
		expect(rows()).toMatchObject([{ url: FOREIGN, record: 1, client: 1, good: 1 }]);
	});

	const registered = async () => {
		seed([makeHookRow(FOREIGN)]);
		const trigger = node();
		await time.settle(trigger.create());
		return trigger;
	};

	test('T18: starts over if somebody else wrote between the two reads', async () => {
		const trigger = await registered();
		let reads = 0;
		hooks.afterRead = () => {
			if (++reads === 1) seed([...rows(), makeHookRow('https://b.example.org')]);
		};
		await time.settle(trigger.delete());
		expect(urls()).toEqual([FOREIGN, 'https://b.example.org']);
		expect(sent('POST')).toHaveLength(2);
	});

	test('T18: writes nothing if somebody else removed it between the two reads', async () => {
		const trigger = await registered();
		let reads = 0;
		hooks.afterRead = () => {
			if (++reads === 1) seed([makeHookRow(FOREIGN)]);
		};
		await time.settle(trigger.delete());
		expect(urls()).toEqual([FOREIGN]);
		expect(sent('POST')).toHaveLength(1);
	});

	test('T18: gives up, and writes nothing, where the settings change all the time', async () => {
		const trigger = await registered();
		const own = rows();
		let reads = 0;
		hooks.afterRead = () => seed([...own, makeHookRow(`https://crm.example.org/${++reads}`)]);
		expect(await messageOf(trigger.delete())).toContain('they change all the time');
		expect(sent('POST')).toHaveLength(1);
		expect(reads).toBe(4);
		expect(trigger.staticData).toMatchObject({ location: FIRST_ID });
	});

	test('T18: gives up after three writes that somebody else undoes', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		const trigger = await registered();
		await time.pass(1_000);
		const own = rows();
		hooks.afterWrite = () => seed(own);
		expect(await messageOf(trigger.delete())).toContain(
			'the address of this trigger is still there',
		);
		expect(sent('POST')).toHaveLength(1 + 3);
		expect(time.elapsed()).toBe(3_500);
		expect(trigger.staticData).toMatchObject({ location: FIRST_ID });
	});

	test('T18: removes at once what goes at the first write', async () => {
		const trigger = await registered();
		await time.pass(1_000);
		await time.settle(trigger.delete());
		expect(time.elapsed()).toBe(1_000);
	});

	test('T18: begins no write for which there is no time', async () => {
		const trigger = await registered();
		let reads = 0;
		hooks.afterRead = () => {
			if (++reads === 1) seed([...rows(), makeHookRow('https://b.example.org')]);
		};
		fixture.sandbox.fault({ delayMs: 9_000 }, { method: 'GET' }, 3);
		expect(await messageOf(trigger.delete())).toContain('there was no time left to change them');
		expect(sent('POST')).toHaveLength(1);
	});

	test('T17: switches the last address off, and takes it over the next time', async () => {
		const trigger = node();
		await time.settle(trigger.create());
		await time.settle(trigger.delete());
		expect(rows()).toMatchObject([{ active: 0, record: 0 }]);
		expect(trigger.staticData).toEqual({});
		await time.settle(trigger.create());
		expect(rows()).toMatchObject([{ active: 1, record: 1 }]);
		expect(urls()).toHaveLength(1);
	});

	test('T17: a switched off address of another workflow is no other application', async () => {
		const first = node();
		await time.settle(first.create());
		await time.settle(first.delete());
		const second = node({}, { webhookId: 'hook-2' });
		await time.settle(second.create());
		expect(urls()).toEqual([`${second.url}?token=${second.token}`]);
	});

	test.each([
		['the address is gone', () => seed([makeHookRow(FOREIGN)])],
		['the location is gone', () => fixture.sandbox.locations.delete(FIRST_ID)],
	])('T18: is done without a write if %s', async (_, arrange) => {
		const trigger = node();
		await time.settle(trigger.create());
		arrange();
		expect(await time.settle(trigger.delete())).toBe(true);
		expect(sent('POST')).toHaveLength(1);
		expect(trigger.staticData).toEqual({});
	});

	test("T18: a stranger's 404 does not mean that the location is gone", async () => {
		const trigger = node();
		await time.settle(trigger.create());
		fixture.sandbox.fault({ status: 404, body: '<html>' }, { method: 'GET' }, 9);
		expect(await messageOf(trigger.delete())).toContain('A web page came back');
		expect(trigger.staticData).not.toEqual({});
	});

	test.each([
		['is away', { status: 503, body: '' }],
		['refuses the tokens', { status: 401, body: { success: false, meta: { message: 'No' } } }],
	])('T19: throws if Altegio %s, and keeps what it knows', async (_, fault) => {
		const trigger = node();
		await time.settle(trigger.create());
		fixture.sandbox.fault(fault, {}, 9);
		await expect(time.settle(trigger.delete())).rejects.toThrow();
		expect(trigger.staticData).toMatchObject({ location: FIRST_ID });
	});

	test('T20: leaves an address of another n8n alone and names it in the log', async () => {
		const trigger = node();
		await time.settle(trigger.create());
		const { staticData } = trigger;
		const copy = node({}, { origin: 'https://other.example.com', staticData });
		const from = engineLog.length;
		expect(await time.settle(copy.delete())).toBe(true);
		expect(urls()).toHaveLength(1);
		expect(loggedSince(from).join()).toContain(`${trigger.url} stays`);
	});

	test('T34: a test stands beside production and goes again', async () => {
		const production = node();
		await time.settle(production.create());
		const before = rows();
		const trial = node({}, { isTest: true });
		await time.settle(trial.create());
		expect(urls()).toEqual([
			`${production.url}?token=${production.token}`,
			`${trial.url}?token=${trial.token}`,
		]);
		expect(trial.token).not.toBe(production.token);
		await time.settle(trial.delete());
		expect(rows()).toEqual(before);
	});

	test('T34: a test takes no flag from production, with consent neither, and gives back what it added', async () => {
		const production = node({ resources: ['record', 'good'], options: { ownChanges: true } });
		await time.settle(production.create());
		const before = rows();
		const parameters = { ...CONSENT, resources: ['client'] };
		const trial = node(parameters, { isTest: true });
		expect(await time.settle(trial.checkExists())).toBe(false);
		await time.settle(trial.create());
		expect(rows()[0]).toMatchObject({ record: 1, good: 1, client: 1, self_sending: 1, active: 1 });
		expect(await time.settle(production.checkExists())).toBe(true);
		await time.settle(trial.delete());
		expect(rows()).toEqual(before);
	});

	test('T34: a test asks and has its limit as production', async () => {
		seed([makeHookRow(FOREIGN)]);
		const trial = node({ resources: ['client'] }, { isTest: true });
		expect(await messageOf(trial.create())).toContain("'Change Shared Settings'");
		expect(await time.settle(trial.delete())).toBe(true);
		seed(Array.from({ length: 10 }, (_, at) => makeHookRow(`https://h${at}.example.org/x`)));
		expect(await messageOf(node({}, { isTest: true }).create())).toContain('the most that Altegio');
		expect(sent('POST')).toEqual([]);
	});

	test('T34: production may be published and unpublished during a test, which ends as clean', async () => {
		seed([makeHookRow(FOREIGN)]);
		const trial = node({}, { isTest: true });
		await time.settle(trial.create());
		const other = node({}, { webhookId: 'hook-2' });
		await time.settle(other.publish());
		await time.settle(trial.delete());
		expect(urls()).toEqual([FOREIGN, `${other.url}?token=${other.token}`]);
		await time.settle(other.delete());
		expect(rows()).toMatchObject([{ url: FOREIGN, record: 1, active: 1 }]);
	});

	test('T35: a test in which no event comes ends with the list as before', async () => {
		seed([makeHookRow(FOREIGN, { good: 1 })]);
		const before = rows();
		const trial = node({ ...CONSENT, resources: ['client'] }, { isTest: true });
		await time.settle(trial.create());
		await time.settle(trial.delete());
		expect(rows()).toMatchObject(
			before.map(({ url, record, good, client }) => ({ url, record, good, client })),
		);
	});

	test('T36: a new location is registered and the old one is clean', async () => {
		const trigger = node();
		await time.settle(trigger.create());
		await time.settle(trigger.delete());
		const moved = node({ locationId: locator(SECOND_ID) });
		await time.settle(moved.publish());
		expect(rows().map(({ active }) => active)).toEqual([0]);
		expect(urls(SECOND_ID)).toHaveLength(1);
	});
});
