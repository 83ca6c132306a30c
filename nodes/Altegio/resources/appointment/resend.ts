import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import { digitsOf } from '../../core/phone';
import { isObject, preview, textOf } from '../../core/values';
import { notedBefore, readBeforeChange, sendChange } from '../../kit/before';
import { readBack } from '../../kit/verify';
import { apiError, orUnknownOutcome } from '../../transport/errors';
import { labelOf } from './fields';
import { checkPhone } from './guard';
import { readAppointment, wallIn, type Place } from './lookup';
import { lengthIn, servicesIn, teamMemberIn } from './output';
import { attendanceIn } from './status';
import { isTaken, takenError } from './taken';

/** What of an appointment has to change, under Altegio's names of a request. */
export type Changes = IDataObject;

/**
 * The body of an update: everything of the appointment, with the changes. Altegio replaces the whole of it, and what
 * is left out may be lost (altegio-api-appointments.md 4.4). Labels and color are known to stay. Prices go back as they
 * were agreed, before promotions, which Altegio applies again.
 *
 * @throws NodeApiError if the phone of the client has to go back and cannot be seen
 */
function fullBody(place: Place, appointment: IDataObject, changes: Changes): IDataObject {
	const { activity_id, comment, api_id, custom_fields } = appointment;
	const numbers = OPTIONAL_NUMBERS.filter((name) => typeof appointment[name] === 'number');
	const clientsCount = Number(appointment.clients_count ?? 1);
	return {
		staff_id: teamMemberIn(appointment),
		services: servicesIn(appointment).map(lineOf),
		client: clientOf(place, appointment),
		datetime: wallIn(appointment),
		seance_length: lengthIn(appointment),
		comment: textOf(comment),
		attendance: attendanceIn(appointment),
		...Object.fromEntries(numbers.map((name) => [name, appointment[name]])),
		...(Number(activity_id ?? 0) > 0 && { activity_id: Number(activity_id) }),
		...(clientsCount > 1 && { clients_count: clientsCount }),
		...(textOf(api_id) !== '' && { api_id: textOf(api_id) }),
		...changes,
		...mergedCustomFields(custom_fields, changes.custom_fields),
	};
}

/** A service of an appointment for a request, at the price that was agreed. */
export function lineOf({
	id,
	first_cost,
	discount,
	cost,
	manual_cost,
	amount,
}: IDataObject): IDataObject {
	const line = { id, first_cost, discount, cost: manual_cost ?? cost, amount };
	return Object.fromEntries(
		Object.entries(line).filter(([, value]) => (value ?? undefined) !== undefined),
	);
}

function clientOf(place: Place, { id, client }: IDataObject): IDataObject {
	if (!isObject(client)) return {};
	if (Number(client.id) > 0) return { id: client.id };
	const { name, phone, email } = client;
	if (textOf(phone) !== '') checkPhone(place, id, client);
	return { name, phone, email };
}

function mergedCustomFields(held: unknown, changed: unknown): IDataObject {
	const all = { ...(isObject(held) && held), ...(isObject(changed) && changed) };
	return Object.keys(all).length > 0 ? { custom_fields: all } : {};
}

/** Numbers that an appointment may lack. */
const OPTIONAL_NUMBERS = ['sms_remain_hours', 'email_remain_hours', 'technical_break_duration'];

/** Under the names of a request, in a form that two readings of one appointment share. */
function snapshot(appointment: IDataObject): IDataObject {
	const { client, record_labels, custom_fields, custom_color } = appointment;
	const has = (name: string) => appointment[name] !== undefined;
	const plain = ['api_id', 'comment'].filter(has);
	const numbers = [...OPTIONAL_NUMBERS, 'activity_id'].filter(has);
	const lines = servicesIn(appointment).map(shownLine);
	return {
		staff_id: teamMemberIn(appointment),
		datetime: wallIn(appointment),
		...((has('seance_length') || has('length')) && { seance_length: lengthIn(appointment) }),
		...(has('services') && { services: lines.sort((a, b) => Number(a.id) - Number(b.id)) }),
		...(has('client') && { client: isObject(client) ? shownClient(client) : null }),
		...((has('attendance') || has('visit_attendance')) && {
			attendance: attendanceIn(appointment),
		}),
		...Object.fromEntries(plain.map((name) => [name, textOf(appointment[name])])),
		...(has('custom_color') && {
			custom_color: textOf(custom_color).replace(/^#/, '').toLowerCase(),
		}),
		...Object.fromEntries(numbers.map((name) => [name, Number(appointment[name] ?? 0)])),
		...(has('record_labels') && { record_labels: idsOf(record_labels) }),
		...(has('custom_fields') && { custom_fields: isObject(custom_fields) ? custom_fields : {} }),
	};
}

function shownClient({ id, name, email, phone }: IDataObject): IDataObject {
	return {
		id: Number(id),
		name: textOf(name),
		email: textOf(email),
		phone: digitsOf(phone),
	};
}

const PRICES = ['first_cost', 'discount', 'cost', 'manual_cost', 'amount'];

function shownLine(line: IDataObject): IDataObject {
	const shown = PRICES.filter((name) => line[name] !== undefined);
	return {
		id: Number(line.id),
		...Object.fromEntries(shown.map((name) => [name, Number(line[name])])),
	};
}

function idsOf(labels: unknown): number[] {
	const ids = Array.isArray(labels)
		? labels.map((one) => Number(isObject(one) ? one.id : one))
		: [];
	return ids.sort((a, b) => a - b);
}

/** The changes that an appointment does not show yet. */
export function pendingChanges(appointment: IDataObject, changes: Changes): Changes {
	const shown = snapshot(appointment);
	const pending = Object.entries(changes).filter(
		([name, value]) => !isShown(name, value, shown[name]),
	);
	return Object.fromEntries(pending);
}

/** The changes that Altegio shows not to have made. What it does not show says nothing. */
export function lostChanges(appointment: IDataObject, changes: Changes): string[] {
	const shown = snapshot(appointment);
	return Object.keys(pendingChanges(appointment, changes)).filter((name) => name in shown);
}

/** Whether an appointment shows all that a request may have. */
export function showsAll(appointment: IDataObject, names: string[]): boolean {
	const shown = snapshot(appointment);
	return names.every((name) => name in shown);
}

/** Whether an appointment lacks any of the changes. */
export function isPending(appointment: IDataObject, changes: Changes): boolean {
	return Object.keys(pendingChanges(appointment, changes)).length > 0;
}

/** Whether what was wanted of a field is what Altegio shows of it. */
function isShown(name: string, wanted: unknown, shown: unknown): boolean {
	switch (name) {
		case 'services': {
			const ids = (lines: unknown) => (lines as IDataObject[]).map(({ id }) => Number(id)).sort();
			return same(ids(wanted), ids(shown ?? []));
		}
		case 'record_labels':
			return same(idsOf(wanted), shown);
		case 'client':
		case 'custom_fields': {
			const held = isObject(shown) ? shown : {};
			return Object.entries(wanted as IDataObject).every(([key, value]) =>
				key === 'phone'
					? digitsOf(value) === digitsOf(held[key])
					: textOf(value) === textOf(held[key]),
			);
		}
		case 'comment':
		case 'api_id':
			return (
				textOf(wanted).replace(/\r\n?/g, '\n').trim() ===
				textOf(shown).replace(/\r\n?/g, '\n').trim()
			);
		default:
			return same(wanted, shown);
	}
}

/** Fields that were not to change and did. */
function harmed(before: IDataObject, after: IDataObject, changes: Changes): string[] {
	const [old, now] = [snapshot(before), snapshot(after)];
	return Object.keys(old).filter((name) => {
		if (name in changes || !(name in now)) return false;
		return !same(old[name], now[name]);
	});
}

function same(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

/** How an appointment is written back. */
interface Writing {
	changes: Changes;
	/** Whether it may overlap others. */
	saveIfBusy: boolean;
	sendSms: boolean;
	/** What was done, in the middle of a sentence: "moved". */
	done: string;
}

/**
 * Sends the whole appointment back with its changes, reads it, and compares. If a pass before this one of Retry On
 * Fail made the changes, nothing is sent again.
 *
 * @param now what was read of it a moment ago
 * @returns what Altegio holds afterwards
 * @throws NodeApiError if the time is taken, or if Altegio holds anything else than was wanted
 */
export async function resend(
	place: Place,
	now: IDataObject,
	writing: Writing,
): Promise<IDataObject> {
	const before = notedBefore(place.api) ?? now;
	const isMade = before !== now && !isPending(now, writing.changes);
	const after = isMade ? now : await write(place, { before, now }, writing);
	confirmSaved(place, { before, after }, writing);
	return after;
}

/** Sends it and reads what became of it. Throws NodeApiError unless the changes were made. */
async function write(
	place: Place,
	{ before, now }: Record<'before' | 'now', IDataObject>,
	{ changes, saveIfBusy, sendSms, done }: Writing,
): Promise<IDataObject> {
	const { api, locationId } = place;
	const id = Number(now.id);
	const body: IDataObject = {
		...fullBody(place, now, changes),
		save_if_busy: saveIfBusy,
		send_sms: sendSms,
	};
	const request = { method: 'PUT', path: path`/record/${locationId}/${id}`, body } as const;
	const sent = sendChange(api, { ...request, accepts: isTaken }, before);
	const response = await orUnknownOutcome(sent);
	const isDone = !(response instanceof Error) && !isTaken(response);
	const read = async () => await readAppointment(place, id);
	if (isDone) return await readBack(place.item, { what: `Appointment ${id}`, done }, read);
	// Of a lost answer, or a refusal after one, the appointment itself shows what happened.
	const after = await read().catch(() => undefined);
	if (after && !isPending(after, changes)) return after;
	if (response instanceof Error) throw response;
	throw await takenError(place, response, {
		teamMemberId: Number(body.staff_id),
		serviceIds: (body.services as IDataObject[]).map((line) => Number(line.id)),
		start: String(body.datetime),
		seconds: Number(body.seance_length),
	});
}

/** Throws NodeApiError if Altegio holds anything else than was wanted, or changed anything else. */
function confirmSaved(
	{ item }: Place,
	{ before, after }: Record<'after' | 'before', IDataObject>,
	{ changes, done }: Writing,
): void {
	const id = Number(after.id);
	const lost = lostChanges(after, changes);
	const others = harmed(before, after, changes);
	if (lost.length + others.length === 0) return;
	const [old, now] = [snapshot(before), snapshot(after)];
	const parts = [
		`Appointment ${id} was ${done}.`,
		lost.length > 0 &&
			`Altegio did not save: ${lost.map((name) => `'${labelOf(name)}' (holds ${preview(now[name])})`).join(', ')}.`,
		others.length > 0 &&
			`Altegio changed more than that: ${others.map((name) => `'${labelOf(name)}' (was ${preview(old[name])}, is ${preview(now[name])})`).join(', ')}.`,
		'Look at it in Altegio.',
	];
	throw apiError(item, {
		message: parts.filter(Boolean).join(' '),
		description:
			'The appointment was sent back as it was, with the changes. Some fields need a right that the user of the credential lacks.',
		output: { not_saved: lost.map(labelOf), changed_too: others.map(labelOf) },
	});
}

/**
 * The appointment before it is sent back.
 *
 * @throws as `readBeforeChange`
 */
export async function readBeforeResend(
	place: Place,
	id: number,
	done: Writing['done'],
): Promise<IDataObject> {
	const change = { what: `Appointment ${id}`, done };
	return await readBeforeChange(
		place.api,
		place.item,
		change,
		async () => await readAppointment(place, id),
	);
}
