import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import { positiveInteger, preview, textOf } from '../../core/values';
import { fromWallClock, isDateText, type LocalTime } from '../../kit/localTime';
import { isOn, listIn, objectIn } from '../../kit/read';
import { apiError } from '../../transport/errors';
import type { Api } from '../../transport/operation';
import type { Calendar, FreeTime, Member, Question } from './slots';

/**
 * What clients may book online. Altegio computes it from working hours, appointments, the length of the services,
 * resources and the rules of online booking (altegio-api-appointments.md 6.2).
 */
export async function openOnlineCalendar(api: Api, question: Question): Promise<Calendar> {
	const { locationId, serviceIds: service_ids, teamMemberIds, zone } = question;
	const staff = await api.once(`book_staff ${locationId} ${service_ids.join()}`, async () => {
		const request = { method: 'GET', path: path`/book_staff/${locationId}` } as const;
		return listIn(api, await api.send({ ...request, qs: { service_ids } }));
	});
	const bookable = staff.filter(isBookable).flatMap(toMember);
	return {
		members: bookable.filter(({ id }) => teamMemberIds.length === 0 || teamMemberIds.includes(id)),
		// For one or two dates the answer would cost as much as it saves.
		minDates: 3,
		async datesOf({ id }, date_from, date_to) {
			const qs = { service_ids, staff_id: id, date_from, date_to };
			const request = { method: 'GET', path: path`/book_dates/${locationId}`, qs } as const;
			return datesIn(api, objectIn(api, await api.send(request), 'dates'));
		},
		async timesOf({ id }, date) {
			const request = {
				method: 'GET',
				path: path`/book_times/${locationId}/${id}/${date}`,
				qs: { service_ids },
			} as const;
			const slots = listIn(api, await api.send(request));
			return slots.flatMap((slot) => toFreeTime(api, slot, { date, zone }));
		},
	};
}

/** Flags come as booleans, numbers or texts. What is missing is no "no". */
function isBookable({ bookable, fired }: IDataObject): boolean {
	return isOn(bookable ?? true) && !isOn(fired ?? false);
}

function toMember({ id, name }: IDataObject): Member[] {
	const memberId = positiveInteger(id);
	return memberId === undefined ? [] : [{ id: memberId, name: textOf(name) }];
}

function datesIn({ caller }: Api, { booking_dates: dates }: IDataObject): ReadonlySet<string> {
	if (Array.isArray(dates) && dates.every(isDateText)) return new Set(dates as string[]);
	const message = `Altegio's answer holds dates that cannot be read: ${preview(dates)}.`;
	throw apiError(caller, { message });
}

/** The start is what the clock shows; the offset of `datetime` is often wrong. */
function toFreeTime(
	{ caller }: Api,
	slot: IDataObject,
	{ date, zone }: { date: string; zone: string },
): FreeTime[] {
	const start = startOf(slot, date, zone);
	if (!start) {
		const message = `Altegio's answer holds a time that cannot be read: ${preview(slot)}.`;
		throw apiError(caller, { message });
	}
	// A time that the clocks skip comes back as a later one, and cannot be booked.
	const { time, seance_length, sum_length } = slot;
	const isSkipped = typeof time === 'string' && !start.wall.includes(`T${time.padStart(5, '0')}`);
	const seconds = Math.max(Number(sum_length) || 0, Number(seance_length) || 0);
	return isSkipped ? [] : [{ start, seconds: seconds || undefined }];
}

function startOf(
	{ time, datetime }: IDataObject,
	date: string,
	zone: string,
): LocalTime | undefined {
	const clock = textOf(time).padStart(5, '0');
	const exact = fromWallClock(datetime, zone);
	// Of a location whose `datetime` is in another zone, the time of the list is right.
	return exact?.wall.includes(`T${clock}`)
		? exact
		: (fromWallClock(`${date} ${clock}`, zone) ?? exact);
}
