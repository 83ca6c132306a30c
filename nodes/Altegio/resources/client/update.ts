import { readBeforeChange } from '../../kit/before';
import { optionsCollection, updateFieldsCollection } from '../../kit/collections';
import { validationError } from '../../transport/errors';
import { readFields } from '../../kit/fields';
import { readCollection, readSimplify, toBlankValues, toFlag } from '../../kit/parameters';
import { blankValues, simplify } from '../../kit/properties';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { simplifyClient } from './card';
import { LASTING_FIELDS, nameField, phoneField } from './fields';
import { defaultCountryCode } from './form';
import { clientLocator, readClient } from './locator';
import { clientIdOf, getCard } from './lookups';
import { resolveNames } from './names';
import { saveChanges, updateOf } from './save';

/** Reads the card, changes the chosen fields and sends it back, because Altegio may empty what is left out. */
export const update: Operation = {
	properties: [
		locationLocator,
		clientLocator,
		updateFieldsCollection(
			[nameField, phoneField(), ...LASTING_FIELDS],
			'The fields to change. All others stay as they are.',
		),
		simplify,
		optionsCollection([
			blankValues,
			defaultCountryCode,
			{
				displayName: 'Verify',
				name: 'verify',
				type: 'boolean',
				default: true,
				description:
					'Whether to read the client back, instead of comparing what the answer of Altegio says. Costs one more request per item.',
			},
		]),
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const client = readClient(item);
		const isSimple = readSimplify(item);
		const options = readCollection(item, 'options');
		const verify = toFlag(item, 'Verify', options.verify);
		const fields = [nameField, phoneField(options.defaultCountryCode), ...LASTING_FIELDS];
		const updateFields = readFields(item, fields, readCollection(item, 'updateFields'), {
			blankValues: toBlankValues(item, options),
		});
		if (Object.keys(updateFields).length === 0) {
			throw validationError(
				item,
				'There is nothing to update: no field of the client has a value.',
				"Fill in at least one field under 'Update Fields'. To empty a field at Altegio, set the option 'Blank Values' to Clear.",
			);
		}
		return async (api) => {
			const given = await resolveNames(api, item, locationId, updateFields);
			const id = await clientIdOf({ api, item, locationId }, client);
			const card = await readBeforeChange(
				api,
				item,
				updateOf(id),
				async () => await getCard(api, locationId, id),
			);
			const saved = await saveChanges({ api, item, locationId, id, card, given, verify });
			return isSimple ? simplifyClient(saved.card) : saved.card;
		};
	},
};
