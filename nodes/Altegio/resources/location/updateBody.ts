import type { IDataObject } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { refusal } from '../../transport/errors';
import type { Item } from '../../transport/item';
import { toBody, type BlankValues } from './fields';
import { isObject, shown } from './values';

/** What to do about an update without a field, by where its fields come from. */
export const HOW_TO_FILL: Record<string, string> = {
	defineBelow: "Fill in at least one field under 'Update Fields'.",
	autoMapInputData:
		"Give the input item at least one field with Altegio's name, such as title or zip.",
	json: "Put at least one field into 'JSON Body'.",
};

/**
 * The body of an update, from where 'Data to Send' says; without a key if there is nothing to send.
 *
 * @throws NodeOperationError that names the field, for an impossible value
 */
export function updateBody(item: Item, dataToSend: unknown, blankValues: BlankValues): IDataObject {
	switch (dataToSend) {
		case 'json':
			return jsonBody(item);
		case 'autoMapInputData':
			return toBody(item, item.getInputData().json, 'api', blankValues);
		case 'defineBelow': {
			const fields = item.getNodeParameter('updateFields', {}) as IDataObject;
			return toBody(item, fields, 'parameter', blankValues);
		}
		default:
			throw refusal(
				item,
				`'Data to Send' has no choice ${shown(dataToSend)}.`,
				'Choose one from the list.',
			);
	}
}

function jsonBody(item: Item): IDataObject {
	const given = item.getNodeParameter('jsonBody', '');
	const body = typeof given === 'string' ? jsonParse(given, { fallbackValue: null }) : given;
	if (isObject(body)) return body;
	throw refusal(item, `'JSON Body' must be a JSON object, but is ${shown(given)}.`);
}
