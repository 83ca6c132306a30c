import { success } from '../../answers';
import type { Handlers } from '../../handler';
import { managedLocation } from '../location/rights';

const ENTITIES = ['common', 'client', 'record', 'activity'];

/** The tags of a location. */
export const labelHandlers: Handlers = {
	get_labels(state, { params: { location_id, entity } }) {
		managedLocation(state, location_id);
		const wanted = ENTITIES.includes(entity) ? ENTITIES.indexOf(entity) : Number(entity);
		return success(
			state.labels.list((one) => one.salon_id === location_id && one.entity === wanted),
		);
	},
};
