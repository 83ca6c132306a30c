import { updateFieldsCollection } from '../../kit/collections';
import { readFields } from '../../kit/fields';
import { readCollection } from '../../kit/parameters';
import { validationError } from '../../transport/errors';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { FIELDS } from './fields';
import { serviceLocator } from './locator';
import { checkPrices } from './prices';
import { saveService } from './save';

/** Reads the service, changes the chosen fields and sends it back whole: Altegio resets what is left out. */
export const update: Operation = {
	properties: [
		locationLocator,
		serviceLocator.property,
		updateFieldsCollection(
			FIELDS,
			'The fields to change. All others stay as they are, and so do the links to team members.',
		),
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const given = serviceLocator.read(item);
		const chosen = readFields(item, FIELDS, readCollection(item, 'updateFields'));
		if (Object.keys(chosen).length === 0) {
			throw validationError(
				item,
				'There is nothing to update: no field of the service has a value.',
				"Fill in at least one field under 'Update Fields'.",
			);
		}
		checkPrices(item, chosen);
		return async (api) => {
			const id = await serviceLocator.idOf(api, locationId, given);
			const isNamed = typeof given === 'string';
			return await saveService({ api, item, locationId, id, isNamed, chosen });
		};
	},
};
