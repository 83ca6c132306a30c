const MAX_AGE_MS = 60_000;
const MAX_ENTRIES = 60;

/** A map that forgets each entry after a minute, and the oldest ones where there are more than 60. */
export class RecentMap<V> extends Map<string, V> {
	private readonly setAt = new Map<string, number>();

	override get(key: string): V | undefined {
		this.forgetOld();
		return super.get(key);
	}

	override set(key: string, value: V): this {
		this.delete(key);
		this.setAt.set(key, performance.now());
		super.set(key, value);
		this.forgetOld();
		return this;
	}

	override delete(key: string): boolean {
		this.setAt.delete(key);
		return super.delete(key);
	}

	/** The entries are in the order of their age. */
	private forgetOld(): void {
		const now = performance.now();
		for (const [key, at] of this.setAt) {
			if (now - at < MAX_AGE_MS && this.size <= MAX_ENTRIES) break;
			this.delete(key);
		}
	}
}
