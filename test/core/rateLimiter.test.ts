import { sleep } from 'n8n-workflow';

import {
	LimitUsedUp,
	RateLimiter,
	rateLimiterFor,
	withRateLimit,
	type Limits,
	type Patience,
} from '../../nodes/Altegio/core/rateLimiter';

const MINUTE = 60_000;
const LIMITS: Limits = { perSecond: 4, perMinute: 100 };

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Asks for so many turns at once, each for a request without delay, and gives their times from now. */
async function turns(limiter: RateLimiter, count: number, limits = LIMITS): Promise<number[]> {
	const start = performance.now();
	const times: number[] = [];
	const all = Array.from({ length: count }, async () => {
		const release = await limiter.acquire(limits);
		times.push(Math.round(performance.now() - start));
		release();
	});
	await jest.advanceTimersByTimeAsync(2 * MINUTE);
	await Promise.all(all);
	return times;
}

/** What becomes of a caller that waits; `undefined` while it does. */
function waiting(limiter: RateLimiter, patience: Patience, limits = LIMITS) {
	const caller: { end?: unknown } = {};
	limiter.acquire(limits, patience).then(
		() => (caller.end = 'turn'),
		(error: unknown) => (caller.end = error),
	);
	return caller;
}

describe('R13: the windows', () => {
	it.each<[string, Limits, number[]]>([
		['by the second', { perSecond: 2, perMinute: 100 }, [0, 0, 1000, 1000, 2000]],
		['by the minute', { perSecond: 10, perMinute: 2 }, [0, 0, MINUTE, MINUTE]],
		['without a limit by the second', { perSecond: 0, perMinute: 2 }, [0, 0, MINUTE]],
		['without a limit by the minute', { perSecond: 2, perMinute: 0 }, [0, 0, 1000]],
		['without any', { perSecond: 0, perMinute: 0 }, [0, 0, 0, 0]],
	])('%s: as early as they allow', async (_name, limits, times) => {
		expect(await turns(new RateLimiter(), times.length, limits)).toEqual(times);
	});

	it('callers with lower limits wait by themselves', async () => {
		const limiter = new RateLimiter();
		const slow = turns(limiter, 3, { perSecond: 1, perMinute: 100 });
		const quick = turns(limiter, 3);
		expect(await quick).toEqual([0, 0, 0]);
		expect((await slow)[0]).toBe(0);
	});

	it('a request under way counts a second after its start, one that is answered sooner from its answer', async () => {
		const limiter = new RateLimiter();
		const limits = { perSecond: 1, perMinute: 0 };
		const release = await limiter.acquire(limits);
		await jest.advanceTimersByTimeAsync(400);
		release();
		expect(await turns(limiter, 1, limits)).toEqual([1000]);

		await limiter.acquire(limits);
		expect(await turns(limiter, 1, limits)).toEqual([2000]);
	});
});

describe('after a 429', () => {
	it('everybody pauses, then takes half of each second, and all of it a minute later', async () => {
		const limiter = new RateLimiter();
		limiter.backOff(5000);
		expect(await turns(limiter, 5)).toEqual([5000, 5000, 6000, 6000, 7000]);
		expect(await turns(limiter, 5)).toEqual([0, 0, 0, 0, 1000]);
	});

	it('several answers in one pause count once, and the longest pause holds', async () => {
		const limiter = new RateLimiter();
		limiter.backOff(5000);
		limiter.backOff(2000);
		limiter.backOff(6000);
		expect(await turns(limiter, 3)).toEqual([6000, 6000, 7000]);
	});

	it.each([2, 3])('the share is a quarter after %d of them, and no less', async (count) => {
		const limiter = new RateLimiter();
		for (let index = 0; index < count; index++) {
			limiter.backOff(1000);
			await jest.advanceTimersByTimeAsync(1000);
		}
		expect(await turns(limiter, 3)).toEqual([0, 1000, 2000]);
		// Of few places a second one is left.
		limiter.backOff(0);
		expect(await turns(limiter, 2, { perSecond: 1, perMinute: 100 })).toEqual([0, 1000]);
	});
});

describe('a caller that leaves', () => {
	it('gives up after its time, and takes no place', async () => {
		const limiter = new RateLimiter();
		limiter.backOff(5000);
		const caller = waiting(limiter, { maxWaitMs: 3000 });
		await jest.advanceTimersByTimeAsync(2999);
		expect(caller.end).toBeUndefined();
		await jest.advanceTimersByTimeAsync(1);
		expect(caller.end).toEqual(new LimitUsedUp("Altegio's limit of requests is used up."));
		expect(await turns(limiter, 3)).toEqual([2000, 2000, 3000]);
	});

	it('has its turn within its time', async () => {
		const limiter = new RateLimiter();
		limiter.backOff(2000);
		const caller = waiting(limiter, { maxWaitMs: 3000 });
		await jest.advanceTimersByTimeAsync(2000);
		expect(caller.end).toBe('turn');
	});

	it('is told at once that the execution is stopped, and takes no place', async () => {
		const limiter = new RateLimiter();
		const stop = new AbortController();
		limiter.backOff(5000);
		const callers = [1, 2].map(() => waiting(limiter, { signal: stop.signal }));
		await jest.advanceTimersByTimeAsync(1000);
		stop.abort();
		await jest.advanceTimersByTimeAsync(0);
		expect(callers.map(({ end }) => end)).toEqual([expect.any(Error), expect.any(Error)]);
		expect(await turns(limiter, 3)).toEqual([4000, 4000, 5000]);
	});
});

describe('rateLimiterFor', () => {
	it.each([
		['https://api.alteg.io/api/v1', 'https://API.alteg.io/api/v2', true],
		['https://api.alteg.io/api/v1', 'http://api.alteg.io', true],
		['https://api.alteg.io/api/v1', 'https://app.alteg.io/api/v1', false],
		['https://api.alteg.io/api/v1', 'https://api.alteg.io:8443/api/v1', false],
		['nonsense', 'nonsense', true],
		['nonsense', 'other', false],
	])('%s and %s have the same one: %j', (one, other, isSame) => {
		expect(rateLimiterFor(one) === rateLimiterFor(other)).toBe(isSame);
	});
});

describe('withRateLimit', () => {
	it('counts a request that failed from its end', async () => {
		const baseUrl = 'https://fails.test';
		const failing = withRateLimit(baseUrl, async () => {
			await sleep(500);
			throw new Error('cut');
		});
		await Promise.all([expect(failing).rejects.toThrow('cut'), jest.advanceTimersByTimeAsync(500)]);
		expect(await turns(rateLimiterFor(baseUrl), 1, { perSecond: 1, perMinute: 0 })).toEqual([1000]);
	});

	it('sends nothing where the wait is too long', async () => {
		const baseUrl = 'https://full.test';
		rateLimiterFor(baseUrl).backOff(MINUTE);
		const request = jest.fn();
		const sending = withRateLimit(baseUrl, request, { maxWaitMs: 1000 });
		await Promise.all([
			expect(sending).rejects.toThrow(LimitUsedUp),
			jest.advanceTimersByTimeAsync(2 * MINUTE),
		]);
		expect(request).not.toHaveBeenCalled();
	});
});
