import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { dataOf } from '../../transport/answer';
import { apiError } from '../../transport/errors';
import type { Operation } from '../../transport/operation';
import { locationId } from './locator';
import { INCLUDES, toQuery } from './query';
import { simplified } from './simplify';
import { isObject } from './values';

const show = { resource: ['location'], operation: ['get'] };

export const getDescription: INodeProperties[] = [
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		displayOptions: { show },
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
				displayName: 'Booking Form ID',
				name: 'bookingFormId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 19203',
				description: 'Adds the address of this online booking form',
			},
			{
				displayName: 'Include Access Rights',
				name: 'includeAccess',
				type: 'boolean',
				default: false,
				description: 'Whether to add what the user may do in the location',
			},
			{
				displayName: 'Include Booking Forms',
				name: 'includeBookingForms',
				type: 'boolean',
				default: false,
				description: 'Whether to add the online booking forms of the location',
			},
			{
				displayName: 'Include Chains',
				name: 'includeChains',
				type: 'boolean',
				default: false,
				description: 'Whether to add the chains that the location belongs to',
			},
			{
				displayName: 'Include Next Free Slot',
				name: 'includeNextSlot',
				type: 'boolean',
				default: false,
				description: 'Whether to add the date and time of the next free appointment',
			},
		],
	},
];

/** `GET /company/{location_id}`. */
export const getLocation: Operation = function () {
	const id = locationId(this);
	const simplify = this.getNodeParameter('simplify', true) as boolean;
	const options = this.getNodeParameter('options', {}) as IDataObject;
	const qs = toQuery(this, options, [
		...INCLUDES,
		{ parameter: 'includeAccess', api: 'my', label: 'Include Access Rights', kind: 'flag' },
		{ parameter: 'bookingFormId', api: 'bookform_id', label: 'Booking Form ID', kind: 'id' },
	]);
	return async (send) => {
		const data = dataOf(await send({ method: 'GET', url: `/company/${id}`, qs }));
		if (!isObject(data)) {
			throw apiError(this, {
				message: `Altegio's answer holds no location ${id}. Run this item again later.`,
			});
		}
		return simplify ? simplified(data) : data;
	};
};
