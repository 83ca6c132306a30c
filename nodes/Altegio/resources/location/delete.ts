import { path } from '../../core/path';
import { describeDifference, isBlank, sameText, textOf } from '../../core/values';
import { readCollection } from '../../kit/parameters';
import { objectOf } from '../../kit/read';
import { apiError, validationError } from '../../transport/errors';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from './locator';

/** `DELETE /company/{location_id}`. Altegio documents 202 without a body. */
export const deleteLocation: Operation = {
	properties: [
		locationLocator,
		{
			displayName:
				'Deleting a location cannot be undone. Add the option Expected Title to be sure that it is the right one.',
			name: 'deleteNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Expected Title',
					name: 'expectedTitle',
					type: 'string',
					default: '',
					placeholder: 'e.g. La Visage Beauty',
					description:
						'The location is read first and deleted only if its title is exactly this one. A safeguard against a wrong ID.',
				},
			],
		},
	],
	prepare(item) {
		const id = readLocationId(item);
		const options = readCollection(item, 'options');
		const { expectedTitle } = options;
		const isGuarded = 'expectedTitle' in options;
		// A title may consist of signs only, so this is not `isBlank`.
		if (isGuarded && sameText(textOf(expectedTitle), '')) {
			throw validationError(
				item,
				"'Expected Title' is blank, so nothing says that the location is the right one.",
				'Give the title that the location has, or remove the option. If it comes from an expression, check that the field exists in every input item.',
			);
		}
		return async ({ send }) => {
			if (isGuarded) {
				const read = await send({ method: 'GET', path: path`/company/${id}`, mayBeGone: true });
				if (read.statusCode === 404) return { deleted: true, id };
				const title = objectOf(read)?.title;
				if (isBlank(title) || !sameText(textOf(title), textOf(expectedTitle))) {
					const [held, expected] = describeDifference(textOf(title), textOf(expectedTitle));
					throw apiError(item, {
						message: `The title of location ${id} is ${held}, but 'Expected Title' is ${expected}. It was not deleted.`,
						description:
							"Check that 'Location' is the one you mean, and correct the option if it is.",
					});
				}
			}
			await send({ method: 'DELETE', path: path`/company/${id}` });
			return { deleted: true, id };
		};
	},
};
