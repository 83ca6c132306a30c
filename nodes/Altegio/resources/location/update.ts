import { path } from '../../core/path';
import { optionsCollection, updateFieldsCollection } from '../../kit/collections';
import { objectOf } from '../../kit/read';
import { readCollection, toBlankValues, toChoice, toFlag } from '../../kit/parameters';
import { blankValues } from '../../kit/properties';
import { validationError } from '../../transport/errors';
import type { Operation } from '../../transport/operation';
import { FIELDS } from './fields';
import { locationLocator, readLocationId } from './locator';
import { DATA_TO_SEND, HOW_TO_FILL, readUpdateBody } from './updateBody';
import { confirmSaved } from './verify';

/** `PUT /company/{location_id}` with nothing but the fields chosen for the item. */
export const update: Operation = {
	properties: [
		locationLocator,
		{
			displayName: 'Data to Send',
			name: 'dataToSend',
			type: 'options',
			options: [
				{
					name: 'Define Below for Each Field',
					value: 'defineBelow',
					description: 'Choose the fields to change, the others stay as they are',
				},
				{
					name: 'Auto-Map Input Data',
					value: 'autoMapInputData',
					description: "Use the input fields that have Altegio's names, for example short_descr",
				},
				{
					name: 'JSON',
					value: 'json',
					description: "Send an object as it is, in Altegio's names and types",
				},
			],
			default: 'defineBelow',
			description: 'Where the new values come from',
		},
		{
			displayName: `The input fields with these names are sent, capitals or not, and all others left out: ${FIELDS.map(({ api }) => api).join(', ')}.`,
			name: 'autoMapNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { dataToSend: ['autoMapInputData'] } },
		},
		{
			...updateFieldsCollection(FIELDS, 'The fields to change. Only those added here are sent.'),
			displayOptions: { show: { dataToSend: ['defineBelow'] } },
		},
		{
			displayName: 'JSON Body',
			name: 'jsonBody',
			type: 'json',
			default: '{}',
			required: true,
			hint: 'e.g. { "title": "La Visage Beauty", "zip": "11435" }',
			description:
				'The object to send, in Altegio\'s names and types. See the <a href="https://developer.alteg.io/en/b2b-v1/openapi/locations/update_location">list of fields</a>.',
			displayOptions: { show: { dataToSend: ['json'] } },
		},
		optionsCollection([
			blankValues,
			{
				displayName: 'Verify',
				name: 'verify',
				type: 'boolean',
				default: true,
				description:
					'Whether to read the location back and fail if Altegio did not save a field that was sent. Costs one more request per item.',
			},
		]),
	],
	prepare(item) {
		const id = readLocationId(item);
		const options = readCollection(item, 'options');
		const verify = toFlag(item, 'Verify', options.verify);
		const given = item.getNodeParameter('dataToSend', 'defineBelow');
		const dataToSend = toChoice(item, 'Data to Send', given, DATA_TO_SEND);
		const body = readUpdateBody(item, dataToSend, toBlankValues(item, options));
		if (Object.keys(body).length === 0) {
			throw validationError(
				item,
				`There is nothing to update: no field of location ${id} has a value.`,
				`${HOW_TO_FILL[dataToSend]} To empty a field at Altegio, set the option 'Blank Values' to Clear.`,
			);
		}
		return async ({ send }) => {
			const response = await send({ method: 'PUT', path: path`/company/${id}`, body });
			if (verify) await confirmSaved(item, send, id, body);
			return objectOf(response) ?? { id, updated: true };
		};
	},
};
