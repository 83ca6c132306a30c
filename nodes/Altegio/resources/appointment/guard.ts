import type { IDataObject } from 'n8n-workflow';

import { CLIENT_PHONE, digitsOf, isHiddenPhone, toPhone } from '../../core/phone';
import { isBlank, isObject, preview, textOf } from '../../core/values';
import { convertValue } from '../../kit/parameters';
import { isOn } from '../../kit/read';
import { apiError, validationError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import { isCancelled } from './status';
import type { Place } from './lookup';

/** The option with which an agent or a sheet proves that it means this client's appointment. */
export const expectedClientPhone = {
	displayName: 'Expected Client Phone',
	name: 'expectedClientPhone',
	type: 'string',
	default: '',
	placeholder: 'e.g. +1 555 010 0101',
	description:
		'Phone of the client whose appointment this has to be. Nothing is changed if it is that of another one. Recommended wherever an AI agent gives the ID.',
} as const;

/**
 * The digits that the client's phone has to have; undefined without the option.
 *
 * @throws NodeOperationError for what is no phone number, and for a blank, which would guard nothing
 */
export function readExpectedPhone(item: Item, options: IDataObject): string | undefined {
	const { displayName, name } = expectedClientPhone;
	if (!(name in options)) return undefined;
	if (isBlank(options[name])) {
		throw validationError(
			item,
			`'${displayName}' is blank, so nothing says that the appointment is the right one.`,
			'Give the phone of the client, or remove the option. If it comes from an expression, check that the field exists in every input item.',
		);
	}
	return convertValue(item, displayName, options[name], (phone) => toPhone(phone, CLIENT_PHONE));
}

/** Throws NodeApiError if an appointment is not that of the client who is expected. */
export function checkClient(
	{ item }: Pick<Place, 'item'>,
	appointment: IDataObject,
	expected: string | undefined,
): void {
	if (expected === undefined) return;
	const { id } = appointment;
	const client = isObject(appointment.client) ? appointment.client : undefined;
	if (client && digitsOf(client.phone) === expected && !isHiddenPhone(client.phone)) return;
	const label = `'${expectedClientPhone.displayName}'`;
	if (client && !isHiddenPhone(client.phone)) {
		// The number of another client is nobody's business: it is not told.
		throw apiError(item, {
			message: `Appointment ${textOf(id)} is not that of the client with ${label} ${preview(expected)}, so nothing was changed. Look for the appointment with Get Many.`,
		});
	}
	const why = client
		? 'its client has a phone that the user of the credential cannot see'
		: 'it has no client';
	throw apiError(item, {
		message: `Appointment ${textOf(id)} cannot be compared with ${label}: ${why}. Nothing was changed.`,
		description:
			'The right to see the phones of clients is given in Altegio under Settings > Users. Without the option nothing is compared.',
	});
}

/** Throws NodeApiError for a client whose phone has to be sent back and cannot be seen: what masks it would replace it. */
export function checkPhone(
	{ item }: Pick<Place, 'item'>,
	appointmentId: unknown,
	client: IDataObject,
): void {
	if (!isHiddenPhone(client.phone)) return;
	throw apiError(item, {
		message: `The client of appointment ${textOf(appointmentId)} has a phone that the user of the credential cannot see, and this change would have to send it back. Nothing was changed.`,
		description:
			'The right to see the phones of clients is given in Altegio under Settings > Users.',
	});
}

/** Throws NodeApiError for an appointment that Altegio does not let anybody change any more. */
export function checkOpen({ item }: Pick<Place, 'item'>, appointment: IDataObject): void {
	const id = textOf(appointment.id);
	if (isCancelled(appointment)) {
		throw apiError(item, {
			message: `Appointment ${id} was cancelled and cannot be brought back, so nothing was changed. Create a new one.`,
		});
	}
	if (isOn(appointment.is_update_blocked)) {
		throw apiError(item, {
			message: `Appointment ${id} is locked in Altegio, so nothing was changed. Open it in Altegio to see why, for example because its receipt was printed.`,
		});
	}
}
