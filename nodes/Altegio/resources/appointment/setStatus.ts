import { NodeApiError, type IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import { notedBefore } from '../../kit/before';
import { optionsCollection } from '../../kit/collections';
import { convertValue, readCollection, readSimplify } from '../../kit/parameters';
import { simplify } from '../../kit/properties';
import { readBack } from '../../kit/verify';
import { apiError, isOutcomeUnknown, orUnknownOutcome } from '../../transport/errors';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { timeZoneOf } from '../location/lookups';
import { fields } from './fields';
import { checkClient, checkOpen, expectedClientPhone, readExpectedPhone } from './guard';
import { appointmentLocator, readAppointmentId } from './locator';
import { readAppointment, type Place } from './lookup';
import { simplifyAppointment } from './output';
import { readBeforeResend, resend } from './resend';
import { attendanceIn, attendanceOf, isCancelled, statusOf, toStatus } from './status';

/** Where it is noted that Altegio has set the status. */
const SET = 'set';

const NO_SUCH_CALL = [404, 405];

/** A server that does not know a path may say so without Altegio's envelope. Throws any other error. */
function orNoSuchCall(error: unknown): undefined {
	const code = error instanceof NodeApiError ? Number(error.httpCode) : undefined;
	if (code === undefined || !NO_SUCH_CALL.includes(code) || isOutcomeUnknown(error)) throw error;
	return undefined;
}

/** `POST /company/{location_id}/records/{record_id}/attendance`; where Altegio has no such call, the whole appointment. */
export const setStatus: Operation = {
	properties: [
		locationLocator,
		appointmentLocator,
		{ ...fields.status.property, required: true },
		simplify,
		optionsCollection([expectedClientPhone], 'Add Expected Client Phone'),
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const id = readAppointmentId(item);
		const status = convertValue(
			item,
			'Status',
			item.getNodeParameter('status', ''),
			toStatus,
			'To cancel an appointment, use the operation Cancel.',
		);
		const attendance = attendanceOf(status);
		const expected = readExpectedPhone(item, readCollection(item, 'options'));
		const isSimple = readSimplify(item);

		return async (api) => {
			const zone = isSimple ? await timeZoneOf(api, locationId) : 'UTC';
			const place: Place = { api, item, locationId, zone };
			const appointment = await change();
			return isSimple ? simplifyAppointment(appointment, locationId, zone) : appointment;

			async function change() {
				// A pass before this one of Retry On Fail has compared it, if it has set the status already.
				if (expected !== undefined && !api.memory.has(SET)) {
					const before = await readBeforeResend(place, id, 'changed');
					checkClient(place, before, expected);
					checkOpen(place, before);
					if (isSet(before) && !notedBefore(api)) return before;
				}
				const sent = api.send({
					method: 'POST',
					path: path`/company/${locationId}/records/${id}/attendance`,
					effect: 'change',
					body: { attendance },
					accepts: ({ statusCode }) => NO_SUCH_CALL.includes(statusCode),
				});
				const response = await orUnknownOutcome(sent.catch(orNoSuchCall));
				if (response === undefined) return await sendWhole();
				if (response instanceof Error) {
					const after = await readAppointment(place, id).catch(() => undefined);
					if (after && isSet(after)) return after;
					throw response;
				}
				if (response.statusCode >= 400) return await sendWhole();
				api.memory.set(SET, true);
				return await confirm();
			}

			function isSet(appointment: IDataObject): boolean {
				return attendanceIn(appointment) === attendance && !isCancelled(appointment);
			}

			/** Accounts without the call: an appointment that is not there is told from one by reading it. */
			async function sendWhole() {
				const now = await readBeforeResend(place, id, 'changed');
				checkOpen(place, now);
				if (isSet(now) && !notedBefore(api)) return now;
				return await resend(place, now, {
					changes: { attendance },
					saveIfBusy: true,
					sendSms: false,
					done: 'changed',
				});
			}

			async function confirm() {
				const change = { what: `The status of appointment ${id}`, done: `set to ${status}` };
				const after = await readBack(item, change, async () => await readAppointment(place, id));
				if (isSet(after)) return after;
				throw apiError(item, {
					message: `Altegio accepted the status ${status} for appointment ${id}, but it is ${statusOf(after) ?? 'another one'}. Look at it in Altegio.`,
					description:
						'The status of a paid appointment, or of one with a printed receipt, may need a right that the user of the credential lacks.',
				});
			}
		};
	},
};
