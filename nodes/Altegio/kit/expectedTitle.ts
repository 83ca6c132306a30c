import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { describeDifference, isBlank, sameText, textOf } from '../core/values';
import { apiError, validationError } from '../transport/errors';
import type { Item } from '../transport/item';
import { optionsCollection } from './collections';

/**
 * A warning and the option Expected Title, for the form of a deletion.
 *
 * @param noun what is deleted, in the middle of a sentence: "location"
 */
export function deletionProperties(noun: string, exampleTitle: string): INodeProperties[] {
	return [
		{
			displayName: `Deleting a ${noun} cannot be undone. Add Expected Title below to be sure that it is the right one.`,
			name: 'deleteNotice',
			type: 'notice',
			default: '',
		},
		optionsCollection(
			[
				{
					displayName: 'Expected Title',
					name: 'expectedTitle',
					type: 'string',
					default: '',
					placeholder: `e.g. ${exampleTitle}`,
					description: `The ${noun} is read first and deleted only if its title is exactly this one. A safeguard against a wrong ID.`,
				},
			],
			'Add Expected Title',
		),
	];
}

/**
 * The option Expected Title of a deletion; undefined without it.
 *
 * @param noun what is deleted, in the middle of a sentence: "location"
 * @throws NodeOperationError for a blank title, which would confirm nothing
 */
export function readExpectedTitle(
	item: Item,
	options: IDataObject,
	noun: string,
): string | undefined {
	if (!('expectedTitle' in options)) return undefined;
	const title = textOf(options.expectedTitle);
	// A title may consist of signs only, so this is not `isBlank`.
	if (!sameText(title, '')) return title;
	throw validationError(
		item,
		`'Expected Title' is blank, so nothing says that the ${noun} is the right one.`,
		`Give the title that the ${noun} has, or remove the option. If it comes from an expression, check that the field exists in every input item.`,
	);
}

interface Titles {
	noun: string;
	/** Label of the parameter that chooses the object. */
	label: string;
	id: number;
	/** What Altegio holds. */
	held: unknown;
	expected: string;
}

/** Throws NodeApiError unless a person would call both titles equal. */
export function refuseOtherTitle(item: Item, { noun, label, id, held, expected }: Titles): void {
	const title = textOf(held);
	if (!isBlank(title) && sameText(title, expected)) return;
	const [shown, wanted] = describeDifference(title, expected);
	throw apiError(item, {
		message: `The title of ${noun} ${id} is ${shown}, but 'Expected Title' is ${wanted}. It was not deleted.`,
		description: `Check that '${label}' is the one you mean, and correct the option if it is.`,
	});
}
