import { matches } from '../../kit/choices';
import { filtersCollection } from '../../kit/collections';
import { readFields, toGivenId } from '../../kit/fields';
import { readCollection, readLimit, readSearch, readSimplify, toFlag } from '../../kit/parameters';
import { limit, returnAll, searchFilter, simplify } from '../../kit/properties';
import { isOn } from '../../kit/read';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import {
	filteredTeamMemberId,
	readTeamMemberFilter,
	teamMemberFilter,
} from '../teamMember/locator';
import { fields } from './fields';
import { listServices } from './lookups';
import { simplifyService } from './output';

const CATEGORY = { ...fields.categoryId, convert: toGivenId };

/** `GET /company/{location_id}/services`. */
export const getMany: Operation = {
	properties: [
		locationLocator,
		returnAll,
		limit,
		simplify,
		filtersCollection([
			CATEGORY,
			{
				displayName: 'Only Active',
				name: 'onlyActive',
				type: 'boolean',
				default: true,
				description: 'Whether to return only services that clients can book online',
			},
			searchFilter('haircut', 'Words in the title, in any order; case and accents do not count'),
			teamMemberFilter,
		]),
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const maxResults = readLimit(item);
		const isSimple = readSimplify(item);
		const filters = readCollection(item, 'filters');
		const search = readSearch(item, filters);
		const onlyActive = toFlag(item, 'Only Active', filters.onlyActive);
		const category = readFields(item, [CATEGORY], filters);
		const teamMember = readTeamMemberFilter(item, filters);
		return async (api) => {
			const staff_id = await filteredTeamMemberId(api, locationId, teamMember);
			const services = await listServices(api, locationId, { ...category, staff_id });
			const found = services
				.filter(({ active }) => !onlyActive || isOn(active))
				.filter(({ title }) => matches(search, [title]))
				.slice(0, maxResults);
			return isSimple ? found.map(simplifyService) : found;
		};
	},
};
