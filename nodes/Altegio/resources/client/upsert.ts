import type { IDataObject } from 'n8n-workflow';

import { digitsOf, isHiddenPhone } from '../../core/phone';
import { isBlank, textOf } from '../../core/values';
import { notedBefore, readBeforeChange } from '../../kit/before';
import { optionsCollection } from '../../kit/collections';
import { readCollection, readSimplify, toChoice } from '../../kit/parameters';
import { simplify } from '../../kit/properties';
import { apiError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import type { Api, Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { addClient } from './add';
import { clientBase } from './base';
import { changesOf, readCard, simplifyClient } from './card';
import { defaultCountryCode, NEW_CLIENT_PROPERTIES, readNewClient } from './form';
import { exactMatch, findByPhone, getCardIfThere } from './lookups';
import { resolveNames } from './names';
import { saveChanges, updateOf } from './save';

const EXISTING_NAME = ['keep', 'overwrite'] as const;

/** One item of Create or Update: the client that it describes. */
interface Wanted {
	api: Api;
	item: Item;
	locationId: number;
	phone: string;
	/** Under Altegio's names; the phone and name included. */
	given: IDataObject;
	opening: IDataObject;
	keepsName: boolean;
	/** Whether a row of the search is enough to answer with. */
	isSimple: boolean;
}

type Result = { client: IDataObject; result: 'created' | 'unchanged' | 'updated' };

/** Search by phone, then update or create. */
export const upsert: Operation = {
	properties: [
		locationLocator,
		...NEW_CLIENT_PROPERTIES,
		simplify,
		optionsCollection([
			defaultCountryCode,
			{
				displayName: 'Existing Name',
				name: 'existingName',
				type: 'options',
				options: [
					{
						name: 'Keep',
						value: 'keep',
						description: 'A client who exists keeps the name that Altegio has',
					},
					{
						name: 'Overwrite',
						value: 'overwrite',
						description: "A client who exists gets the name in 'Name'",
					},
				],
				default: 'keep',
				description: "What to do with 'Name' where the client exists",
			},
		]),
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const isSimple = readSimplify(item);
		const options = readCollection(item, 'options');
		const { existingName } = options;
		const choice = toChoice(item, 'Existing Name', existingName, EXISTING_NAME, 'keep');
		const { phone, lasting, opening } = readNewClient(item, options);
		return async (api) => {
			const given = await resolveNames(api, item, locationId, lasting);
			const keepsName = choice === 'keep';
			const wanted = { api, item, locationId, phone, given, opening, keepsName, isSimple };
			const { client, result } = await bringUpToDate(wanted);
			return { ...(isSimple ? simplifyClient(client) : client), result };
		};
	},
};

async function bringUpToDate(wanted: Wanted): Promise<Result> {
	const { api, item, locationId, phone } = wanted;
	const base = await clientBase(api, locationId);
	const listed = exactMatch(wanted, phone, base?.find(phone) ?? []);
	if (base && listed) {
		if (base.isFresh && isCurrent(wanted, listed)) return { client: listed, result: 'unchanged' };
		const updated = await updateKnown(wanted, listed);
		if (updated) {
			base.put(updated.client);
			return updated;
		}
		// Since the list was read, the client was deleted or has got another phone.
	}
	const found = await findByPhone({ api, item, locationId }, phone);
	const result = found ? await updateFound(wanted, found) : await add(wanted);
	base?.put(result.client);
	return result;
}

async function add(wanted: Wanted): Promise<Result> {
	const { api, item, locationId, given, opening } = wanted;
	const added = await addClient(api, item, locationId, { ...given, ...opening });
	if ('card' in added) return { client: added.card, result: 'created' };
	const known = await updateFound(wanted, added.known);
	const isNew = added.mayBeNew && known.result === 'unchanged';
	return isNew ? { ...known, result: 'created' } : known;
}

/** Brings a client up to date that a search has just found. */
async function updateFound(wanted: Wanted, row: IDataObject): Promise<Result> {
	if (isCurrent(wanted, row)) return { client: row, result: 'unchanged' };
	const updated = await updateKnown(wanted, row);
	if (updated) return updated;
	const { item } = wanted;
	throw apiError(item, {
		message: `Client ${textOf(row.id)} was deleted, or got another phone, a moment ago. Nothing was changed. Look at the client in Altegio, then ${item.retryWords}.`,
		output: { id: row.id },
	});
}

/** The same for one that may not be there any more, or not with this phone: then undefined. */
async function updateKnown(wanted: Wanted, { id }: IDataObject): Promise<Result | undefined> {
	const { api, item, locationId, phone } = wanted;
	const change = updateOf(Number(id));
	const read = await readBeforeChange(
		api,
		item,
		change,
		async () => await getCardIfThere(api, locationId, Number(id)),
	);
	// The phone may be hidden in the card, with a right of its own, and not in the list where it was found.
	const card = read && isHiddenPhone(read.phone) ? { ...read, phone } : read;
	if (!card || digitsOf(card.phone) !== phone) return undefined;
	const given = wantedOf(wanted, card);
	const saved = await saveChanges({ api, item, locationId, id: Number(id), card, given });
	return { client: saved.card, result: saved.isChanged ? 'updated' : 'unchanged' };
}

/** Whether a row or card shows that nothing would change, and all that the output needs. */
function isCurrent(wanted: Wanted, client: IDataObject): boolean {
	const isComplete = wanted.isSimple || 'last_change_date' in client;
	// An update of a pass before this one of Retry On Fail has to be compared.
	const isUpdated = notedBefore(wanted.api) !== undefined;
	return (
		!isUpdated &&
		isComplete &&
		Object.keys(changesOf(wantedOf(wanted, client), readCard(client))).length === 0
	);
}

/** What a client is to hold: all that is given, but the name only if it is wanted or if there is none. */
function wantedOf({ given, keepsName }: Wanted, { name }: IDataObject): IDataObject {
	const { name: newName, ...others } = given;
	return keepsName && !isBlank(name) ? others : { ...others, name: newName };
}
