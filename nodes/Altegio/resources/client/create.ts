import { digitsOf } from '../../core/phone';
import { textOf } from '../../core/values';
import { optionsCollection } from '../../kit/collections';
import { readCollection, readSimplify } from '../../kit/parameters';
import { simplify } from '../../kit/properties';
import { apiError } from '../../transport/errors';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { addClient } from './add';
import { changesOf, readCard, simplifyClient } from './card';
import { defaultCountryCode, NEW_CLIENT_PROPERTIES, readNewClient } from './form';
import { getCard } from './lookups';
import { resolveNames } from './names';

/** `POST /clients/{location_id}`. Fails for a phone that is known already. */
export const create: Operation = {
	properties: [
		locationLocator,
		...NEW_CLIENT_PROPERTIES,
		simplify,
		optionsCollection([defaultCountryCode]),
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const isSimple = readSimplify(item);
		const { lasting, opening } = readNewClient(item, readCollection(item, 'options'));
		return async (api) => {
			const given = await resolveNames(api, item, locationId, lasting);
			const added = await addClient(api, item, locationId, { ...given, ...opening });
			if ('card' in added) return isSimple ? simplifyClient(added.card) : added.card;

			const { id } = added.known;
			if (added.mayBeNew) {
				// The one that was sent, if it holds what was sent.
				const card = await getCard(api, locationId, Number(id));
				const isOwn = Object.keys(changesOf(given, readCard(card))).length === 0;
				if (isOwn) return isSimple ? simplifyClient(card) : card;
			}
			throw apiError(item, {
				message: `Client ${textOf(id)} at location ${locationId} has the phone ${digitsOf(given.phone)} already, so no new client was created. Use the operation Create or Update to bring that client up to date.`,
				output: { id },
			});
		};
	},
};
