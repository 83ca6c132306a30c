import { path } from '../../core/path';
import { optionsCollection } from '../../kit/collections';
import { readFields } from '../../kit/fields';
import { readCollection, readSimplify } from '../../kit/parameters';
import { simplify } from '../../kit/properties';
import { objectIn } from '../../kit/read';
import type { Operation } from '../../transport/operation';
import { includes, singleIncludes } from './queryFields';
import { locationLocator, readLocationId } from './locator';
import { simplifyLocation } from './output';

const OPTIONS = [
	singleIncludes.bookingFormId,
	singleIncludes.access,
	includes.bookingForms,
	includes.chains,
	includes.nextSlot,
];

/** `GET /company/{location_id}`. */
export const get: Operation = {
	properties: [locationLocator, simplify, optionsCollection(OPTIONS)],
	prepare(item) {
		const id = readLocationId(item);
		const isSimple = readSimplify(item);
		const qs = readFields(item, OPTIONS, readCollection(item, 'options'));
		return async (api) => {
			const response = await api.send({ method: 'GET', path: path`/company/${id}`, qs });
			const location = objectIn(api, response, `location ${id}`, id);
			return isSimple ? simplifyLocation(location) : location;
		};
	},
};
