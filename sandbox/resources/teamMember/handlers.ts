import { success } from '../../answers';
import type { Call, Handlers } from '../../handler';
import { without } from '../../values';
import { managedLocation } from '../location/rights';
import { hoursOn, type Schedule } from './seed';

const inLocation =
	({ params }: Call) =>
	({ company_id }: { company_id: number }) =>
		company_id === params.location_id;

/** Dates from the first to the last, both included. */
function datesBetween(first: string, last: string): string[] {
	const dates: string[] = [];
	const day = new Date(`${first}T00:00:00Z`);
	for (;;) {
		const date = day.toISOString().slice(0, 10);
		if (date > last) return dates;
		dates.push(date);
		day.setUTCDate(day.getUTCDate() + 1);
	}
}

/** A day in a schedule; none for an ordinary day off. */
function dayOf(schedule: Schedule, date: string, include: string[]): object[] {
	const slots = hoursOn(schedule, date);
	if (!slots) return [];
	return [
		{
			...{ staff_id: schedule.id, date, slots },
			...(include.includes('busy_intervals') && {
				busy_intervals: schedule.busy
					.filter((one) => one.date === date)
					.map((one) => without(one, 'date')),
			}),
			...(include.includes('off_day_type') && {
				off_day_type: schedule.days[date]?.off_day_type ?? null,
			}),
		},
	];
}

/** The operations of the resource. */
export const teamMemberHandlers: Handlers = {
	get_team_members(state, call) {
		managedLocation(state, call.params.location_id);
		return success(state.teamMembers.list(inLocation(call)));
	},

	get_team_member(state, call) {
		managedLocation(state, call.params.location_id);
		const wanted = state.teamMembers.get(call.params.team_member_id, inLocation(call));
		// The example of the documentation has several rows.
		const [first] = state.teamMembers.list(inLocation(call));
		return success(first.id === wanted.id ? [wanted] : [first, wanted]);
	},

	get_schedules(state, call) {
		const { location_id } = call.params;
		managedLocation(state, location_id);
		const { start_date, end_date, 'staff_ids[]': ids, 'include[]': include = [] } = call.query;
		const days = state.schedules
			.list(
				(schedule) => schedule.location_id === location_id && (!ids || ids.includes(schedule.id)),
			)
			.flatMap((schedule) =>
				datesBetween(start_date, end_date).flatMap((date) =>
					dayOf(schedule, date, include as string[]),
				),
			);
		return success(days, 200, { count: days.length });
	},
};
