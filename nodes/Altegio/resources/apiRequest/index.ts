import { defineResource } from '../../kit/resource';
import { send } from './send';
import { API_REQUEST } from './subject';

export const apiRequest = defineResource({
	value: 'apiRequest',
	displayName: 'API Request',
	subject: API_REQUEST,
	operations: { send },
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'send',
		options: [
			{
				name: 'Send',
				value: 'send',
				action: 'Send API request',
				description:
					"Send any request of Altegio's API, inside its limits and with the same messages",
			},
		],
	},
});
