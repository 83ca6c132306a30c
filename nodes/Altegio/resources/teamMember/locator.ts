import { namedLocator } from '../../kit/namedLocator';
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
