import type { IDataObject } from 'n8n-workflow';

import { isHiddenPhone } from '../../core/phone';
import { path } from '../../core/path';
import { notedBefore, sendChange } from '../../kit/before';
import { fieldLabelOf } from '../../kit/fields';
import { objectOf } from '../../kit/read';
import { listFields, readBack, type MadeChange } from '../../kit/verify';
import { apiError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import type { Api } from '../../transport/operation';
import { changesOf, harmedFields, mergeBody, readCard } from './card';
import { FIELDS } from './fields';
import { getCard } from './lookups';

/** An update of one client. */
interface Update {
	api: Api;
	item: Item;
	locationId: number;
	id: number;
	/** As Altegio gave it a moment ago. */
	card: IDataObject;
	/** What the client is to hold, under Altegio's names. */
	given: IDataObject;
	/** Whether to read the client back, in place of believing the answer. */
	verify?: boolean;
}

/**
 * Brings a client up to date: sends the whole card with the changes (`PUT /client/{location_id}/{client_id}`), and
 * compares what Altegio holds afterwards. Nothing is sent if nothing would change.
 *
 * @returns the card as it is now
 * @throws NodeApiError if the user may not see what has to be sent back, or if Altegio holds something else afterwards
 */
export async function saveChanges(
	update: Update,
): Promise<{ card: IDataObject; isChanged: boolean }> {
	const { api, item, locationId, id, card, given, verify } = update;
	const now = readCard(card);
	const before = notedBefore(api) ?? now;
	const changes = changesOf(given, before);
	if (Object.keys(changes).length === 0) return { card, isChanged: false };

	if (isHiddenPhone(now.phone) && !('phone' in changes)) {
		throw apiError(item, {
			message: `The phone of client ${id} cannot be seen with the rights of this user, and an update has to send it back. Nothing was changed. Give the user of the credential the right to see the phones of clients, or give 'Phone' too.`,
			output: { id },
		});
	}
	const request = {
		method: 'PUT',
		path: path`/client/${locationId}/${id}`,
		body: mergeBody(now, changes),
	} as const;
	const response = await sendChange(api, request, before);
	const answered = objectOf(response, id);
	const isCard = answered !== undefined && 'name' in answered;
	const after =
		isCard && !verify
			? answered
			: await readBack(item, updateOf(id), async () => await getCard(api, locationId, id));
	confirmSaved(update, { before, changes, after: readCard(after) });
	return { card: after, isChanged: true };
}

/** What is said of an update that could not be compared. */
export function updateOf(id: number): MadeChange {
	return { what: `Client ${id}`, output: { id } };
}

const fieldLabel = fieldLabelOf(FIELDS);

/** What a message may show of a client: no phone and no e-mail that is not the user's own. */
const PERSONAL = ['email', 'phone'];

function confirmSaved(
	{ item, id }: Update,
	{ before, changes, after }: Record<'after' | 'before' | 'changes', IDataObject>,
): void {
	// What the answer leaves out cannot be compared.
	const sent = Object.entries(changes).filter(([name]) => name in after);
	const lost = Object.keys(changesOf(Object.fromEntries(sent), after));
	const harmed = harmedFields(before, after, changes);
	if (lost.length + harmed.length === 0) return;
	const shown = Object.fromEntries(
		Object.entries(after).filter(([name]) => !PERSONAL.includes(name)),
	);
	const parts = [
		lost.length > 0 &&
			`Altegio accepted the update of client ${id}, but did not save: ${listFields(lost, fieldLabel, shown)}.`,
		harmed.length > 0 &&
			`The update of client ${id} changed what was not to change: ${listFields(harmed, fieldLabel, shown)}.`,
	];
	throw apiError(item, {
		message: parts.filter(Boolean).join(' '),
		description:
			'Look at the client in Altegio. Some fields need a right that the user lacks, or a value that Altegio knows. A surname that looks shortened is not sent back: give it to keep it.',
		output: { id },
	});
}
