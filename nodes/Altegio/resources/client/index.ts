import { defineResource } from '../../kit/resource';
import { addComment } from './addComment';
import { create } from './create';
import { deleteClient } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { getVisits } from './getVisits';
import { clientLists } from './lists';
import { CLIENT } from './subject';
import { update } from './update';
import { upsert } from './upsert';

export const client = defineResource({
	value: 'client',
	displayName: 'Client',
	subject: CLIENT,
	lists: clientLists,
	operations: {
		addComment,
		create,
		delete: deleteClient,
		get,
		getAll: getMany,
		getVisits,
		update,
		upsert,
	},
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'upsert',
		options: [
			{
				name: 'Add Comment',
				value: 'addComment',
				action: 'Add comment to client',
				description:
					'Add a comment to the card of a client, chosen by phone or by the ID that Get Many of clients gives',
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create client',
				description:
					'Create a new client by phone and name. Fails with the ID of the client if the phone is known already.',
			},
			{
				name: 'Create or Update',
				value: 'upsert',
				action: 'Create or update client',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
			},
			{
				name: 'Delete',
				value: 'delete',
				action: 'Delete client',
				description:
					'Delete a client permanently, chosen by phone or by the ID that Get Many of clients gives. Expected Name and Expected Phone make sure that it is the right one.',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get client',
				description: 'Retrieve a client by phone or by the ID that Get Many of clients gives',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many clients',
				description:
					'Retrieve a list of clients with their IDs, found by name, phone or email, or filtered by visits, sales, birthday and more',
			},
			{
				name: 'Get Visits',
				value: 'getVisits',
				action: 'Get visits of client',
				description:
					'Retrieve the appointments and purchases of a client, chosen by phone or by the ID that Get Many of clients gives',
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update client',
				description:
					'Update the chosen fields of a client and leave the others as they are. The client is chosen by phone or by the ID that Get Many of clients gives.',
			},
		],
	},
});
