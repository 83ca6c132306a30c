import { NodeApiError } from 'n8n-workflow';

import { isSuccess, type ApiResponse } from '../../core/response';
import type { Api } from '../../transport/operation';
import type { Journal } from './journal';
import { findOffering, type Offering } from './offering';
import { daysOf, titleOfPeriod, windowOf, type Period } from './period';
import { freeSpans, readWorkingDays, type Span, type WorkingDay } from './schedule';
import { titleOf, type Calendar, type Member, type Question } from './slots';

/** Why there is no slot. */
export type Reason =
	| 'closed'
	| 'fullyBooked'
	| 'notBookableOnline'
	| 'serviceNotOffered'
	| 'unknown';

export interface Explanation {
	reason: Reason;
	message: string;
}

/**
 * Why a period has no slot, from who offers the services and from the schedule: at most three requests, and none for
 * what was read already.
 */
export async function explain(
	api: Api,
	question: Question,
	period: Period,
	calendar: Calendar | Journal,
): Promise<Explanation> {
	const offering = isJournal(calendar)
		? calendar.offering
		: await findOffering(api, question).catch(orHidden);
	const members = offering?.members ?? [];
	const reason = !offering
		? 'unknown'
		: members.length === 0
			? 'serviceNotOffered'
			: await reasonOf(api, { question, period, calendar, offering });
	return { reason, message: textOf(reason, members, question, period) };
}

interface Situation {
	question: Question;
	period: Period;
	calendar: Calendar | Journal;
	offering: Offering;
}

async function reasonOf(api: Api, situation: Situation): Promise<Reason> {
	const { calendar, offering, period, question } = situation;
	const days = isJournal(calendar)
		? calendar.days
		: await readWorkingDays(
				...([api, question, period] as const),
				offering.members.map(({ id }) => id),
				isRefused,
			);
	if (!days) return 'unknown';
	const asked = new Set(daysOf(period));
	const working = days.filter((day) => asked.has(day.date) && fitsInto(day, day.work, situation));
	if (working.length === 0) return 'closed';
	if (isJournal(calendar)) return 'fullyBooked';
	const isFree = working.some((day) => fitsInto(day, freeSpans(day), situation));
	return isFree ? 'notBookableOnline' : 'fullyBooked';
}

/** Nothing for a user who may not see the services or the team. Throws any other error. */
function orHidden(error: unknown): undefined {
	if (!(error instanceof NodeApiError) || error.httpCode !== '403') throw error;
}

/** A user without the right to see the schedule: then Altegio does not say why. */
function isRefused(response: ApiResponse): boolean {
	return !isSuccess(response);
}

/** Whether the services of a member fit into one of the spans, at a start that is asked for. */
function fitsInto(
	{ date, memberId }: WorkingDay,
	spans: Span[],
	{ offering, period, question }: Situation,
): boolean {
	const member = offering.members.find(({ id }) => id === memberId);
	const seconds = (member && offering.secondsOf(member)) ?? 0;
	const wanted = windowOf(period, date, question.zone);
	return spans.some(({ start, end }) => {
		const last = Math.min(wanted.end, end - Math.max(seconds * 1000, 1));
		return Math.max(wanted.start, start) <= last;
	});
}

function isJournal(calendar: Calendar | Journal): calendar is Journal {
	return 'offering' in calendar;
}

function textOf(reason: Reason, members: Member[], question: Question, period: Period): string {
	const when = titleOfPeriod(period);
	const who = question.teamMemberIds.length > 0 ? members.map(titleOf).join(', ') : '';
	switch (reason) {
		case 'closed':
			return who
				? `Not working ${when}, or not long enough: ${who}.`
				: `Nobody works ${when}, or not long enough.`;
		case 'fullyBooked':
			return who ? `Fully booked ${when}: ${who}.` : `Everything is booked ${when}.`;
		case 'notBookableOnline':
			if (period.from.millis === period.to.millis) {
				return `There is free time ${when}, but it is no start that clients may book online. 'Calendar' set to Staff shows what the salon itself may book.`;
			}
			return `There is free time ${when}, but clients cannot book it online. The switches and rules of online booking in Altegio decide that; 'Calendar' set to Staff shows what the salon itself may book.`;
		case 'serviceNotOffered':
			return `Nobody ${question.teamMemberIds.length > 0 ? 'of the chosen team members ' : ''}offers ${question.serviceIds.length > 1 ? 'all these services' : 'this service'}.`;
		default:
			return `Altegio shows no free time ${when}, and the user of the credential may not see the services or the schedule that would say why.`;
	}
}
