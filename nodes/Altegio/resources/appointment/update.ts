import type { IDataObject } from 'n8n-workflow';

import { digitsOf } from '../../core/phone';
import { isObject, textOf } from '../../core/values';
import { notedBefore } from '../../kit/before';
import { optionsCollection, updateFieldsCollection } from '../../kit/collections';
import { notClearable, readFields, type Field } from '../../kit/fields';
import { toIdOrNameList, type IdOrName } from '../../kit/names';
import { readCollection, readSimplify, toBlankValues } from '../../kit/parameters';
import { blankValues, simplify } from '../../kit/properties';
import { apiError, validationError } from '../../transport/errors';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { timeZoneOf } from '../location/lookups';
import { serviceIds } from '../service/locator';
import { lengthOf, serviceIdsOf } from './catalog';
import { DETAILS, fields } from './fields';
import {
	checkClient,
	checkOpen,
	checkPhone,
	expectedClientPhone,
	readExpectedPhone,
} from './guard';
import { appointmentLocator, readAppointmentId } from './locator';
import type { Place } from './lookup';
import { resolveNames } from './names';
import { servicesIn, simplifyAppointment, teamMemberIn } from './output';
import { lineOf, pendingChanges, readBeforeResend, resend } from './resend';

const servicesField: Field = {
	api: 'services',
	convert: notClearable(toIdOrNameList),
	property: serviceIds,
};

const FIELDS = [
	fields.clientEmail,
	fields.clientName,
	...DETAILS,
	servicesField,
	fields.smsReminderHours,
];

/** `PUT /record/{location_id}/{record_id}` with the whole appointment and the chosen fields. */
export const update: Operation = {
	properties: [
		locationLocator,
		appointmentLocator,
		updateFieldsCollection(FIELDS, 'The fields to change. All others stay as they are.'),
		simplify,
		optionsCollection([blankValues, expectedClientPhone]),
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const id = readAppointmentId(item);
		const options = readCollection(item, 'options');
		const given = readFields(item, FIELDS, readCollection(item, 'updateFields'), {
			blankValues: toBlankValues(item, options),
		});
		const { name, email, services, record_labels, custom_fields, ...plain } = given;
		if (Object.keys(given).length === 0) {
			throw validationError(
				item,
				`There is nothing to update: no field of appointment ${id} has a value.`,
				"Fill in at least one field under 'Update Fields'. To empty one, set the option 'Blank Values' to Clear. To move the appointment use Reschedule, for its status Set Status.",
			);
		}
		const expected = readExpectedPhone(item, options);
		const isSimple = readSimplify(item);

		return async (api) => {
			const zone = await timeZoneOf(api, locationId);
			const place: Place = { api, item, locationId, zone };
			const now = await readBeforeResend(place, id, 'updated');
			checkClient(place, now, expected);
			checkOpen(place, now);
			const before = notedBefore(api) ?? now;
			const wanted = {
				...plain,
				...(await resolveNames(place, { record_labels, custom_fields })),
				...clientChanges(place, before, { name, email }),
				...(services && (await serviceChanges(place, before, services as IdOrName[], plain))),
			};
			const changes = pendingChanges(before, wanted);
			const isSameSlot = !('seance_length' in changes) && !('services' in changes);
			const after =
				Object.keys(changes).length === 0
					? now
					: await resend(place, now, {
							changes,
							saveIfBusy: isSameSlot,
							sendSms: false,
							done: 'updated',
						});
			return isSimple ? simplifyAppointment(after, locationId, zone) : after;
		};
	},
};

/** A client is sent as a whole: what is left out of it may be lost. */
function clientChanges(
	{ item }: Place,
	{ id, client }: IDataObject,
	{ name, email }: IDataObject,
): IDataObject {
	if (name === undefined && email === undefined) return {};
	if (!isObject(client)) {
		throw apiError(item, {
			message: `Appointment ${textOf(id)} has no client, so 'Client Name' and 'Client Email' cannot be changed. Nothing was changed.`,
		});
	}
	checkPhone({ item }, id, client);
	return {
		client: {
			name: name ?? client.name,
			phone: digitsOf(client.phone),
			email: email ?? client.email,
		},
	};
}

/** Services that stay keep their prices; new ones have that of the price list. The length follows, unless it is given. */
async function serviceChanges(
	place: Place,
	before: IDataObject,
	given: IdOrName[],
	{ seance_length }: IDataObject,
): Promise<IDataObject> {
	const ids = await serviceIdsOf(place, given);
	const held = servicesIn(before);
	const services = ids.map((id) => {
		const line = held.find((one) => Number(one.id) === id);
		return line ? lineOf(line) : { id };
	});
	if (Object.keys(pendingChanges(before, { services })).length === 0) return {};
	const length = seance_length ?? (await lengthOf(place, ids, teamMemberIn(before)));
	return { services, ...(length !== undefined && { seance_length: length }) };
}
