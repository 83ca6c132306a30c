/** A map that forgets each entry after some time, and the oldest ones where there are too many. */
export class RecentMap<V> extends Map<string, V> {
	private readonly setAt = new Map<string, number>();

	/** @param maxAgeMs milliseconds, by the clock of the machine */
	constructor(
		private readonly maxAgeMs: number,
		private readonly maxEntries: number,
	) {
		super();
	}

	override get(key: string): V | undefined {
		if (this.isOld(this.setAt.get(key))) this.delete(key);
		return super.get(key);
	}

	override set(key: string, value: V): this {
		this.delete(key);
		this.setAt.set(key, Date.now());
		super.set(key, value);
		this.forgetOld();
		return this;
	}

	override delete(key: string): boolean {
		this.setAt.delete(key);
		return super.delete(key);
	}

	/** The entries are in the order in which they were set. */
	private forgetOld(): void {
		for (const [key, at] of this.setAt) {
			if (!this.isOld(at) && this.size <= this.maxEntries) break;
			this.delete(key);
		}
	}

	private isOld(at = Infinity): boolean {
		return Date.now() - at >= this.maxAgeMs;
	}
}
