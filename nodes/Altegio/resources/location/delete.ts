import { path } from '../../core/path';
import { deletionProperties, readExpectedTitle, refuseOtherTitle } from '../../kit/expectedTitle';
import { readCollection } from '../../kit/parameters';
import { objectOf } from '../../kit/read';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from './locator';

/** `DELETE /company/{location_id}`. Altegio documents 202 without a body. */
export const deleteLocation: Operation = {
	properties: [locationLocator, ...deletionProperties('location', 'La Visage Beauty')],
	prepare(item) {
		const id = readLocationId(item);
		const expected = readExpectedTitle(item, readCollection(item, 'options'), 'location');
		return async ({ send }) => {
			if (expected !== undefined) {
				const read = await send({ method: 'GET', path: path`/company/${id}`, mayBeGone: true });
				if (read.statusCode === 404) return { deleted: true, id };
				const held = objectOf(read, id)?.title;
				refuseOtherTitle(item, { noun: 'location', label: 'Location', id, held, expected });
			}
			await send({ method: 'DELETE', path: path`/company/${id}` });
			return { deleted: true, id };
		};
	},
};
