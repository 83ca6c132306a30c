import type { INodeProperties } from 'n8n-workflow';

import { InvalidValue, isBlank, plain, positiveInteger, preview } from '../../core/values';
import {
	addDays,
	checkDate,
	checkTime,
	dateOf,
	isDateText,
	nowIn,
	toLocalTime,
	type LocalTime,
} from '../../kit/localTime';
import { listOf, readIdsOrNames, type IdOrName } from '../../kit/names';
import { convertValue, readCollection, toChoice } from '../../kit/parameters';
import { apiError, validationError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import type { Api } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { timeZoneOf } from '../location/lookups';
import { serviceIds, serviceLocator } from '../service/locator';
import { teamMemberIds, teamMemberLocator } from '../teamMember/locator';
import { openJournal } from './journal';
import { openOnlineCalendar } from './online';
import type { Period } from './period';
import type { Calendar, Question } from './slots';

const whoMay: INodeProperties = {
	...teamMemberIds,
	description:
		'Who may do it; leave empty for anybody who can. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** What both operations ask for first. */
export const questionProperties = [locationLocator, { ...serviceIds, required: true }, whoMay];

/** Which of the two views of free time is meant, for a collection. */
export const calendarOption: INodeProperties = {
	displayName: 'Calendar',
	name: 'calendar',
	type: 'options',
	default: 'online',
	options: [
		{
			name: 'Online Booking',
			value: 'online',
			description:
				'What clients may book online now: Altegio looks at hours, appointments, lengths, resources and its online rules',
		},
		{
			name: 'Staff',
			value: 'staff',
			description:
				'What the journal shows as free for the staff: hours, appointments and lengths, but neither resources nor online rules',
		},
	],
	description: 'Whose view of free time to use',
};

const CALENDARS = ['online', 'staff'] as const;

/** A question that was checked, except for what only Altegio can say. */
export interface AskedQuestion {
	calendar: (typeof CALENDARS)[number];
	locationId: number;
	services: IdOrName[];
	members: IdOrName[];
}

/**
 * Reads what both operations ask for.
 *
 * @throws NodeOperationError that names the field
 */
export function readQuestion(item: Item): AskedQuestion {
	const locationId = readLocationId(item);
	const services = readIdsOrNames(item, serviceIds);
	if (services.length === 0) {
		throw validationError(
			item,
			`'${serviceIds.displayName}' must not be empty.`,
			'How long a slot has to be, and who can do it, depends on the service.',
		);
	}
	return {
		calendar: toChoice(
			item,
			calendarOption.displayName,
			readCollection(item, 'options').calendar,
			CALENDARS,
			'online',
		),
		locationId,
		services,
		members: readIdsOrNames(item, teamMemberIds),
	};
}

/** Looks up names and the time zone. */
export async function resolveQuestion(api: Api, asked: AskedQuestion): Promise<Question> {
	const { locationId, services, members } = asked;
	return {
		locationId,
		zone: await timeZoneOf(api, locationId),
		serviceIds: await serviceLocator.idsOf(api, locationId, serviceIds.displayName, services),
		teamMemberIds: await teamMemberLocator.idsOf(
			api,
			locationId,
			teamMemberIds.displayName,
			members,
		),
	};
}

/** The calendar that an item asks for. */
export async function openCalendar(
	api: Api,
	{ calendar }: AskedQuestion,
	question: Question,
	period: Period,
): Promise<Calendar> {
	return calendar === 'staff'
		? await openJournal(api, question, period)
		: await openOnlineCalendar(api, question);
}

/** How far ahead is looked where nobody says. */
export const DEFAULT_DAYS = 14;

const MAX_DAYS = 92;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The restrictions of a period that are the same for each day. */
type Restrictions = Pick<Period, 'slotsPerDay' | 'timeFrom' | 'timeTo' | 'weekdays'>;

/**
 * Reads From and To. What they are in the zone of the location is known when that is.
 *
 * @returns what gives the period; it throws NodeApiError for one that is no period
 * @throws NodeOperationError for a value that cannot be a date or time
 */
export function readPeriod(item: Item): (zone: string) => Period {
	const restrictions = readRestrictions(item);
	const [from, to] = ['from', 'to'].map((name) => item.getNodeParameter(name, ''));
	if (!isBlank(from)) convertValue(item, 'From', from, checkMoment, TIME_ADVICE);
	if (!isBlank(to)) convertValue(item, 'To', to, checkMoment, TIME_ADVICE);
	return (zone) => {
		const now = nowIn(zone);
		const given = isBlank(from) ? now : toMoment(item, 'From', from, zone, '00:00');
		const end = isBlank(to)
			? toLocalTime(`${addDays(dateOf(given), DEFAULT_DAYS)}T23:59`, zone)
			: toMoment(item, 'To', to, zone, '23:59');
		if (end.millis < now.millis) throw refusal(item, "'To' is in the past.");
		if (end.millis < given.millis) throw refusal(item, "'To' must not be before 'From'.");
		if (end.millis - given.millis > (MAX_DAYS + 1) * DAY_MS) {
			throw refusal(item, `'To' must be at most ${MAX_DAYS} days after 'From'.`);
		}
		return { ...restrictions, from: given.millis < now.millis ? now : given, to: end };
	};
}

export const TIME_ADVICE =
	'Without an offset it is the time that the clock at the location shows, such as 2026-04-20T18:30.';

function refusal(item: Item, message: string): Error {
	return apiError(item, { message });
}

/** A date without time of day is allowed for the ends of a period. */
function checkMoment(value: unknown): void {
	if (isDateText(value)) checkDate(value);
	else checkTime(value);
}

function toMoment(
	item: Item,
	label: string,
	value: unknown,
	zone: string,
	timeOfDay: string,
): LocalTime {
	const moment = isDateText(value) ? `${value}T${timeOfDay}` : value;
	return toTime(item, label, moment, zone);
}

/**
 * A moment in the zone of the location.
 *
 * @throws NodeApiError for a time that the clocks there skip
 */
export function toTime(item: Item, label: string, value: unknown, zone: string): LocalTime {
	try {
		return toLocalTime(value, zone);
	} catch (error) {
		throw error instanceof InvalidValue
			? apiError(item, { message: `'${label}' ${error.message}.`, description: TIME_ADVICE })
			: error;
	}
}

export const restrictionOptions: INodeProperties[] = [
	calendarOption,
	{
		displayName: 'Slots per Day',
		name: 'slotsPerDay',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 5,
		description: 'The first so many slots of each day',
	},
	{
		displayName: 'Time From',
		name: 'timeFrom',
		type: 'string',
		placeholder: 'e.g. 09:00',
		default: '',
		description: 'Only slots that start at this time of the day or later, as the clock there shows',
	},
	{
		displayName: 'Time To',
		name: 'timeTo',
		type: 'string',
		placeholder: 'e.g. 18:00',
		default: '',
		description: 'Only slots that start at this time of the day or earlier',
	},
	{
		displayName: 'Weekdays',
		name: 'weekdays',
		type: 'multiOptions',
		default: [],
		options: [
			{ name: 'Friday', value: 'friday' },
			{ name: 'Monday', value: 'monday' },
			{ name: 'Saturday', value: 'saturday' },
			{ name: 'Sunday', value: 'sunday' },
			{ name: 'Thursday', value: 'thursday' },
			{ name: 'Tuesday', value: 'tuesday' },
			{ name: 'Wednesday', value: 'wednesday' },
		],
		description: 'Only slots on these days of the week',
	},
];

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function readRestrictions(item: Item): Restrictions {
	const options = readCollection(item, 'options');
	const { slotsPerDay, timeFrom, timeTo, weekdays } = options;
	const restrictions: Restrictions = {};
	if (!isBlank(slotsPerDay)) {
		restrictions.slotsPerDay = convertValue(item, 'Slots per Day', slotsPerDay, toCount);
	}
	if (!isBlank(timeFrom)) {
		restrictions.timeFrom = convertValue(item, 'Time From', timeFrom, toTimeOfDay);
	}
	if (!isBlank(timeTo)) restrictions.timeTo = convertValue(item, 'Time To', timeTo, toTimeOfDay);
	if (!isBlank(weekdays)) {
		restrictions.weekdays = convertValue(item, 'Weekdays', weekdays, toWeekdays);
	}
	if ((restrictions.timeFrom ?? '') > (restrictions.timeTo ?? '99')) {
		throw validationError(item, "'Time To' must not be before 'Time From'.");
	}
	return restrictions;
}

function toCount(value: unknown): number {
	const count = positiveInteger(value);
	if (count !== undefined) return count;
	throw new InvalidValue(`must be a positive whole number, but is ${preview(value)}`);
}

function toTimeOfDay(value: unknown): string {
	const text = typeof value === 'string' ? plain(value) : '';
	const [, hour, minute] = /^(\d{1,2}):([0-5]\d)(?::00)?$/.exec(text) ?? [];
	if (hour === undefined || Number(hour) > 24 || (hour === '24' && minute !== '00')) {
		throw new InvalidValue(`must be a time of day such as 09:00, but is ${preview(value)}`);
	}
	return `${hour.padStart(2, '0')}:${minute}`;
}

/** Words, in any case, also joined by commas: as a list, in JSON, or in one text. */
function toWeekdays(value: unknown): number[] {
	const words = listOf(value).flatMap((one) =>
		typeof one === 'string' ? one.split(/[\s,;]+/).filter(Boolean) : [one],
	);
	return words.map((word) => {
		const number = WEEKDAYS.indexOf(typeof word === 'string' ? plain(word).toLowerCase() : '') + 1;
		if (number > 0) return number;
		throw new InvalidValue(`has no choice ${preview(word)}; the days are ${WEEKDAYS.join(', ')}`);
	});
}
