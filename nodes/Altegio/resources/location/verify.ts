import type { IDataObject } from 'n8n-workflow';

import { dataOf } from '../../transport/answer';
import { apiError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import type { Send } from '../../transport/operation';
import { fieldLabel } from './fields';
import { isBlank, isList, isObject, shown, textOf } from './values';

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
	const names = Object.keys(body);
	let saved: IDataObject;
	try {
		saved = await readBack(send, id, names);
	} catch (error) {
		const why = (error as Error).message.replace(/ \[item \d+\]$/, '');
		throw apiError(item, {
			message: `Location ${id} was updated, but could not be read back to verify it. ${why}`,
		});
	}
	const lost = names.filter((name) => name in saved && !isSame(body[name], saved[name]));
	const unknown = names.filter((name) => !(name in saved));
	if (lost.length + unknown.length === 0) return;

	const parts = [
		lost.length > 0 &&
			`Altegio accepted the update of location ${id}, but did not save: ${labels(lost, saved)}.`,
		unknown.length > 0 && `Altegio does not show whether it saved: ${labels(unknown)}.`,
	];
	throw apiError(item, {
		message: parts.filter(Boolean).join(' '),
		description:
			"Look at the location in Altegio. Some fields need a right that the user lacks, or a value that Altegio knows. Turn off the option 'Verify' to accept its answer as it is.",
	});
}

/** Whether Altegio holds what was sent; numbers and digits may come back in each other's type. */
function isSame(sent: unknown, saved: unknown): boolean {
	if (isBlank(sent)) return isBlank(saved);
	if (Array.isArray(sent)) {
		return Array.isArray(saved) && digits(sent).join() === digits(saved).join();
	}
	if (isObject(sent)) {
		const held = isObject(saved) ? saved : {};
		return Object.entries(sent).every(([key, value]) => isSame(value, held[key]));
	}
	if (typeof saved === 'object') return false;
	return typeof sent === 'number'
		? Number(saved) === sent
		: textOf(sent).trim() === textOf(saved).trim();
}

function digits(phones: unknown[]): string[] {
	return phones.map((phone) => textOf(phone).replace(/\D/g, '')).sort();
}

/** The names of fields as the user sees them, and what Altegio holds of them. */
function labels(names: string[], saved: IDataObject = {}): string {
	return names
		.map((name) => `'${fieldLabel(name)}'${name in saved ? ` (holds ${shown(saved[name])})` : ''}`)
		.join(', ');
}

async function readBack(send: Send, id: number, names: string[]): Promise<IDataObject> {
	const read = await send({ method: 'GET', url: `/company/${id}` });
	const data = dataOf(read);
	const saved = isObject(data) ? data : {};
	if (names.every((name) => name in saved)) return saved;

	// Phones, at least, are documented for the list only.
	const listed = dataOf(await send({ method: 'GET', url: '/companies', qs: { id, my: 1 } }));
	const entry = isList(listed) ? listed.find((one) => Number(one.id) === id) : undefined;
	return { ...entry, ...saved };
}
