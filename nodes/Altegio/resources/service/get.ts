import { readSimplify } from '../../kit/parameters';
import { simplify } from '../../kit/properties';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { serviceLocator } from './locator';
import { getService } from './lookups';
import { simplifyService } from './output';

/** `GET /company/{location_id}/services/{service_id}`. */
export const get: Operation = {
	properties: [locationLocator, serviceLocator.property, simplify],
	prepare(item) {
		const locationId = readLocationId(item);
		const given = serviceLocator.read(item);
		const isSimple = readSimplify(item);
		return async (api) => {
			const id = await serviceLocator.idOf(api, locationId, given);
			const service = await getService(api, locationId, id);
			return isSimple ? simplifyService(service) : service;
		};
	},
};
