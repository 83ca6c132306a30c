import { idIfKnown, idLocator } from '../../kit/locator';
import { readIdOrName, resolveId, type IdOrName } from '../../kit/names';
import type { Item } from '../../transport/item';
import type { Api } from '../../transport/operation';
import { listServices } from './lookups';

const NAMING = { name: 'serviceId', label: 'Service', noun: 'service' };

/** Which service an operation is about. */
export const serviceLocator = idLocator({
	...NAMING,
	searchListMethod: 'searchServices',
	exampleId: 70101,
	modes: [
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Haircut',
		},
	],
});

/**
 * The service that an item is about.
 *
 * @throws NodeOperationError unless it is one id or one name
 */
export function readService(item: Item): IdOrName {
	return readIdOrName(item, NAMING);
}

/**
 * The id of that service. A name is looked up in the list of the location, read once for all items.
 *
 * @throws NodeApiError unless the name fits exactly one service
 */
export async function serviceIdOf(
	api: Api,
	locationId: number,
	service: IdOrName,
): Promise<number> {
	return await resolveId(api, service, {
		...NAMING,
		entries: async () => await listServices(api, locationId),
	});
}

/** The id of the service that an item is about, or undefined where the item does not say it. */
export function serviceIdIfKnown(item: Item): number | undefined {
	return idIfKnown((one) => {
		const service = readService(one);
		return typeof service === 'number' ? service : undefined;
	}, item);
}
