import { isBlank } from '../../core/values';
import { filtersCollection, optionsCollection } from '../../kit/collections';
import { readFields } from '../../kit/fields';
import { readAllPages } from '../../kit/paging';
import { readCollection, readLimit, readSimplify } from '../../kit/parameters';
import { limit, returnAll, simplify } from '../../kit/properties';
import type { Operation } from '../../transport/operation';
import { filters, includes } from './queryFields';
import { LOCATIONS_PER_PAGE, locationPages } from './lists';
import { simplifyLocation } from './output';

const FILTERS = Object.values(filters);
const OPTIONS = Object.values(includes);

/** `GET /companies`, as many pages as it takes. */
export const getMany: Operation = {
	properties: [returnAll, limit, simplify, filtersCollection(FILTERS), optionsCollection(OPTIONS)],
	prepare(item) {
		const maxResults = readLimit(item);
		const isSimple = readSimplify(item);
		const { onlyManaged, ...chosen } = readCollection(item, 'filters');
		const qs = {
			// The user's own locations, unless a plain no asks for all.
			...readFields(item, FILTERS, { ...chosen, onlyManaged: isBlank(onlyManaged) || onlyManaged }),
			...readFields(item, OPTIONS, readCollection(item, 'options')),
		};
		return async (api) => {
			const options = { limit: maxResults, pageSize: LOCATIONS_PER_PAGE };
			const found = await readAllPages(options, locationPages(api, qs));
			return isSimple ? found.map(simplifyLocation) : found;
		};
	},
};
