import type { IDataObject } from 'n8n-workflow';

import { path } from '../../core/path';
import { dataOf } from '../../core/response';
import { isList } from '../../core/values';
import { fieldLabelOf } from '../../kit/fields';
import { objectOf } from '../../kit/read';
import { compareSaved, listFields, readBack } from '../../kit/verify';
import { apiError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import type { Send } from '../../transport/operation';
import { FIELDS } from './fields';

const fieldLabel = fieldLabelOf(FIELDS);

/**
 * Reads a location back and compares it with what was sent. Altegio's own integration does the same, because
 * an answer of success to an update does not prove that every field was saved.
 *
 * @throws NodeApiError that names the fields which were not saved, or of which Altegio says nothing
 */
export async function confirmSaved(
	item: Item,
	send: Send,
	id: number,
	body: IDataObject,
): Promise<void> {
	const saved = await readBack(item, { what: `Location ${id}` }, async () =>
		readSaved(send, id, Object.keys(body)),
	);
	const { lost, unknown } = compareSaved(body, saved);
	if (lost.length + unknown.length === 0) return;

	const parts = [
		lost.length > 0 &&
			`Altegio accepted the update of location ${id}, but did not save: ${listFields(lost, fieldLabel, saved)}.`,
		unknown.length > 0 &&
			`Altegio does not show whether it saved: ${listFields(unknown, fieldLabel)}.`,
	];
	throw apiError(item, {
		message: parts.filter(Boolean).join(' '),
		description:
			"Look at the location in Altegio. Some fields need a right that the user lacks, or a value that Altegio knows. Turn off the option 'Verify' to accept its answer as it is.",
	});
}

async function readSaved(send: Send, id: number, names: string[]): Promise<IDataObject> {
	const saved = objectOf(await send({ method: 'GET', path: path`/company/${id}` }), id) ?? {};
	if (names.every((name) => name in saved)) return saved;

	// Phones, at least, are documented for the list only.
	const request = { method: 'GET', path: path`/companies`, qs: { id, my: 1 } } as const;
	const listed = dataOf(await send(request));
	const entry = isList(listed) ? listed.find((one) => Number(one.id) === id) : undefined;
	return { ...entry, ...saved };
}
