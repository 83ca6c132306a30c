import { untilStopped, wait } from './wait';

/** Requests allowed in any second and in any minute; 0 means no limit. */
export interface Limits {
	perSecond: number;
	perMinute: number;
}

interface Sent {
	startedAt: number;
	/** When the answer was there; missing while the request is under way. */
	endedAt?: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/**
 * Keeps the requests to one base URL inside Altegio's limits, which count per IP address, not per token.
 *
 * A sliding window of what was sent allows bursts as far as both limits do. A request counts from the moment
 * it has surely arrived, which is when its answer is there: counted from the start, one that was slow on its
 * way would share Altegio's second with the next five.
 */
export class Pacer {
	private readonly sent: Sent[] = [];

	private line: Promise<unknown> = Promise.resolve();

	private pausedUntil = 0;

	/** How many others seem to use the same limits: 1 is only us. */
	private sharers = 1;

	/**
	 * Waits for a free place, in order of arrival, and takes it.
	 *
	 * @returns to be called when the answer is there
	 * @throws Stopped if the execution is stopped meanwhile
	 */
	async take(limits: Limits, signal: AbortSignal | undefined): Promise<() => void> {
		const turn = this.line.then(async () => {
			for (let ms = this.waitingTime(limits); ms > 0; ms = this.waitingTime(limits)) {
				await wait(ms, signal);
			}
			if (signal?.aborted) return undefined;
			const sent: Sent = { startedAt: performance.now() };
			this.sent.push(sent);
			return sent;
		});
		this.line = turn.catch(() => {});
		const sent = await untilStopped(turn, signal);
		return () => {
			if (sent) sent.endedAt = performance.now();
		};
	}

	/**
	 * Altegio answered 429 although our own windows were kept, so somebody else sends from this address too:
	 * another n8n worker, another integration. Pause, then take a smaller share of the limits for a while.
	 */
	backOff(ms: number): void {
		const now = performance.now();
		if (now >= this.pausedUntil) this.sharers = Math.min(this.sharers * 2, 4);
		this.pausedUntil = Math.max(this.pausedUntil, now + ms);
	}

	private waitingTime({ perSecond, perMinute }: Limits): number {
		const now = performance.now();
		while (this.sent.length && arrival(this.sent[0], now) + MINUTE <= now) this.sent.shift();
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

/** When a request counts at Altegio. One without an answer is taken to have arrived within a second. */
function arrival({ startedAt, endedAt = Infinity }: Sent, now: number): number {
	return Math.min(endedAt, now, startedAt + SECOND);
}

/** Altegio's limits for one IP address, as documented for its twin YCLIENTS. */
export const DEFAULT_LIMITS: Limits = { perSecond: 5, perMinute: 200 };

const pacers = new Map<string, Pacer>();

/** The one pacer of this process for a base URL. */
export function pacerFor(baseUrl: string): Pacer {
	let pacer = pacers.get(baseUrl);
	if (!pacer) pacers.set(baseUrl, (pacer = new Pacer()));
	return pacer;
}

/** Carries out one request outside a run of the node, as soon as Altegio's limits leave a place for it. */
export async function paced<T>(baseUrl: string, request: () => Promise<T>): Promise<T> {
	const arrived = await pacerFor(baseUrl).take(DEFAULT_LIMITS, undefined);
	try {
		return await request();
	} finally {
		arrived();
	}
}
