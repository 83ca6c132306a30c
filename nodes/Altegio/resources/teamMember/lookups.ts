import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import type { ApiResponse } from '../../core/response';
import { isList, positiveInteger, textOf } from '../../core/values';
import type { Named } from '../../kit/names';
import { readWholeList } from '../../kit/paging';
import { isOn, listIn, withNumbers } from '../../kit/read';
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

/** A day in the schedule of a team member. */
export interface ScheduleDay {
	memberId: number;
	date: string;
	/** Working hours: `from` and `to`, as "10:00". */
	slots: IDataObject[];
	/** What takes up time, if it was asked for: `from` and `to`, as "10:00:00". */
	busy: IDataObject[];
}

interface ScheduleRequest {
	locationId: number;
	memberIds: number[];
	/** First and last date. */
	first: string;
	last: string;
	/** Whether to read what takes up the time, too. */
	withBusy: boolean;
	/** As in a request. */
	accepts?: (response: ApiResponse) => boolean;
}

/**
 * The schedule of team members: `GET /company/{location_id}/staff/schedule`. The documents name the member `staff_id`,
 * the examples `team_member_id`.
 *
 * @returns undefined for a refusal that is accepted
 */
export async function readSchedule(
	api: Api,
	{ locationId, memberIds, first, last, withBusy, accepts }: ScheduleRequest,
): Promise<ScheduleDay[] | undefined> {
	const response = await api.send({
		method: 'GET',
		path: path`/company/${locationId}/staff/schedule`,
		qs: {
			start_date: first,
			end_date: last,
			staff_ids: memberIds,
			...(withBusy && { include: ['busy_intervals'] }),
		},
		accepts,
	});
	if (accepts?.(response)) return undefined;
	return listIn(api, response).map(({ staff_id, team_member_id, date, slots, busy_intervals }) => ({
		memberId: Number(staff_id ?? team_member_id),
		date: textOf(date).slice(0, 10),
		slots: isList(slots) ? slots : [],
		busy: isList(busy_intervals) ? busy_intervals : [],
	}));
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
