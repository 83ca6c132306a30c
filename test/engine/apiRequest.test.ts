import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { credentials, faults } from '../../sandbox';
import { runAltegio, runAsTool } from '../support/engine';
import { requestsOf } from '../support/requests';
import { FIRST_ID, SECOND_ID } from '../support/fixture';
import { useSandboxInFakeTime } from '../support/time';

const { fixture, time } = useSandboxInFakeTime();

const parameters = (more: object) =>
	({ resource: 'apiRequest', operation: 'send', ...more }) as INodeParameters;

async function run(more: object, options: object = {}) {
	return await time.settle(
		runAltegio({ ...fixture.target, parameters: parameters(more), ...options }),
	);
}

const sent = () => requestsOf(fixture.sandbox);
const json = ({ outputs }: { outputs: Array<Array<{ json: IDataObject }>> }) =>
	outputs[0]?.map((item) => item.json);

describe('API Request', () => {
	it('Q1: sends any call with tokens, and gives one item for each entry of a list', async () => {
		const result = await run({ path: '/groups' });
		expect(sent()).toEqual(['GET /groups']);
		const { authorization, accept } = fixture.sandbox.requests[0]!.headers;
		expect(authorization).toBe(`Bearer ${credentials.partnerToken}, User ${credentials.userToken}`);
		expect(accept).toBe('application/vnd.api.v2+json');
		expect(json(result)!.length).toBeGreaterThan(1);
		expect(json(result)![0]).toHaveProperty('title');
	});

	it('Q1: sends query, method and body as they are', async () => {
		const queryParameters = { parameters: [{ name: 'country_id', value: '7' }] };
		await run({ path: '/cities', queryParameters });
		const changed = await run({
			method: 'PUT',
			path: `/company/${FIRST_ID}`,
			body: '{"title":"New","zip":"1"}',
		});
		const [read, write] = fixture.sandbox.requests;
		expect(read!.query).toEqual({ country_id: '7' });
		expect(write!.body).toEqual({ title: 'New', zip: '1' });
		expect(json(changed)).toMatchObject([{ id: FIRST_ID, title: 'New' }]);
	});

	it('Q1: sends a parameter that is given several times as a list', async () => {
		fixture.allowViolations();
		const entry = (value: number) => ({ name: 'service_ids[]', value });
		await run({ path: '/cities', queryParameters: { parameters: [entry(1), entry(2)] } });
		expect(decodeURIComponent(fixture.sandbox.requests[0]!.url)).toContain(
			'service_ids[]=1&service_ids[]=2',
		);
	});

	it.each<[string, unknown, IDataObject[]]>([
		['an object', { success: true, data: { id: 1 }, meta: [] }, [{ id: 1 }]],
		['a bare list', [{ label: 'a' }, { label: 'b' }], [{ label: 'a' }, { label: 'b' }]],
		['texts', { success: true, data: ['2026-11-28'], meta: [] }, [{ value: '2026-11-28' }]],
		['a bare object', { is_valid: true }, [{ is_valid: true }]],
		[
			'nothing',
			{ success: true, data: null, meta: { message: 'Accepted' } },
			[{ success: true, message: 'Accepted' }],
		],
		['an empty list', { success: true, data: [], meta: [] }, []],
	])('Q1: gives %s', async (_, body, items) => {
		fixture.sandbox.fault({ status: 200, body });
		expect(json(await run({ path: '/groups' })) ?? []).toEqual(items);
	});

	it('Q1: a list becomes items that are linked to their input', async () => {
		const { after } = await run(
			{ path: '={{ $json.path }}' },
			{
				items: [
					{ path: '/groups', row: 1 },
					{ path: '/countries', row: 2 },
				],
				after: { row: "={{ $('Data').item.json.row }}" },
			},
		);
		expect(new Set(after.success.map(({ row }: IDataObject) => row))).toEqual(new Set([1, 2]));
	});

	it('Q1: shows status and headers if asked, and no cookie', async () => {
		const body = { success: true, data: [], meta: [] };
		const headers = { 'Set-Cookie': 'session=abc', 'X-Request-Id': 'r1' };
		fixture.sandbox.fault({ status: 200, body, headers });
		const [full] = json(await run({ path: '/groups', options: { fullResponse: true } }))!;
		expect(full).toMatchObject({ status_code: 200, headers: { 'x-request-id': 'r1' }, body });
		expect(full!.headers).not.toHaveProperty('set-cookie');
	});

	it('R19: a token that an answer repeats does not show', async () => {
		fixture.allowViolations();
		const data = { id: 1, user_token: credentials.userToken };
		fixture.sandbox.fault({ status: 201, body: { success: true, data, meta: [] } });
		expect(json(await run({ path: '/user/data' }))).toEqual([{ id: 1, user_token: '***' }]);
	});
});

describe('its query', () => {
	/** What is sent behind the `?` for entries whose names and values come from the input. */
	const query = async (...entries: Array<{ name?: unknown; value?: unknown }>) => {
		fixture.allowViolations();
		const parameters = entries.map((_, index) => ({
			name: `={{ $json.entries[${index}].name }}`,
			value: `={{ $json.entries[${index}].value }}`,
		}));
		const { error } = await run(
			{ path: '/groups', queryParameters: { parameters } },
			{ items: [{ entries }] },
		);
		const [request] = fixture.sandbox.requests;
		return request ? decodeURIComponent(request.url.split('?')[1] ?? '') : error;
	};

	it.each<[string, unknown, string]>([
		['an empty text', '', 'a='],
		['null', null, 'a='],
		['nothing', undefined, 'a='],
		['a text with spaces', ' x ', 'a= x '],
		['a number', 0, 'a=0'],
		['a switch', false, 'a=false'],
		['a list', [1, 2], 'a=[1,2]'],
		['an object', { b: 1 }, 'a={"b":1}'],
	])('Q1: %s is sent as it is', async (_, value, sentAs) => {
		expect(await query({ name: ' a ', value })).toBe(sentAs);
	});

	it('Q1: entries without name and value are passed over', async () => {
		const blank = { name: '', value: '' };
		expect(await query(blank, { name: 'a', value: 1 }, {}, { name: ' ' })).toBe('a=1');
		fixture.sandbox.reset();
		expect(await query(blank)).toBe('');
	});

	it('Q1: a name that ends in brackets keeps them, given once or several times', async () => {
		expect(await query({ name: 'ids[]', value: 1 })).toBe('ids[]=1');
		fixture.sandbox.reset();
		const entry = (value: number) => ({ name: 'a[][id]', value });
		expect(await query(entry(1), entry(2))).toBe('a[][id][]=1&a[][id][]=2');
	});

	it.each([undefined, '', ' ', 7])('Q1: a value with the name %j is refused', async (name) => {
		expect(await query({ name, value: 'x' })).toMatchObject({
			message: `'Query Parameters' holds the value "x" without a name. [item 0]`,
			description: 'Give the parameter a name, or remove it. Nothing was sent to Altegio.',
		});
		expect(sent()).toEqual([]);
	});
});

describe('its body', () => {
	it.each([['text'], [null], [undefined], ['']])('Q1: %j with GET is not sent', async (body) => {
		await run({ path: '/groups', body });
		expect(fixture.sandbox.requests[0]!.body).toBeUndefined();
	});

	it.each([[''], [' \n'], ['={{ null }}'], ['={{ undefined }}']])(
		'Q1: %j with POST is none',
		async (body) => {
			fixture.allowViolations();
			await run({ method: 'POST', path: '/groups', body });
			expect(fixture.sandbox.requests[0]!.body).toBeUndefined();
		},
	);
});

describe('its path', () => {
	it.each([
		[
			'={{ "" }}',
			'that begins with one /, without host, query, empty parts or dots, but is blank.',
		],
		['a', 'without host, query, empty parts or dots, but is "a".'],
		['/API/v1/company', "'Path' begins below /api/v1, so leave that out."],
		['/Auth/', "'Path' is the sign-in, which the Altegio credential does by itself."],
	])('Q1: of %j the message says why', async (path, words) => {
		const { error } = await run({ path });
		expect(error?.message).toContain(words);
		expect(String((error as { description?: string }).description)).toMatch(
			path === '/Auth/' ? /^Choose Login and Password/ : /^Give the path as Altegio documents it/,
		);
	});

	it.each([[' /groups\n', '/groups'], ['/x/api/1'], ['/x/auth'], ['/auth/x'], ['/apis/1']])(
		'Q1: %j is sent',
		async (path, sentAs = path) => {
			fixture.allowViolations();
			await run({ path: '={{ $json.path }}' }, { items: [{ path }] });
			expect(sent()).toEqual([`GET ${sentAs}`]);
		},
	);

	it.each([
		...['', ' ', 'company/1', '//company/1', '/company//1', '/company/../1', '/company/./1', '/..'],
		...['https://evil.example/company/1', '/company/1?x=1', '/company/1#a', '/company/%2e%2e/1'],
		...['/company/1%2f2', '/company/1%5C2', '/company/%252e%252e/1', '/a\\b', '/a b', '/a\nb'],
		...['/company/1;@evil/../..', '/api/v1/company/1', '/auth', '/company/%zz', null],
	])('Q1: %j is refused before any request', async (path) => {
		const { error } = await run({ path: '={{ $json.path }}' }, { items: [{ path }] });
		expect(error?.message).toMatch(/^'Path' /);
		expect(sent()).toEqual([]);
	});

	it.each(['/company/1', '/staff/1/', '/schedule/1/2/2026-11-01/2026-11-30', '/a.b/c~d'])(
		'Q1: %j is taken',
		async (path) => {
			fixture.allowViolations();
			await run({ path });
			expect(sent()).toEqual([`GET ${path}`]);
		},
	);
});

describe('what may be sent again', () => {
	it.each([
		['GET', undefined, 3],
		['PUT', undefined, 3],
		['PATCH', undefined, 3],
		['POST', undefined, 1],
		['DELETE', undefined, 1],
		['POST', 'read', 3],
		['POST', 'change', 3],
		['PUT', 'create', 1],
	])(
		'Q1: %s with the effect %s is sent %i times after lost answers',
		async (method, effect, times) => {
			fixture.allowViolations();
			fixture.sandbox.fault(faults.gatewayTimeout, {}, Infinity);
			const { error } = await run({
				method,
				path: `/company/${SECOND_ID}`,
				options: effect ? { effect } : {},
			});
			expect(sent()).toHaveLength(times);
			const isRead = method === 'GET' || effect === 'read';
			expect(/not known whether|may exist/.test(String(error?.message))).toBe(!isRead);
		},
	);

	it('Q1: 204 without a body counts for a change', async () => {
		fixture.allowViolations();
		fixture.sandbox.fault({ status: 204, body: '' });
		const result = await run({ method: 'PUT', path: '/company/1', body: '{"a":1}' });
		expect(json(result)).toEqual([{ success: true }]);
	});

	it("Q1: a stranger's page counts for nothing", async () => {
		fixture.sandbox.fault(faults.htmlPage);
		const { error } = await run({ path: '/groups' });
		expect(error?.message).toMatch(/^A web page came back instead of Altegio's answer/);
	});
});

it.each([
	['{"a": "x" y}', /^'Body' must be a JSON object, but it breaks: /],
	['7', /^'Body' must be a JSON object or a list of them, but is "7"/],
])('Q1: the body %s is refused by name', async (body, words) => {
	const { error } = await run({ method: 'POST', path: '/groups', body });
	expect(error?.message).toMatch(words);
	expect(sent()).toEqual([]);
});

it('Q1: an agent can use it as a tool', async () => {
	const { answers } = await time.settle(
		runAsTool({
			...fixture.target,
			parameters: parameters({ path: "={{ $fromAI('path') }}" }),
			calls: [{ path: '/countries' }, { path: '../auth' }],
		}),
	);
	expect(answers[0]!.response).toEqual(
		expect.arrayContaining([expect.objectContaining({ id: 7 })]),
	);
	expect(JSON.stringify(answers[1])).toContain("'Path' must be a path of Altegio's API");
});
