import { NodeApiError, type IDataObject } from 'n8n-workflow';

import { addSeconds, type LocalTime } from '../../kit/localTime';
import { apiError, messageOf } from '../../transport/errors';
import type { Api } from '../../transport/operation';
import { daysOf, fits, type Period } from './period';

/** Somebody who takes appointments. */
export interface Member {
	id: number;
	name: string;
}

/** Whose free time for what is wanted. */
export interface Question {
	locationId: number;
	/** Name of the location's time zone. */
	zone: string;
	serviceIds: number[];
	/** Empty means any. */
	teamMemberIds: number[];
}

/** A time at which somebody is free for the services. */
export interface FreeTime {
	start: LocalTime;
	/** How long the services take, where Altegio says it. */
	seconds?: number;
}

/** One of Altegio's two views of free time: what clients may book online, and what the journal of the salon shows. */
export interface Calendar {
	/** Who can be asked for these services. */
	members: Member[];
	/** The dates on which somebody may be free; the others need not be read. */
	datesOf(member: Member, first: string, last: string): Promise<ReadonlySet<string>>;
	/** The free times of one date. */
	timesOf(member: Member, date: string): Promise<FreeTime[]>;
	/** How many dates a period must have before it is cheaper to ask for the dates first. */
	minDates: number;
}

export interface Slot extends FreeTime {
	member: Member;
}

/**
 * The first slots of a period, over all members, in the order of time. Everybody is asked for a day before the next
 * one is, so nothing earlier is left out, and no day is read that is not needed for the limit.
 *
 * @throws NodeApiError that names the member and the day that could not be read
 */
export async function findSlots(
	api: Api,
	calendar: Calendar,
	period: Period,
	limit: number,
): Promise<Slot[]> {
	const days = daysOf(period);
	const [first, last] = [days[0], days.at(-1)];
	if (first === undefined || last === undefined) return [];

	const dates = new Map<Member, ReadonlySet<string>>();
	if (days.length >= calendar.minDates) {
		for (const member of calendar.members) {
			const what = `${titleOf(member)} from ${first} to ${last}`;
			const load = async () => await calendar.datesOf(member, first, last);
			dates.set(member, await readPart(api, what, load));
		}
	}

	const found: Slot[] = [];
	for (const day of days) {
		if (found.length >= limit) break;
		const members = calendar.members.filter((one) => dates.get(one)?.has(day) ?? true);
		const slots = await slotsOfDay(api, { ...calendar, members }, day);
		const wanted = slots.filter(({ start }) => fits(period, start));
		found.push(...wanted.slice(0, period.slotsPerDay));
	}
	return found.slice(0, limit);
}

/** All slots of a date, in the order of time; at one time in the order of the members. */
async function slotsOfDay(api: Api, calendar: Calendar, date: string): Promise<Slot[]> {
	const slots: Slot[] = [];
	for (const member of calendar.members) {
		const load = async () => await calendar.timesOf(member, date);
		const times = await readPart(api, `${titleOf(member)} on ${date}`, load);
		const seen = new Set<number>();
		for (const time of times) {
			const { millis } = time.start;
			if (!seen.has(millis)) slots.push({ ...time, member });
			seen.add(millis);
		}
	}
	return slots.sort((a, b) => a.start.millis - b.start.millis);
}

/** A part that cannot be read is no empty part: the item fails, and says which part it was. */
async function readPart<T>({ caller }: Api, what: string, load: () => Promise<T>): Promise<T> {
	try {
		return await load();
	} catch (error) {
		throw error instanceof NodeApiError ? withPart(caller, error, what) : error;
	}
}

function withPart(caller: Api['caller'], error: NodeApiError, what: string): NodeApiError {
	return apiError(caller, {
		message: `${messageOf(error)} The free time of ${what} could not be read, so nothing is given.`,
		description: error.description ?? undefined,
		code: error.httpCode ?? undefined,
	});
}

/** A member for a message: "Anna Lee (7)". */
export function titleOf({ id, name }: Member): string {
	return name ? `${name} (${id})` : `team member ${id}`;
}

/** A slot as the node gives it. */
export function toOutput({ start, seconds, member }: Slot, question: Question): IDataObject {
	const { locationId, zone } = question;
	return {
		start: start.iso,
		end: seconds === undefined ? null : addSeconds(start, seconds, zone).iso,
		duration_minutes: seconds === undefined ? null : seconds / 60,
		team_member: { id: member.id, name: member.name },
		location_id: locationId,
		time_zone: zone,
	};
}
