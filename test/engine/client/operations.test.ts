import type { IDataObject } from 'n8n-workflow';

import {
	ADA,
	client,
	CREATE,
	LIST,
	PHONES,
	requestsOf,
	SEARCH,
	stored,
	theClient,
} from '../../support/clients';
import { listSearch, loadOptions, runAltegio, runAsTool } from '../../support/engine';
import { FIRST_ID, locator } from '../../support/fixture';
import { useSandboxInFakeTime } from '../../support/time';

const { fixture, time } = useSandboxInFakeTime();

async function run(operation: string, more: object = {}, onError?: 'continueRegularOutput') {
	const parameters = client(operation, more);
	return await time.settle(runAltegio({ ...fixture.target, parameters, onError }));
}

const byPhone = (phone: string) => ({ clientId: theClient(phone, 'phone') });
const jsonOf = ({ outputs }: { outputs: Array<Array<{ json: IDataObject }>> }) =>
	outputs[0]?.map(({ json }) => json);

describe('Get', () => {
	it('C1: gives the simplified client, dates of visits included, in one request', async () => {
		for (const chosen of [{ clientId: theClient(ADA) }, byPhone('+1 555 010 0101')]) {
			fixture.sandbox.requests.length = 0;
			expect(jsonOf(await run('get', chosen))).toEqual([
				{
					id: ADA,
					name: 'Ada Winters',
					phone: '+15550100101',
					email: 'ada@client.example',
					discount: 10,
					first_visit_date: '2024-02-01 10:00:00',
					last_visit_date: '2026-11-01 10:00:00',
					sold_amount: 1250.5,
					visits_count: 12,
				},
			]);
			expect(requestsOf(fixture.sandbox)).toEqual([SEARCH]);
		}
	});

	it('C1: gives the full card with Simplify off', async () => {
		const [json] = jsonOf(await run('get', { clientId: theClient(ADA), simplify: false })) ?? [];
		expect(json).toMatchObject({ id: ADA, spent: 1250.5, custom_fields: { hair_type: 'curly' } });
		expect(requestsOf(fixture.sandbox)).toEqual([`GET /client/L/${ADA}`]);
	});

	it.each([
		[{ clientId: theClient(999) }, /^There is no client with ID 999 at location 37532/],
		[byPhone(PHONES.unknown), /^There is no client with this phone at location 37532/],
		[{ clientId: theClient(999), simplify: false }, /there is no such client/],
		[byPhone(PHONES.twice), /2 clients .* have this phone: 7003, 7004/],
		[byPhone(PHONES.extra), /Client 7007 .* as a further phone/],
	])('C1: %j says what there is', async (chosen, message) => {
		const { error } = await run('get', chosen);
		expect(error?.message).toMatch(message);
	});

	it('C1: a number that the search does not know is looked for in the cards, if the user may', async () => {
		await run('get', byPhone(PHONES.unknown));
		expect(requestsOf(fixture.sandbox)).toEqual([SEARCH, LIST]);
		fixture.sandbox.clientRights.fullList = false;
		const { error } = await run('get', byPhone(PHONES.unknown));
		expect(error?.message).toMatch(/^There is no client/);
	});

	it.each(['12', 'no number', '+1 555 010 0101, +1 555 010 0102'])(
		'V5: the phone %j is refused before any request',
		async (phone) => {
			const { error } = await run('get', byPhone(phone));
			expect(error?.message).toMatch(/^'Client' must be a phone number/);
			expect(fixture.sandbox.requests).toEqual([]);
		},
	);

	it('R16: a failed item shows the id of its client, and none for a phone', async () => {
		const byId = await run('get', { clientId: theClient(999) }, 'continueRegularOutput');
		expect(jsonOf(byId)).toMatchObject([{ id: 999 }]);
		const other = await run('get', byPhone(PHONES.unknown), 'continueRegularOutput');
		expect(jsonOf(other)?.[0]).not.toHaveProperty('id');
	});
});

describe('Create', () => {
	const create = (phone: string, more: object = {}) => ({ phone, name: 'Zoe', ...more });

	it('C6: creates a client in one request', async () => {
		const { error, outputs } = await run('create', create('+1 555 010 0999'));
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({ name: 'Zoe', phone: '+15550100999' });
		expect(requestsOf(fixture.sandbox)).toEqual([CREATE]);
	});

	it('C6: a known phone fails with the id of the client in message and item', async () => {
		const result = await run('create', create(PHONES.ada), 'continueRegularOutput');
		expect(jsonOf(result)).toEqual([
			{
				error: expect.stringMatching(
					/^Client 7001 at location 37532 has the phone 15550100101 already, so no new client was created/,
				) as string,
				id: ADA,
			},
		]);
		expect(requestsOf(fixture.sandbox)).toEqual([CREATE, SEARCH]);
	});

	it.each([true, false])(
		'C6: a creation whose answer got lost counts as done (Simplify: %s)',
		async (simplify) => {
			fixture.sandbox.fault({ cut: 'after' }, { method: 'POST', path: /^\/clients/ });
			const { error, outputs } = await run('create', create(PHONES.unknown, { simplify }));
			expect(error).toBeUndefined();
			expect(outputs[0]?.[0]?.json).toMatchObject({ name: 'Zoe' });
			expect(outputs[0]?.[0]?.json).toHaveProperty(simplify ? 'visits_count' : 'visits');
		},
	);

	it('C6: a client of that phone who holds something else was there before', async () => {
		fixture.sandbox.fault({ cut: 'before' }, { method: 'POST', path: /^\/clients/ });
		const { error } = await run('create', create(PHONES.ada));
		expect(error?.message).toMatch(/^Client 7001 .* already/);
	});

	it('C6: an answer without the client still counts as done', async () => {
		fixture.sandbox.fault(
			{ status: 201, body: { success: true, data: null, meta: [] } },
			{ method: 'POST' },
		);
		const { outputs } = await run('create', create(PHONES.unknown));
		expect(outputs[0]?.[0]?.json).toEqual({ name: 'Zoe', phone: PHONES.unknown });
	});
});

describe('Delete', () => {
	it('C5: deletes by ID, and by phone', async () => {
		expect(jsonOf(await run('delete', { clientId: theClient(ADA) }))).toEqual([
			{ deleted: true, id: ADA },
		]);
		expect(requestsOf(fixture.sandbox)).toEqual([`DELETE /client/L/${ADA}`]);
		expect(jsonOf(await run('delete', byPhone('+15550100102')))).toEqual([
			{ deleted: true, id: 7002 },
		]);
	});

	it.each([
		[{ expectedName: 'Ada' }],
		[{ expectedName: ' Ada  Winters' }],
		[{ expectedPhone: '+1 (555) 010-0101' }],
		[{ expectedName: 'Ada', expectedPhone: '15550100101' }],
	])('C5: with %j, the client is read first', async (options) => {
		const { error } = await run('delete', { clientId: theClient(ADA), options });
		expect(error).toBeUndefined();
		expect(requestsOf(fixture.sandbox)).toEqual([
			`GET /client/L/${ADA}`,
			`DELETE /client/L/${ADA}`,
		]);
	});

	it.each([
		[
			{ expectedName: 'Ada Summers' },
			/name of client 7001 is "Ada Winters", but 'Expected Name' is "Ada Summers"/,
		],
		[
			{ expectedPhone: '+15550100102' },
			/phone of client 7001 is another one than 'Expected Phone'/,
		],
	])('C5: another client than %j is not deleted', async (options, message) => {
		const { error } = await run('delete', { clientId: theClient(ADA), options });
		expect(error?.message).toMatch(message);
		expect(JSON.stringify(error)).not.toContain('0100101');
		expect(fixture.sandbox.clients.has(ADA)).toBe(true);
	});

	it('C5: a phone that cannot be seen is no match', async () => {
		fixture.sandbox.clientRights.phones = 'masked';
		const options = { expectedPhone: '+15550100101' };
		const { error } = await run('delete', { clientId: theClient(ADA), options });
		expect(error?.message).toMatch(/cannot be seen with the rights of this user/);
		expect(fixture.sandbox.clients.has(ADA)).toBe(true);
	});

	it.each([
		[{ expectedName: ' ' }, /^'Expected Name' is blank/],
		[{ expectedPhone: '' }, /^'Expected Phone' must be a phone number/],
	])('C5: %j is refused before any request', async (options, message) => {
		const { error } = await run('delete', { clientId: theClient(ADA), options });
		expect(error?.message).toMatch(message);
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it('R11: a deletion whose answer got lost counts as done, with the safeguard too', async () => {
		fixture.sandbox.fault({ cut: 'after' }, { method: 'DELETE' }, 3);
		const parameters = client('delete', {
			clientId: theClient(ADA),
			options: { expectedName: 'Ada' },
		});
		const retryOnFail = { maxTries: 2, waitBetweenTries: 1000 };
		const { error } = await time.settle(runAltegio({ ...fixture.target, parameters, retryOnFail }));
		expect(error).toBeUndefined();
	});

	it('R12: a deletion by phone whose answer got lost counts as done under Retry On Fail', async () => {
		fixture.sandbox.fault({ cut: 'after' }, { method: 'DELETE' }, 1);
		fixture.sandbox.fault({ cut: 'before' }, { method: 'DELETE' }, 2);
		const parameters = client('delete', byPhone('+15550100101'));
		const retryOnFail = { maxTries: 2, waitBetweenTries: 1000 };
		const result = await time.settle(runAltegio({ ...fixture.target, parameters, retryOnFail }));
		expect(jsonOf(result)).toEqual([{ deleted: true, id: ADA }]);
	});
});

describe('Add Comment', () => {
	it('gives the comment, on the path that works', async () => {
		const result = await run('addComment', { clientId: theClient(ADA), text: ' Call back ' });
		expect(jsonOf(result)).toMatchObject([{ text: ' Call back ', client_id: ADA }]);
		expect(requestsOf(fixture.sandbox)).toEqual([`POST /company/L/clients/${ADA}/comments`]);
	});

	it.each([
		['', /^'Text' must be text, but it is blank/],
		['x'.repeat(256), /^'Text' must have at most 255 characters, but has 256/],
	])('R5: a text of %j is refused before any request', async (text, message) => {
		const { error } = await run('addComment', {
			clientId: theClient(ADA),
			text: `={{ ${JSON.stringify(text)} }}`,
		});
		expect(error?.message).toMatch(message);
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it('R11: a comment whose answer got lost is not sent again, and the message speaks of a comment', async () => {
		fixture.sandbox.fault({ cut: 'after' }, { method: 'POST' });
		const parameters = client('addComment', { clientId: theClient(ADA), text: 'Once' });
		const retryOnFail = { maxTries: 3, waitBetweenTries: 1000 };
		const { error } = await time.settle(runAltegio({ ...fixture.target, parameters, retryOnFail }));
		expect(error?.message).toMatch(/The new comment may exist: look for it in Altegio/);
		expect(fixture.sandbox.comments.size).toBe(1);
	});
});

describe('Get Visits', () => {
	it('gives all pages, newest first, each once, with a word for the status', async () => {
		const visits = jsonOf(await run('getVisits', { clientId: theClient(ADA) })) ?? [];
		expect(visits).toHaveLength(61);
		expect(new Set(visits.map(({ kind, id }) => `${kind as string} ${id as number}`)).size).toBe(
			61,
		);
		expect(visits[0]).toMatchObject({
			kind: 'visit',
			date: '2026-10-30 10:00:00',
			status_word: 'arrived',
		});
		expect(visits.filter(({ kind }) => kind === 'sale')).toMatchObject([{ id: 8900 }]);
		expect(fixture.sandbox.requests).toHaveLength(3);
		expect(fixture.sandbox.requests[0]?.body).toEqual({
			client_id: ADA,
			client_phone: null,
			from: null,
			to: null,
			payment_statuses: [],
			attendance: null,
		});
	});

	it('filters by days, payment and status', async () => {
		const filters = {
			from: '2026-09-05',
			to: '2026-10-20',
			paymentStatus: ['notPaid'],
			status: 'noShow',
		};
		const visits = jsonOf(await run('getVisits', { clientId: theClient(ADA), filters }));
		expect(visits?.map(({ date }) => date)).toEqual([
			'2026-10-11 10:00:00',
			'2026-10-01 10:00:00',
			'2026-09-21 10:00:00',
			'2026-09-11 10:00:00',
		]);
	});

	it('ends where a page leads back to one that was read', async () => {
		const page = {
			status: 200,
			body: {
				success: true,
				data: { records: [{ id: 1, attendance: 7 }], goods_transactions: null },
				meta: { dateCursor: { next: { from: '2026-01-01', to: '2026-01-02' } } },
			},
		};
		fixture.sandbox.fault(page, {}, Infinity);
		const visits = jsonOf(await run('getVisits', { clientId: theClient(ADA) }));
		expect(visits).toEqual([{ kind: 'visit', id: 1, attendance: 7 }]);
		expect(fixture.sandbox.requests).toHaveLength(2);
	});

	it.each([
		[{ status: '={{ "late" }}' }, /^'Status' must be one of waiting, confirmed, arrived, noShow/],
		[{ from: '={{ "" }}' }, /^'From' is blank/],
		[{ paymentStatus: '={{ ["half"] }}' }, /^'Payment Status' must be one of notPaid/],
	])('R5: %j is refused before any request', async (filters, message) => {
		const { error } = await run('getVisits', { clientId: theClient(ADA), filters });
		expect(error?.message).toMatch(message);
		expect(fixture.sandbox.requests).toEqual([]);
	});
});

describe('The lists of the form', () => {
	const parameters = { locationId: locator(FIRST_ID) };
	const search = async (filter?: string, more: object = {}) =>
		await time.settle(
			listSearch('searchClients', { ...fixture.target, parameters, filter, ...more }),
		);

	it('C1: clients are searched from two letters on, and shown with phone and ID', async () => {
		expect(await search()).toEqual({ results: [] });
		expect(await search(' a ')).toEqual({ results: [] });
		expect(fixture.sandbox.requests).toEqual([]);
		expect(await search('wint')).toEqual({
			results: [{ name: 'Ada Winters, +15550100101 (7001)', value: ADA }],
		});
	});

	it('C1: more clients come by page', async () => {
		const template = fixture.sandbox.clients.get(ADA)!;
		for (let id = 1; id <= 25; id++)
			fixture.sandbox.clients.set(id, { ...template, id, phone: `+1555000${1000 + id}` });
		const first = await search('winters');
		expect(first.results).toHaveLength(20);
		const second = await search('winters', { paginationToken: first.paginationToken });
		expect(second.results).toHaveLength(6);
		expect(second.paginationToken).toBeUndefined();
	});

	it.each([
		['getClientTags', ['Café Regulars', 'Sensitive Skin', 'VIP']],
		['getClientCustomFields', ['Children', 'CRM ID', 'Hair Type', 'Member Since']],
	])('%s shows names', async (method, names) => {
		const options = await time.settle(loadOptions(method, { ...fixture.target, parameters }));
		expect(options.map(({ name }) => name)).toEqual(names);
	});

	it('custom fields that the user may not read are an empty list', async () => {
		fixture.sandbox.fault({ status: 403, body: { success: false, data: null, meta: {} } });
		expect(
			await time.settle(loadOptions('getClientCustomFields', { ...fixture.target, parameters })),
		).toEqual([]);
	});

	it('a location that is not chosen yet is asked for', async () => {
		const given = { ...fixture.target, parameters: { locationId: locator('={{ $json.id }}') } };
		await expect(time.settle(loadOptions('getClientTags', given))).rejects.toThrow(
			"Choose 'Location' first",
		);
	});

	it('R7: a location by URL counts', async () => {
		const url = locator(`https://app.alteg.io/timetable/${FIRST_ID}`, 'url');
		const given = { ...fixture.target, parameters: { locationId: url } };
		expect(await time.settle(loadOptions('getClientTags', given))).toHaveLength(3);
	});
});

it('C2: an agent brings a client up to date with one call', async () => {
	const { answers } = await time.settle(
		runAsTool({
			...fixture.target,
			parameters: client('upsert', {
				phone: "={{ $fromAI('phone') }}",
				name: "={{ $fromAI('name') }}",
				additionalFields: { comment: "={{ $fromAI('comment') }}" },
			}),
			calls: [{ phone: '+1 555 010 0101', name: 'Ada', comment: 'From the agent' }],
		}),
	);
	expect(JSON.stringify(answers[0]?.response)).toContain('updated');
	expect(stored(fixture.sandbox, ADA).comment).toBe('From the agent');
});
