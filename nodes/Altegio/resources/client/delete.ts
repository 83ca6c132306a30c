import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import { CLIENT_PHONE, digitsOf, isHiddenPhone, toPhone } from '../../core/phone';
import { describeDifference, isBlank, sameText, textOf } from '../../core/values';
import { optionsCollection } from '../../kit/collections';
import { convertValue, readCollection } from '../../kit/parameters';
import { objectIn } from '../../kit/read';
import { apiError, validationError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';

import { clientLocator, readClient } from './locator';
import { clientIdOf } from './lookups';

/** `DELETE /client/{location_id}/{client_id}`. */
export const deleteClient: Operation = {
	properties: [
		locationLocator,
		clientLocator,
		{
			displayName:
				'Deleting a client cannot be undone. Add Expected Name or Expected Phone below to be sure that it is the right one.',
			name: 'deleteNotice',
			type: 'notice',
			default: '',
		},
		optionsCollection(
			[
				{
					displayName: 'Expected Name',
					name: 'expectedName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Ada Winters',
					description:
						'The client is read first and deleted only if the name, with or without the surname, is exactly this one',
				},
				{
					displayName: 'Expected Phone',
					name: 'expectedPhone',
					type: 'string',
					default: '',
					placeholder: 'e.g. +1 555 010 0101',
					description:
						'The client is read first and deleted only if the phone has exactly these digits',
				},
			],
			'Add Expected Name or Phone',
		),
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const client = readClient(item);
		const expected = readExpected(item);
		return async (api) => {
			const { send } = api;
			// Kept for Retry On Fail: a client who is gone is not found by phone any more.
			const id = (api.memory.get('id') ??
				(await clientIdOf({ api, item, locationId }, client))) as number;
			api.memory.set('id', id);
			const clientPath = path`/client/${locationId}/${id}`;
			if (Object.keys(expected).length > 0) {
				const read = await send({ method: 'GET', path: clientPath, mayBeGone: true });
				if (read.statusCode === 404) return { deleted: true, id };
				compare(item, id, expected, objectIn(api, read, `client ${id}`, id));
			}
			await send({ method: 'DELETE', path: clientPath });
			return { deleted: true, id };
		};
	},
};

/** What the client must be called, and the digits of its phone. */
interface Expected {
	name?: string;
	phone?: string;
}

function readExpected(item: Item): Expected {
	const { expectedName, expectedPhone } = readCollection(item, 'options');
	const expected: Expected = {};
	if (expectedName !== undefined) {
		// A name may consist of signs only, so this is not `isBlank`.
		if (sameText(textOf(expectedName), '')) {
			throw validationError(
				item,
				"'Expected Name' is blank, so nothing says that the client is the right one.",
				'Give the name that the client has, or remove the option. If it comes from an expression, check that the field exists in every input item.',
			);
		}
		expected.name = textOf(expectedName);
	}
	if (expectedPhone !== undefined) {
		expected.phone = convertValue(item, 'Expected Phone', expectedPhone, (phone) =>
			toPhone(phone, CLIENT_PHONE),
		);
	}
	return expected;
}

/** Throws NodeApiError if the client is not the expected one. A phone of Altegio's shows in no message. */
function compare(item: Item, id: number, expected: Expected, card: IDataObject): void {
	const { name, surname, phone } = card;
	const advice = {
		description: "Check that 'Client' is the one you mean, and correct the option if it is.",
		output: { id },
	};
	if (expected.name !== undefined) {
		const whole = [name, surname]
			.map(textOf)
			.filter((part) => !isBlank(part))
			.join(' ');
		if (![textOf(name), whole].some((one) => sameText(one, expected.name))) {
			const [held, wanted] = describeDifference(whole, expected.name);
			const message = `The name of client ${id} is ${held}, but 'Expected Name' is ${wanted}. The client was not deleted.`;
			throw apiError(item, { message, ...advice });
		}
	}
	if (expected.phone === undefined || digitsOf(phone) === expected.phone) return;
	const why = isHiddenPhone(phone)
		? `The phone of client ${id} cannot be seen with the rights of this user, so it cannot be compared with 'Expected Phone'.`
		: `The phone of client ${id} is another one than 'Expected Phone'.`;
	throw apiError(item, { message: `${why} The client was not deleted.`, ...advice });
}
