import { idIfKnown, idLocator } from '../../kit/locator';
import { readIdOrName, resolveId, type IdOrName } from '../../kit/names';
import type { Item } from '../../transport/item';
import type { Api } from '../../transport/operation';
import { namedTeamMembers } from './lookups';

const NAMING = { name: 'teamMemberId', label: 'Team Member', noun: 'team member' };

/** Which team member an operation is about. */
export const teamMemberLocator = idLocator({
	...NAMING,
	searchListMethod: 'searchTeamMembers',
	exampleId: 50101,
	modes: [
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Anna Winter',
		},
	],
});

/**
 * The team member that an item is about.
 *
 * @throws NodeOperationError unless it is one id or one name
 */
export function readTeamMember(item: Item): IdOrName {
	return readIdOrName(item, NAMING);
}

/**
 * The id of that team member. A name is looked up among those who work here, in a list read once for all items.
 *
 * @throws NodeApiError unless the name fits exactly one
 */
export async function teamMemberIdOf(
	api: Api,
	locationId: number,
	teamMember: IdOrName,
): Promise<number> {
	return await resolveId(api, teamMember, {
		...NAMING,
		entries: async () => await namedTeamMembers(api, locationId),
	});
}

/** The id of the team member that an item is about, or undefined where the item does not say it. */
export function teamMemberIdIfKnown(item: Item): number | undefined {
	return idIfKnown((one) => {
		const teamMember = readTeamMember(one);
		return typeof teamMember === 'number' ? teamMember : undefined;
	}, item);
}
