import { sleep } from 'n8n-workflow';

import { untilStopped, wait } from './wait';

/** Requests allowed in any second and in any minute; 0 means no limit. */
export interface Limits {
	perSecond: number;
	perMinute: number;
}

/** Altegio's limits for one IP address, as it documents them in its online booking API. */
export const DEFAULT_LIMITS: Limits = { perSecond: 5, perMinute: 200 };

/** How a caller waits for its turn. */
export interface Patience {
	/** Ends the wait when the execution is stopped. */
	signal?: AbortSignal;
	/** Gives up after so many milliseconds; default: never. */
	maxWaitMs?: number;
}

/** Thrown where a request had no turn within `maxWaitMs`. Nothing was sent. */
export class LimitUsedUp extends Error {}

interface Sent {
	startedAt: number;
	/** When the response was there; missing while the request is under way. */
	endedAt?: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * Keeps the requests to one host inside Altegio's limits, which count per IP address, not per token.
 *
 * A sliding window of what was sent allows bursts as far as both limits do. A request counts from the moment
 * it has surely arrived, which is when its response is there: counted from the start, one that was slow on its
 * way would share Altegio's second with the next five.
 */
export class RateLimiter {
	private readonly sent: Sent[] = [];

	/**
	 * The end of the queue for each pair of limits. Callers with equal limits go in order of arrival. Those with
	 * lower limits of their own wait in a queue of their own, so that they hold up nobody else.
	 */
	private readonly queues = new Map<string, Promise<unknown>>();

	private pausedUntil = 0;

	/** How many others seem to use the same limits: 1 is only us. */
	private sharers = 1;

	/**
	 * Waits for a free place in the windows and takes it.
	 *
	 * @returns to be called when the response is there
	 * @throws Stopped if the execution is stopped meanwhile, LimitUsedUp after `maxWaitMs`
	 */
	async acquire(limits: Limits, { signal, maxWaitMs }: Patience = {}): Promise<() => void> {
		let hasLeft = false;
		const turn = this.enqueue(limits, async () => {
			for (let ms = this.waitingTime(limits); ms > 0; ms = this.waitingTime(limits)) {
				if (hasLeft) return undefined;
				await wait(ms, signal);
			}
			if (hasLeft || signal?.aborted) return undefined;
			const sent: Sent = { startedAt: performance.now() };
			this.sent.push(sent);
			return sent;
		});
		let sent: Sent | undefined;
		try {
			sent = await untilStopped(withDeadline(turn, maxWaitMs), signal);
		} finally {
			hasLeft = true;
		}
		return () => {
			if (sent) sent.endedAt = performance.now();
		};
	}

	/**
	 * Altegio answered 429 although our own windows were kept, so somebody else sends from this address too:
	 * another n8n worker, another integration. Pauses, then takes a smaller share of the limits for a while.
	 */
	backOff(ms: number): void {
		const now = performance.now();
		if (now >= this.pausedUntil) this.sharers = Math.min(this.sharers * 2, 4);
		this.pausedUntil = Math.max(this.pausedUntil, now + ms);
	}

	private async enqueue<T>(limits: Limits, task: () => Promise<T>): Promise<T> {
		const key = `${limits.perSecond}/${limits.perMinute}`;
		const turn = (this.queues.get(key) ?? Promise.resolve()).then(task);
		const end = turn
			.catch(() => {})
			.then(() => {
				if (this.queues.get(key) === end) this.queues.delete(key);
			});
		this.queues.set(key, end);
		return await turn;
	}

	private waitingTime({ perSecond, perMinute }: Limits): number {
		const now = performance.now();
		while (this.sent[0] && arrival(this.sent[0], now) + MINUTE <= now) this.sent.shift();
		if (this.sharers > 1 && now > this.pausedUntil + MINUTE) this.sharers = 1;
		return Math.max(
			this.pausedUntil - now,
			// A smaller share of each second keeps the minutes too: there are 60 of them, and 200 places.
			this.untilFree(perSecond && Math.max(1, Math.floor(perSecond / this.sharers)), SECOND, now),
			this.untilFree(perMinute, MINUTE, now),
		);
	}

	private untilFree(limit: number, window: number, now: number): number {
		if (limit <= 0) return 0;
		const oldest = this.sent[this.sent.length - limit];
		return oldest ? arrival(oldest, now) + window - now : 0;
	}
}

/** When a request counts at Altegio. One without a response is taken to have arrived within a second. */
function arrival({ startedAt, endedAt = Infinity }: Sent, now: number): number {
	return Math.min(endedAt, now, startedAt + SECOND);
}

async function withDeadline<T>(turn: Promise<T>, ms: number | undefined): Promise<T> {
	if (ms === undefined) return await turn;
	const deadline = sleep(ms).then(() => {
		throw new LimitUsedUp("Altegio's limit of requests is used up.");
	});
	return await Promise.race([turn, deadline]);
}

const limiters = new Map<string, RateLimiter>();

/** The one rate limiter of this process for the host of a base URL, as the URL writes it. */
export function rateLimiterFor(baseUrl: string): RateLimiter {
	const host = baseUrl.split('/')[2]?.toLowerCase() ?? baseUrl;
	let limiter = limiters.get(host);
	if (!limiter) limiters.set(host, (limiter = new RateLimiter()));
	return limiter;
}

/** Sends one request outside a run of the node, inside Altegio's limits. Throws as `acquire` and the request do. */
export async function withRateLimit<T>(
	baseUrl: string,
	request: () => Promise<T>,
	patience?: Patience,
): Promise<T> {
	const release = await rateLimiterFor(baseUrl).acquire(DEFAULT_LIMITS, patience);
	try {
		return await request();
	} finally {
		release();
	}
}
