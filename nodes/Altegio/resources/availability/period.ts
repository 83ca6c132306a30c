import { addDays, dateOf, fromWallClock, weekdayOf, type LocalTime } from '../../kit/localTime';

/** The times that are wanted: each start from the first to the last moment, both included. */
export interface Period {
	from: LocalTime;
	to: LocalTime;
	/** Earliest and latest start of each day, as "09:00". */
	timeFrom?: string;
	timeTo?: string;
	/** From 1 for Monday to 7 for Sunday. */
	weekdays?: readonly number[];
	/** Slots of each day at most. */
	slotsPerDay?: number;
}

/** Whether a start is wanted. */
export function fits({ from, to, timeFrom, timeTo, weekdays }: Period, start: LocalTime): boolean {
	const time = start.wall.slice(11, 16);
	return (
		start.millis >= from.millis &&
		start.millis <= to.millis &&
		(timeFrom === undefined || time >= timeFrom) &&
		(timeTo === undefined || time <= timeTo) &&
		(weekdays === undefined || weekdays.includes(weekdayOf(dateOf(start))))
	);
}

/** The dates of a period that may have a wanted start, in their order. */
export function daysOf(period: Period): string[] {
	const { from, to, timeFrom = '00:00', timeTo = '23:59', weekdays } = period;
	const [first, last] = [dateOf(from), dateOf(to)];
	const days: string[] = [];
	for (let day = first; day <= last; day = addDays(day, 1)) {
		const earliest = day === first ? later(timeFrom, from.wall.slice(11, 16)) : timeFrom;
		const latest = day === last ? earlier(timeTo, to.wall.slice(11, 16)) : timeTo;
		const isWanted = weekdays === undefined || weekdays.includes(weekdayOf(day));
		if (isWanted && earliest <= latest) days.push(day);
	}
	return days;
}

/** The first and the last start that are wanted on a date of the period, in milliseconds since 1970. */
export function windowOf(
	{ from, to, timeFrom = '00:00', timeTo = '23:59' }: Period,
	date: string,
	zone: string,
): { start: number; end: number } {
	const [first, last] = [timeFrom, timeTo].map((time) => fromWallClock(`${date} ${time}`, zone));
	return {
		start: Math.max(from.millis, first?.millis ?? -Infinity),
		end: Math.min(to.millis, last?.millis ?? Infinity),
	};
}

function later(a: string, b: string): string {
	return a > b ? a : b;
}

function earlier(a: string, b: string): string {
	return a < b ? a : b;
}

/** A period for a message: "between 2026-04-20 10:00 and 2026-05-04 10:00". */
export function titleOfPeriod({ from, to, timeFrom, timeTo, weekdays }: Period): string {
	if (from.millis === to.millis) return `at ${clockText(from)}`;
	const restricted = timeFrom !== undefined || timeTo !== undefined || weekdays !== undefined;
	return `between ${clockText(from)} and ${clockText(to)}${restricted ? ' in the hours and on the days asked for' : ''}`;
}

/** A moment for a message: "2026-04-20 10:00". */
export function clockText({ wall }: LocalTime): string {
	return wall.slice(0, 16).replace('T', ' ');
}
