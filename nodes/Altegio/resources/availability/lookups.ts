import type { LocalTime } from '../../kit/localTime';
import type { Api } from '../../transport/operation';
import { openOnlineCalendar } from './online';
import { findSlots, toOutput, type Question } from './slots';

/**
 * The next slots that clients may book online, soonest first, in the form of Find Free Slots.
 *
 * @throws NodeApiError where a part of them cannot be read
 */
export async function nextSlots(
	api: Api,
	question: Question,
	{ from, to, limit }: { from: LocalTime; to: LocalTime; limit: number },
) {
	const slots = await findSlots(api, await openOnlineCalendar(api, question), { from, to }, limit);
	return slots.map((slot) => toOutput(slot, question));
}
