import { success } from '../../answers';
import type { Handlers } from '../../handler';
import {
	datesBetween,
	isBookableOnline,
	journalSteps,
	lengthOf,
	onlineStarts,
	workingDates,
	type Calendar,
} from '../../salon/calendar';
import { calendarOf } from '../../salon/calendarOf';

/** Free time, as clients see it online and as the journal shows it. */
export const availabilityHandlers: Handlers = {
	get_book_staff(state, { params: { location_id }, query }) {
		const calendar = calendarOf(state, location_id);
		const members = state.teamMembers.list(
			(one) => one.company_id === location_id && Number(one.hidden) === 0,
		);
		return success(
			members.map(({ id, name, specialization, fired, hidden }) => ({
				id,
				name,
				bookable: !Number(fired) && isBookableOnline(calendar, id, query['service_ids[]']),
				specialization,
				seance_date: null,
				seances: [],
				fired: Number(fired),
				hidden: Number(hidden),
			})),
		);
	},

	get_book_dates(state, { params: { location_id }, query }) {
		const { date_from, date_to, staff_id = 0, 'service_ids[]': serviceIds } = query;
		const calendar = calendarOf(state, location_id);
		const ids = membersOf(calendar, staff_id);
		const booking = datesBetween(date_from, date_to).filter((date) =>
			ids.some((id) => onlineStarts(calendar, id, date, serviceIds).length > 0),
		);
		const working = [
			...new Set(ids.flatMap((id) => workingDates(calendar, id, date_from, date_to))),
		];
		return success({
			// The order is not promised.
			booking_dates: booking.reverse(),
			booking_days: daysByMonth(booking),
			working_dates: working,
			working_days: daysByMonth(working),
		});
	},

	get_book_times(state, { params: { location_id, team_member_id, date }, query }) {
		const serviceIds = query['service_ids[]'];
		const calendar = calendarOf(state, location_id);
		const { timezone } = state.locations.get(location_id).location;
		const lengths = new Map<string, number>();
		for (const id of membersOf(calendar, team_member_id)) {
			for (const time of onlineStarts(calendar, id, date, serviceIds)) {
				lengths.set(time, lengthOf(calendar, id, serviceIds)!);
			}
		}
		const times = [...lengths].sort(([a], [b]) => (a < b ? -1 : 1));
		return success(
			times.map(([time, length]) => ({
				time,
				seance_length: length,
				sum_length: length,
				datetime: `${date}T${time}:00${winterOffset(timezone)}`,
			})),
		);
	},

	get_timetable_seances(state, { params: { location_id, team_member_id, date } }) {
		const calendar = calendarOf(state, location_id);
		const steps = journalSteps(calendar, team_member_id, date);
		return success(steps.map(({ time, isFree }) => ({ time, is_free: isFree })));
	},
};

/** One team member, or all for 0. */
function membersOf({ members }: Calendar, id: number): number[] {
	return id === 0 ? members.map((one) => one.id) : [id];
}

function daysByMonth(dates: string[]): Record<string, number[]> | [] {
	const months: Record<string, number[]> = {};
	for (const date of [...dates].sort()) {
		(months[Number(date.slice(5, 7))] ??= []).push(Number(date.slice(8)));
	}
	return dates.length > 0 ? months : [];
}

/** As the real one does, the sandbox takes no notice of summer time here: "+01:00" in Vienna in July, too. */
function winterOffset(hours: number): string {
	const minutes = Math.round(Math.abs(hours) * 60);
	const digits = [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0'));
	return `${hours < 0 ? '-' : '+'}${digits.join(':')}`;
}
