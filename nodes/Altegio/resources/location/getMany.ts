import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { dataOf } from '../../transport/answer';
import { apiError, refusal } from '../../transport/errors';
import type { Operation } from '../../transport/operation';
import { listLocations } from './list';
import { INCLUDES, toQuery } from './query';
import { simplified } from './simplify';
import { isList, positiveInteger, shown } from './values';

const show = { resource: ['location'], operation: ['getAll'] };

export const getManyDescription: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		displayOptions: { show },
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { ...show, returnAll: [false] } },
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		displayOptions: { show },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show },
		options: [
			{
				displayName: 'Business Group Name or ID',
				name: 'businessGroupId',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getBusinessGroups' },
				default: '',
				description:
					'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
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
				displayName: 'Chain Name or ID',
				name: 'chainId',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getChains' },
				default: '',
				description:
					'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			},
			{
				displayName: 'City Name or ID',
				name: 'cityId',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getCities' },
				default: '',
				description:
					'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			},
			{
				displayName: 'Hide Group Booking',
				name: 'hideGroupBooking',
				type: 'boolean',
				default: false,
				description: 'Whether to leave out locations that take group bookings only',
			},
			{
				displayName: 'Hide Individual Booking',
				name: 'hideIndividualBooking',
				type: 'boolean',
				default: false,
				description: 'Whether to leave out locations that take individual bookings only',
			},
			{
				displayName: 'Hide Mixed Booking',
				name: 'hideMixedBooking',
				type: 'boolean',
				default: false,
				description: 'Whether to leave out locations that take both kinds of bookings',
			},
			{
				displayName: 'Include Deleted',
				name: 'includeDeleted',
				type: 'boolean',
				default: false,
				description: 'Whether to return deleted locations too',
			},
			{
				displayName: 'Location ID',
				name: 'locationId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 37532',
				description: 'Only the location with this ID',
			},
			{
				displayName: 'Minimum ID',
				name: 'minId',
				type: 'string',
				default: '',
				placeholder: 'e.g. 1000',
				description: 'Only locations whose ID is this one or higher',
			},
			{
				displayName: 'Only Active',
				name: 'onlyActive',
				type: 'boolean',
				default: false,
				description: 'Whether to return only locations with a valid licence and open booking',
			},
			{
				displayName: 'Only Managed by Me',
				name: 'onlyManaged',
				type: 'boolean',
				default: true,
				description:
					'Whether to return only locations that the user of the credential manages. Otherwise Altegio lists every public location in the world.',
			},
		],
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
				displayName: 'Include Booking Forms',
				name: 'includeBookingForms',
				type: 'boolean',
				default: false,
				description: 'Whether to add the online booking forms of each location',
			},
			{
				displayName: 'Include Chains',
				name: 'includeChains',
				type: 'boolean',
				default: false,
				description: 'Whether to add the chains that each location belongs to',
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

/** `GET /companies`, as many pages as it takes. */
export const getManyLocations: Operation = function () {
	const returnAll = this.getNodeParameter('returnAll', false) as boolean;
	const limit = this.getNodeParameter('limit', 50);
	const most = returnAll ? Infinity : positiveInteger(limit);
	if (most === undefined) {
		throw refusal(this, `'Limit' must be a positive whole number, but is ${shown(limit)}.`);
	}
	const simplify = this.getNodeParameter('simplify', true) as boolean;
	const { onlyManaged = true, ...filters } = this.getNodeParameter('filters', {}) as IDataObject;
	const options = this.getNodeParameter('options', {}) as IDataObject;
	const qs = {
		// Anything but a plain no keeps to the user's own locations.
		...(onlyManaged !== false && { my: 1 }),
		...toQuery(this, filters, [
			{
				parameter: 'businessGroupId',
				api: 'business_group_id',
				label: 'Business Group Name or ID',
				kind: 'id',
			},
			{
				parameter: 'businessTypeId',
				api: 'business_type_id',
				label: 'Business Type Name or ID',
				kind: 'id',
			},
			{ parameter: 'chainId', api: 'group_id', label: 'Chain Name or ID', kind: 'id' },
			{ parameter: 'cityId', api: 'city_id', label: 'City Name or ID', kind: 'id' },
			{
				parameter: 'hideGroupBooking',
				api: 'hide_record_type_activity',
				label: 'Hide Group Booking',
				kind: 'flag',
			},
			{
				parameter: 'hideIndividualBooking',
				api: 'hide_record_type_single',
				label: 'Hide Individual Booking',
				kind: 'flag',
			},
			{
				parameter: 'hideMixedBooking',
				api: 'hide_record_type_mixed',
				label: 'Hide Mixed Booking',
				kind: 'flag',
			},
			{ parameter: 'includeDeleted', api: 'show_deleted', label: 'Include Deleted', kind: 'flag' },
			{ parameter: 'locationId', api: 'id', label: 'Location ID', kind: 'id' },
			{ parameter: 'minId', api: 'min_id', label: 'Minimum ID', kind: 'id' },
			{ parameter: 'onlyActive', api: 'active', label: 'Only Active', kind: 'flag' },
		]),
		...toQuery(this, options, INCLUDES),
	};
	return async (send) => {
		const found: IDataObject[] = [];
		const fetchPage = async (paging: IDataObject) => {
			const request = { method: 'GET', url: '/companies', qs: { ...qs, ...paging } } as const;
			const data = dataOf(await send(request));
			if (isList(data)) return data;
			// No list is not the same as an empty one.
			throw apiError(this, {
				message: "Altegio's answer holds no list. Run this item again later.",
			});
		};
		for await (const { locations } of listLocations(most, fetchPage)) found.push(...locations);
		return simplify ? found.map(simplified) : found;
	};
};
