import { success } from '../../answers';
import type { Handlers } from '../../handler';
import { managedLocation } from '../location/rights';

/** The custom fields of a location. */
export const customFieldHandlers: Handlers = {
	get_custom_fields(state, { params: { location_id, field_category } }) {
		managedLocation(state, location_id);
		const found = state.customFields.list(
			({ salon_id, entity_type }) => salon_id === location_id && entity_type === field_category,
		);
		return success(
			found.map(({ id, salon_id, entity_type, code, title, type, values }) => ({
				id,
				salon_id,
				custom_field: {
					...{ id: id + 1000, code, entity_type, title },
					...{ show_in_ui: true, user_can_edit: true, values: values ?? null },
					type: { code: type, title: type },
				},
			})),
		);
	},
};
