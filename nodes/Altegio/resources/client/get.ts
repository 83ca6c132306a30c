import { readSimplify } from '../../kit/parameters';
import { simplify } from '../../kit/properties';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { simplifyClient } from './card';
import { clientLocator, readClient } from './locator';
import { findClient, getCard, noneFor, searchPage } from './lookups';

/** The search, which knows the dates of visits, or `GET /client/{location_id}/{client_id}` for the full card. */
export const get: Operation = {
	properties: [locationLocator, clientLocator, simplify],
	prepare(item) {
		const locationId = readLocationId(item);
		const client = readClient(item);
		const isSimple = readSimplify(item);
		return async (api) => {
			const place = { api, item, locationId };
			if (!isSimple || 'phone' in client) {
				const found = await findClient(place, client);
				return isSimple ? simplifyClient(found) : await getCard(api, locationId, Number(found.id));
			}
			const filters = [{ type: 'id', state: { value: [client.id] } }];
			const { entries } = await searchPage(api, locationId, { page: 1, count: 1 }, filters);
			// Another client would mean that the filter was not understood.
			const row = entries.find(({ id }) => Number(id) === client.id);
			if (row) return simplifyClient(row);
			throw noneFor(place, `ID ${client.id}`);
		};
	},
};
