import { CLIENT_PHONE, toPhone } from '../../core/phone';
import { idIfKnown, idLocator, readLocator, toIdOf } from '../../kit/locator';
import { convertValue } from '../../kit/parameters';
import type { Item } from '../../transport/item';

/** Which client an operation is about. */
export const clientLocator = idLocator({
	name: 'clientId',
	label: 'Client',
	noun: 'client',
	searchListMethod: 'searchClients',
	searchFilterRequired: true,
	exampleId: 1121412,
	modes: [
		{
			displayName: 'By Phone',
			name: 'phone',
			type: 'string',
			placeholder: 'e.g. +1 555 010 0101',
		},
	],
});

/** A client by id, or by the digits of the phone. */
export type ClientReference = { id: number } | { phone: string };

/**
 * The client that an item is about.
 *
 * @throws NodeOperationError unless it is one id, or one phone number of 9 to 15 digits
 */
export function readClient(item: Item): ClientReference {
	const { mode, value } = readLocator(item, 'clientId');
	if (mode !== 'phone') return { id: toIdOf(item, 'Client', 'client', value) };
	return {
		phone: convertValue(
			item,
			'Client',
			value,
			(phone) => toPhone(phone, CLIENT_PHONE),
			'Give the number with its country code, or choose the client from the list.',
		),
	};
}

/** The id of the client that an item is about, or undefined where the item does not say it. */
export function clientIdIfKnown(item: Item): number | undefined {
	return idIfKnown((one) => {
		const client = readClient(one);
		return 'id' in client ? client.id : undefined;
	}, item);
}
