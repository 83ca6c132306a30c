import { defineResource } from '../../kit/resource';
import { create } from './create';
import { deleteService } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { serviceLists } from './lists';
import { SERVICE } from './subject';
import { update } from './update';

export const service = defineResource({
	value: 'service',
	displayName: 'Service',
	subject: SERVICE,
	lists: serviceLists,
	operations: { create, delete: deleteService, get, getAll: getMany, update },
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'getAll',
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create service',
				description:
					'Create a new service in a category. Durations are minutes. Team members are given by ID or exact name; Get Many of team members lists them.',
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete service',
				description:
					'Delete a service permanently, chosen by ID or exact name, which Get Many of services gives. Expected Title makes sure that it is the right one.',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get service',
				description:
					'Retrieve a service by ID or exact name, with prices, duration and team members. Get Many of services lists all.',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many services',
				description:
					'Retrieve the services of a location with their IDs, prices, durations and the IDs of the team members who provide them',
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update service',
				description:
					'Update the chosen fields of a service, such as its prices, and leave the others and the team members as they are. The service is chosen by ID or exact name, which Get Many of services gives.',
			},
		],
	},
});
