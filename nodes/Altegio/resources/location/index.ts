import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../transport/operation';
import { createDescription, createLocation } from './create';
import { deleteDescription, deleteLocation } from './delete';
import { getDescription, getLocation } from './get';
import { getManyDescription, getManyLocations } from './getMany';
import { locationLocator } from './locator';
import { updateDescription, updateLocation } from './update';

/** What each operation does, by its value in the form. */
export const locationOperations: Record<string, Operation> = {
	create: createLocation,
	delete: deleteLocation,
	get: getLocation,
	getAll: getManyLocations,
	update: updateLocation,
};

/** Everything the form shows for the resource Location. */
export const locationDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['location'] } },
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
				description: 'Delete a location permanently',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get location',
				description: 'Retrieve a location by its ID',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many locations',
				description:
					'Retrieve a list of locations, those managed by the user unless told otherwise',
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update location',
				description: 'Update the chosen fields of a location and leave the others as they are',
			},
		],
	},
	locationLocator,
	...createDescription,
	...deleteDescription,
	...getDescription,
	...getManyDescription,
	...updateDescription,
];
