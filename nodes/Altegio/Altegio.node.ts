import {
	NodeConnectionTypes,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { BASE_URL_EXPRESSION } from './core/baseUrl';
import { resources } from './resources';
import { toPaginationHook } from './transport/tool';
import { toCustomOperations } from './transport/workflow';

type Methods = NonNullable<INodeType['methods']>;
type ListSearch = NonNullable<Methods['listSearch']>;
type LoadOptions = NonNullable<Methods['loadOptions']>;

const all = Object.values(resources);

/** An expression for the action that is chosen, such as "Get many locations". */
function subtitle(): string {
	const actions = Object.entries(resources).flatMap(([resource, { properties }]) => {
		const options = properties.flatMap((property) =>
			property.name === 'operation' ? (property.options as INodePropertyOptions[]) : [],
		);
		return options.map(({ value, action }) => [`${resource} ${value}`, action]);
	});
	const text = JSON.stringify(Object.fromEntries(actions));
	return `={{ (${text})[$parameter["resource"] + " " + $parameter["operation"]] }}`;
}

export class Altegio implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Altegio',
		name: 'altegio',
		icon: { light: 'file:altegio.svg', dark: 'file:altegio.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitle(),
		description:
			'Book and change appointments, find free slots, and manage clients, services, team members and locations in Altegio',
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
				options: [
					{ name: 'API Request', value: 'apiRequest' },
					{ name: 'Appointment', value: 'appointment' },
					{ name: 'Availability', value: 'availability' },
					{ name: 'Client', value: 'client' },
					{ name: 'Location', value: 'location' },
					{ name: 'Service', value: 'service' },
					{ name: 'Team Member', value: 'teamMember' },
				],
				default: 'location',
				// First in the list and always shown, so every call as a tool goes through this hook.
				routing: {
					send: { paginate: true },
					operations: { pagination: toPaginationHook(resources) },
				},
			},
			...all.flatMap(({ properties }) => properties),
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

	/** What a workflow runs in place of n8n's routing: see docs/architecture.md. */
	customOperations = toCustomOperations(resources);

	methods = {
		listSearch: Object.assign({}, ...all.map(({ lists }) => lists?.listSearch)) as ListSearch,
		loadOptions: Object.assign({}, ...all.map(({ lists }) => lists?.loadOptions)) as LoadOptions,
	};
}
