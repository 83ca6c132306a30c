import type { INodeProperties } from 'n8n-workflow';

import { dataOf } from '../../transport/answer';
import { refusal } from '../../transport/errors';
import type { Operation } from '../../transport/operation';
import type { BlankValues } from './fields';
import { locationId } from './locator';
import { HOW_TO_FILL, updateBody } from './updateBody';
import { isObject } from './values';
import { confirmSaved } from './verify';

const show = { resource: ['location'], operation: ['update'] };

export const updateDescription: INodeProperties[] = [
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
		displayOptions: { show },
	},
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'The fields to change. Only those added here are sent.',
		displayOptions: { show: { ...show, dataToSend: ['defineBelow'] } },
		options: [
			{
				displayName: 'Address',
				name: 'address',
				type: 'string',
				default: '',
				placeholder: 'e.g. New York, 787 Jackson Drive',
				description: 'Street address, as clients see it',
			},
			{
				displayName: 'Business Type Name or ID',
				name: 'businessTypeId',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getBusinessTypes' },
				default: '',
				description:
					'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			},
			{
				displayName: 'City',
				name: 'city',
				type: 'string',
				default: '',
				placeholder: 'e.g. New York',
				description: "Name of the city. Altegio ignores it if 'City Name or ID' is sent too.",
			},
			{
				displayName: 'City Name or ID',
				name: 'cityId',
				type: 'options',
				typeOptions: {
					loadOptionsMethod: 'getCities',
					loadOptionsDependsOn: ['updateFields.countryId'],
				},
				default: '',
				description:
					'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				hint: "Wins over 'City'. Shows the cities of the chosen country.",
			},
			{
				displayName: 'Country',
				name: 'country',
				type: 'string',
				default: '',
				placeholder: 'e.g. United States',
				description: "Name of the country. Altegio ignores it if 'Country Name or ID' is sent too.",
			},
			{
				displayName: 'Country Name or ID',
				name: 'countryId',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getCountries' },
				default: '',
				description:
					'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				hint: "Wins over 'Country'",
			},
			{
				displayName: 'Description',
				name: 'description',
				type: 'string',
				typeOptions: { rows: 5 },
				default: '',
				placeholder: 'e.g. Hair and beauty in the <strong>heart of the city</strong>',
				description: 'Text about the location, may hold HTML',
			},
			{
				displayName: 'Latitude',
				name: 'coordinateLat',
				type: 'string',
				default: '',
				placeholder: 'e.g. 40.73061',
				description: 'Degrees north of the equator, from -90 to 90',
			},
			{
				displayName: 'Longitude',
				name: 'coordinateLon',
				type: 'string',
				default: '',
				placeholder: 'e.g. -73.935242',
				description: 'Degrees east of Greenwich, from -180 to 180',
			},
			{
				displayName: 'Phones',
				name: 'phones',
				type: 'string',
				typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Phone' },
				default: [],
				placeholder: 'e.g. +1 (212) 535-7710',
				description:
					'Phone numbers with country code. Spaces, dashes, brackets and a leading + are removed.',
			},
			{
				displayName: 'Short Description',
				name: 'shortDescr',
				type: 'string',
				default: '',
				placeholder: 'e.g. Beauty studio',
				description: 'Category of the business, shown below the title',
			},
			{
				displayName: 'Social Networks',
				name: 'social',
				type: 'fixedCollection',
				placeholder: 'Add Networks',
				default: { links: {} },
				description: 'Pages of the location in social networks',
				options: [
					{
						displayName: 'Links',
						name: 'links',
						values: [
							{
								displayName: 'Facebook',
								name: 'facebook',
								type: 'string',
								default: '',
								placeholder: 'e.g. facebook.com/la.visage',
							},
							{
								displayName: 'Instagram',
								name: 'instagram',
								type: 'string',
								default: '',
								placeholder: 'e.g. instagram.com/la.visage',
							},
							{
								displayName: 'Telegram',
								name: 'telegram',
								type: 'string',
								default: '',
								placeholder: 'e.g. t.me/la_visage',
							},
							{
								displayName: 'Viber',
								name: 'viber',
								type: 'string',
								default: '',
								placeholder: 'e.g. +12125357710',
							},
							{
								displayName: 'VK',
								name: 'vk',
								type: 'string',
								default: '',
								placeholder: 'e.g. vk.com/la.visage',
							},
							{
								displayName: 'WhatsApp',
								name: 'whatsapp',
								type: 'string',
								default: '',
								placeholder: 'e.g. +12125357710',
							},
						],
					},
				],
			},
			{
				displayName: 'Title',
				name: 'title',
				type: 'string',
				default: '',
				placeholder: 'e.g. La Visage Beauty',
				description: 'Name of the location',
			},
			{
				displayName: 'Website',
				name: 'site',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://www.example.com',
				description: 'Address of the website',
			},
			{
				displayName: 'ZIP Code',
				name: 'zip',
				type: 'string',
				default: '',
				placeholder: 'e.g. 11435',
				description: 'Postal code',
			},
		],
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
		displayOptions: { show: { ...show, dataToSend: ['json'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show },
		options: [
			{
				displayName: 'Blank Values',
				name: 'blankValues',
				type: 'options',
				options: [
					{
						name: 'Leave Unchanged',
						value: 'leaveUnchanged',
						description: 'Nothing is sent for a blank field',
					},
					{
						name: 'Clear',
						value: 'clear',
						description: 'A blank field is emptied at Altegio, blank social networks too',
					},
				],
				default: 'leaveUnchanged',
				description: 'What to do with fields that are given and blank',
			},
			{
				displayName: 'Verify',
				name: 'verify',
				type: 'boolean',
				default: false,
				description:
					'Whether to read the location back and fail if Altegio did not save a field that was sent. Costs one more request per item.',
			},
		],
	},
];

/** `PUT /company/{location_id}` with nothing but the fields chosen for the item. */
export const updateLocation: Operation = function () {
	const id = locationId(this);
	const { verify = false, blankValues = 'leaveUnchanged' } = this.getNodeParameter(
		'options',
		{},
	) as {
		verify?: boolean;
		blankValues?: BlankValues;
	};
	const dataToSend = this.getNodeParameter('dataToSend', 'defineBelow');
	const body = updateBody(this, dataToSend, blankValues);
	if (Object.keys(body).length === 0) {
		throw refusal(
			this,
			`There is nothing to update: no field of location ${id} has a value.`,
			`${HOW_TO_FILL[String(dataToSend)]} To empty a field at Altegio, set the option 'Blank Values' to Clear.`,
		);
	}
	return async (send) => {
		const data = dataOf(await send({ method: 'PUT', url: `/company/${id}`, body }));
		if (verify) await confirmSaved(this, send, id, body);
		return isObject(data) ? data : { id, updated: true };
	};
};
