import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { CLIENT_PHONE, digitsOf, isHiddenPhone, toPhone } from '../../core/phone';
import { isObject, sameText, textOf, toText } from '../../core/values';
import { convertValue, toChoice } from '../../kit/parameters';
import { apiError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import { clientLocator, readClient } from '../client/locator';
import { findClient, getCard } from '../client/lookups';
import { fields } from './fields';

import type { Place } from './lookup';

const MODES = ['phone', 'existing', 'none'] as const;

/** For whom an appointment is made. */
export const clientProperties: INodeProperties[] = [
	{
		displayName: 'Client Mode',
		name: 'clientMode',
		type: 'options',
		options: [
			{
				name: 'By Phone and Name',
				value: 'phone',
				description: 'Altegio finds the client by the phone, or makes a new one',
			},
			{
				name: 'Existing Client',
				value: 'existing',
				description: 'A client of the location',
			},
			{
				name: 'None',
				value: 'none',
				description: 'Blocks the time of the team member',
			},
		],
		default: 'phone',
		description: 'For whom the appointment is',
	},
	{
		displayName: 'Client Phone',
		name: 'clientPhone',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. +1 555 010 0101',
		description: 'Phone of the client with its country code',
		displayOptions: { show: { clientMode: ['phone'] } },
	},
	{
		displayName: 'Client Name',
		name: 'clientName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Ada Winters',
		description:
			'Name of the client. If Altegio knows the phone already, it may put this name on the card of that client.',
		displayOptions: { show: { clientMode: ['phone'] } },
	},
	{ ...clientLocator, displayOptions: { show: { clientMode: ['existing'] } } },
];

/** Whom an appointment is for, as Altegio wants it in a request; undefined for a block. */
export type Client = { id?: number; name: string; phone: string; email?: string } | undefined;

/**
 * Reads for whom the appointment is.
 *
 * @param email address that was given beside it
 * @returns what finds the client when the item's turn comes
 * @throws NodeOperationError that names the field, for an impossible value
 */
export function readClientChoice(
	item: Item,
	email: string | undefined,
): (place: Place) => Promise<Client> {
	const given = item.getNodeParameter('clientMode', 'phone');
	const mode = toChoice(item, 'Client Mode', given, MODES, 'phone');
	if (mode === 'none') return async () => undefined;
	const extra = email === undefined ? {} : { email };
	if (mode === 'phone') {
		const phone = convertValue(
			item,
			'Client Phone',
			item.getNodeParameter('clientPhone', ''),
			(value) => toPhone(value, CLIENT_PHONE),
			"Give the phone of the client with its country code, or set 'Client Mode' to None to block the time.",
		);
		const name = convertValue(
			item,
			fields.clientName.property.displayName,
			item.getNodeParameter('clientName', ''),
			toText,
			'Give the name of the client.',
		);
		return async () => ({ name, phone, ...extra });
	}
	const reference = readClient(item);
	return async (place) => {
		const found = await findClient(place, reference);
		const known = textOf(found.phone) === '' || textOf(found.name) === '';
		const card = known ? await getCard(place.api, place.locationId, Number(found.id)) : found;
		if (isHiddenPhone(card.phone)) {
			throw apiError(item, {
				message: `Client ${textOf(found.id)} has no phone that the user of the credential can see, and Altegio books by the phone. Nothing was booked. Set 'Client Mode' to By Phone and Name.`,
				description:
					'The right to see the phones of clients is given in Altegio under Settings > Users.',
			});
		}
		return {
			id: Number(card.id),
			name: textOf(card.name),
			phone: digitsOf(card.phone),
			...(textOf(card.email) !== '' && { email: textOf(card.email) }),
			...extra,
		};
	};
}

/** Whether an appointment is that of the client: by the phone, or by the name where the phone cannot be seen. */
export function isOfClient(appointment: IDataObject, client: Client): boolean {
	const held = isObject(appointment.client) ? appointment.client : undefined;
	if (!held || !client) return !held && !client;
	if (client.id !== undefined && Number(held.id) === client.id) return true;
	if (!isHiddenPhone(held.phone)) return digitsOf(held.phone) === client.phone;
	return sameText(textOf(held.name), client.name);
}
