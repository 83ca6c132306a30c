import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isOn } from '../../kit/read';
import { butIs, InvalidValue, plain, textOf } from '../../core/values';

/** Statuses by the words of the node, with Altegio's numbers (altegio-api-appointments.md 3.2). */
const ATTENDANCES = { waiting: 0, confirmed: 2, arrived: 1, noShow: -1 } as const;

/** The statuses that can be set. A cancelled appointment is a deleted one. */
export type Status = keyof typeof ATTENDANCES;
export const STATUSES = Object.keys(ATTENDANCES) as Status[];

/** Statuses as a filter. */
export const statusFilter: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'multiOptions',
	default: [],
	description: 'Only appointments with one of these statuses',
	options: [
		{ name: 'Arrived', value: 'arrived' },
		{ name: 'Confirmed', value: 'confirmed' },
		{ name: 'No-Show', value: 'noShow' },
		{ name: 'Waiting', value: 'waiting' },
	],
};

/** Altegio's number of a status. */
export function attendanceOf(status: Status): number {
	return ATTENDANCES[status];
}

/** The status of an appointment in a word; `confirmed` of the API says nothing about it. */
export function statusOf(appointment: IDataObject): Status | 'cancelled' | undefined {
	if (isCancelled(appointment)) return 'cancelled';
	const attendance = attendanceIn(appointment);
	return STATUSES.find((status) => ATTENDANCES[status] === attendance);
}

/** The status that an event shows, cancelled or not; undefined where it shows none that is known. */
export function shownStatus({ attendance, visit_attendance }: IDataObject): Status | undefined {
	const shown = attendance ?? visit_attendance;
	return STATUSES.find((status) => ATTENDANCES[status] === Number(shown ?? NaN));
}

/** Altegio's number of an appointment's own status; of older answers that of the visit. */
export function attendanceIn({ attendance, visit_attendance }: IDataObject): number {
	return Number(attendance ?? visit_attendance ?? 0);
}

/** Whether an appointment was cancelled: Altegio keeps it as a deleted one. */
export function isCancelled({ deleted }: IDataObject): boolean {
	return isOn(deleted);
}

/** A converter's reading of a status: the word, in any case and also as "no-show". Throws InvalidValue. */
export function toStatus(value: unknown): Status {
	const word = plain(textOf(value)).replace(/[\s_-]/g, '');
	const status = STATUSES.find((one) => one.toLowerCase() === word.toLowerCase());
	if (status) return status;
	throw new InvalidValue(`must be one of ${STATUSES.join(', ')}, ${butIs(value)}`);
}
