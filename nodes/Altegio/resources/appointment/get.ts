import { readSimplify } from '../../kit/parameters';
import { simplify } from '../../kit/properties';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { timeZoneOf } from '../location/lookups';
import { appointmentLocator, readAppointmentId } from './locator';
import { readAppointment } from './lookup';
import { simplifyAppointment } from './output';

/** `GET /record/{location_id}/{record_id}`. */
export const get: Operation = {
	properties: [locationLocator, appointmentLocator, simplify],
	prepare(item) {
		const locationId = readLocationId(item);
		const id = readAppointmentId(item);
		const isSimple = readSimplify(item);
		return async (api) => {
			const place = { api, locationId };
			if (!isSimple) return await readAppointment(place, id);
			const zone = await timeZoneOf(api, locationId);
			return simplifyAppointment(await readAppointment(place, id), locationId, zone);
		};
	},
};
