import { invalidField, success } from '../../answers';
import type { Call, Handlers } from '../../handler';
import type { State } from '../../state';
import { without } from '../../values';
import type { Change } from '../hooks/sender';
import { managedLocation } from '../location/rights';
import { blankService, extras, type Service } from './seed';

/** A service as reads show it. */
function view(state: State, service: Service): object {
	const shown = without(service, 'location_id');
	return state.serviceRules.showsStaff ? shown : without(shown, 'staff');
}

const inLocation =
	({ params }: Call) =>
	({ location_id }: { location_id: number }) =>
		location_id === params.location_id;

/** Refuses ids that refer to nothing of the location. */
function checkReferences(state: State, call: Call): void {
	const { category_id, staff = [] } = call.body;
	const isHere = inLocation(call);
	if (category_id !== undefined && !state.serviceCategories.find(category_id, isHere)) {
		throw invalidField('category_id');
	}
	for (const { id } of staff as Service['staff']) {
		const member = state.teamMembers.find(id);
		if (member?.company_id !== call.params.location_id) throw invalidField('staff');
	}
}

/** Sends the event of a change to whoever listens. */
export function tellOfService(
	state: State,
	service: Service,
	status: Change['status'],
	partner?: string,
): void {
	const { id, location_id: location } = service;
	state.changed({ location, flag: 'service', id, status, data: view(state, service), partner });
}

/** The operations of the resource. */
export const serviceHandlers: Handlers = {
	get_services(state, call) {
		managedLocation(state, call.params.location_id);
		const { staff_id, category_id } = call.query;
		const found = state.services.list(
			(service) =>
				inLocation(call)(service) &&
				[undefined, service.category_id].includes(category_id) &&
				(staff_id === undefined || service.staff.some(({ id }) => id === staff_id)),
		);
		const data = found.map((service) => view(state, service));
		return success(data, 200, { total_count: found.length });
	},

	get_service(state, call) {
		managedLocation(state, call.params.location_id);
		const service = state.services.get(call.params.service_id, inLocation(call));
		return success([view(state, service)], 200, { total_count: 1 });
	},

	create_service(state, call) {
		const { location_id } = call.params;
		managedLocation(state, location_id);
		checkReferences(state, call);
		const id = state.services.nextId();
		const { title } = call.body;
		const service = state.services.replace({
			...{ id, location_id, salon_service_id: id + 500_000, title },
			...blankService,
			...extras,
			booking_title: title,
			...call.body,
		});
		tellOfService(state, service, 'create', call.partner);
		return success(view(state, service), 201);
	},

	update_service(state, call) {
		managedLocation(state, call.params.location_id);
		const service = state.services.get(call.params.service_id, inLocation(call));
		checkReferences(state, call);
		// Whatever the body leaves out is gone: links, cards, the break.
		const saved = state.services.replace({
			...service,
			...blankService,
			...(state.serviceRules.putResetsExtras && extras),
			...call.body,
		});
		tellOfService(state, saved, 'update', call.partner);
		return success(view(state, saved));
	},

	delete_service(state, call) {
		managedLocation(state, call.params.location_id);
		const service = state.services.get(call.params.service_id, inLocation(call));
		state.services.delete(service.id);
		tellOfService(state, service, 'delete', call.partner);
		return { status: 204 };
	},

	get_service_categories(state, call) {
		managedLocation(state, call.params.location_id);
		const found = state.serviceCategories.list(inLocation(call));
		const data = found.map((category) => without(category, 'location_id'));
		return success(data, 200, { total_count: found.length });
	},
};
