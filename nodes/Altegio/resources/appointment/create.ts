import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import type { ApiResponse } from '../../core/response';
import { positiveInteger } from '../../core/values';
import { wait } from '../../core/wait';
import { additionalFieldsCollection, optionsCollection } from '../../kit/collections';
import { readFields } from '../../kit/fields';
import { dateOf, type LocalTime } from '../../kit/localTime';
import { readIdsOrNames, type IdOrName } from '../../kit/names';
import { readCollection, readSimplify, toFlag } from '../../kit/parameters';
import { simplify } from '../../kit/properties';
import { objectOf } from '../../kit/read';
import { apiError, orUnknownOutcome, validationError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { timeZoneOf } from '../location/lookups';
import { serviceIds } from '../service/locator';
import { teamMemberLocator } from '../teamMember/locator';
import { lengthOf, serviceIdsOf } from './catalog';
import { clientProperties, isOfClient, readClientChoice, type Client } from './client';
import { DETAILS, fields, labelOf } from './fields';
import { readAppointment, readDay, toAppointment, wallIn, type Place } from './lookup';
import { resolveNames } from './names';
import { servicesIn, simplifyAppointment, teamMemberIn } from './output';
import { lostChanges, showsAll } from './resend';
import { isTaken, takenError } from './taken';
import { allowBusy, allowPast, checkFuture, readStart, start } from './times';
import { readTeamMemberIfGiven, teamMember } from './who';

const FIELDS = [
	fields.clientEmail,
	...DETAILS,
	fields.sendSms,
	fields.smsReminderHours,
	fields.status,
];

/** After a lost answer the day is read so many milliseconds later: Altegio may still be at work. */
const LOOK_AGAIN_MS = [2_000, 3_000];

/** What of an appointment says that it is the one that was wanted. */
interface Wanted {
	teamMemberId: number;
	serviceIds: number[];
	start: LocalTime;
	client: Client;
	externalId?: string;
}

/** `POST /records/{location_id}`, unless the appointment is there already. */
export const create: Operation = {
	properties: [
		locationLocator,
		serviceIds,
		teamMember,
		start,
		...clientProperties,
		simplify,
		additionalFieldsCollection(FIELDS),
		optionsCollection([
			allowBusy,
			allowPast,
			{
				displayName: 'Prevent Duplicates',
				name: 'preventDuplicates',
				type: 'boolean',
				default: true,
				description:
					'Whether to look first if the team member has this appointment already: same start, client and services, or same External ID on that day. It is returned then, and nothing is booked twice.',
			},
		]),
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const teamMemberGiven = readTeamMemberIfGiven(item);
		const servicesGiven = readIdsOrNames(item, serviceIds);
		const startAt = readStart(item);
		const additional = readCollection(item, 'additionalFields');
		const {
			email,
			send_sms = false,
			seance_length,
			custom_fields,
			record_labels,
			...extra
		} = readFields(item, FIELDS, additional);
		const clientOf = readClientChoice(item, email as string | undefined);
		if (teamMemberGiven === undefined) {
			throw validationError(
				item,
				`'${teamMember.displayName}' is blank. Choose who does it.`,
				'A team member may be given by name or ID.',
			);
		}
		checkServices(item, servicesGiven);
		const options = readCollection(item, 'options');
		const isBusyAllowed = toFlag(item, allowBusy.displayName, options.allowBusy);
		const isPastAllowed = toFlag(item, allowPast.displayName, options.allowPast);
		const preventDuplicates = toFlag(item, 'Prevent Duplicates', options.preventDuplicates, true);
		const isSimple = readSimplify(item);

		return async (api) => {
			const zone = await timeZoneOf(api, locationId);
			const place: Place = { api, item, locationId, zone };
			const startTime = startAt(zone);
			const wanted: Wanted = {
				teamMemberId: await teamMemberLocator.idOf(api, locationId, teamMemberGiven),
				serviceIds: await serviceIdsOf(place, servicesGiven),
				start: startTime,
				client: await clientOf(place),
				externalId: extra.api_id as string | undefined,
			};
			const show = (appointment: IDataObject, created: boolean): IDataObject => ({
				...(isSimple ? simplifyAppointment(appointment, locationId, zone) : appointment),
				created,
			});

			// A pass before this one of Retry On Fail may have sent it.
			const sent = api.memory.get(SENT) as IDataObject | undefined;
			if (preventDuplicates || sent) {
				const found = await findOnDay(place, wanted);
				if (found) return show(sent ? checkSaved(place, found, sent) : found, sent !== undefined);
			}
			if (!isPastAllowed) checkFuture(item, startTime, zone);
			const length = await lengthOf(place, wanted.serviceIds, wanted.teamMemberId);
			const names = await resolveNames(place, { record_labels, custom_fields });
			const body: IDataObject = {
				staff_id: wanted.teamMemberId,
				services: wanted.serviceIds.map((id) => ({ id })),
				client: toBody(wanted.client),
				datetime: startTime.wall,
				seance_length: checkLength(item, seance_length ?? length),
				save_if_busy: isBusyAllowed,
				send_sms,
				...extra,
				...names,
			};
			const { found, created } = await post(place, wanted, body, preventDuplicates);
			return show(found, created);
		};
	},
};

/** Where the body of a booking is noted that was made, or may have been made. */
const SENT = 'sent';

function checkServices(item: Item, given: IdOrName[]): void {
	if (given.length > 0 || item.getNodeParameter('clientMode', 'phone') === 'none') return;
	throw validationError(
		item,
		`'${serviceIds.displayName}' is blank. Choose at least one service.`,
		"Services may be given by name or ID. Only a block without client ('Client Mode' None) needs none.",
	);
}

function checkLength(item: Item, length: unknown): number {
	if (Number(length) > 0) return Number(length);
	throw validationError(
		item,
		"How long the appointment takes is not known: Altegio shows no length for these services. Add 'Duration (Minutes)' under 'Additional Fields'.",
		'Nothing was booked. The length of a service can be set in Altegio for each team member.',
	);
}

function toBody(client: Client): IDataObject {
	if (!client) return {};
	const { name, phone, email } = client;
	return { name, phone, ...(email !== undefined && { email }) };
}

/** Books, or finds out what became of a booking whose answer was lost, or that came second. */
async function post(
	place: Place,
	wanted: Wanted,
	body: IDataObject,
	preventDuplicates: boolean,
): Promise<{ found: IDataObject; created: boolean }> {
	const { api, locationId } = place;
	const request = { method: 'POST', path: path`/records/${locationId}`, body } as const;
	api.memory.set(SENT, body);
	const response = await orUnknownOutcome(api.send({ ...request, accepts: isTaken })).catch(
		(error: unknown) => {
			api.memory.delete(SENT);
			throw error;
		},
	);
	if (response instanceof Error) {
		const found = await findAfterLostAnswer(place, wanted);
		if (!found) throw response;
		return { found: checkSaved(place, found, body), created: true };
	}
	if (!isTaken(response)) {
		const appointment = await completed(place, response, wanted, body);
		return { found: checkSaved(place, appointment, body), created: true };
	}
	api.memory.delete(SENT);
	// Another run may have booked the same a moment ago: its appointment is in the way of this one.
	const found = preventDuplicates ? await findOnDay(place, wanted) : undefined;
	if (found) return { found, created: false };
	throw await takenError(place, response, {
		...wanted,
		start: wanted.start.wall,
		seconds: Number(body.seance_length),
	});
}

/** The appointment of a request whose answer was lost; undefined if it is not there, or cannot be looked for. */
async function findAfterLostAnswer(place: Place, wanted: Wanted): Promise<IDataObject | undefined> {
	for (const ms of LOOK_AGAIN_MS) {
		const found = await lookAgain(ms).catch(() => undefined);
		if (found) return found;
	}
	return undefined;

	async function lookAgain(ms: number): Promise<IDataObject | undefined> {
		await wait(ms, place.item.getExecutionCancelSignal());
		return await findOnDay(place, wanted);
	}
}

/** The appointment that is wanted, if the team member has it on that day already. */
async function findOnDay(place: Place, wanted: Wanted): Promise<IDataObject | undefined> {
	const day = await readDay(place, wanted.teamMemberId, dateOf(wanted.start));
	return day.find((appointment) => isWanted(appointment, wanted));
}

function isWanted(appointment: IDataObject, { externalId, ...wanted }: Wanted): boolean {
	if (externalId !== undefined && String(appointment.api_id) === externalId) return true;
	const services = servicesIn(appointment).map(({ id }) => Number(id));
	return (
		wallIn(appointment) === wanted.start.wall &&
		teamMemberIn(appointment) === wanted.teamMemberId &&
		isOfClient(appointment, wanted.client) &&
		services.sort().join() === [...wanted.serviceIds].sort().join()
	);
}

/** The answer to the booking, or the appointment itself where the answer has not all of it. */
async function completed(
	place: Place,
	response: ApiResponse,
	wanted: Wanted,
	body: IDataObject,
): Promise<IDataObject> {
	const answer = toAppointment(objectOf(response) ?? {});
	const isShown = ['date', 'services', 'staff', 'client'].every((name) => name in answer);
	if (isShown && showsAll(answer, Object.keys(comparable(body)))) return answer;
	const id = positiveInteger(answer.id);
	const found =
		id !== undefined ? await readAppointment(place, id) : await findOnDay(place, wanted);
	if (found) return found;
	throw apiError(place.item, {
		message:
			'Altegio says that the appointment was booked, but it is not on that day. Look for it in Altegio.',
	});
}

/** Not compared: a known client may have another name on its card, and a break may make the appointment longer. */
const INCOMPARABLE = ['client', 'save_if_busy', 'seance_length', 'send_sms'];

/** What of a booking an appointment shows as it was sent. */
function comparable(body: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(body).filter(([name]) => !INCOMPARABLE.includes(name)));
}

/** Throws NodeApiError if Altegio holds anything else than was wanted. */
function checkSaved({ item }: Place, appointment: IDataObject, body: IDataObject): IDataObject {
	const lost = lostChanges(appointment, comparable(body));
	if (lost.length === 0) return appointment;
	const id = Number(appointment.id);
	throw apiError(item, {
		message: `Appointment ${id} was booked, but Altegio did not save: ${lost.map((name) => `'${labelOf(name)}'`).join(', ')}. Look at it in Altegio.`,
		description:
			'Some fields need a right that the user of the credential lacks. If this item runs again, it finds the appointment and books no second one.',
		output: { id, not_saved: lost.map(labelOf) },
	});
}
