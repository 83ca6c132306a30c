import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isBlank } from '../../core/values';
import { additionalFieldsCollection } from '../../kit/collections';
import { readFields } from '../../kit/fields';
import { readCollection } from '../../kit/parameters';
import { validationError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import { LASTING_FIELDS, nameField, OPENING_FIELDS, phoneField } from './fields';

/** What creation and Create or Update share of the form. */
export const NEW_CLIENT_PROPERTIES: INodeProperties[] = [
	{ ...phoneField().property, required: true },
	{ ...nameField.property, required: true },
	additionalFieldsCollection([...LASTING_FIELDS, ...OPENING_FIELDS]),
];

export const defaultCountryCode: INodeProperties = {
	displayName: 'Default Country Code',
	name: 'defaultCountryCode',
	type: 'string',
	default: '',
	placeholder: 'e.g. 49',
	description:
		'Put before phone numbers that have none: 0171 2345678 becomes 491712345678. Without it, a number is sent as it is.',
};

/** What the user gave of a client who may be new. */
export interface NewClient {
	/** Digits. */
	phone: string;
	/** What any client can hold, phone and name included. */
	lasting: IDataObject;
	/** Amounts that only a new client can have. */
	opening: IDataObject;
}

/**
 * Reads name, phone and additional fields.
 *
 * @throws NodeOperationError that names the field, for an impossible value and for a blank name or phone
 */
export function readNewClient(item: Item, options: IDataObject): NewClient {
	const required = {
		name: item.getNodeParameter('name', ''),
		phone: item.getNodeParameter('phone', ''),
	};
	for (const [key, label] of [
		['phone', 'Phone'],
		['name', 'Name'],
	] as const) {
		if (!isBlank(required[key])) continue;
		throw validationError(
			item,
			`'${label}' is blank, and a client needs one.`,
			'If it comes from an expression, check that the field exists in every input item.',
		);
	}
	const additional = readCollection(item, 'additionalFields');
	const fields = [phoneField(options.defaultCountryCode), nameField];
	const main = readFields(item, fields, required as IDataObject);
	return {
		phone: String(main.phone),
		lasting: { ...main, ...readFields(item, LASTING_FIELDS, additional) },
		opening: readFields(item, OPENING_FIELDS, additional),
	};
}
