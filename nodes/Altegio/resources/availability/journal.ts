import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import { preview, textOf } from '../../core/values';
import { dateOf, fromWallClock, type LocalTime } from '../../kit/localTime';
import { isOn, listIn } from '../../kit/read';
import { apiError } from '../../transport/errors';
import type { Api } from '../../transport/operation';
import { findOffering, type Offering } from './offering';
import type { Period } from './period';
import { freeSpans, readWorkingDays, type WorkingDay } from './schedule';
import type { Calendar, FreeTime, Member, Question } from './slots';

/** The journal, with what it was made of: tells why there may be nothing. */
export interface Journal extends Calendar {
	days: WorkingDay[];
	offering: Offering;
}

/**
 * What the journal of the salon shows as free: the steps of `GET /timetable/seances` in which a team member works and
 * has nothing else, as many in a row as the services take. Resources and the rules of online booking are not looked at
 * (altegio-api-appointments.md 6.1).
 *
 * @param minSeconds how long a free time has to be, if that is more than the services take
 */
export async function openJournal(
	api: Api,
	question: Question,
	period: Period,
	minSeconds = 0,
): Promise<Journal> {
	const { locationId, zone } = question;
	const offering = await findOffering(api, question);
	const members = offering.members;
	const memberIds = members.map(({ id }) => id);
	const days =
		members.length === 0 ? [] : ((await readWorkingDays(api, question, period, memberIds)) ?? []);
	const secondsOf = (member: Member) => {
		const seconds = offering.secondsOf(member) ?? 0;
		return Math.max(seconds, minSeconds) || undefined;
	};
	return {
		members,
		days,
		offering,
		// The schedule of all was read with one request.
		minDates: 0,
		async datesOf(member) {
			const millis = (secondsOf(member) ?? 0) * 1000;
			const mayBeFree = (day: WorkingDay) =>
				day.memberId === member.id &&
				freeSpans(day).some(({ start, end }) => end - start >= millis);
			return new Set(days.filter(mayBeFree).map(({ date }) => date));
		},
		async timesOf(member, date) {
			const request = {
				method: 'GET',
				path: path`/timetable/seances/${locationId}/${member.id}/${date}`,
			} as const;
			const steps = listIn(api, await api.send(request)).map((step) => {
				const start = fromWallClock(`${date} ${textOf(step.time).padStart(5, '0')}`, zone);
				if (start && dateOf(start) === date) return { start, isFree: isFree(step) };
				const message = `Altegio's answer holds a time that cannot be read: ${preview(step)}.`;
				throw apiError(api.caller, { message });
			});
			return runsOf(steps, secondsOf(member));
		},
	};
}

interface Step {
	start: LocalTime;
	isFree: boolean;
}

/** Both names of the field are documented. */
function isFree({ is_free, free }: IDataObject): boolean {
	return isOn(is_free ?? free);
}

/**
 * The free steps from which so many follow without a gap that the services fit. How long a step is, Altegio does not
 * say: it is the shortest distance between two, and of a single step it is not known.
 */
function runsOf(steps: Step[], seconds: number | undefined): FreeTime[] {
	const sorted = [...steps].sort((a, b) => a.start.millis - b.start.millis);
	const starts = sorted.map(({ start }) => start.millis);
	const step = Math.min(...starts.slice(1).map((millis, index) => millis - (starts[index] ?? 0)));
	if (!Number.isFinite(step)) return [];
	const runs: FreeTime[] = [];
	// Backwards, because the end of a run decides which of its steps have enough time behind them.
	let run: { start: number; end: number } | undefined;
	for (const { start, isFree: isStepFree } of sorted.reverse()) {
		const end = start.millis + step;
		if (isStepFree) run = { start: start.millis, end: run?.start === end ? run.end : end };
		else run = undefined;
		if (run && run.end - run.start >= (seconds ?? 0) * 1000) runs.push({ start, seconds });
	}
	return runs.reverse();
}
