import type { INodeProperties } from 'n8n-workflow';

import type { Item } from '../transport/item';
import type { Api } from '../transport/operation';
import { idIfKnown, idLocator, type LocatorOptions } from './locator';
import { readIdOrName, resolveId, resolveIds, type IdOrName, type Named } from './names';

interface NamedLocatorOptions extends Omit<LocatorOptions, 'modes'> {
	/** A name, for the placeholder. */
	exampleName: string;
	/** All objects of a location that can be named. */
	entries: (api: Api, locationId: number) => Promise<Named[]>;
}

/** How an operation chooses one object of a location: from a list, by ID, or by name. */
export interface NamedLocator {
	/** The parameter. */
	property: INodeProperties;
	/**
	 * The object that an item is about.
	 *
	 * @throws NodeOperationError unless it is one id or one name
	 */
	read(item: Item): IdOrName;
	/**
	 * The id of that object. A name is looked up in the list of the location, read once for all items.
	 *
	 * @throws NodeApiError unless the name fits exactly one
	 */
	idOf(api: Api, locationId: number, given: IdOrName): Promise<number>;
	/**
	 * The same for several that another field names. Ids alone need no request.
	 *
	 * @param label of that field
	 */
	idsOf(api: Api, locationId: number, label: string, given: IdOrName[]): Promise<number[]>;
	/** The id that an item gives, or undefined where it gives a name or nothing. */
	idIfKnown(item: Item): number | undefined;
}

/** Makes the locator of objects that have names: what a form shows, and how it is read. */
export function namedLocator({
	exampleName,
	entries,
	...options
}: NamedLocatorOptions): NamedLocator {
	const read = (item: Item) => readIdOrName(item, options);
	const directory = (api: Api, locationId: number) => ({
		...options,
		entries: async () => await entries(api, locationId),
	});
	return {
		property: idLocator({
			...options,
			modes: [
				{
					displayName: 'By Name',
					name: 'name',
					type: 'string',
					placeholder: `e.g. ${exampleName}`,
				},
			],
		}),
		read,
		idOf: async (api, locationId, given) => await resolveId(api, given, directory(api, locationId)),
		idsOf: async (api, locationId, label, given) =>
			await resolveIds(api, given, { ...directory(api, locationId), label }),
		idIfKnown: (item) =>
			idIfKnown((one) => {
				const given = read(one);
				return typeof given === 'number' ? given : undefined;
			}, item),
	};
}
