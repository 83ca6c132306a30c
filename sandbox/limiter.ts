export interface Limits {
	perSecond: number;
	perMinute: number;
}

/** Counts requests in the last second and in the last minute (sliding windows, as the strictest reading of the limit). */
export class Limiter {
	private times: number[] = [];

	constructor(
		private readonly limits: Limits,
		private readonly countRejected: boolean,
	) {}

	/** Admits a request at `now` and returns 0, or refuses it and returns the milliseconds until one would be admitted. */
	wait(now: number): number {
		while (this.times.length > 0 && this.times[0] <= now - 60_000) this.times.shift();
		const wait = Math.max(
			this.untilFree(this.limits.perSecond, 1_000, now),
			this.untilFree(this.limits.perMinute, 60_000, now),
		);
		if (wait === 0 || this.countRejected) this.times.push(now);
		return wait;
	}

	private untilFree(limit: number, span: number, now: number): number {
		// The request that must have left the window before there is room for one more.
		const blocking = this.times[this.times.length - limit];
		return blocking === undefined ? 0 : Math.max(0, blocking + span - now);
	}
}
