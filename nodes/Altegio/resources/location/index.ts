import type { INodeProperties } from 'n8n-workflow';

import { prepare } from '../../transport/operation';
import { createDescription, createLocation } from './create';
import { deleteDescription, deleteLocation } from './delete';
import { getDescription, getLocation } from './get';
import { getManyDescription, getManyLocations } from './getMany';
import { locationLocator } from './locator';
import { updateDescription, updateLocation } from './update';

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
				routing: { send: { preSend: [prepare(createLocation)] } },
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete location',
				description: 'Delete a location permanently',
				routing: { send: { preSend: [prepare(deleteLocation)] } },
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get location',
				description: 'Retrieve a location by its ID',
				routing: { send: { preSend: [prepare(getLocation)] } },
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many locations',
				description:
					'Retrieve a list of locations, those managed by the user unless told otherwise',
				routing: { send: { preSend: [prepare(getManyLocations)] } },
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update location',
				description: 'Update the chosen fields of a location and leave the others as they are',
				routing: { send: { preSend: [prepare(updateLocation)] } },
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
