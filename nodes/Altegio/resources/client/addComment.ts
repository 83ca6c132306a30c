import { path } from '../../core/path';
import { InvalidValue, toText } from '../../core/values';
import { convertValue } from '../../kit/parameters';
import { objectOf } from '../../kit/read';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { clientLocator, readClient } from './locator';
import { clientIdOf } from './lookups';

const MAX_LENGTH = 255;

/**
 * `POST /company/{location_id}/clients/{client_id}/comments`. The documents give another path, which Altegio's own
 * integration calls a mistake.
 */
export const addComment: Operation = {
	properties: [
		locationLocator,
		clientLocator,
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			default: '',
			placeholder: 'e.g. Asked for a call back on Friday',
			description: 'The comment, of at most 255 characters',
		},
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const client = readClient(item);
		const text = convertValue(item, 'Text', item.getNodeParameter('text', ''), (value) => {
			const comment = toText(value);
			if (comment.length <= MAX_LENGTH) return comment;
			throw new InvalidValue(
				`must have at most ${MAX_LENGTH} characters, but has ${comment.length}`,
			);
		});
		return async (api) => {
			const id = await clientIdOf({ api, item, locationId }, client);
			const response = await api.send({
				method: 'POST',
				path: path`/company/${locationId}/clients/${id}/comments`,
				noun: 'comment',
				body: { text },
			});
			return { ...(objectOf(response) ?? { text }), client_id: id };
		};
	},
};
