import type { Subject } from '../../transport/operation';
import { teamMemberLocator } from './locator';

export const TEAM_MEMBER: Subject = {
	noun: 'team member',
	parameters: ['Team Member', 'Location'],
	fieldLabel: (api) => api,
	idOf: teamMemberLocator.idIfKnown,
};
