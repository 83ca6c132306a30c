import { credentials, manyClients, startSandbox, type Sandbox } from '../../sandbox';

/** The traps of a client base, on which the tests of the node rely. */
let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	await sandbox.close();
	expect(sandbox.violations).toEqual([]);
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes
async function call(method: string, path: string, body?: unknown): Promise<any> {
	const { partnerToken, userToken } = credentials;
	const response = await fetch(sandbox.url + path, {
		method,
		headers: {
			Accept: 'application/vnd.api.v2+json',
			Authorization: `Bearer ${partnerToken}, User ${userToken}`,
			...(body !== undefined && { 'Content-Type': 'application/json' }),
		},
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	return { status: response.status, ...(text ? (JSON.parse(text) as object) : {}) };
}

const ADA = '/client/37532/7001';

test('the search gives ids only unless fields are named, and leaves unknown ones out', async () => {
	const body = { filters: [{ type: 'quick_search', state: { value: 'ada' } }] };
	expect((await call('POST', '/company/37532/clients/search', body)).data).toEqual([{ id: 7001 }]);
	const fields = ['name', 'spent'];
	const { data, meta } = await call('POST', '/company/37532/clients/search', { ...body, fields });
	expect(data).toEqual([{ id: 7001, name: 'Ada Winters' }]);
	expect(meta).toEqual({ total_count: 1 });
});

test('an update empties what it leaves out, adds amounts, and keeps no emoji', async () => {
	const body = { name: 'Ada 🌸', phone: '15550100101', balance: -50.5 };
	const { data } = await call('PUT', ADA, body);
	expect(data).toMatchObject({ name: 'Ada ?', surname: '', email: '', balance: -101 });
	expect(data.custom_fields).toEqual([]);
});

test('opening amounts of a new client are not what the card shows', async () => {
	const body = { name: 'Zoe', phone: '15550100999', spent: 1000, balance: -200 };
	expect(await call('POST', '/clients/37532', body)).toMatchObject({
		status: 201,
		data: { spent: 1000, balance: -1200 },
	});
});

test('a known phone is refused, one by one and in a bundle, and a further phone is not known', async () => {
	const known = { name: 'Ada', phone: '15550100101' };
	expect(await call('POST', '/clients/37532', known)).toMatchObject({ status: 422 });
	const further = { name: 'Fay', phone: '15550100177' };
	const { status, data } = await call('POST', '/clients/37532/bulk', [known, further, further]);
	expect(status).toBe(200);
	expect(data.created).toMatchObject([{ name: 'Fay' }]);
	expect(data.errors).toMatchObject([{ name: 'Ada' }, { name: 'Fay' }]);
	expect(await call('POST', '/clients/37532', { name: 'X', phone: '123' })).toMatchObject({
		status: 422,
		meta: { errors: { phone: ['The phone number must have 9 to 15 digits'] } },
	});
});

test.each([
	['masked', { phone: '+1555*****01', email: 'a***@client.example' }],
	['empty', { phone: '', email: '' }],
] as const)('without the right, phones are %s', async (phones, shown) => {
	sandbox.clientRights.phones = phones;
	expect((await call('GET', ADA)).data).toMatchObject(shown);
});

test('without the rights, surnames are shortened and the list of cards is closed', async () => {
	Object.assign(sandbox.clientRights, { surnames: false, fullList: false });
	expect((await call('GET', ADA)).data).toMatchObject({ surname: 'W.', middle_name: '' });
	expect(await call('GET', '/clients/37532')).toMatchObject({ status: 403 });
});

test('the list of cards pages by 300 and knows what was changed', async () => {
	for (const one of manyClients(400)) sandbox.clients.set(one.id, one);
	const { data, meta } = await call('GET', '/clients/37532?count=500');
	expect(data).toHaveLength(300);
	expect(meta).toEqual({ page: 1, total_count: 408 });
	const changed = await call('GET', '/clients/37532?changed_after=2026-11-01T00:00:00');
	expect(changed.data).toMatchObject([{ id: 7001 }]);
});

test('comments, tags and custom fields are there', async () => {
	await call('POST', '/company/37532/clients/7001/comments', { text: 'Call back' });
	const { data, meta } = await call('GET', '/company/37532/clients/7001/comments');
	expect(data).toMatchObject([{ text: 'Call back' }]);
	expect(meta).toEqual({ count: 1 });
	expect((await call('GET', '/labels/37532/2')).data).toMatchObject([{ id: 311 }, { id: 312 }]);
	expect((await call('GET', '/custom_fields/record/37532')).data).toMatchObject([
		{ custom_field: { code: 'room' } },
	]);
});

test('visits need a client, and may be asked for by phone', async () => {
	const query = {
		...{ client_id: null, client_phone: null, from: null, to: null },
		...{ payment_statuses: [], attendance: null },
	};
	const path = '/company/37532/clients/visits/search';
	expect(await call('POST', path, query)).toMatchObject({ status: 422 });
	const { data, meta } = await call('POST', path, { ...query, client_phone: '15550100101' });
	expect(data.records).toHaveLength(24);
	expect(meta.dateCursor.next).toMatchObject({ from: '2026-09-01', to: '2026-10-06' });
});
