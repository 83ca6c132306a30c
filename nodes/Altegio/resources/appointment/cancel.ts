import { path } from '../../core/path';
import { optionsCollection } from '../../kit/collections';
import { readCollection } from '../../kit/parameters';
import { orUnknownOutcome } from '../../transport/errors';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { checkClient, expectedClientPhone, readExpectedPhone } from './guard';
import { appointmentLocator, readAppointmentId } from './locator';
import { readAppointment } from './lookup';
import { isCancelled } from './status';

/** `DELETE /record/{location_id}/{record_id}`. With Expected Client Phone the appointment is read first. */
export const cancel: Operation = {
	properties: [
		locationLocator,
		appointmentLocator,
		{
			displayName:
				'The time becomes free again, and the appointment cannot be brought back. Altegio may tell the client, as its notification settings say. For a client who did not come, set the status to No-Show instead.',
			name: 'cancelNotice',
			type: 'notice',
			default: '',
		},
		optionsCollection([expectedClientPhone], 'Add Expected Client Phone'),
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const id = readAppointmentId(item);
		const expected = readExpectedPhone(item, readCollection(item, 'options'));
		return async (api) => {
			if (expected !== undefined) {
				const appointment = await readAppointment({ api, locationId }, id, true);
				// After a lost answer it may be gone, and then there is no client to compare.
				if (isCancelled(appointment) && appointment.client === undefined)
					return { deleted: true, id };
				checkClient({ item }, appointment, expected);
				if (isCancelled(appointment)) return { deleted: true, id };
			}
			const request = { method: 'DELETE', path: path`/record/${locationId}/${id}` } as const;
			const response = await orUnknownOutcome(api.send(request));
			if (response instanceof Error) {
				const after = await readAppointment({ api, locationId }, id, true).catch(() => undefined);
				if (!after || !isCancelled(after)) throw response;
			}
			return { deleted: true, id };
		};
	},
};
