import { stamp, tellOfAppointment } from './resources/appointment/handlers';
import { tellOfClient } from './resources/client/handlers';
import { tellOfLocation } from './resources/location/handlers';
import { tellOfService } from './resources/service/handlers';
import type { State } from './state';
import type { Values } from './values';

/** What somebody changes in Altegio itself, not through the API: such a change is no partner's. */
export interface HandChange {
	kind: keyof typeof CHANGES;
	id: number;
	/** What is different afterwards, by the names of the records of the sandbox. */
	fields?: Values;
}

/** Changes the record, and sends the event to whoever listens, as Altegio does. */
const CHANGES = {
	appointment(state: State, id: number, fields: Values) {
		const { company_id } = state.appointments.get(id);
		const last_change_date = stamp(state, company_id);
		const moved = state.appointments.merge(id, { ...fields, last_change_date });
		tellOfAppointment(state, moved, fields.deleted ? 'delete' : 'update');
		return moved;
	},
	client(state: State, id: number, fields: Values) {
		const { location_id } = state.clients.get(id);
		const last_change_date = stamp(state, location_id);
		const client = state.clients.merge(id, { ...fields, last_change_date });
		tellOfClient(state, client, 'update');
		return client;
	},
	location(state: State, id: number, fields: Values) {
		const { location, ...record } = state.locations.get(id);
		const changed = state.locations.replace({ ...record, location: { ...location, ...fields } });
		tellOfLocation(state, changed);
		return changed.location;
	},
	service(state: State, id: number, fields: Values) {
		const service = state.services.merge(id, fields);
		tellOfService(state, service, 'update');
		return service;
	},
	teamMember(state: State, id: number, fields: Values) {
		const data = state.teamMembers.merge(id, fields);
		state.changed({ location: data.company_id, flag: 'master', id, status: 'update', data });
		return data;
	},
};

/** Does what a person does in Altegio; gives the record as it is then. Throws for an unknown kind or id. */
export function changeByHand(state: State, { kind, id, fields = {} }: HandChange): object {
	if (!Object.hasOwn(CHANGES, kind)) {
		throw new Error(`kind must be one of ${Object.keys(CHANGES).join(', ')}`);
	}
	return CHANGES[kind](state, id, fields);
}
