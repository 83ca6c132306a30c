/** What a server of the benchmark is to be. */
export interface ServerOptions {
	/** `sandbox` checks every request against Altegio's contract; `stub` gives one answer, and takes little time for it. */
	kind: 'sandbox' | 'stub';
	/** Locations that the sandbox starts with. */
	locations: number;
	/** Whether it enforces Altegio's limits. */
	limited: boolean;
}

export interface ServerTally {
	requests: number;
	/** Requests refused because of the limits. */
	limited: number;
	/** Locations for which at least one change was carried out. */
	changed: number;
	/** Requests or answers that broke the contract. */
	violations: number;
}
