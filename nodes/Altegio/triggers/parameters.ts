import type { INodeProperties } from 'n8n-workflow';

import { isBlank, isObject, preview } from '../core/values';
import { readCollection, toFlag } from '../kit/parameters';
import { STATUSES, statusFilter, type Status } from '../resources/appointment/status';
import { readLocationId } from '../resources/location/locator';
import { validationError } from '../transport/errors';
import type { Form } from '../transport/item';
import { ALL_FLAGS, FLAGS, type Flag } from './flags';

export const CHANGES = ['create', 'update', 'delete'] as const;
export type Change = (typeof CHANGES)[number];

const resources: INodeProperties = {
	displayName: 'Trigger On',
	name: 'resources',
	type: 'multiOptions',
	required: true,
	default: [],
	description: 'Whose changes start the workflow',
	options: ALL_FLAGS.map((value) => ({ name: FLAGS[value], value })),
};

const changes: INodeProperties = {
	displayName: 'Changes',
	name: 'changes',
	type: 'multiOptions',
	required: true,
	default: ['create', 'update', 'delete'],
	description: 'Which changes of them start the workflow. A canceled appointment is a deleted one.',
	options: [
		{ name: 'Created', value: 'create' },
		{ name: 'Deleted', value: 'delete' },
		{ name: 'Updated', value: 'update' },
	],
};

const changeSharedSettings: INodeProperties = {
	displayName: 'Change Shared Settings',
	name: 'changeSharedSettings',
	type: 'boolean',
	default: false,
	description:
		'Whether the webhook settings may change for other applications that get events of this location. Altegio keeps one choice of events for all addresses.',
};

const ownChanges: INodeProperties = {
	displayName: 'Include Changes Made by This Integration',
	name: 'ownChanges',
	type: 'boolean',
	default: false,
	description:
		'Whether changes that were made through the API with the same partner token start the workflow too. A workflow that changes what it listens to then starts itself.',
};

const readBack: INodeProperties = {
	displayName: 'Read Back',
	name: 'readBack',
	type: 'boolean',
	default: false,
	description:
		'Whether to read the object from Altegio before the workflow starts, as a proof that the event is true and up to date. It takes one request for each event.',
};

/** What the form of the webhook trigger shows below the location. */
export const webhookProperties: INodeProperties[] = [
	resources,
	changes,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [changeSharedSettings, ownChanges, readBack, statusFilter],
	},
];

/** What the user chose in the form. */
export interface Choice {
	location: number;
	resources: Flag[];
	changes: Change[];
	/** Empty means any. */
	statuses: Status[];
	ownChanges: boolean;
	readBack: boolean;
	changeSharedSettings: boolean;
}

/**
 * Reads the form of the webhook trigger.
 *
 * @throws NodeOperationError that names the parameter
 */
export function readChoice(form: Form): Choice {
	const options = readCollection(form, 'options');
	const flagOf = ({ displayName, name }: INodeProperties) =>
		toFlag(form, displayName, options[name]);
	return {
		location: readLocationId(form),
		resources: readSome(form, resources, form.getNodeParameter(resources.name, []), ALL_FLAGS),
		changes: readSome(form, changes, form.getNodeParameter(changes.name, CHANGES), CHANGES),
		statuses: readAny(form, statusFilter, options.status, STATUSES),
		ownChanges: flagOf(ownChanges),
		readBack: flagOf(readBack),
		changeSharedSettings: flagOf(changeSharedSettings),
	};
}

/**
 * Several of the choices of a list: by expression also one text, with commas between several.
 *
 * @throws NodeOperationError for an unknown choice
 */
export function readAny<T extends string>(
	form: Form,
	{ displayName }: INodeProperties,
	value: unknown,
	choices: readonly T[],
): T[] {
	if (isBlank(value)) return [];
	const given =
		typeof value === 'string' ? value.split(',') : isObject(value) ? [value] : [value].flat();
	return given.map((one) => {
		const choice = choices.find((known) => known === (typeof one === 'string' ? one.trim() : one));
		if (choice !== undefined) return choice;
		throw validationError(
			form,
			`'${displayName}' has no choice ${preview(one)}. By expression it takes ${choices.join(', ')}.`,
		);
	});
}

function readSome<T extends string>(
	form: Form,
	property: INodeProperties,
	value: unknown,
	choices: readonly T[],
): T[] {
	const chosen = readAny(form, property, value, choices);
	if (chosen.length > 0) return chosen;
	throw validationError(form, `'${property.displayName}' is empty: choose at least one.`);
}
