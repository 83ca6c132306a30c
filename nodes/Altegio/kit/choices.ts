import type { INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import { positiveInteger, textOf } from '../core/values';

/** Entries of Altegio's as the choices of a list, by name. Equal names are told apart by their ids. */
export function toOptions(
	entries: Array<{ id?: unknown; title?: unknown }>,
): INodePropertyOptions[] {
	const choices = entries
		.filter(({ id }) => positiveInteger(id) !== undefined)
		.map(({ id, title }) => ({ name: textOf(title) || String(id), value: Number(id) }));
	const counts = new Map<string, number>();
	for (const { name } of choices) counts.set(name, (counts.get(name) ?? 0) + 1);
	return choices
		.map(({ name, value }) => ({
			name: (counts.get(name) ?? 0) > 1 ? `${name} (ID ${value})` : name,
			value,
		}))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/** One choice of a picker: what tells it apart from others, and its ID. */
export function toListEntry(id: unknown, texts: unknown[]): { name: string; value: number } {
	return {
		name: `${texts.map(textOf).filter(Boolean).join(', ')} (${String(id)})`,
		value: Number(id),
	};
}

/** What a picker shows of a whole list for a search: the entries that have all its words in these texts or the ID, by name. */
export function searchEntries<T extends { id: number }>(
	entries: T[],
	search: string,
	textsOf: (entry: T) => unknown[],
): INodeListSearchResult {
	const found = entries.filter((entry) => matches(search, [...textsOf(entry), entry.id]));
	const results = found.map((entry) => toListEntry(entry.id, textsOf(entry)));
	return { results: results.sort((a, b) => a.name.localeCompare(b.name)) };
}

/** Text without case and accents, in every language: İstanbul, istanbul and ISTANBUL are the same. */
export function foldCase(text: string): string {
	return text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().toLowerCase();
}

/** Whether every word of a search occurs somewhere in the texts, in any order. */
export function matches(search: string, texts: unknown[]): boolean {
	const text = foldCase(texts.map(textOf).join('\n'));
	const words = foldCase(search)
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean);
	return words.length > 0
		? words.every((word) => text.includes(word))
		: text.includes(search.trim());
}
