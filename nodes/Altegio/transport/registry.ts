import { validationError } from './errors';
import type { Operation, Resource, Subject } from './operation';

/** The resources of the node by their values in the form. */
export type Registry = Record<string, Resource>;

/**
 * The operation that a workflow or an agent asks for, or one that refuses every item in words: a workflow made by a
 * newer node, or without the form, may name what this one does not have.
 */
export function findOperation(
	registry: Registry,
	resource: string,
	operation: string,
): { operation: Operation; subject: Subject; isKnown: boolean } {
	const found = ownValue(registry, resource);
	if (!found) {
		const labels = Object.values(registry).map(({ displayName }) => displayName);
		return { operation: refuseChoice('Resource', labels), subject: UNKNOWN, isKnown: false };
	}
	const known = ownValue(found.operations, operation);
	return {
		operation: known ?? refuseChoice('Operation', operationLabels(found)),
		subject: found.subject,
		isKnown: known !== undefined,
	};
}

/** The operations of a resource as the form names them. */
function operationLabels({ properties }: Resource): string[] {
	const dropdown = properties.find(({ name }) => name === 'operation');
	return (dropdown?.options ?? []).map(({ name }) => name);
}

const UNKNOWN: Subject = {
	noun: 'object',
	parameters: ['Resource'],
	fieldLabel: (api) => api,
	idOf: () => undefined,
};

/** Not what an object inherits: "constructor" is no operation. */
function ownValue<T>(entries: Record<string, T>, key: string): T | undefined {
	return Object.hasOwn(entries, key) ? entries[key] : undefined;
}

function refuseChoice(label: string, names: string[]): Operation {
	return {
		properties: [],
		prepare(item) {
			throw validationError(
				item,
				`'${label}' is none of ${names.slice(0, -1).join(', ')} and ${names.at(-1)}.`,
				'Choose it from the list. An expression cannot give it.',
			);
		},
	};
}
