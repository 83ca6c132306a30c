import type { IDataObject } from 'n8n-workflow';

import { isList, isObject, textOf } from '../../core/values';
import { addSeconds, fromWallClock } from '../../kit/localTime';
import { wallIn } from './lookup';
import { statusOf } from './status';

/** Seconds that an appointment takes, its technical break included. */
export function lengthIn({ seance_length, length }: IDataObject): number {
	return Number(seance_length ?? length ?? 0);
}

/** The services of an appointment as Altegio gives them. */
export function servicesIn({ services }: IDataObject): IDataObject[] {
	return isList(services) ? services : [];
}

/** The id of the team member of an appointment. */
export function teamMemberIn({ staff_id, staff }: IDataObject): number {
	return Number(staff_id ?? (isObject(staff) ? staff.id : undefined));
}

/**
 * An appointment with its most useful fields only. Start and end come from `date`, which is what the clock at the
 * location shows, and from the time zone of the location: the offset of `datetime` is often wrong.
 */
export function simplifyAppointment(
	appointment: IDataObject,
	locationId: number,
	zone: string,
): IDataObject {
	const { id, client, staff, comment } = appointment;
	const start = fromWallClock(wallIn(appointment), zone);
	const services = servicesIn(appointment);
	return {
		id: id as number,
		location_id: locationId,
		start: start?.iso ?? null,
		end: start ? addSeconds(start, lengthIn(appointment), zone).iso : null,
		status: statusOf(appointment) ?? null,
		client: isObject(client) ? clientOf(client) : null,
		team_member: {
			id: teamMemberIn(appointment),
			name: isObject(staff) ? textOf(staff.name) : '',
		},
		services: services.map((line) => ({
			id: Number(line.id),
			title: textOf(line.title),
			cost: Number(line.cost ?? 0),
		})),
		cost: totalOf(services),
		comment: textOf(comment),
	};
}

/** Sums of decimals are not exact: to a hundredth of a cent they are. */
function totalOf(services: IDataObject[]): number {
	const costs = services.map(({ cost, amount }) => Number(cost ?? 0) * Number(amount ?? 1));
	return Math.round(costs.reduce((sum, cost) => sum + cost, 0) * 10_000) / 10_000;
}

function clientOf({ id, name, display_name, phone, email }: IDataObject): IDataObject {
	return {
		id: Number(id),
		name: textOf(name ?? display_name),
		phone: textOf(phone),
		email: textOf(email),
	};
}
