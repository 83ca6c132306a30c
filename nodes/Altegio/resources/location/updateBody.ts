import type { IDataObject } from 'n8n-workflow';

import { isStandIn, preview } from '../../core/values';
import { readFields } from '../../kit/fields';
import { JSON_ADVICE, toJsonObject } from '../../kit/json';
import { convertValue, readCollection, type BlankValues } from '../../kit/parameters';
import { validationError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import { FIELDS } from './fields';

/** Where the fields of an update come from. */
export const DATA_TO_SEND = ['defineBelow', 'autoMapInputData', 'json'] as const;

/** What to do about an update without a field, by where its fields come from. */
export const HOW_TO_FILL: Record<(typeof DATA_TO_SEND)[number], string> = {
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
export function readUpdateBody(
	item: Item,
	dataToSend: (typeof DATA_TO_SEND)[number],
	blankValues: BlankValues,
): IDataObject {
	if (dataToSend === 'json') return readJsonBody(item);
	if (dataToSend === 'defineBelow') {
		return readFields(item, FIELDS, readCollection(item, 'updateFields'), { blankValues });
	}
	return readFields(item, FIELDS, item.getInputData().json, { naming: 'api', blankValues });
}

function readJsonBody(item: Item): IDataObject {
	const given = item.getNodeParameter('jsonBody', '');
	const advice = `${JSON_ADVICE} Or set 'Data to Send' to Define Below.`;
	const body = convertValue(item, 'JSON Body', given, toJsonObject, advice);
	const [name, value] = Object.entries(body).find(([, one]) => isStandIn(one)) ?? [];
	if (name === undefined) return body;
	throw validationError(
		item,
		`'JSON Body' holds ${preview(value)} for ${name}, which stands for a missing value.`,
		'Give the field a value, or leave it out.',
	);
}
