import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import type { ApiResponse } from '../../core/response';
import { isList, positiveInteger, textOf } from '../../core/values';
import { dateOf, fromWallClock, type LocalTime } from '../../kit/localTime';
import { listIn } from '../../kit/read';
import type { Api } from '../../transport/operation';
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

interface ScheduleRequest extends Pick<Question, 'locationId' | 'zone'> {
	memberIds: number[];
	from: LocalTime;
	to: LocalTime;
	/** Whether to read what takes up the time, too. */
	withBusy?: boolean;
	/** As in a request. */
	accepts?: (response: ApiResponse) => boolean;
}

/**
 * The working days of team members: `GET /company/{location_id}/staff/schedule`. The documents name the member
 * `staff_id`, the examples `team_member_id`.
 *
 * @returns undefined for a refusal that is accepted
 */
export async function readSchedule(
	api: Api,
	{ locationId, zone, memberIds, from, to, withBusy = false, accepts }: ScheduleRequest,
): Promise<WorkingDay[] | undefined> {
	const response = await api.send({
		method: 'GET',
		path: path`/company/${locationId}/staff/schedule`,
		qs: {
			start_date: dateOf(from),
			end_date: dateOf(to),
			staff_ids: memberIds,
			...(withBusy && { include: ['busy_intervals'] }),
		},
		accepts,
	});
	if (accepts?.(response)) return undefined;
	return listIn(api, response).flatMap((day) => {
		const memberId = positiveInteger(day.staff_id ?? day.team_member_id);
		const date = textOf(day.date).slice(0, 10);
		const work = spansOf(day.slots, date, zone);
		if (memberId === undefined || work.length === 0) return [];
		return [{ memberId, date, work, busy: spansOf(day.busy_intervals, date, zone) }];
	});
}

function spansOf(intervals: unknown, date: string, zone: string): Span[] {
	return (isList(intervals) ? intervals : []).flatMap(({ from, to }: IDataObject) => {
		const [start, end] = [from, to].map((time) => millisOf(date, textOf(time), zone));
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
