import type { IDataObject } from 'n8n-workflow';

import type { ApiResponse } from '../../core/response';
import { textOf } from '../../core/values';
import { dateOf, fromWallClock } from '../../kit/localTime';
import type { Api } from '../../transport/operation';
import { readSchedule } from '../teamMember/lookups';
import type { Period } from './period';
import type { Question } from './slots';

/** From one moment to another, in milliseconds since 1970. */
export interface Span {
	start: number;
	end: number;
}

/** A day on which a team member works. */
export interface WorkingDay {
	memberId: number;
	date: string;
	work: Span[];
	busy: Span[];
}

/**
 * The days of a period on which team members work.
 *
 * @returns undefined for a refusal that is accepted
 */
export async function readWorkingDays(
	api: Api,
	{ locationId, zone }: Pick<Question, 'locationId' | 'zone'>,
	{ from, to }: Pick<Period, 'from' | 'to'>,
	memberIds: number[],
	accepts?: (response: ApiResponse) => boolean,
): Promise<WorkingDay[] | undefined> {
	const [first, last] = [dateOf(from), dateOf(to)];
	const request = { locationId, memberIds, first, last, withBusy: true, accepts };
	const days = await readSchedule(api, request);
	return days
		?.map(({ memberId, date, slots, busy }) => {
			return {
				...{ memberId, date },
				work: spansOf(slots, date, zone),
				busy: spansOf(busy, date, zone),
			};
		})
		.filter(({ work }) => work.length > 0);
}

function spansOf(intervals: IDataObject[], date: string, zone: string): Span[] {
	return intervals.flatMap(({ from, to }) => {
		const start = millisOf(date, textOf(from), zone);
		// Midnight as an end is that of the next day.
		const end = millisOf(date, textOf(to).replace(/^0?0:00/, '24:00'), zone);
		return start === undefined || end === undefined || end <= start ? [] : [{ start, end }];
	});
}

function millisOf(date: string, time: string, zone: string): number | undefined {
	const isMidnight = time.startsWith('24:00');
	const clock = isMidnight ? '23:59:59' : time.padStart(time.length === 4 ? 5 : 0, '0');
	const millis = fromWallClock(`${date} ${clock}`, zone)?.millis;
	return millis === undefined || !isMidnight ? millis : millis + 1000;
}

/** What is left of a working day between the busy times. */
export function freeSpans({ work, busy }: Pick<WorkingDay, 'work' | 'busy'>): Span[] {
	const sorted = [...busy].sort((a, b) => a.start - b.start);
	return work.flatMap(({ start, end }) => {
		const free: Span[] = [];
		let at = start;
		for (const one of sorted) {
			if (one.start > at) free.push({ start: at, end: Math.min(one.start, end) });
			at = Math.max(at, one.end);
		}
		free.push({ start: at, end });
		return free.filter((span) => span.end > span.start);
	});
}
