/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import '../support/environment';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { faults, makeAppointment } from '../../sandbox';
import { n8n } from '../../package.json';
import { sessionOf } from '../support/credentials';
import { runDirectly } from '../support/direct';
import { listSearch, runAltegio, startAltegio, type RunOptions } from '../support/engine';
import { PollingNode } from '../support/poll';
import {
	BY_LOGIN,
	FIRST_ID,
	locator,
	remove,
	SECOND_ID,
	THIRD_ID,
	TOKENS,
	update,
	useSandbox,
} from '../support/fixture';
import { TriggerNode } from '../support/trigger';

/**
 * The behaviours of docs/behaviour.md that rest on the engine, each in a case or two. What the node decides by
 * itself is tested at length with the newest n8n, and is the same in any other.
 */
const fixture = useSandbox();

const IDS = [FIRST_ID, SECOND_ID, THIRD_ID];
const ITEMS = IDS.map((id) => ({ id }));
const UPDATE = update({ title: 'New' });

const AFTER = { item: "={{ $('Data').item.json }}" };

function options(more: Partial<RunOptions> = {}): RunOptions {
	return { ...fixture.target, items: ITEMS, parameters: UPDATE, after: AFTER, ...more };
}

async function runNode(more: Partial<RunOptions> = {}) {
	const { after, ...result } = await runAltegio(options(more));
	const itemsOf = (fields: typeof after.success) => fields.map(({ item }) => item);
	return {
		...result,
		/** For each output item the input item that it is linked to. */
		linkedTo: { success: itemsOf(after.success), error: itemsOf(after.error) },
	};
}

/** Method and path of what the sandbox received. */
function requests(): string[] {
	return fixture.sandbox.requests.map(({ method, path }) => `${method} ${path}`);
}

const updatesOf = (...ids: number[]) => ids.map((id) => `PUT /company/${id}`);

test('n8n loads every node and the credential of the package', async () => {
	const loader = new PackageDirectoryLoader(join(__dirname, '../..'));
	await loader.loadAll();

	expect(Object.keys(loader.nodeTypes)).toHaveLength(n8n.nodes.length);
	expect(Object.keys(loader.credentialTypes)).toEqual(['altegioApi']);
});

describe('a request', () => {
	test('R1, R2: carries its headers and nothing but the chosen fields', async () => {
		const fields = { title: 'New', phones: ['+1 (212) 535-7710'], coordinateLat: '40.5' };
		const { error } = await runNode({ items: [ITEMS[0]], parameters: update(fields) });

		expect(error).toBeUndefined();
		expect(requests()).toEqual(updatesOf(FIRST_ID));
		const [{ headers, body }] = fixture.sandbox.requests;
		expect(headers).toMatchObject({
			authorization: `Bearer ${TOKENS.partnerToken}, User ${TOKENS.userToken}`,
			accept: 'application/vnd.api.v2+json',
			'content-type': expect.stringMatching(/^application\/json/) as string,
		});
		expect(body).toEqual({ title: 'New', phones: ['12125357710'], coordinate_lat: 40.5 });
	});

	test.each(['', '0', '-1', '1/../2', 'abc', [1], null])(
		'R6: is not made for the ID %p',
		async (id) => {
			const { error } = await runNode({ items: [{ id }] });

			expect(error?.message).toContain("'Location'");
			expect(requests()).toEqual([]);
		},
	);

	test('R7: goes to the location of an address', async () => {
		const address = `https://app.alteg.io/timetable/${THIRD_ID}`;
		const parameters = update({ title: 'New' }, { locationId: locator(address, 'url') });
		await runNode({ items: [{}], parameters });

		expect(requests()).toEqual(updatesOf(THIRD_ID));
	});
});

describe('one bad item', () => {
	const items = [...ITEMS, { id: 'bad' }];

	test('R8: with Stop Workflow, nothing is sent', async () => {
		const { error } = await runNode({ items });

		expect(error?.message).toMatch(/^'Location' must be .* \[item 3\]$/);
		expect(requests()).toEqual([]);
	});

	test('R8: with Stop Workflow and an expression that breaks, nothing is sent', async () => {
		const parameters = update({ title: '={{ $json.id === "bad" ? $json.no.such : "New" }}' });
		const { error } = await runNode({ items, parameters });

		expect(error).toBeDefined();
		expect(requests()).toEqual([]);
	});

	test('R8: with Continue, it alone fails', async () => {
		const { outputs } = await runNode({ items, onError: 'continueRegularOutput' });

		expect(requests()).toEqual(updatesOf(...IDS));
		expect(outputs[0].map(({ json }) => 'error' in json)).toEqual([false, false, false, true]);
	});
});

describe('several items', () => {
	test('R9: go out in order, one at a time', async () => {
		fixture.sandbox.fault({ delayMs: 100 }, { locationId: FIRST_ID });
		await runNode();

		expect(requests()).toEqual(updatesOf(...IDS));
		expect(fixture.sandbox.requests.map(({ concurrent }) => concurrent)).toEqual([1, 1, 1]);
	});

	test('R9: with Stop Workflow, the first failed one is the last request', async () => {
		fixture.sandbox.fault(faults.forbidden, { locationId: SECOND_ID });
		const { error, outputs } = await runNode();

		expect(requests()).toEqual(updatesOf(FIRST_ID, SECOND_ID));
		expect(error?.message).toMatch(/^Not enough rights\..* \[item 1\]$/);
		expect(outputs).toEqual([]);
	});

	test.each([
		['R10: a 429, after Retry-After', faults.tooManyRequests, 1000],
		['R11: a connection that broke', faults.cutBefore, 0],
		['R11: an answer that broke off', faults.cutHalf, 0],
		['R11: an answer that does not come in time', faults.never, 2000],
	])('%s, is tried again for that item alone', async (_, fault, wait) => {
		fixture.sandbox.fault(fault, { locationId: SECOND_ID });
		const { error } = await runNode({
			parameters: update({ title: 'New' }, { requestOptions: { timeout: 2000 } }),
		});

		expect(error).toBeUndefined();
		expect(requests()).toEqual(updatesOf(FIRST_ID, SECOND_ID, SECOND_ID, THIRD_ID));
		const [, failed, repeated] = fixture.sandbox.requests;
		expect(repeated.at - failed.at).toBeGreaterThanOrEqual(wait);
	});

	test('R12: that succeeded are not repeated by Retry On Fail', async () => {
		fixture.sandbox.fault(faults.forbidden, { locationId: SECOND_ID });
		const retryOnFail = { maxTries: 2, waitBetweenTries: 1 };
		const { error, linkedTo } = await runNode({ retryOnFail });

		expect(error).toBeUndefined();
		expect(requests()).toEqual(updatesOf(FIRST_ID, SECOND_ID, SECOND_ID, THIRD_ID));
		expect(linkedTo.success).toEqual(ITEMS);
	});

	test('R14: end with the request under way when the execution is stopped', async () => {
		fixture.sandbox.fault(faults.never);
		const { result, cancel } = startAltegio(options());
		while (!fixture.sandbox.requests[0]?.faulted) await setImmediate();
		cancel();

		expect((await result).status).toBe('canceled');
		expect(requests()).toEqual(updatesOf(FIRST_ID));
	});
});

describe('a message', () => {
	test.each([
		['402', faults.licenseExpired, /^The license of this location has to be renewed\. .*licence/],
		['404', faults.notFound, /^Not found\. Check 'Location'/],
		['422', faults.invalidFields, /^The given data was invalid\. ZIP Code: The zip field is/],
		['200', faults.notSuccessful, /^The operation was not carried out\. /],
	])("R15: begins with Altegio's own words (%s)", async (httpCode, fault, words) => {
		fixture.sandbox.fault(fault);
		const { error } = await runNode({ items: [ITEMS[0]] });

		expect(error?.message).toMatch(words);
		expect(error?.message).toMatch(/\[item 0\]$/);
		expect(error?.description).toBeTruthy();
		expect(error).toMatchObject({ httpCode });
	});

	test('R15: names the token that is refused, and only one item asks', async () => {
		const { outputs } = await runNode({
			credentials: { ...TOKENS, userToken: 'wrong' },
			onError: 'continueRegularOutput',
		});

		expect(outputs[0].map(({ json }) => json.error)).toEqual(
			IDS.map(() => expect.stringMatching(/^Authentication needed\. .*check 'User Token'/)),
		);
		expect(new Set(requests().filter((request) => request.startsWith('PUT')))).toEqual(
			new Set(updatesOf(FIRST_ID)),
		);
	});
});

describe('an output item', () => {
	test('R16: of either output is linked to its input', async () => {
		fixture.sandbox.fault(faults.notFound, { locationId: SECOND_ID });
		const { outputs, linkedTo } = await runNode({ onError: 'continueErrorOutput' });

		expect(linkedTo).toEqual({ success: [ITEMS[0], ITEMS[2]], error: [ITEMS[1]] });
		expect(outputs[1].map(({ json }) => json)).toEqual([
			{ error: expect.stringMatching(/^Not found\..* \[item 1\]$/) as string, id: SECOND_ID },
		]);
	});

	test('R17: of Get Many is linked to its input', async () => {
		const items = [{ row: 1 }, { row: 2 }];
		const parameters = { resource: 'location', operation: 'getAll', returnAll: true };
		const { outputs, linkedTo } = await runNode({ items, parameters });

		const perInput = outputs[0].length / 2;
		expect(perInput).toBeGreaterThan(2);
		expect(linkedTo.success).toEqual(
			items.flatMap((item) => Array.from({ length: perInput }, () => item)),
		);
	});

	test('R18: of Update is the location', async () => {
		const { outputs } = await runNode({ items: [ITEMS[0]] });

		expect(outputs[0].map(({ json }) => json)).toMatchObject([{ id: FIRST_ID, title: 'New' }]);
	});

	test('R18: of Delete is the id, although the answer has no body', async () => {
		const { outputs } = await runNode({ items: [ITEMS[0]], parameters: remove() });

		expect(requests()).toEqual([`DELETE /company/${FIRST_ID}`]);
		expect(outputs[0].map(({ json }) => json)).toEqual([{ deleted: true, id: FIRST_ID }]);
	});
});

describe('as a tool', () => {
	const asTool = async () =>
		(await runDirectly({ ...fixture.target, items: [ITEMS[0]], parameters: UPDATE }))[0].json;

	test('R10: an item is carried out, after a 429 again', async () => {
		fixture.sandbox.fault(faults.tooManyRequests);

		expect(await asTool()).toMatchObject({ id: FIRST_ID, title: 'New' });
		expect(requests()).toEqual(updatesOf(FIRST_ID, FIRST_ID));
	});

	test('R15: the message says what to do', async () => {
		fixture.sandbox.fault(faults.notFound);

		await expect(asTool()).rejects.toThrow(/^Not found\. Check 'Location'/);
	});
});

test('R20: the location picker searches the locations of the user', async () => {
	const { title, city } = fixture.sandbox.locations.get(SECOND_ID)?.location ?? {};
	const { results } = await listSearch('searchLocations', {
		...fixture.target,
		filter: title?.toUpperCase(),
	});

	expect(fixture.sandbox.requests[0].query.my).toBe('1');
	expect(results).toContainEqual({
		name: `${title}, ${city} (${SECOND_ID})`,
		value: SECOND_ID,
		url: `https://app.alteg.io/timetable/${SECOND_ID}`,
	});
});

describe('with login and password', () => {
	const byLogin = (more: ICredentialDataDecryptedObject = {}) => ({ ...BY_LOGIN, ...more });
	const expired = () => sessionOf(fixture.sandbox.url, BY_LOGIN.login, 'expired');
	/** Where the 401 comes again before the sign-in, n8n is older than 2.9. */
	const lastTwo = () => requests().slice(-2);

	test('R23: signs in and keeps the session', async () => {
		const first = await runNode({ credentials: byLogin() });
		fixture.sandbox.requests.length = 0;
		const second = await runNode({ credentials: first.credentials });

		expect(second.error).toBeUndefined();
		expect(first.credentials.sessionToken).toContain('sandbox-session-1');
		expect(requests()).toEqual(updatesOf(...IDS));
	});

	test('R23: an expired session is renewed', async () => {
		const { error, credentials } = await runNode({
			credentials: byLogin({ sessionToken: expired() }),
			items: [ITEMS[0]],
		});

		expect(error).toBeUndefined();
		expect(lastTwo()).toEqual(['POST /auth', ...updatesOf(FIRST_ID)]);
		expect(credentials.sessionToken).toContain('sandbox-session-1');
	});

	test('R23: so it is for the location picker', async () => {
		const { results } = await listSearch('searchLocations', {
			...fixture.target,
			credentials: byLogin({ sessionToken: expired() }),
		});

		expect(results.length).toBeGreaterThan(2);
		expect(lastTwo()).toEqual(['POST /auth', 'GET /companies']);
	});

	test('R23: a sign-in that is refused says so, and only one item asks', async () => {
		const { outputs } = await runNode({
			credentials: byLogin({ password: 'wrong' }),
			onError: 'continueRegularOutput',
		});

		expect(outputs[0].map(({ json }) => json.error)).toEqual(
			IDS.map(() => expect.stringContaining("check 'Login', 'Password'")),
		);
		expect(requests()).toEqual(['POST /auth']);
	});
});

describe('the triggers', () => {
	const EVENT = {
		company_id: FIRST_ID,
		resource: 'record',
		resource_id: 596000001,
		status: 'update',
		data: { id: 596000001, attendance: 1 },
	};
	const rows = () => fixture.sandbox.hooks.get(FIRST_ID)?.rows ?? [];

	test('T17, T21, T26: register an address, take an event with its token alone, and switch it off', async () => {
		const trigger = new TriggerNode(fixture.target, { webhookId: 'compat' });
		await trigger.publish();
		expect(rows()).toMatchObject([{ url: `${trigger.url}?token=${trigger.token}`, active: 1 }]);
		expect(await trigger.checkExists()).toBe(true);

		expect(await trigger.receive(EVENT)).toMatchObject({ status: 403, items: undefined });
		const { status, items } = await trigger.receive(EVENT, { token: trigger.token });
		expect(status).toBe(200);
		expect(items).toMatchObject([{ json: { event: 'record.update', status_word: 'arrived' } }]);

		await trigger.delete();
		expect(rows()).toMatchObject([{ active: 0 }]);
	});

	test('P1: poll each change once, from what n8n has stored', async () => {
		const parameters = { event: 'appointmentChanged' };
		const first = new PollingNode(fixture.target, parameters);
		expect(await first.poll()).toBeNull();
		const [date, time] = new Date(Date.now() + 3_600_000).toISOString().split(/[T.]/);
		const made = makeAppointment({
			...{ id: 990_001, date: `${date} ${time}` },
			...{ company_id: FIRST_ID, staff_id: 50103 },
		});
		const last_change_date = `${new Date().toISOString().slice(0, 19)}+0000`;
		fixture.sandbox.appointments.set(made.id, { ...made, last_change_date });

		const second = new PollingNode(fixture.target, parameters, first.staticData);
		expect(await second.poll()).toMatchObject([{ id: made.id }]);
		expect(await second.poll()).toBeNull();
	});
});
