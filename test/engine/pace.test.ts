import type { INodeParameters } from 'n8n-workflow';

import { manyLocations, startSandbox } from '../../sandbox';
import { runAltegio } from '../support/engine';
import { BY_LOGIN, update } from '../support/fixture';
import { mostWithin, useSandboxInFakeTime } from '../support/time';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LOCATIONS = manyLocations(300);
const LIMITS = { perSecond: 5, perMinute: 200 };

const { fixture, time } = useSandboxInFakeTime({ locations: LOCATIONS, limits: LIMITS });

const ITEMS = LOCATIONS.map(({ id }) => ({ id, title: `New ${id}` }));

function run(from: number, to: number, more: object = {}, target: object = {}) {
	return runAltegio({
		...fixture.target,
		...target,
		items: ITEMS.slice(from, to),
		parameters: update({ title: '={{ $json.title }}' }, more) as INodeParameters,
	});
}

/** Updates that the sandbox has carried out for good. */
function updated(): number {
	return ITEMS.filter(
		({ id, title }) => fixture.sandbox.locations.get(id)?.location.title === title,
	).length;
}

const times = () => fixture.sandbox.requests.map(({ at }) => at);

/** Every request was let in, and not merely because the sandbox counted kindly. */
function expectInsideLimits({ perSecond, perMinute } = LIMITS): void {
	const refused = fixture.sandbox.requests.filter(({ status }) => status === 429);
	expect(refused.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
	expect(mostWithin(SECOND, times())).toBeLessThanOrEqual(perSecond);
	expect(mostWithin(MINUTE, times())).toBeLessThanOrEqual(perMinute);
}

describe('within the limits', () => {
	it.each(['', ' ', [], null, 'many', -1])(
		'R13: %j for a limit is the standard one',
		async (value) => {
			const limits = { requestsPerSecond: value, requestsPerMinute: value };
			const { status } = await time.settle(run(0, 11, { requestOptions: limits }));
			expect([status, updated()]).toEqual(['success', 11]);
			expect(time.elapsed()).toBe(2 * SECOND);
			expectInsideLimits();
		},
	);

	it('R13: 60 updates in two workflows at the same time are all done, none is refused', async () => {
		const results = await time.settle(Promise.all([run(0, 30), run(30, 60)]));

		expect(results.map(({ status, outputs }) => [status, outputs[0].length])).toEqual([
			['success', 30],
			['success', 30],
		]);
		expect(updated()).toBe(60);
		expect(fixture.sandbox.requests).toHaveLength(60);
		expectInsideLimits();
		// As fast as five a second allow, and the two take turns.
		expect(time.elapsed()).toBe(11 * SECOND);
		const [last] = fixture.sandbox.requests.slice(-1);
		expect(
			ITEMS.slice(25, 30)
				.concat(ITEMS.slice(55, 60))
				.map(({ id }) => `/company/${id}`),
		).toContain(last.path);
	});

	it('R13: 300 updates in three workflows keep the minute too', async () => {
		const results = await time.settle(Promise.all([run(0, 100), run(100, 200), run(200, 300)]));

		expect(results.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
		expect(updated()).toBe(300);
		expect(fixture.sandbox.requests).toHaveLength(300);
		expectInsideLimits();
	});

	it('R13: 250 updates take the least time that the limits allow', async () => {
		const { status } = await time.settle(run(0, 250));

		expect([status, updated()]).toEqual(['success', 250]);
		expectInsideLimits();
		// 200 in the first 40 seconds; room for the rest comes as those of the first seconds leave the minute.
		const least = MINUTE + 9 * SECOND;
		expect(time.elapsed()).toBeGreaterThanOrEqual(least);
		expect(time.elapsed()).toBeLessThanOrEqual(least * 1.05);
	});

	it('R13: executions one after the other share the window as well', async () => {
		await time.settle(run(0, 5));
		await time.settle(run(5, 10));
		expect(time.elapsed()).toBeGreaterThanOrEqual(SECOND);
		expectInsideLimits();
	});

	it('R13: after a pause there is room for a burst again', async () => {
		await time.settle(run(0, 20));
		await time.pass(MINUTE);
		const before = time.elapsed();
		await time.settle(run(20, 25));
		expect(time.elapsed()).toBe(before);
	});

	it('R13: every request counts, those that only read too', async () => {
		await time.settle(run(0, 20, { options: { verify: true } }));
		await time.settle(
			runAltegio({
				...fixture.target,
				items: ITEMS.slice(0, 20),
				parameters: {
					resource: 'location',
					operation: 'getAll',
					limit: 1,
					filters: { locationId: '={{ $json.id }}' },
				},
			}),
		);
		expect(fixture.sandbox.requests).toHaveLength(60);
		expectInsideLimits();
	});

	describe('with login and password', () => {
		const runSignedIn = async (...parts: Array<[from: number, to: number]>) => {
			const credentials = { ...fixture.target.credentials, ...BY_LOGIN };
			return await Promise.all(
				parts.map(async ([from, to]) => await run(from, to, {}, { credentials })),
			);
		};

		it('R13: signing in counts', async () => {
			const results = await time.settle(runSignedIn([0, 10], [10, 20]));

			expect(results.map(({ status }) => status)).toEqual(['success', 'success']);
			expect(updated()).toBe(20);
			expectInsideLimits();
		});

		it('R13: renewing a session counts, with the request that is sent again for it', async () => {
			const running = runSignedIn([0, 20]);
			await time.until(() => fixture.sandbox.requests.length === 5);
			fixture.sandbox.expireSessions();
			const [{ status }] = await time.settle(running);

			expect([status, updated()]).toEqual(['success', 20]);
			expect(fixture.sandbox.requests.filter(({ path }) => path === '/auth')).toHaveLength(2);
			expectInsideLimits();
		});
	});
});

describe("the user's own limits", () => {
	const limited = (perSecond: unknown, perMinute: unknown) => ({
		requestOptions: { requestsPerSecond: perSecond, requestsPerMinute: perMinute },
	});
	const free = useFreeSandbox();

	it.each([
		['0 and 0 switch it off', 0, 0, 60, 0],
		['0 a second leaves the minute', 0, 20, 50, 2 * MINUTE],
		['0 a minute leaves the second', 10, 0, 60, 5 * SECOND],
		['2 and 10', 2, 10, 25, 2 * MINUTE + 2 * SECOND],
		['1 a second', 1, 200, 10, 9 * SECOND],
		['more than Altegio allows to others', 30, 1000, 100, 3 * SECOND],
		['as text, from an expression', '={{ "10" }}', '={{ "0" }}', 50, 4 * SECOND],
		['what is no number counts as not given', 'many', -1, 50, 9 * SECOND],
	])('R13: %s', async (_, perSecond, perMinute, count, least) => {
		const { status } = await time.settle(
			run(0, count, limited(perSecond, perMinute), { baseUrl: free().url }),
		);
		expect(status).toBe('success');
		expect(free().requests).toHaveLength(count);
		expect(time.elapsed()).toBeGreaterThanOrEqual(least);
		expect(time.elapsed()).toBeLessThanOrEqual(least * 1.05);
	});
});

it('R13: two base URLs do not wait for each other', async () => {
	const other = await startSandbox({ locations: LOCATIONS, limits: LIMITS, now: () => Date.now() });
	await time.settle(Promise.all([run(0, 25), run(0, 25, {}, { baseUrl: other.url })]));
	await other.close();

	expect(time.elapsed()).toBe(4 * SECOND);
	expect([fixture.sandbox.requests.length, other.requests.length]).toEqual([25, 25]);
});

describe('where others use up the same limits', () => {
	/**
	 * Stands for a second n8n process, which has a pacer of its own: to the pacer another address, to the
	 * network the same one.
	 */
	const elsewhere = () => ({ baseUrl: fixture.sandbox.url.replace('127.0.0.1', '127.1') });

	it('R13: two processes with two executions of 30 updates each lose none', async () => {
		const results = await time.settle(
			Promise.all([
				run(0, 30),
				run(30, 60),
				run(60, 90, {}, elsewhere()),
				run(90, 120, {}, elsewhere()),
			]),
		);

		expect(results.map(({ status }) => status)).toEqual(Array(4).fill('success'));
		expect(updated()).toBe(120);
		expect(fixture.sandbox.requests.filter(({ applied }) => applied)).toHaveLength(120);
		// It came to refusals, or this test has shown nothing.
		expect(fixture.sandbox.requests.some(({ status }) => status === 429)).toBe(true);
	});

	it('R13: a refusal is answered by sending less, and that does not last', async () => {
		fixture.sandbox.fault({ status: 429, body: {}, headers: { 'Retry-After': '10' } });
		await time.settle(run(0, 20));

		const [first, ...rest] = times();
		expect(rest[0] - first).toBeGreaterThanOrEqual(10 * SECOND);
		expect(mostWithin(SECOND, rest)).toBeLessThan(LIMITS.perSecond);

		await time.pass(2 * MINUTE);
		const before = times().length;
		await time.settle(run(20, 40));
		expect(mostWithin(SECOND, times().slice(before))).toBe(LIMITS.perSecond);
	});

	it('R13: while one waits after a refusal, the others in this process wait with it', async () => {
		fixture.sandbox.fault({ status: 429, body: {}, headers: { 'Retry-After': '30' } });
		await time.settle(Promise.all([run(0, 5), run(5, 10)]));

		const [first, second, ...rest] = times();
		expect(second - first).toBeLessThan(SECOND);
		expect(rest.every((at) => at - first >= 30 * SECOND)).toBe(true);
		expect(updated()).toBe(10);
	});
});

/** A sandbox without limits for each test. */
function useFreeSandbox() {
	let sandbox: Awaited<ReturnType<typeof startSandbox>>;
	beforeEach(async () => {
		sandbox = await startSandbox({ locations: LOCATIONS });
	});
	afterEach(async () => await sandbox.close());
	return () => sandbox;
}
