import { path } from '../../core/path';
import { deletionProperties, readExpectedTitle, refuseOtherTitle } from '../../kit/expectedTitle';
import { readCollection } from '../../kit/parameters';
import { objectOf } from '../../kit/read';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { serviceLocator } from './locator';

/** `DELETE /services/{location_id}/{service_id}`. */
export const deleteService: Operation = {
	properties: [
		locationLocator,
		serviceLocator.property,
		...deletionProperties('service', 'Haircut'),
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const given = serviceLocator.read(item);
		const expected = readExpectedTitle(item, readCollection(item, 'options'), 'service');
		return async (api) => {
			// Kept for Retry On Fail: the list does not have the name any more when the service is gone.
			const id = (api.memory.get('id') ??
				(await serviceLocator.idOf(api, locationId, given))) as number;
			api.memory.set('id', id);
			if (expected !== undefined) {
				const servicePath = path`/company/${locationId}/services/${id}`;
				const read = await api.send({ method: 'GET', path: servicePath, mayBeGone: true });
				if (read.statusCode === 404) return { deleted: true, id };
				const held = objectOf(read, id)?.title;
				refuseOtherTitle(item, { noun: 'service', label: 'Service', id, held, expected });
			}
			await api.send({ method: 'DELETE', path: path`/services/${locationId}/${id}` });
			return { deleted: true, id };
		};
	},
};
