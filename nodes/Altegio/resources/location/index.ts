import { defineResource } from '../../kit/resource';
import { create } from './create';
import { deleteLocation } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { locationLists } from './lists';
import { LOCATION } from './subject';
import { update } from './update';

export const location = defineResource({
	value: 'location',
	displayName: 'Location',
	subject: LOCATION,
	lists: locationLists,
	operations: { create, delete: deleteLocation, get, getAll: getMany, update },
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'update',
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create location',
				description: 'Create a new location',
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete location',
				description:
					'Delete a location permanently. Get Many of locations gives its ID; Expected Title makes sure that it is the right one.',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get location',
				description: 'Retrieve a location by its ID, which Get Many of locations gives',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many locations',
				description:
					'Retrieve a list of locations with their IDs, those managed by the user unless told otherwise',
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update location',
				description:
					'Update the chosen fields of a location and leave the others as they are. Get Many of locations gives its ID.',
			},
		],
	},
});
