import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { refusal } from '../../transport/errors';
import { toBody, unknownFields, type BlankValues } from './fields';
import { Impossible, isObject, shown } from './values';

/**
 * The body of an update, from where 'Data to Send' says; without a key if there is nothing to send.
 *
 * @throws NodeOperationError that names the field, for an impossible value
 */
export function updateBody(
	context: IExecuteSingleFunctions,
	blankValues: BlankValues,
): IDataObject {
	const dataToSend = context.getNodeParameter('dataToSend', 'defineBelow');
	try {
		if (dataToSend === 'json') return jsonBody(context.getNodeParameter('jsonBody', ''));
		if (dataToSend === 'autoMapInputData') {
			return toBody(context.getInputData().json, 'api', blankValues);
		}
		const fields = context.getNodeParameter('updateFields', {}) as IDataObject;
		const [unknown] = unknownFields(fields, 'parameter');
		if (unknown) throw new Impossible(`'${unknown}' is not a field of a location`);
		return toBody(fields, 'parameter', blankValues);
	} catch (error) {
		if (error instanceof Impossible)
			throw refusal(
				context,
				`${error.message}.`,
				'Correct the value of this field, or leave it blank.',
			);
		throw refusal(context, (error as Error).message);
	}
}

function jsonBody(given: unknown): IDataObject {
	const body = typeof given === 'string' ? jsonParse(given, { fallbackValue: null }) : given;
	if (!isObject(body)) {
		throw new Impossible(`'JSON Body' must be a JSON object, but is ${shown(given)}`);
	}
	return body;
}
