import type { INodeProperties } from 'n8n-workflow';

import { isBlank } from '../../core/values';
import { optionalLocator, readLocator } from '../../kit/locator';
import type { IdOrName } from '../../kit/names';
import type { Item } from '../../transport/item';
import { teamMemberLocator } from '../teamMember/locator';

/** Who does it. */
export const teamMember: INodeProperties = {
	...teamMemberLocator.property,
	description: 'Who does it',
};

/** Who does it from now on, where somebody does it already. */
export const newTeamMember = optionalLocator(
	teamMemberLocator.property,
	'Who does it from now on. Blank means whoever does it now.',
);

/** The team member that an item gives; undefined if it gives none. */
export function readTeamMemberIfGiven(item: Item): IdOrName | undefined {
	const { value } = readLocator(item, teamMemberLocator.property.name);
	// Punctuation is no ID, and no way to leave it out either.
	const isText = typeof value === 'string' && value.trim() !== '';
	return isBlank(value) && !isText ? undefined : teamMemberLocator.read(item);
}
