import type { LocalTime } from '../../kit/localTime';
import type { Api } from '../../transport/operation';
import { openJournal } from './journal';
import { openOnlineCalendar } from './online';
import { findSlots, toOutput, type Question } from './slots';

/** Which slots are looked for. */
interface Next {
	from: LocalTime;
	to: LocalTime;
	limit: number;
	/** How long they have to be at least. */
	seconds: number;
}

/**
 * The next slots, soonest first, in the form of Find Free Slots: those that clients may book online, or if there are
 * none for so long a time, those of the journal. Nobody books a time without services online.
 *
 * @throws NodeApiError where a part of them cannot be read
 */
export async function nextSlots(
	api: Api,
	question: Question,
	{ from, to, limit, seconds: minSeconds }: Next,
) {
	const period = { from, to };
	const online =
		question.serviceIds.length > 0
			? await findSlots(api, await openOnlineCalendar(api, question), period, limit)
			: [];
	const isEnough =
		online.length > 0 && online.every(({ seconds = minSeconds }) => seconds >= minSeconds);
	const slots = isEnough
		? online
		: await findSlots(api, await openJournal(api, question, period, minSeconds), period, limit);
	return slots.map((slot) => toOutput(slot, question));
}
