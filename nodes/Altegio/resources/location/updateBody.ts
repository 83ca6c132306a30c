import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { refusal } from '../../transport/errors';
import { toBody, type BlankValues } from './fields';
import { isObject, shown } from './values';

/**
 * The body of an update, from where 'Data to Send' says; without a key if there is nothing to send.
 *
 * @throws NodeOperationError that names the field, for an impossible value
 */
export function updateBody(
	context: IExecuteSingleFunctions,
	blankValues: BlankValues,
): IDataObject {
	switch (context.getNodeParameter('dataToSend', 'defineBelow')) {
		case 'json':
			return jsonBody(context);
		case 'autoMapInputData':
			return toBody(context, context.getInputData().json, 'api', blankValues);
		default: {
			const fields = context.getNodeParameter('updateFields', {}) as IDataObject;
			return toBody(context, fields, 'parameter', blankValues);
		}
	}
}

function jsonBody(context: IExecuteSingleFunctions): IDataObject {
	const given = context.getNodeParameter('jsonBody', '');
	const body = typeof given === 'string' ? jsonParse(given, { fallbackValue: null }) : given;
	if (isObject(body)) return body;
	throw refusal(context, `'JSON Body' must be a JSON object, but is ${shown(given)}.`);
}
