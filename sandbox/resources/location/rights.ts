import { forbidden } from '../../answers';
import type { State } from '../../state';
import type { LocationRecord } from './seed';

/** A location that anybody may see. Refuses the request with 404 if there is none, or if it is deleted. */
export function existingLocation(state: State, id: number): LocationRecord {
	return state.locations.get(id, ({ deleted }) => !deleted);
}

/** A location that the user may change, with all that belongs to it. Refuses the request with 404 or 403 otherwise. */
export function managedLocation(state: State, id: number): LocationRecord {
	const record = existingLocation(state, id);
	if (!record.managed) throw forbidden();
	return record;
}
