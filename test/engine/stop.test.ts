import type { INode, INodeParameters } from 'n8n-workflow';

import { faults, manyLocations } from '../../sandbox';
import { startAltegio } from '../support/engine';
import { remove, update } from '../support/fixture';
import { useSandboxInFakeTime } from '../support/time';

const { fixture, time } = useSandboxInFakeTime({
	locations: manyLocations(50),
	limits: { perSecond: 5, perMinute: 200 },
});

const ITEMS = manyLocations(50).map(({ id }) => ({ id }));
const ON_ERROR = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

function start(parameters: INodeParameters, onError?: INode['onError'], more: object = {}) {
	return startAltegio({ ...fixture.target, items: ITEMS, parameters, onError, ...more });
}

/** Whatever would still come has come when ten minutes have passed. */
async function requestsInTheEnd(): Promise<number> {
	await time.pass(600_000);
	return fixture.sandbox.requests.length;
}

describe.each(ON_ERROR)('On Error: %s', (onError) => {
	it('R14: 50 deletions, stopped after the third, send no fifth', async () => {
		const { result, cancel } = start(remove(), onError);
		await time.until(
			() => fixture.sandbox.requests.filter(({ status }) => status > 0).length === 3,
		);
		cancel();
		const { status } = await result;

		expect(status).toBe('canceled');
		expect(await requestsInTheEnd()).toBeLessThanOrEqual(4);
	});

	it('R14: a request under way is broken off, and none follows', async () => {
		fixture.sandbox.fault(faults.never, {}, Infinity);
		const { result, cancel } = start(remove(), onError);
		await time.until(() => fixture.sandbox.requests[0]?.faulted);
		cancel();

		expect((await result).status).toBe('canceled');
		expect(time.elapsed()).toBe(0);
		expect(await requestsInTheEnd()).toBe(1);
	});

	describe('a wait ends at once, with no time passing', () => {
		it.each([
			['for a turn', () => {}, 5],
			['for Retry-After', () => fixture.sandbox.fault(tooMany('100'), {}, Infinity), 1],
			['for the next try after 429', () => fixture.sandbox.fault(tooMany(), {}, Infinity), 1],
			[
				'for the next try after 502',
				() => fixture.sandbox.fault(faults.badGateway, {}, Infinity),
				1,
			],
		])('R14: %s', async (_, spoil, sent) => {
			spoil();
			const { result, cancel } = start(remove(), onError);
			await time.until(() => time.elapsed() >= 100);
			expect(fixture.sandbox.requests).toHaveLength(sent);
			const stoppedAt = time.elapsed();
			cancel();

			// Nobody moves the clock here.
			expect((await result).status).toBe('canceled');
			expect(time.elapsed()).toBe(stoppedAt);
			expect(await requestsInTheEnd()).toBe(sent);
		});

		it('R14: for the next batch of Batching', async () => {
			const batching = { batching: { batch: { batchSize: 50, batchInterval: 60_000 } } };
			const items = [...ITEMS, ...ITEMS];
			const parameters = update({ title: 'New' }, { requestOptions: batching });
			const { result, cancel } = start(parameters, onError, { items });
			// The first batch takes ten seconds.
			await time.until(() => time.elapsed() >= 30_000);
			expect(fixture.sandbox.requests).toHaveLength(50);
			const stoppedAt = time.elapsed();
			cancel();

			expect((await result).status).toBe('canceled');
			expect(time.elapsed()).toBe(stoppedAt);
			expect(await requestsInTheEnd()).toBe(50);
		});
	});

	it('R14: Retry On Fail sends nothing either', async () => {
		fixture.sandbox.fault(tooMany('100'), {}, Infinity);
		const retryOnFail = { maxTries: 5, waitBetweenTries: 5000 };
		const { result, cancel } = start(remove(), onError, { retryOnFail });
		await time.until(() => time.elapsed() > 0);
		cancel();

		expect((await time.settle(result)).status).toBe('canceled');
		expect(await requestsInTheEnd()).toBe(1);
	});
});

it('R14: a stopped execution leaves its turns to the others', async () => {
	const stopped = start(update({ title: 'Stopped' }));
	const other = start(update({ title: 'Other' }));
	await time.until(() => fixture.sandbox.requests.length === 20);
	stopped.cancel();
	await stopped.result;
	const { status, outputs } = await time.settle(other.result);

	expect([status, outputs[0].length]).toEqual(['success', 50]);
	const titles = [...fixture.sandbox.locations.values()].map(({ location }) => location.title);
	expect(new Set(titles)).toEqual(new Set(['Other']));
	const sent = fixture.sandbox.requests.filter(
		({ body }) => (body as { title: string }).title === 'Stopped',
	);
	expect(sent.length).toBeLessThanOrEqual(11);
	// 60 requests need twelve seconds: nothing waited for the one that was stopped.
	expect(time.elapsed()).toBeLessThanOrEqual(12_000);
});

function tooMany(retryAfter?: string) {
	return {
		...faults.tooManyRequestsBare,
		...(retryAfter !== undefined && { headers: { 'Retry-After': retryAfter } }),
	};
}
