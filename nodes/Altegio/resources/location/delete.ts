import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { dataOf } from '../../transport/answer';
import { apiError, refusal } from '../../transport/errors';
import type { Operation } from '../../transport/operation';
import { locationId } from './locator';
import { isBlank, shown } from './values';

const show = { resource: ['location'], operation: ['delete'] };

export const deleteDescription: INodeProperties[] = [
	{
		displayName:
			'Deleting a location cannot be undone. Add the option Expected Title to be sure that it is the right one.',
		name: 'deleteNotice',
		type: 'notice',
		default: '',
		displayOptions: { show },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show },
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
];

/** `DELETE /company/{location_id}`. Altegio documents 202 without a body; any success counts. */
export const deleteLocation: Operation = function () {
	const id = locationId(this);
	const url = `/company/${id}`;
	const options = this.getNodeParameter('options', {}) as IDataObject;
	const { expectedTitle } = options;
	const isGuarded = 'expectedTitle' in options;
	if (isGuarded && isBlank(expectedTitle)) {
		throw refusal(
			this,
			"'Expected Title' is blank, so nothing says that the location is the right one.",
			'Give the title that the location has, or remove the option. If it comes from an expression, check that the field exists in every input item.',
		);
	}
	return async (send) => {
		if (isGuarded) {
			const read = await send({ method: 'GET', url, mayBeGone: true });
			if (read.statusCode === 404) return { deleted: true, id };
			const { title } = (dataOf(read) ?? {}) as { title?: unknown };
			if (isBlank(title) || String(title).trim() !== String(expectedTitle).trim()) {
				throw apiError(this, {
					message: `The title of location ${id} is ${shown(title)}, but 'Expected Title' is ${shown(expectedTitle)}. It was not deleted.`,
					description:
						"Check that 'Location' is the one you mean, and correct the option if it is.",
				});
			}
		}
		await send({ method: 'DELETE', url, mayBeGone: true });
		return { deleted: true, id };
	};
};
