import { isBlank, positiveInteger, preview } from '../../core/values';
import { optionsCollection } from '../../kit/collections';
import { addDays, checkTime, dateOf, nowIn, toLocalTime } from '../../kit/localTime';
import { convertValue, readCollection } from '../../kit/parameters';
import { apiError, validationError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import type { Operation } from '../../transport/operation';
import {
	calendarOption,
	DEFAULT_DAYS,
	openCalendar,
	questionProperties,
	readQuestion,
	resolveQuestion,
	TIME_ADVICE,
	toTime,
} from './form';
import { clockText, type Period } from './period';
import { explain } from './reason';
import { findSlots, titleOf, toOutput, type Calendar, type Member } from './slots';

/** Whether a start is free, with whom, and what is free instead. */
export const check: Operation = {
	properties: [
		...questionProperties,
		{
			displayName: 'Start',
			name: 'start',
			type: 'dateTime',
			required: true,
			default: '',
			description:
				'The start to look at. Without an offset it is the time that the clock at the location shows.',
		},
		optionsCollection([
			{
				displayName: 'Alternatives',
				name: 'alternatives',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 3,
				description: 'How many of the next slots to give if the start is not free',
			},
			calendarOption,
		]),
	],
	prepare(item) {
		const asked = readQuestion(item);
		const given = item.getNodeParameter('start', '');
		convertValue(item, 'Start', given, checkTime, TIME_ADVICE);
		const count = readAlternatives(item);
		return async (api) => {
			const question = await resolveQuestion(api, asked);
			const { zone } = question;
			const start = toTime(item, 'Start', given, zone);
			if (start.millis < nowIn(zone).millis) {
				const message = `'Start' is in the past: ${clockText(start)}.`;
				throw apiError(item, { message });
			}
			const to = toLocalTime(`${addDays(dateOf(start), DEFAULT_DAYS)}T23:59`, zone);
			const period: Period = { from: start, to };
			const calendar = remembering(await openCalendar(api, asked, question, period));
			const free = await findSlots(api, calendar, { from: start, to: start }, Infinity);
			const team_members = free.map(({ member }) => ({ id: member.id, name: member.name }));
			const answer = { available: free.length > 0, start: start.iso, team_members };
			if (free.length > 0) {
				const names = free.map(({ member }) => titleOf(member)).join(', ');
				const message = `${clockText(start)} is free with ${names}.`;
				return { ...answer, alternatives: [], reason: null, message };
			}
			const why = await explain(api, question, { from: start, to: start }, calendar);
			const next = count > 0 ? await findSlots(api, calendar, period, count) : [];
			const alternatives = next.map((slot) => toOutput(slot, question));
			const hint = next.map((slot) => `${clockText(slot.start)} with ${titleOf(slot.member)}`);
			const message =
				hint.length > 0 ? `${why.message} Free instead: ${hint.join(', ')}.` : why.message;
			return { ...answer, alternatives, reason: why.reason, message };
		};
	},
};

/** Number of alternatives; 0 means none. */
function readAlternatives(item: Item): number {
	const { alternatives = 3 } = readCollection(item, 'options');
	if (isBlank(alternatives)) return 3;
	const count = Number(alternatives) === 0 ? 0 : positiveInteger(alternatives);
	if (count !== undefined) return count;
	const message = `'Alternatives' must be a whole number, 0 for none, but is ${preview(alternatives)}.`;
	throw validationError(item, message);
}

/** A calendar that reads each day of a member once. */
function remembering(calendar: Calendar): Calendar {
	const times = new Map<string, ReturnType<Calendar['timesOf']>>();
	return {
		...calendar,
		async timesOf(member: Member, date: string) {
			const key = `${member.id} ${date}`;
			const known = times.get(key) ?? calendar.timesOf(member, date);
			times.set(key, known);
			return await known;
		},
	};
}
