import type { INodeProperties } from 'n8n-workflow';

import { isBlank } from '../../core/values';
import { optionsCollection } from '../../kit/collections';
import { addDays, checkDate, dateOf, nowIn, toLocalDate } from '../../kit/localTime';
import { readIdsOrNames } from '../../kit/names';
import { convertValue, readCollection, toFlag } from '../../kit/parameters';
import { apiError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import type { Api, Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { timeZoneOf } from '../location/lookups';
import { teamMemberIds, teamMemberLocator } from './locator';
import { isEmployed, listTeamMembers, readSchedule, type TeamMember } from './lookups';

const members: INodeProperties = {
	...teamMemberIds,
	description:
		'Everybody if it is empty. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const from: INodeProperties = {
	displayName: 'From',
	name: 'from',
	type: 'dateTime',
	typeOptions: { dateOnly: true },
	default: '',
	placeholder: 'e.g. 2026-04-20',
	description: 'First day. Today at the location if it is blank.',
};

const to: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'dateTime',
	typeOptions: { dateOnly: true },
	default: '',
	placeholder: 'e.g. 2026-04-26',
	description: 'Last day, at most 92 days in all. The sixth day after the first if it is blank.',
};

const MAX_DAYS = 92;
const DEFAULT_DAYS = 7;

/** `GET /company/{location_id}/staff/schedule`. */
export const getSchedule: Operation = {
	properties: [
		locationLocator,
		members,
		from,
		to,
		optionsCollection([
			{
				displayName: 'Include Busy',
				name: 'includeBusy',
				type: 'boolean',
				default: true,
				description: 'Whether to add the times that appointments and events take up',
			},
		]),
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const given = readIdsOrNames(item, teamMemberIds);
		const first = readDate(item, from);
		const last = readDate(item, to);
		const options = readCollection(item, 'options');
		const includeBusy = toFlag(item, 'Include Busy', options.includeBusy);
		return async (api) => {
			const zone = await timeZoneOf(api, locationId);
			const dates = datesOf(api, first, last, zone);
			const ids = await teamMemberLocator.idsOf(api, locationId, teamMemberIds.displayName, given);
			const members = chosenMembers(api, await listTeamMembers(api, locationId), ids);
			if (members.length === 0) return [];
			const [from, to] = [dates[0], dates.at(-1)] as [string, string];
			const schedule = await readSchedule(api, {
				...{ locationId, first: from, last: to, withBusy: includeBusy },
				memberIds: members.map(({ id }) => id),
			});
			const days = new Map(schedule?.map((day) => [`${day.memberId} ${day.date}`, day]));
			return members.flatMap(({ id, name }) =>
				dates.map((date) => {
					const day = days.get(`${id} ${date}`);
					const slots = day?.slots ?? [];
					return {
						team_member: { id, name },
						date,
						is_working: slots.length > 0,
						slots,
						...(includeBusy && { busy_intervals: day?.busy ?? [] }),
						location_id: locationId,
						time_zone: zone,
					};
				}),
			);
		};
	},
};

/** What the user gave for a date, its form checked; undefined where it is blank. */
function readDate(item: Item, { name, displayName }: INodeProperties): unknown {
	const value = item.getNodeParameter(name, '');
	if (isBlank(value)) return undefined;
	convertValue(item, displayName, value, checkDate, 'Give a date such as 2026-04-20.');
	return value;
}

/**
 * All dates from the first to the last.
 *
 * @throws NodeApiError for an empty period, and for one that is too long
 */
function datesOf({ caller }: Api, first: unknown, last: unknown, zone: string): string[] {
	const start = first === undefined ? dateOf(nowIn(zone)) : toLocalDate(first, zone);
	const end = last === undefined ? addDays(start, DEFAULT_DAYS - 1) : toLocalDate(last, zone);
	const dates: string[] = [];
	for (let date = start; date <= end && dates.length <= MAX_DAYS; date = addDays(date, 1)) {
		dates.push(date);
	}
	if (dates.length > 0 && dates.length <= MAX_DAYS) return dates;
	const message =
		dates.length === 0
			? `'To' is ${end}, which is before 'From', ${start}.`
			: `From ${start} to ${end} there are more than ${MAX_DAYS} days.`;
	throw apiError(caller, { message: `${message} Correct 'From' or 'To'.` });
}

/** The members with these ids, or all who work here if there are none. An unknown id is refused. */
function chosenMembers({ caller }: Api, members: TeamMember[], ids: number[]): TeamMember[] {
	if (ids.length === 0) return members.filter(isEmployed);
	return ids.map((id) => {
		const member = members.find((one) => one.id === id);
		if (member) return member;
		throw apiError(caller, {
			message: `'${teamMemberIds.displayName}' has the ID ${id}, but no team member of this location has it. Choose from the list, or give another ID.`,
		});
	});
}
