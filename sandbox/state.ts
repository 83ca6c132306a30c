import { credentials } from './resources/account/seed';
import {
	defaultLocations,
	toRecord,
	type LocationRecord,
	type SeedLocation,
} from './resources/location/seed';
import { Store } from './store';

/** What a sandbox starts with. */
export interface Seeds {
	locations: readonly SeedLocation[];
}

/** What the handlers read and change: one store for each kind of record. */
export class State {
	readonly locations: Store<LocationRecord>;

	/** User tokens that are valid now. */
	readonly userTokens = new Set<string>([credentials.userToken]);

	private logins = 0;

	/** Kinds that `seeds` leaves out start with their default records. */
	constructor(seeds: Partial<Seeds>) {
		this.locations = new Store((seeds.locations ?? defaultLocations).map(toRecord));
	}

	/** A new user token, as POST /auth gives it. */
	openSession(): string {
		const token = `sandbox-session-${++this.logins}`;
		this.userTokens.add(token);
		return token;
	}
}
