import type { IDataObject } from 'n8n-workflow';

/** An object with the given fields only, in their order, as far as Altegio gave them. */
export function pick(entry: IDataObject, fields: readonly string[]): IDataObject {
	const present = fields.filter((field) => field in entry);
	return Object.fromEntries(present.map((field) => [field, entry[field]]));
}
