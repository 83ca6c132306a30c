import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import { positiveInteger, textOf } from '../../core/values';
import type { Named } from '../../kit/names';
import { readWholeList } from '../../kit/paging';
import { isOn, withNumbers } from '../../kit/read';
import type { Api } from '../../transport/operation';

/** A team member as Altegio gives it, with numbers in place of texts. */
export interface TeamMember extends IDataObject {
	id: number;
	name: string;
}

const NUMBERS = [
	'id',
	'company_id',
	'position_id',
	'weight',
	'show_rating',
	'rating',
	'votes_count',
	'comments_count',
	'hidden',
	'fired',
	'status',
	'bookable',
	'user_id',
];

/** A team member of an answer with numbers in place of texts. */
export function toTeamMember(entry: IDataObject): TeamMember {
	const member = withNumbers(entry, NUMBERS);
	return { ...member, name: textOf(member.name) } as TeamMember;
}

/** All team members of a location, dismissed ones included. Read once in a run for all items. */
export async function listTeamMembers(api: Api, locationId: number): Promise<TeamMember[]> {
	return await api.once(`team members ${locationId}`, async () => {
		const entries = await readWholeList(api, path`/staff/${locationId}`);
		return entries.map(toTeamMember).filter(({ id }) => positiveInteger(id) !== undefined);
	});
}

/** Whether somebody works here still: neither dismissed (`fired`) nor removed (`status`). */
export function isEmployed({ fired, status }: TeamMember): boolean {
	return !isOn(fired) && !isOn(status);
}

/** The names that a user may give: of those who work here still. */
export async function namedTeamMembers(api: Api, locationId: number): Promise<Named[]> {
	const members = await listTeamMembers(api, locationId);
	return members.filter(isEmployed).map(({ id, name }) => ({ id, title: name }));
}
