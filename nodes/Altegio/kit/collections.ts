import type { INodeProperties } from 'n8n-workflow';

import type { Field } from './fields';

/** What a collection holds: fields, or properties that no field belongs to. */
type Members = ReadonlyArray<Field | INodeProperties>;

/** What an operation can be told beside its subject. */
export function optionsCollection(members: Members, placeholder = 'Add option'): INodeProperties {
	return collection('Options', 'options', placeholder, members);
}

/** What an operation of many looks for. */
export function filtersCollection(members: Members): INodeProperties {
	return collection('Filters', 'filters', 'Add Filter', members);
}

/** What a creation can do without. */
export function additionalFieldsCollection(members: Members): INodeProperties {
	return collection('Additional Fields', 'additionalFields', 'Add Field', members);
}

/** What an update changes; `description` says what becomes of the rest. */
export function updateFieldsCollection(members: Members, description: string): INodeProperties {
	return { ...collection('Update Fields', 'updateFields', 'Add Field', members), description };
}

function collection(
	displayName: string,
	name: string,
	placeholder: string,
	members: Members,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'collection',
		placeholder,
		default: {},
		options: byLabel(members),
	};
}

/**
 * The properties in the order of their labels, as n8n wants it. These are English, so plain comparison does, and n8n
 * starts sooner without the tables that `localeCompare` loads.
 */
function byLabel(members: Members): INodeProperties[] {
	const labelOf = ({ displayName }: INodeProperties) => displayName.toLowerCase();
	return members
		.map((member) => ('property' in member ? member.property : member))
		.sort((a, b) => (labelOf(a) < labelOf(b) ? -1 : 1));
}
