import { DateTime } from 'luxon';

/** Hours of a working day, as "10:00" to "19:30". A break is the time between two of them. */
export interface Hours {
	from: string;
	to: string;
}

/** Who takes appointments. */
export interface CalendarMember {
	id: number;
	/** Whether clients may book online with this team member. */
	bookable: boolean;
	/** Working hours of a date; a day without any is off. */
	hoursOn: (date: string) => Hours[];
	/** What the team member offers: seconds by id of the service. */
	lengths: Map<number, number>;
}

export interface CalendarService {
	id: number;
	/** Whether clients may book it online. */
	bookable: boolean;
	/** A resource that it needs as long as it takes, such as a room. */
	resourceId?: number;
}

/** Time that somebody is busy with: an appointment, or a block without client. */
export interface CalendarAppointment {
	id: number;
	teamMemberId: number;
	/** What the clock at the location shows: "2026-04-20 18:30:00". */
	date: string;
	/** Seconds. */
	length: number;
	serviceIds: number[];
}

/** Everything that decides which times of a location are free. */
export interface Calendar {
	timeZone: string;
	/** Milliseconds since 1970. */
	now: number;
	/** Minutes from one offered start to the next. */
	stepMinutes: number;
	online: {
		isOn: boolean;
		/** Minutes from now to the first start that clients may book. */
		leadMinutes: number;
		/** Days from today that clients may book. */
		horizonDays: number;
	};
	members: CalendarMember[];
	services: CalendarService[];
	/** Number of each resource that there is. */
	resources: Map<number, number>;
	appointments: CalendarAppointment[];
}

/** What somebody wants to book. */
export interface Wish {
	teamMemberId: number;
	serviceIds: number[];
	/** As `CalendarAppointment.date`, also with "T" in the middle. */
	date: string;
	/** Seconds. */
	length: number;
	/** The appointment that is moved, which is not in its own way. */
	ignoreId?: number;
}

/** Milliseconds since 1970, the end not included. */
interface Span {
	start: number;
	end: number;
}

/** Why a wish cannot be met; undefined if it can. Online rules play no part: staff may book whatever is free. */
export function conflictOf(
	calendar: Calendar,
	wish: Wish,
): 'notWorking' | 'busy' | 'resource' | undefined {
	const { teamMemberId, serviceIds, date, length, ignoreId } = wish;
	const span = spanOf(calendar, date, length);
	const works = workOf(calendar, teamMemberId, date.slice(0, 10));
	if (!works.some(({ start, end }) => start <= span.start && span.end <= end)) return 'notWorking';

	const others = calendar.appointments.filter(
		(one) => one.id !== ignoreId && overlap(spanOf(calendar, one.date, one.length), span),
	);
	if (others.some((one) => one.teamMemberId === teamMemberId)) return 'busy';

	const isShort = resourcesOf(calendar, serviceIds).some((resourceId) => {
		const users = others.filter((one) =>
			resourcesOf(calendar, one.serviceIds).includes(resourceId),
		);
		return users.length >= (calendar.resources.get(resourceId) ?? 0);
	});
	return isShort ? 'resource' : undefined;
}

/** Seconds that a team member needs for services; undefined if one of them is not offered. */
export function lengthOf(
	{ members }: Calendar,
	teamMemberId: number,
	serviceIds: number[],
): number | undefined {
	const lengths = members.find(({ id }) => id === teamMemberId)?.lengths;
	const parts = serviceIds.map((id) => lengths?.get(id));
	return parts.reduce<number | undefined>(
		(sum, part) => (sum === undefined || part === undefined ? undefined : sum + part),
		0,
	);
}

/** Whether clients may book these services online with a team member at all. */
export function isBookableOnline(
	calendar: Calendar,
	teamMemberId: number,
	serviceIds: number[],
): boolean {
	const { members, online, services } = calendar;
	const open = ({ id }: { id: number }) =>
		services.some((service) => service.id === id && service.bookable);
	return (
		online.isOn &&
		members.some(({ id, bookable }) => id === teamMemberId && bookable) &&
		lengthOf(calendar, teamMemberId, serviceIds) !== undefined &&
		serviceIds.every((id) => open({ id }))
	);
}

/** The starts that clients may book on a day: what the clock shows then, such as "18:30". */
export function onlineStarts(
	calendar: Calendar,
	teamMemberId: number,
	date: string,
	serviceIds: number[],
): string[] {
	const { now, online, timeZone } = calendar;
	const length = lengthOf(calendar, teamMemberId, serviceIds);
	if (length === undefined || !isBookableOnline(calendar, teamMemberId, serviceIds)) return [];
	const today = DateTime.fromMillis(now, { zone: timeZone });
	if (date > today.plus({ days: online.horizonDays }).toISODate()!) return [];
	const earliest = now + online.leadMinutes * 60_000;
	return stepsOf(calendar, teamMemberId, date).filter(
		(time) =>
			startOf(calendar, `${date}T${time}`) >= earliest &&
			conflictOf(calendar, { teamMemberId, serviceIds, date: `${date}T${time}`, length }) ===
				undefined,
	);
}

/** The grid of the journal: each step of a working day, and whether the team member has nothing else then. */
export function journalSteps(
	calendar: Calendar,
	teamMemberId: number,
	date: string,
): Array<{ time: string; isFree: boolean }> {
	const length = calendar.stepMinutes * 60;
	return stepsOf(calendar, teamMemberId, date).map((time) => {
		const wish = { teamMemberId, serviceIds: [], date: `${date}T${time}`, length };
		return { time, isFree: conflictOf(calendar, wish) === undefined };
	});
}

/** Dates from the first to the last, both included. */
export function datesBetween(first: string, last: string): string[] {
	const dates: string[] = [];
	for (let date = first; date <= last; date = nextDate(date)) dates.push(date);
	return dates;
}

/** Dates of a period on which a team member works. */
export function workingDates(
	calendar: Calendar,
	teamMemberId: number,
	first: string,
	last: string,
): string[] {
	return datesBetween(first, last).filter(
		(date) => workOf(calendar, teamMemberId, date).length > 0,
	);
}

/** The moment of what a clock shows. Of a time that it shows twice it is the first one. */
export function startOf({ timeZone }: Pick<Calendar, 'timeZone'>, wall: string): number {
	return remember(`${timeZone} ${wall.replace(' ', 'T')}`, starts, () => {
		const time = DateTime.fromISO(wall.replace(' ', 'T'), { zone: timeZone });
		return Math.min(...time.getPossibleOffsets().map((one) => one.toMillis()));
	});
}

/** What the clock at the location shows at a moment: "2026-04-20T18:30:00", and its true offset: "+02:00". */
export function clockOf({ timeZone }: Pick<Calendar, 'timeZone'>, millis: number): Clock {
	return remember(`${timeZone} ${millis}`, clocks, () => {
		const time = DateTime.fromMillis(millis, { zone: timeZone });
		return { wall: time.toFormat("yyyy-MM-dd'T'HH:mm:ss"), offset: time.toFormat('ZZ') };
	});
}

interface Clock {
	wall: string;
	offset: string;
}

// Luxon needs a tenth of a millisecond for each, and a calendar asks thousands of times for the same.
const starts = new Map<string, number>();
const clocks = new Map<string, Clock>();

function remember<T>(key: string, known: Map<string, T>, find: () => T): T {
	const value = known.get(key) ?? find();
	known.set(key, value);
	return value;
}

/** Steps of the working hours of a day, each once: a clock that goes back shows some times twice. */
function stepsOf(calendar: Calendar, teamMemberId: number, date: string): string[] {
	const step = calendar.stepMinutes * 60_000;
	const times = workOf(calendar, teamMemberId, date).flatMap(({ start, end }) => {
		const count = Math.floor((end - start) / step);
		return Array.from({ length: count }, (_, index) => start + index * step);
	});
	return [...new Set(times.map((millis) => clockOf(calendar, millis).wall.slice(11, 16)))];
}

function workOf(calendar: Calendar, teamMemberId: number, date: string): Span[] {
	const hours = calendar.members.find(({ id }) => id === teamMemberId)?.hoursOn(date) ?? [];
	return hours.map(({ from, to }) => ({
		start: startOf(calendar, `${date}T${from}`),
		end: startOf(calendar, to === '24:00' ? `${nextDate(date)}T00:00` : `${date}T${to}`),
	}));
}

function spanOf(calendar: Calendar, wall: string, length: number): Span {
	const start = startOf(calendar, wall);
	return { start, end: start + length * 1000 };
}

function overlap(a: Span, b: Span): boolean {
	return a.start < b.end && b.start < a.end;
}

function resourcesOf({ services }: Calendar, serviceIds: number[]): number[] {
	return services.flatMap(({ id, resourceId }) =>
		resourceId !== undefined && serviceIds.includes(id) ? [resourceId] : [],
	);
}

function nextDate(date: string): string {
	return DateTime.fromISO(date, { zone: 'utc' }).plus({ days: 1 }).toISODate()!;
}
