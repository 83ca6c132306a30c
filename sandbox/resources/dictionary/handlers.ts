import { success } from '../../answers';
import type { Handlers } from '../../handler';
import { businessGroups, cities, countries } from './seed';

/** The reference lists. They never change, so they have no store. */
export const dictionaryHandlers: Handlers = {
	get_countries: () => success(countries),

	get_cities(state, { query: { country_id, company_id } }) {
		const own = state.locations.find(company_id)?.location.city_id;
		return success(
			cities
				.filter(
					(city) => country_id === undefined || city.country_id === country_id || city.id === own,
				)
				.map(({ id, country_id, title }) => ({ id, country_id, title })),
		);
	},

	get_business_groups_with_types: () =>
		success(businessGroups, 200, { count: businessGroups.length }),
};
