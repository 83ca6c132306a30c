import { matches } from '../../kit/choices';
import { filtersCollection } from '../../kit/collections';
import { readCollection, readLimit, readSearch, readSimplify, toFlag } from '../../kit/parameters';
import { limit, returnAll, searchFilter, simplify } from '../../kit/properties';
import { isOn } from '../../kit/read';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { isEmployed, listTeamMembers } from './lookups';
import { simplifyTeamMember } from './output';

/** `GET /staff/{location_id}`, which holds dismissed people too. */
export const getMany: Operation = {
	properties: [
		locationLocator,
		returnAll,
		limit,
		simplify,
		filtersCollection([
			{
				displayName: 'Include Dismissed',
				name: 'includeDismissed',
				type: 'boolean',
				default: true,
				description: 'Whether to return people too who do not work here any more',
			},
			{
				displayName: 'Only Bookable',
				name: 'onlyBookable',
				type: 'boolean',
				default: true,
				description: 'Whether to return only people with whom clients can book online',
			},
			searchFilter(
				'anna',
				'Words in the name or specialization, in any order; case and accents do not count',
			),
		]),
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const maxResults = readLimit(item);
		const isSimple = readSimplify(item);
		const filters = readCollection(item, 'filters');
		const includeDismissed = toFlag(item, 'Include Dismissed', filters.includeDismissed);
		const onlyBookable = toFlag(item, 'Only Bookable', filters.onlyBookable);
		const search = readSearch(item, filters);
		return async (api) => {
			const members = await listTeamMembers(api, locationId);
			const found = members
				.filter((member) => includeDismissed || isEmployed(member))
				.filter(({ bookable, hidden }) => !onlyBookable || (isOn(bookable) && !isOn(hidden)))
				.filter(({ name, specialization }) => matches(search, [name, specialization]))
				.slice(0, maxResults);
			return isSimple ? found.map(simplifyTeamMember) : found;
		};
	},
};
