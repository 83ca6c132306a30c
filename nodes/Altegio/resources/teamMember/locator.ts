import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isBlank, preview } from '../../core/values';
import { namedLocator } from '../../kit/namedLocator';
import { toIdsOrNames, type IdOrName } from '../../kit/names';
import { validationError } from '../../transport/errors';
import { isToolCall, type Form } from '../../transport/item';
import type { Api } from '../../transport/operation';
import { namedTeamMembers } from './lookups';

/** Which team member an operation is about. Names are those of people who work here still. */
export const teamMemberLocator = namedLocator({
	name: 'teamMemberId',
	label: 'Team Member',
	noun: 'team member',
	searchListMethod: 'searchTeamMembers',
	exampleId: 50101,
	exampleName: 'Anna Winter',
	entries: namedTeamMembers,
});

const ofLocation = {
	loadOptionsMethod: 'getTeamMembers',
	loadOptionsDependsOn: ['locationId.value'],
};

/** Several team members; whoever uses it says what for. */
export const teamMemberIds: INodeProperties = {
	displayName: 'Team Member Names or IDs',
	name: 'teamMemberIds',
	type: 'multiOptions',
	typeOptions: ofLocation,
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

/** One team member as a filter of something else. */
export const teamMemberFilter: INodeProperties = {
	displayName: 'Team Member Name or ID',
	name: 'teamMemberId',
	type: 'options',
	typeOptions: ofLocation,
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

/**
 * The team member that the filter names; undefined without the filter. A blank one is refused, as it would let everybody
 * through to what the workflow does next; an AI agent only reads the answer, and leaves blank what it does not ask for.
 *
 * @throws NodeOperationError unless it is one id or one name
 */
export function readTeamMemberFilter(form: Form, filters: IDataObject): IdOrName | undefined {
	const { name, displayName } = teamMemberFilter;
	if (!(name in filters)) return undefined;
	if (isToolCall(form) && isBlank(filters[name])) return undefined;
	const [teamMember, ...others] = toIdsOrNames(form, displayName, filters[name]);
	if (teamMember !== undefined && others.length === 0) return teamMember;
	throw validationError(
		form,
		`'${displayName}' must be one team member, but is ${preview(filters[name])}.`,
		'Give an ID or an exact name, or remove the filter.',
	);
}

/**
 * The id of that team member.
 *
 * @throws NodeApiError unless the name fits exactly one
 */
export async function filteredTeamMemberId(
	api: Api,
	locationId: number,
	given: IdOrName | undefined,
): Promise<number | undefined> {
	const { displayName } = teamMemberFilter;
	const named = given === undefined ? [] : [given];
	return (await teamMemberLocator.idsOf(api, locationId, displayName, named))[0];
}
