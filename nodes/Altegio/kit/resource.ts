import type { INodeProperties } from 'n8n-workflow';

import type { Resource } from '../transport/operation';

interface Definition extends Omit<Resource, 'properties'> {
	/** Value of the resource in the form. */
	value: string;
	/** The dropdown of its operations. */
	operationProperty: INodeProperties;
}

/**
 * Makes a resource of its dropdown and its operations: every property of an operation is shown for it only. A property
 * that several operations share appears once in the form, so that its value survives a change of the operation.
 */
export function defineResource({ value, operationProperty, ...resource }: Definition): Resource {
	const usedBy = new Map<INodeProperties, string[]>();
	for (const [operation, { properties }] of Object.entries(resource.operations)) {
		for (const property of properties) {
			usedBy.set(property, [...(usedBy.get(property) ?? []), operation]);
		}
	}
	const show = { resource: [value] };
	return {
		...resource,
		properties: [
			showFor(show, operationProperty),
			...[...usedBy].map(([property, operation]) => showFor({ ...show, operation }, property)),
		],
	};
}

function showFor(show: Record<string, string[]>, property: INodeProperties): INodeProperties {
	const { displayOptions } = property;
	return {
		...property,
		displayOptions: { ...displayOptions, show: { ...show, ...displayOptions?.show } },
	};
}
