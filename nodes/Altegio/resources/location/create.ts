import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { dataOf } from '../../transport/answer';
import { refusal } from '../../transport/errors';
import type { Operation } from '../../transport/operation';
import { toBody } from './fields';
import { isBlank, isObject } from './values';

const show = { resource: ['location'], operation: ['create'] };

export const createDescription: INodeProperties[] = [
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. La Visage Beauty',
		description: 'Name of the new location',
		displayOptions: { show },
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show },
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
				displayName: 'City Name or ID',
				name: 'cityId',
				type: 'options',
				typeOptions: {
					loadOptionsMethod: 'getCities',
					loadOptionsDependsOn: ['additionalFields.countryId'],
				},
				default: '',
				description:
					'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				hint: 'Shows the cities of the chosen country',
			},
			{
				displayName: 'Country Name or ID',
				name: 'countryId',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getCountries' },
				default: '',
				description:
					'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
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
				displayName: 'Short Description',
				name: 'shortDescr',
				type: 'string',
				default: '',
				placeholder: 'e.g. Beauty studio',
				description: 'Category of the business, shown below the title',
			},
			{
				displayName: 'Website',
				name: 'site',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://www.example.com',
				description: 'Address of the website',
			},
		],
	},
];

/** `POST /companies`. */
export const createLocation: Operation = function () {
	const title = this.getNodeParameter('title', '');
	const additionalFields = this.getNodeParameter('additionalFields', {}) as IDataObject;
	if (isBlank(title)) {
		throw refusal(
			this,
			"'Title' is blank, and a new location needs one.",
			'Give the location a name.',
		);
	}
	const fields = { ...additionalFields, title } as IDataObject;
	const body = toBody(this, fields, 'parameter', 'leaveUnchanged');
	// Altegio documents the longitude as `coordinate_lot` here and as `coordinate_lon` everywhere else.
	if ('coordinate_lon' in body) body.coordinate_lot = body.coordinate_lon;

	return async (send) => {
		const data = dataOf(await send({ method: 'POST', url: '/companies', body }));
		return isObject(data) ? data : { created: true, title: body.title };
	};
};
