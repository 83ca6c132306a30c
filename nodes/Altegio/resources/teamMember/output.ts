import type { IDataObject } from 'n8n-workflow';

import { pick } from '../../kit/simplify';

const SIMPLE_FIELDS = [
	'id',
	'name',
	'specialization',
	'position',
	'bookable',
	'hidden',
	'fired',
	'rating',
	'schedule_till',
	'api_id',
];

/** A team member with the most useful fields only. */
export function simplifyTeamMember(member: IDataObject): IDataObject {
	return pick(member, SIMPLE_FIELDS);
}
