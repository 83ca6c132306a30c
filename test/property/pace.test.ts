/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import fc from 'fast-check';

import { RateLimiter, type Limits } from '../../nodes/Altegio/core/rateLimiter';
import { mostWithin } from '../support/time';
import { runs, TIME_FOR_RUNS } from './runs';

jest.setTimeout(TIME_FOR_RUNS);

/** One request: when its item asks for a place, how long it is under way, and when in that time it arrives. */
interface Planned {
	after: number;
	takes: number;
	arrives: number;
}

const planned = fc.record({
	after: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400 })),
	// Altegio counts a request when it arrives; that it does so within a second is an assumption of the pacer.
	takes: fc.integer({ min: 0, max: 1000 }),
	arrives: fc.float({ min: 0, max: 1, noNaN: true }),
});
const limits = fc.record({
	perSecond: fc.integer({ min: 1, max: 8 }),
	perMinute: fc.integer({ min: 3, max: 40 }),
});

/** Lets all requests through a pacer in fake time and gives the times at which they arrive. */
async function arrivals(requests: Planned[], allowed: Limits): Promise<number[]> {
	jest.useFakeTimers();
	const limiter = new RateLimiter();
	const arrived: number[] = [];
	let askedAt = 0;
	const all = requests.map(async ({ after, takes, arrives }) => {
		askedAt += after;
		await new Promise((resolve) => setTimeout(resolve, askedAt));
		const done = await limiter.acquire(allowed);
		arrived.push(performance.now() + takes * arrives);
		await new Promise((resolve) => setTimeout(resolve, takes));
		done();
	});
	await jest.advanceTimersByTimeAsync(60 * 60_000);
	await Promise.all(all);
	jest.useRealTimers();
	return arrived;
}

describe('R13: pacing', () => {
	it('exceeds neither window, whenever requests come and however long they take', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(planned, { minLength: 1, maxLength: 60 }),
				limits,
				async (requests, allowed) => {
					const times = await arrivals(requests, allowed);
					expect(times).toHaveLength(requests.length);
					expect(mostWithin(1000, times)).toBeLessThanOrEqual(allowed.perSecond);
					expect(mostWithin(60_000, times)).toBeLessThanOrEqual(allowed.perMinute);
				},
			),
			{ numRuns: runs(60) },
		);
	});

	it('loses no time: instant requests go out as early as both windows allow', async () => {
		const instant = { after: 0, takes: 0, arrives: 0 };
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 80 }), limits, async (count, allowed) => {
				const times = await arrivals(Array<Planned>(count).fill(instant), allowed);
				const last = times.at(-1)! - times[0];
				expect(last).toBeLessThanOrEqual(leastTime(count, allowed) * 1.01 + 100);
			}),
			{ numRuns: runs(30) },
		);
	});
});

/** The earliest time of the last of so many requests under both limits, each sent as soon as it may. */
function leastTime(count: number, { perSecond, perMinute }: Limits): number {
	const times: number[] = [];
	for (let index = 0; index < count; index++) {
		const second = times[index - perSecond] + 1000 || 0;
		const minute = times[index - perMinute] + 60_000 || 0;
		times.push(Math.max(0, times[index - 1] ?? 0, second, minute));
	}
	return times.at(-1) ?? 0;
}
