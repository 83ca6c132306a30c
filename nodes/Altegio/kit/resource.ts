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
	const forms = Object.values(resource.operations).map(({ properties }) => properties);
	return {
		...resource,
		properties: [
			showFor(show, operationProperty),
			...inOrder([...usedBy.keys()], forms).map((property) =>
				showFor({ ...show, operation: usedBy.get(property)! }, property),
			),
		],
	};
}

/** The properties in an order in which each form finds its own as it lists them. */
function inOrder(properties: INodeProperties[], forms: INodeProperties[][]): INodeProperties[] {
	const waiting = new Set(properties);
	const isNext = (property: INodeProperties) =>
		forms.every((form) => {
			const before = form[form.indexOf(property) - 1];
			return before === undefined || !waiting.has(before);
		});
	return properties.map(() => {
		const [first] = waiting;
		const next = [...waiting].find(isNext) ?? first!;
		waiting.delete(next);
		return next;
	});
}

function showFor(show: Record<string, string[]>, property: INodeProperties): INodeProperties {
	const { displayOptions } = property;
	return {
		...property,
		displayOptions: { ...displayOptions, show: { ...show, ...displayOptions?.show } },
	};
}
