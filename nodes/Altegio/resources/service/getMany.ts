import { matches } from '../../kit/choices';
import { readFields, toGivenId } from '../../kit/fields';
import { toIdsOrNames } from '../../kit/names';
import { readCollection, readLimit, readSearch, readSimplify, toFlag } from '../../kit/parameters';
import { limit, returnAll, simplify } from '../../kit/properties';
import { isOn } from '../../kit/read';
import { validationError } from '../../transport/errors';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { teamMemberLocator } from '../teamMember/locator';
import { fields } from './fields';
import { listServices } from './lookups';
import { simplifyService } from './output';

const CATEGORY = { ...fields.categoryId, convert: toGivenId };
const TEAM_MEMBER = 'Team Member Name or ID';

/** `GET /company/{location_id}/services`. */
export const getMany: Operation = {
	properties: [
		locationLocator,
		returnAll,
		limit,
		simplify,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				CATEGORY.property,
				{
					displayName: 'Only Active',
					name: 'onlyActive',
					type: 'boolean',
					default: true,
					description: 'Whether to return only services that clients can book online',
				},
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. haircut',
					description: 'Words in the title, in any order; case and accents do not count',
				},
				{
					displayName: TEAM_MEMBER,
					name: 'teamMemberId',
					type: 'options',
					typeOptions: {
						loadOptionsMethod: 'getTeamMembers',
						loadOptionsDependsOn: ['locationId.value'],
					},
					default: '',
					description:
						'Only services of this team member. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
			],
		},
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const maxResults = readLimit(item);
		const isSimple = readSimplify(item);
		const filters = readCollection(item, 'filters');
		const search = readSearch(item, filters);
		const onlyActive = toFlag(item, 'Only Active', filters.onlyActive);
		const category = readFields(item, [CATEGORY], filters);
		const members = toIdsOrNames(item, TEAM_MEMBER, filters.teamMemberId);
		if ('teamMemberId' in filters && members.length !== 1) {
			throw validationError(
				item,
				`'${TEAM_MEMBER}' must be one team member, but holds ${members.length}.`,
				'Give an ID or an exact name, or remove the filter.',
			);
		}
		return async (api) => {
			const [staff_id] = await teamMemberLocator.idsOf(api, locationId, TEAM_MEMBER, members);
			const services = await listServices(api, locationId, { ...category, staff_id });
			const found = services
				.filter(({ active }) => !onlyActive || isOn(active))
				.filter(({ title }) => matches(search, [title]))
				.slice(0, maxResults);
			return isSimple ? found.map(simplifyService) : found;
		};
	},
};
