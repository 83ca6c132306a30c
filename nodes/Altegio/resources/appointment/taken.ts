import type { IDataObject } from 'n8n-workflow';

import { has2xx, isRefusal, metaOf, wordsOf, type ApiResponse } from '../../core/response';
import { isObject, textOf } from '../../core/values';
import { addDays, addSeconds, dateOf, fromWallClock, nowIn } from '../../kit/localTime';
import { isOn } from '../../kit/read';
import { apiError } from '../../transport/errors';
import { nextSlots } from '../availability/lookups';
import type { Place } from './lookup';

/** Altegio's codes of the online booking for a time that is taken, and for one that overlaps another. */
const TAKEN_CODES = [433, 437];

/** Whether Altegio's response says that a time is not free (altegio-api-appointments.md 1, question 16). */
export function isTaken(response: ApiResponse): boolean {
	const { statusCode, body } = response;
	if (statusCode >= 500) return false;
	if (has2xx(response) && !isRefusal(response)) return false;
	const { conflict, errors } = metaOf(response);
	// Altegio has two shapes of errors, and in the older one they stand outside of `meta`.
	const all = [errors, isObject(body) ? body.errors : undefined].flat().filter(isObject);
	return (
		statusCode === 409 ||
		isOn(conflict) ||
		all.some(({ code }) => TAKEN_CODES.includes(Number(code)))
	);
}

/** The time that was wanted. */
interface Wanted {
	teamMemberId: number;
	serviceIds: number[];
	/** What the clock at the location shows. */
	start: string;
	/** How long it is to be. */
	seconds: number;
}

/** So many free starts are told, of so many days. */
const ALTERNATIVES = 3;
const DAYS = 14;

/** The refusal of a time that is taken, with the next free starts of the team member, later on that day or after it. */
export async function takenError(
	place: Place,
	response: ApiResponse,
	wanted: Wanted,
): Promise<Error> {
	const alternatives = await freeStarts(place, wanted);
	const starts = alternatives?.map(({ start }) => textOf(start));
	const advice = starts
		? starts.length > 0
			? `The next free starts of this team member: ${starts.join(', ')}.`
			: `This team member has no free start in the ${DAYS} days from then: choose another day or team member.`
		: 'Look for a free start with Find Free Slots of availability.';
	return apiError(place.item, {
		message:
			`${wordsOf(response)} ${wanted.start.slice(0, 16)} is taken, so nothing was booked or moved. ${advice}`.trim(),
		description:
			"The team member is busy or does not work then. The option 'Allow Busy' books all the same, for those who are allowed to decide it.",
		code: String(response.statusCode),
		output: { alternatives: alternatives ?? [] },
	});
}

/** Undefined where they cannot be read: the time is taken all the same. */
async function freeStarts(
	{ api, locationId, zone }: Place,
	{ teamMemberId, serviceIds, start, seconds }: Wanted,
): Promise<IDataObject[] | undefined> {
	const wanted = fromWallClock(start, zone);
	if (!wanted) return undefined;
	const now = nowIn(zone);
	// What is taken may look free in the journal, which shows no resources.
	const from = wanted.millis >= now.millis ? addSeconds(wanted, 1, zone) : now;
	const to = fromWallClock(`${addDays(dateOf(from), DAYS)}T23:59:59`, zone);
	if (!to) return undefined;
	const question = { locationId, zone, serviceIds, teamMemberIds: [teamMemberId] };
	const slots = nextSlots(api, question, { from, to, limit: ALTERNATIVES, seconds });
	return await slots.catch(() => undefined);
}
