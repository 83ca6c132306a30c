/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n: a test */
import net from 'node:net';
import {
	credentials,
	defaultLocations,
	faults,
	makeLocation,
	manyLocations,
	startSandbox,
	type FaultMatch,
	type FaultName,
	type Sandbox,
	type SandboxOptions,
} from '../../sandbox';

const { partnerToken, userToken, login, secondFactorLogin, password } = credentials;
const tokens = `Bearer ${partnerToken}, User ${userToken}`;

interface Body {
	success?: boolean;
	data: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- answers of many shapes
	meta: { message: string; errors: Record<string, string[]>; count: number };
	errors?: { code: number; message: string };
}

const running: Sandbox[] = [];

async function start(options?: SandboxOptions): Promise<Sandbox> {
	const sandbox = await startSandbox(options);
	running.push(sandbox);
	return sandbox;
}

afterEach(async () => {
	await Promise.all(running.splice(0).map(async (sandbox) => await sandbox.close()));
});

/** One request, as the node would send it unless told otherwise. */
async function call(
	sandbox: Sandbox,
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
	timeoutMs = 5_000,
) {
	const response = await fetch(sandbox.url + path, {
		method,
		headers: {
			Accept: 'application/vnd.api.v2+json',
			Authorization: tokens,
			...(body !== undefined && { 'Content-Type': 'application/json' }),
			...headers,
		},
		body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
		redirect: 'manual',
		signal: AbortSignal.timeout(timeoutMs),
	});
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.startsWith('application/json');
	return {
		response,
		status: response.status,
		text,
		body: (isJson ? JSON.parse(text) : {}) as Body,
	};
}

const ids = ({ body }: { body: Body }) => (body.data as Array<{ id: number }>).map(({ id }) => id);

describe('tokens and headers', () => {
	test.each([
		['no authorization', '', 'Partner token is invalid.'],
		['a wrong partner token', `Bearer wrong, User ${userToken}`, 'Partner token is invalid.'],
		['no user token', `Bearer ${partnerToken}`, 'Authentication needed.'],
		['a wrong user token', `Bearer ${partnerToken}, User wrong`, 'Authentication needed.'],
	])(
		'%s is a 401 that says which token, in the shape of the endpoint',
		async (_, Authorization, message) => {
			const sandbox = await start();
			const list = await call(sandbox, 'GET', '/companies?my=1', undefined, { Authorization });
			expect([list.status, list.body]).toEqual([
				401,
				{ success: false, data: null, meta: { message } },
			]);
			for (const [method, body] of [['GET'], ['PUT', { zip: '1' }], ['DELETE']] as const) {
				const one = await call(sandbox, method, '/company/37532', body, { Authorization });
				expect([one.status, one.body]).toEqual([
					401,
					{ errors: { code: 401, message: message.slice(0, -1) }, meta: { message } },
				]);
			}
			expect(sandbox.locations.get(37532)).toMatchObject({
				deleted: false,
				location: { zip: '11435' },
			});
		},
	);

	test.each(['/companies', '/countries', '/cities', '/references/business_groups_with_types'])(
		'%s needs the partner token only',
		async (path) => {
			const sandbox = await start();
			const Authorization = `Bearer ${partnerToken}`;
			expect((await call(sandbox, 'GET', path, undefined, { Authorization })).status).toBe(200);
			expect((await call(sandbox, 'GET', path, undefined, { Authorization: '' })).status).toBe(401);
		},
	);

	test('a request without the media type of version 2 is a 400 and a violation', async () => {
		const sandbox = await start();
		const { status } = await call(sandbox, 'GET', '/countries', undefined, { Accept: '*/*' });
		expect(status).toBe(400);
		expect(sandbox.violations).toMatchObject([{ errors: [{ in: 'header', field: 'accept' }] }]);
	});

	test('a body that is not declared as JSON is a 400 and a violation', async () => {
		const sandbox = await start();
		const { status } = await call(
			sandbox,
			'PUT',
			'/company/37532',
			{ zip: '1' },
			{ 'Content-Type': 'text/plain' },
		);
		expect(status).toBe(400);
		expect(sandbox.violations).toMatchObject([
			{ errors: [{ in: 'header', field: 'content-type' }] },
		]);
	});
});

describe('login', () => {
	const Authorization = `Bearer ${partnerToken}`;
	const signIn = async (sandbox: Sandbox, body: unknown) =>
		await call(sandbox, 'POST', '/auth', body, { Authorization });

	test('gives a user token that works until it is expired', async () => {
		const sandbox = await start();
		const { status, body } = await signIn(sandbox, { login, password });
		expect(status).toBe(201);
		const session = { Authorization: `Bearer ${partnerToken}, User ${body.data.user_token}` };
		expect((await call(sandbox, 'GET', '/groups', undefined, session)).status).toBe(200);
		sandbox.expireSessions();
		expect((await call(sandbox, 'GET', '/groups', undefined, session)).status).toBe(401);
		expect((await call(sandbox, 'GET', '/groups')).status).toBe(200);
	});

	test('with a second factor answers 200 without a token', async () => {
		const { status, body } = await signIn(await start(), { login: secondFactorLogin, password });
		expect(status).toBe(200);
		expect(body.data).toEqual({ uuid: expect.any(String) });
	});

	test('with a wrong password is a 401', async () => {
		const { status, body } = await signIn(await start(), { login, password: 'wrong' });
		expect([status, body.meta.message]).toEqual([401, 'Wrong login or password.']);
	});
});

describe('list', () => {
	test('without my=1 has the locations of everybody, with my=1 those of the user', async () => {
		const sandbox = await start();
		const everybody = ids(await call(sandbox, 'GET', '/companies'));
		const own = ids(await call(sandbox, 'GET', '/companies?my=1'));
		expect([everybody.length, own.length]).toEqual([12, 8]);
		expect(everybody).toEqual(expect.arrayContaining(own));
		sandbox.locations.get(37532)!.managed = false;
		expect(ids(await call(sandbox, 'GET', '/companies?my=1'))).toEqual(
			own.filter((id) => id !== 37532),
		);
	});

	test('has pages that start at 1, of 200 by default and 300 at most', async () => {
		const sandbox = await start({ locations: manyLocations(650) });
		const page = async (query: string) =>
			ids(await call(sandbox, 'GET', `/companies?my=1${query}`));
		expect(await page('')).toHaveLength(200);
		expect(await page('&count=1000')).toHaveLength(300);
		const pages = [
			await page('&count=300&page=1'),
			await page('&count=300&page=2'),
			await page('&count=300&page=3'),
		];
		expect(pages.map(({ length }) => length)).toEqual([300, 300, 50]);
		expect(new Set(pages.flat()).size).toBe(650);
		expect(pages[0][0]).toBe(100001);
		expect(await page('&page=5')).toEqual([]);
	});

	test.each([
		['id=41990', [41990]],
		['group_id=9206', [37540, 37551]],
		['my=1&active=1', [37532, 37540, 37551, 41207, 41990, 45001, 45002]],
		['city_id=181', [37532, 37540, 50013]],
		['min_id=50011', [50011, 50012, 50013]],
		['business_type_id=2', [37532, 50010]],
		['business_group_id=3', [45001, 45002, 50012]],
	])('filters by %s', async (query, expected) => {
		expect(ids(await call(await start(), 'GET', `/companies?${query}`))).toEqual(expected);
	});

	test('has deleted locations only with show_deleted=1', async () => {
		const sandbox = await start();
		await call(sandbox, 'DELETE', '/company/37532');
		expect(ids(await call(sandbox, 'GET', '/companies?id=37532'))).toEqual([]);
		expect(ids(await call(sandbox, 'GET', '/companies?id=37532&show_deleted=1'))).toEqual([37532]);
	});

	test('adds chains, booking forms and the next slot on request', async () => {
		const sandbox = await start();
		const plain = (await call(sandbox, 'GET', '/companies?id=37540')).body.data[0];
		const full = (
			await call(sandbox, 'GET', '/companies?id=37540&show_groups=1&showBookforms=1&forBooking=1')
		).body.data[0];
		for (const name of ['groups', 'bookforms', 'next_slot']) {
			expect(plain).not.toHaveProperty(name);
			expect(full).toHaveProperty(name);
		}
		expect(full.groups).toEqual({ 9206: { id: 9206, title: 'Lumen Skin Clinics' } });
	});

	test('refuses an unknown or mistyped query parameter', async () => {
		const sandbox = await start();
		for (const query of ['onlyMine=1', 'my=true', 'count=abc', 'page=0']) {
			expect((await call(sandbox, 'GET', `/companies?${query}`)).status).toBe(422);
		}
		expect(sandbox.violations).toHaveLength(4);
	});
});

describe('get', () => {
	test('has phones, and access only with my=1 for a location of the user', async () => {
		const sandbox = await start();
		const { body } = await call(sandbox, 'GET', '/company/41207');
		expect(body).toMatchObject({
			success: true,
			data: { id: 41207, title: 'Студия «Лотос»', phones: ['+75550041207'], main_group: [] },
			meta: [],
		});
		expect(body.data).not.toHaveProperty('access');
		expect((await call(sandbox, 'GET', '/company/41207?my=1')).body.data).toHaveProperty('access');
		expect((await call(sandbox, 'GET', '/company/50010?my=1')).body.data).not.toHaveProperty(
			'access',
		);
	});

	test('never shows the flags of the sandbox', async () => {
		const sandbox = await start({
			locations: [makeLocation({ id: 1, title: 'One', managed: true, deleted: false })],
		});
		const { text } = await call(sandbox, 'GET', '/company/1?my=1');
		expect(text + (await call(sandbox, 'GET', '/companies')).text).not.toMatch(/managed|deleted/);
	});

	test('of an unknown location is a 404 in shape B', async () => {
		const sandbox = await start();
		const { status, body } = await call(sandbox, 'GET', '/company/999');
		expect([status, body]).toEqual([
			404,
			{ errors: { code: 404, message: 'Not found' }, meta: { message: 'Not found' } },
		]);
		expect(sandbox.violations).toEqual([]);
	});

	test.each(['0', '-1', '037532', '37532.0', '3.7532e4', '0x929c', '37532%2F..%2F37540'])(
		'takes %s for no id, which is a violation',
		async (id) => {
			const sandbox = await start();
			expect((await call(sandbox, 'GET', `/company/${id}`)).status).toBe(404);
			expect(sandbox.violations).toMatchObject([
				{ errors: [{ in: 'path', field: 'location_id' }] },
			]);
		},
	);
});

describe('update', () => {
	test('merges the fields sent and answers with the location without its phones', async () => {
		const sandbox = await start();
		const before = structuredClone(sandbox.locations.get(37532)!.location);
		const { status, body } = await call(sandbox, 'PUT', '/company/37532', {
			zip: '10001',
			phones: ['12125357710', '12125357711'],
			social: { instagram: 'instagram.com/willow' },
		});
		expect(status).toBe(200);
		expect(body.data).toMatchObject({ id: 37532, title: before.title, zip: '10001' });
		expect(body.data).not.toHaveProperty('phones');
		expect((await call(sandbox, 'GET', '/company/37532')).body.data.phones).toEqual([
			'+12125357710',
			'+12125357711',
		]);
		expect(sandbox.locations.get(37532)!.location).toEqual({
			...before,
			zip: '10001',
			phone: '+12125357710',
			phones: ['+12125357710', '+12125357711'],
			social: { ...before.social, instagram: 'instagram.com/willow' },
		});
	});

	test('lets ids win over names, and sets the names', async () => {
		const { body } = await call(await start(), 'PUT', '/company/37532', {
			country_id: 15,
			country: 'Georgia',
			city_id: 231,
			city: 'Tbilisi',
		});
		expect(body.data).toMatchObject({
			country_id: 15,
			country: 'Germany',
			city_id: 231,
			city: 'Köln',
		});
	});

	test('takes names alone, and finds their ids', async () => {
		const { body } = await call(await start(), 'PUT', '/company/37532', {
			country: 'United Kingdom',
			city: 'London',
		});
		expect(body.data).toMatchObject({
			country_id: 12,
			country: 'United Kingdom',
			city_id: 210,
			city: 'London',
		});
	});

	test.each(['country_id', 'city_id', 'business_type_id'])(
		'refuses an unknown %s',
		async (field) => {
			const sandbox = await start();
			const { status, body } = await call(sandbox, 'PUT', '/company/37532', {
				zip: 'new',
				[field]: 99999,
			});
			expect([status, Object.keys(body.meta.errors)]).toEqual([422, [field]]);
			expect(sandbox.locations.get(37532)!.location.zip).toBe('11435');
			expect(sandbox.violations).toEqual([]);
		},
	);

	test.each([
		['zip', { zip: 11435 }],
		['country_id', { country_id: '7' }],
		['coordinate_lat', { coordinate_lat: 90.5 }],
		['coordinate_lon', { coordinate_lon: '1' }],
		['phones', { phones: '12125357710' }],
		['phones.1', { phones: ['1', '+1'] }],
		['social.linkedin', { social: { linkedin: '' } }],
		['social.vk', { social: { vk: null } }],
		['title', { title: '' }],
		['coordinate_lot', { coordinate_lot: 1 }],
		['valueOf', { valueOf: 1 }],
		['__proto__', '{"__proto__":1}'],
		['body', '{"zip":'],
		['body', '[]'],
		['body', undefined],
	])('with a wrong %s is a violation and a 422 that names the field', async (field, sent) => {
		const sandbox = await start();
		const before = structuredClone(sandbox.locations.get(37532));
		const { status, body } = await call(sandbox, 'PUT', '/company/37532', sent);
		expect([status, Object.keys(body.meta.errors)]).toEqual([422, [field]]);
		expect(body.meta.errors[field][0]).toContain(`The ${field} field `);
		expect(sandbox.violations).toHaveLength(1);
		expect(sandbox.violations[0]).toMatchObject({ request: { path: '/company/37532' } });
		expect(sandbox.violations[0].errors[0]).toMatchObject({ in: 'body', field });
		expect(sandbox.locations.get(37532)).toEqual(before);
	});

	test('of a location of others is a 403, of an unknown one a 404', async () => {
		const sandbox = await start();
		const foreign = await call(sandbox, 'PUT', '/company/50010', { zip: '1' });
		expect([foreign.status, foreign.body]).toEqual([
			403,
			{ success: false, data: null, meta: { message: 'Access denied.' } },
		]);
		expect((await call(sandbox, 'PUT', '/company/999', { zip: '1' })).status).toBe(404);
	});
});

describe('delete', () => {
	test('answers 202 without a body, the second time 404', async () => {
		const sandbox = await start();
		const { status, text } = await call(sandbox, 'DELETE', '/company/37532');
		expect([status, text]).toEqual([202, '']);
		expect(sandbox.locations.get(37532)!.deleted).toBe(true);
		expect((await call(sandbox, 'DELETE', '/company/37532')).status).toBe(404);
		expect((await call(sandbox, 'GET', '/company/37532')).status).toBe(404);
		expect((await call(sandbox, 'PUT', '/company/37532', { zip: '1' })).status).toBe(404);
	});

	test('of a location of others is a 403', async () => {
		const sandbox = await start();
		expect((await call(sandbox, 'DELETE', '/company/50010')).status).toBe(403);
		expect(sandbox.locations.get(50010)!.deleted).toBe(false);
	});

	test('with a body is a violation', async () => {
		const sandbox = await start();
		expect((await call(sandbox, 'DELETE', '/company/37532', {})).status).toBe(422);
		expect(sandbox.violations).toHaveLength(1);
	});
});

describe('create', () => {
	test.each(['coordinate_lot', 'coordinate_lon'])('takes the longitude as %s', async (name) => {
		const sandbox = await start();
		const { status, body } = await call(sandbox, 'POST', '/companies', {
			title: 'New Studio',
			country_id: 15,
			city_id: 230,
			coordinate_lat: 52.5,
			[name]: 13.4,
		});
		expect([status, body.data.id]).toEqual([201, 50014]);
		expect(body.data).toMatchObject({ city: 'Berlin', coordinate_lat: 52.5, coordinate_lon: 13.4 });
		expect(ids(await call(sandbox, 'GET', '/companies?my=1'))).toContain(50014);
	});

	test('without a title is a violation and a 422', async () => {
		const sandbox = await start();
		const { status, body } = await call(sandbox, 'POST', '/companies', { address: 'x' });
		expect([status, Object.keys(body.meta.errors)]).toEqual([422, ['title']]);
		expect(sandbox.violations).toHaveLength(1);
	});
});

describe('references', () => {
	test('cities can be those of one country, and the city of a location besides', async () => {
		const sandbox = await start();
		const titles = async (query: string) =>
			((await call(sandbox, 'GET', `/cities?${query}`)).body.data as Array<{ title: string }>).map(
				({ title }) => title,
			);
		expect(await titles('country_id=15')).toEqual(['Berlin', 'Köln']);
		expect(await titles('country_id=15&company_id=41207')).toEqual(['Berlin', 'Köln', 'Almaty']);
		expect((await titles('')).length).toBeGreaterThan(10);
	});

	test('chains have the locations of the user', async () => {
		const { body } = await call(await start(), 'GET', '/groups');
		expect(
			body.data.map((chain: { id: number; companies: Array<{ id: number }> }) => [
				chain.id,
				chain.companies.map(({ id }) => id),
			]),
		).toEqual([
			[9206, [37540, 37551]],
			[9207, [45001, 45002]],
		]);
	});

	test('business types come in groups, with their count', async () => {
		const { body } = await call(await start(), 'GET', '/references/business_groups_with_types');
		expect(body.meta).toEqual({ count: body.data.length });
		expect(body.data[0].types[0]).toMatchObject({ business_group_id: body.data[0].id });
	});
});

describe('faults', () => {
	test('hit the next matching requests, in order of registration', async () => {
		const sandbox = await start();
		sandbox.fault(faults.badGateway, { method: 'PUT', locationId: 37532 }, 2);
		sandbox.fault(faults.forbidden, { path: /^\/company\// });
		const update = async (id: number) =>
			(await call(sandbox, 'PUT', `/company/${id}`, { zip: '1' })).status;
		expect((await call(sandbox, 'GET', '/countries')).status).toBe(200);
		expect(await update(37532)).toBe(502);
		expect(await update(37540)).toBe(403);
		expect(await update(37532)).toBe(502);
		expect(await update(37532)).toBe(200);
		expect(sandbox.requests.map(({ faulted, applied }) => [faulted, applied])).toEqual([
			[false, true],
			[true, false],
			[true, false],
			[true, false],
			[false, true],
		]);
	});

	test.each<FaultMatch>([
		{ method: 'get' },
		{ path: '/company/37540' },
		{ path: /\/37540$/ },
		{ params: { location_id: 37540 } },
		{ locationId: 37540 },
	])('hit only requests that match %p', async (match) => {
		const sandbox = await start();
		sandbox.fault(faults.forbidden, match);
		expect((await call(sandbox, 'PUT', '/company/37532', { zip: '1' })).status).toBe(200);
		expect((await call(sandbox, 'GET', '/company/37540')).status).toBe(403);
	});

	test.each<[FaultName, number, boolean]>([
		['unauthorized', 401, false],
		['unauthorizedLegacy', 401, false],
		['licenseExpired', 402, false],
		['notFound', 404, false],
		['conflict', 409, false],
		['invalidFields', 422, false],
		['tooManyRequestsBare', 429, false],
		['serverError', 500, false],
		['unavailable', 503, false],
		['gatewayTimeout', 504, false],
		['gatewayTimeoutApplied', 504, true],
		['htmlPage', 200, false],
		['emptyBody', 200, false],
		['notSuccessful', 200, false],
		['notStored', 200, false],
		['phonesNotStored', 200, true],
		['redirect', 302, false],
	])('%s answers %i, and applied is %s', async (name, expected, applied) => {
		const sandbox = await start();
		sandbox.fault(faults[name]);
		const { status, text } = await call(sandbox, 'PUT', '/company/37532', {
			zip: 'new',
			phones: ['1'],
		});
		expect(status).toBe(expected);
		expect(text).not.toContain('undefined');
		expect(sandbox.requests).toMatchObject([{ status: expected, applied, faulted: true }]);
		const { zip, phones } = sandbox.locations.get(37532)!.location;
		expect(zip).toBe(applied ? 'new' : '11435');
		expect(phones).toEqual(name === 'gatewayTimeoutApplied' ? ['+1'] : ['+15550037532']);
	});

	test('the answer of a proxy is HTML', async () => {
		const sandbox = await start();
		sandbox.fault(faults.badGateway);
		const { response, text } = await call(sandbox, 'GET', '/countries');
		expect(response.headers.get('content-type')).toContain('text/html');
		expect(text).toContain('<h1>502 Bad Gateway</h1>');
	});

	test('Retry-After comes as seconds, as a date from the time of the answer, or not at all', async () => {
		const sandbox = await start({ now: () => Date.UTC(2026, 10, 1) });
		for (const name of ['tooManyRequests', 'tooManyRequestsDate', 'tooManyRequestsBare'] as const)
			sandbox.fault(faults[name]);
		const retryAfter = async () =>
			(await call(sandbox, 'GET', '/countries')).response.headers.get('retry-after');
		expect([await retryAfter(), await retryAfter(), await retryAfter()]).toEqual([
			'1',
			'Sun, 01 Nov 2026 00:00:02 GMT',
			null,
		]);
	});

	test('the redirect leads to another host', async () => {
		const sandbox = await start();
		sandbox.fault(faults.redirect);
		const { response } = await call(sandbox, 'GET', '/countries');
		expect(new URL(response.headers.get('location')!).host).not.toBe(new URL(sandbox.url).host);
	});

	test.each<[FaultName, boolean, number]>([
		['cutBefore', false, 0],
		['cutAfter', true, 0],
		['cutHalf', true, 202],
		['never', false, 0],
		['neverButApplied', true, 0],
	])('%s gives the client no answer, and applied is %s', async (name, applied, status) => {
		const sandbox = await start();
		sandbox.fault(faults[name]);
		await expect(call(sandbox, 'DELETE', '/company/37532', undefined, {}, 300)).rejects.toThrow();
		expect(sandbox.locations.get(37532)!.deleted).toBe(applied);
		expect(sandbox.requests).toMatchObject([{ applied, status, faulted: true }]);
	});

	test('an answer cut in the middle has begun', async () => {
		const sandbox = await start();
		sandbox.fault(faults.cutHalf);
		const response = await fetch(`${sandbox.url}/countries`, {
			headers: { Accept: 'application/vnd.api.v2+json', Authorization: tokens },
		});
		expect(response.status).toBe(200);
		await expect(response.text()).rejects.toThrow();
	});

	test('a slow answer is the true one, later', async () => {
		const sandbox = await start();
		sandbox.fault({ ...faults.slow, delayMs: 80 });
		const begin = performance.now();
		expect((await call(sandbox, 'GET', '/countries')).status).toBe(200);
		expect(performance.now() - begin).toBeGreaterThanOrEqual(75);
	});

	test('a broken request is a violation under a fault too', async () => {
		const sandbox = await start();
		sandbox.fault(faults.badGateway);
		await call(sandbox, 'PUT', '/company/37532', { zip: 1 });
		expect(sandbox.violations).toHaveLength(1);
	});
});

describe('limits', () => {
	const limits = { perSecond: 2, perMinute: 3 };

	/** Statuses of requests at the given times, and the last Retry-After. */
	async function at(times: number[], options: SandboxOptions) {
		let time = 0;
		const sandbox = await start({ ...options, now: () => time });
		const statuses: number[] = [];
		let retryAfter: string | null = null;
		for (time of times) {
			const { status, response } = await call(sandbox, 'GET', '/countries');
			statuses.push(status);
			retryAfter = response.headers.get('retry-after');
		}
		expect(sandbox.requests.map((request) => request.at)).toEqual(times);
		return { statuses, retryAfter };
	}

	test('refuse the third request in a second and the fourth in a minute', async () => {
		const { statuses, retryAfter } = await at([0, 10, 999, 1_000, 2_500, 59_999, 60_000], {
			limits,
		});
		expect(statuses).toEqual([200, 200, 429, 200, 429, 429, 200]);
		expect(retryAfter).toBeNull();
	});

	test('say how many seconds to wait, unless told not to', async () => {
		expect((await at([0, 10, 20], { limits })).retryAfter).toBe('1');
		expect((await at([0, 1_000, 2_000, 3_500], { limits })).retryAfter).toBe('57');
		expect((await at([0, 10, 20], { limits, retryAfter: false })).retryAfter).toBeNull();
	});

	test('do not count refused requests, unless told to', async () => {
		expect((await at([0, 1, 500, 1_001], { limits })).statuses).toEqual([200, 200, 429, 200]);
		expect((await at([0, 1, 500, 1_001], { limits, countRejected: true })).statuses).toEqual([
			200, 200, 429, 429,
		]);
	});

	test('are off by default', async () => {
		const { statuses } = await at(new Array<number>(210).fill(0), {});
		expect(new Set(statuses)).toEqual(new Set([200]));
	});

	test('do not use up a fault', async () => {
		const sandbox = await start({ limits: { perSecond: 1, perMinute: 1 }, now: () => 0 });
		await call(sandbox, 'GET', '/countries');
		sandbox.fault(faults.badGateway);
		expect((await call(sandbox, 'GET', '/countries')).status).toBe(429);
		expect(sandbox.requests[1]).toMatchObject({ faulted: false, applied: false });
	});
});

describe('the log', () => {
	test('has every request as it arrived', async () => {
		const sandbox = await start({ now: () => 42 });
		await call(sandbox, 'PUT', '/company/37532/?', { zip: '1' });
		await call(sandbox, 'GET', '/companies?include=staff,positions&id=1');
		await call(sandbox, 'POST', '/nowhere', 'plain');
		expect(sandbox.requests).toMatchObject([
			{
				at: 42,
				method: 'PUT',
				path: '/company/37532/',
				url: '/api/v1/company/37532/?',
				body: { zip: '1' },
				status: 200,
				applied: true,
				operationId: 'update_location',
				params: { location_id: 37532 },
				headers: { authorization: tokens },
				concurrent: 1,
			},
			{
				method: 'GET',
				path: '/companies',
				query: { include: 'staff,positions', id: '1' },
				body: undefined,
				operationId: 'get_location_list',
			},
			{
				method: 'POST',
				path: '/nowhere',
				body: 'plain',
				status: 404,
				applied: false,
				operationId: undefined,
			},
		]);
		expect(sandbox.violations).toMatchObject([
			{ errors: [{ in: 'route', field: '/api/v1/nowhere' }] },
		]);
	});

	test('tells how many requests were in progress at once', async () => {
		const sandbox = await start();
		sandbox.fault({ delayMs: 100 });
		await Promise.all([call(sandbox, 'GET', '/countries'), call(sandbox, 'GET', '/countries')]);
		await call(sandbox, 'GET', '/countries');
		expect(sandbox.requests.map(({ concurrent }) => concurrent)).toEqual([1, 2, 1]);
	});

	test('an answer of the sandbox that breaks the document is a violation', async () => {
		const sandbox = await start();
		Object.assign(sandbox.locations.get(37532)!.location, { title: 5 });
		await call(sandbox, 'GET', '/company/37532');
		expect(sandbox.violations).toMatchObject([{ errors: [{ in: 'answer', field: 'data.title' }] }]);
	});
});

test('no answer of any operation breaks the document', async () => {
	const sandbox = await start();
	for (const path of [
		'/companies?forBooking=1&show_groups=1&showBookforms=1',
		'/groups',
		'/countries',
		'/cities',
		'/references/business_groups_with_types',
		'/company/37532?my=1&forBooking=1&show_groups=1&showBookforms=1&bookform_id=1',
		'/company/41207',
		'/company/999',
	]) {
		await call(sandbox, 'GET', path);
	}
	await call(sandbox, 'POST', '/companies', { title: 'Bare' });
	await call(sandbox, 'PUT', '/company/50014', { title: 'Renamed', phones: [] });
	await call(sandbox, 'PUT', '/company/50010', { title: 'Renamed' });
	await call(sandbox, 'PUT', '/company/37532', { city_id: 99999 });
	await call(sandbox, 'POST', '/auth', { login, password });
	await call(sandbox, 'POST', '/auth', { login: secondFactorLogin, password });
	await call(sandbox, 'POST', '/auth', { login, password: 'wrong' });
	await call(sandbox, 'DELETE', '/company/37532');
	await call(sandbox, 'DELETE', '/company/37532', undefined, { Authorization: 'Bearer wrong' });
	expect(sandbox.violations).toEqual([]);
});

test('reset brings back locations, sessions, log, faults and limits', async () => {
	const sandbox = await start({ limits: { perSecond: 2, perMinute: 2 }, now: () => 0 });
	const session = (await call(sandbox, 'POST', '/auth', { login, password })).body.data
		.user_token as string;
	await call(sandbox, 'DELETE', '/company/37532');
	sandbox.fault(faults.badGateway);
	sandbox.reset();
	expect([sandbox.requests, sandbox.violations, sandbox.userTokens.has(session)]).toEqual([
		[],
		[],
		false,
	]);
	expect((await call(sandbox, 'GET', '/company/37532')).status).toBe(200);
});

describe('steering from outside', () => {
	const order = async (sandbox: Sandbox, name: string, body?: unknown) =>
		await fetch(`${sandbox.origin}/_sandbox/${name}`, {
			method: name === 'requests' ? 'GET' : 'POST',
			body: JSON.stringify(body),
		});

	test('plans faults by name or shape, and resets', async () => {
		const sandbox = await start();
		await order(sandbox, 'faults', { preset: 'badGateway', match: { method: 'GET' } });
		await order(sandbox, 'faults', { fault: { status: 418 }, times: 2 });
		const status = async () => (await call(sandbox, 'GET', '/countries')).status;
		expect([await status(), await status()]).toEqual([502, 418]);
		expect((await order(sandbox, 'reset')).status).toBe(200);
		expect(await status()).toBe(200);
		expect((await order(sandbox, 'faults', { preset: 'constructor' })).status).toBe(400);
	});

	test('shows the log without tokens and passwords, and is not in it', async () => {
		const sandbox = await start();
		await call(sandbox, 'POST', '/auth', { login, password });
		const text = await (await order(sandbox, 'requests')).text();
		expect(JSON.parse(text).requests).toMatchObject([
			{ method: 'POST', path: '/auth', status: 201 },
		]);
		for (const secret of [partnerToken, userToken, password]) expect(text).not.toContain(secret);
	});
});

test('listens on 127.0.0.1 only', async () => {
	const sandbox = await start();
	const { hostname, port } = new URL(sandbox.url);
	expect(hostname).toBe('127.0.0.1');
	// A server on all addresses would be reached on every other loopback address too.
	const reached = await new Promise<boolean>((resolve) => {
		const socket = net.connect(Number(port), '127.0.0.2');
		socket.setTimeout(1_000, () => socket.destroy());
		socket
			.once('connect', () => resolve(true))
			.once('error', () => resolve(false))
			.once('close', () => resolve(false));
		socket.once('connect', () => socket.destroy());
	});
	expect(reached).toBe(false);
});

test('the seed for large lists is the same at every call', () => {
	expect(manyLocations(20)).toEqual(manyLocations(20));
	expect(new Set(manyLocations(1_000).map(({ id }) => id)).size).toBe(1_000);
});

test.each(defaultLocations)(
	'location $id has a time zone by its IANA name',
	({ timezone_name }) => {
		expect(timezone_name).toMatch(/^\w+\/\w+$/);
		expect(() => new Intl.DateTimeFormat('en', { timeZone: timezone_name })).not.toThrow();
	},
);
