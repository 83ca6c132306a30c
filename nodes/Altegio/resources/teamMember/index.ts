import { defineResource } from '../../kit/resource';
import { get } from './get';
import { getMany } from './getMany';
import { getSchedule } from './getSchedule';
import { teamMemberLists } from './lists';
import { TEAM_MEMBER } from './subject';

export const teamMember = defineResource({
	value: 'teamMember',
	displayName: 'Team Member',
	subject: TEAM_MEMBER,
	lists: teamMemberLists,
	operations: { get, getAll: getMany, getSchedule },
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'getAll',
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get team member',
				description:
					'Retrieve a team member by ID or exact name, which Get Many of team members gives',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many team members',
				description:
					'Retrieve the people who work in a location, with their IDs; dismissed ones only if asked',
			},
			{
				name: 'Get Schedule',
				value: 'getSchedule',
				action: 'Get team schedule',
				description:
					'Retrieve the working hours of several team members on several days, one item for each person and day. Gaps between the slots of a day are breaks. For times that clients can book, use Find Free Slots of availability.',
			},
		],
	},
});
