import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { BASE_URL_EXPRESSION } from '../../credentials/baseUrl';
import * as loadOptions from './methods/loadOptions';
import { searchLocations } from './methods/searchLocations';
import { locationDescription, locationOperations } from './resources/location';
import { forTool, keepAnswer } from './transport/tool';
import { forWorkflow } from './transport/workflow';

export class Altegio implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Altegio',
		name: 'altegio',
		icon: { light: 'file:altegio.svg', dark: 'file:altegio.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Manage the locations of a business in Altegio',
		defaults: { name: 'Altegio' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'altegioApi', required: true }],
		requestDefaults: { baseURL: BASE_URL_EXPRESSION },
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Location', value: 'location' }],
				default: 'location',
				// First in the list and always shown, so every call as a tool goes through this hook.
				routing: {
					send: { paginate: true },
					operations: { pagination: forTool(locationOperations) },
					output: { postReceive: [keepAnswer] },
				},
			},
			...locationDescription,
			{
				// n8n adds its own settings to a collection of this name: Batching, Proxy, Timeout ...
				displayName: 'Request Options',
				name: 'requestOptions',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Requests per Minute',
						name: 'requestsPerMinute',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 200,
						description:
							'Altegio allows 200 in any minute for all requests from one address. 0 takes no notice of it, for partners with limits of their own.',
					},
					{
						displayName: 'Requests per Second',
						name: 'requestsPerSecond',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 5,
						description:
							'Altegio allows 5 in any second for all requests from one address. 0 takes no notice of it, for partners with limits of their own.',
					},
				],
			},
		],
	};

	/**
	 * What a workflow runs in place of the routing: see docs/architecture.md. The operations have no prototype, in
	 * which n8n would find one called "constructor".
	 */
	customOperations = {
		location: Object.assign(
			Object.create(null) as NonNullable<INodeType['customOperations']>[string],
			Object.fromEntries(
				Object.entries(locationOperations).map(([name, operation]) => [
					name,
					forWorkflow(operation),
				]),
			),
		),
	};

	methods = {
		listSearch: { searchLocations },
		loadOptions,
	};
}
