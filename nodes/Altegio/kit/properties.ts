import type { INodeProperties } from 'n8n-workflow';

export const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** A filter by words, which `readSearch` reads. */
export function searchFilter(example: string, description: string): INodeProperties {
	return {
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: `e.g. ${example}`,
		description,
	};
}

/** An option of an update. */
export const blankValues: INodeProperties = {
	displayName: 'Blank Values',
	name: 'blankValues',
	type: 'options',
	options: [
		{
			name: 'Leave Unchanged',
			value: 'leaveUnchanged',
			description: 'A blank field stays as it is at Altegio',
		},
		{
			name: 'Clear',
			value: 'clear',
			description: 'A blank field is emptied at Altegio, blank lists and networks too',
		},
	],
	default: 'leaveUnchanged',
	description: 'What to do with fields that are given and blank',
};
