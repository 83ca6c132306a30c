import type { INodeProperties } from 'n8n-workflow';

import type { Form, Item } from '../transport/item';
import {
	butIs,
	InvalidValue,
	isBlank,
	isStandIn,
	positiveInteger,
	preview,
	sameText,
} from '../core/values';
import { apiError } from '../transport/errors';
import type { Api } from '../transport/operation';
import { foldCase } from './choices';
import { readLocator, toIdOf } from './locator';
import { convertValue } from './parameters';

/** An object as the user named it: its id as a number, or its name. */
export type IdOrName = number | string;

/** An object that can be named. */
export interface Named {
	id: number;
	title: string;
}

/** A parameter that names objects. */
interface NamingParameter {
	name: string;
	/** Name that the user sees. */
	label: string;
	/** In the middle of a sentence: "team member". */
	noun: string;
}

/** Where names are looked up. */
interface Directory extends Omit<NamingParameter, 'name'> {
	/** Reads all objects; called only if there is a name among what is given. Use `api.once` in it. */
	entries: () => Promise<Named[]>;
}

/** After so many candidates a message would not be read. */
const MAX_CANDIDATES = 10;

/**
 * The objects that a list of ids or names gives: what the form makes of its choices, and by expression also one id,
 * one name, a list, or the JSON of a list. A text is never cut at commas, because names have them. Blank is no object.
 *
 * @throws NodeOperationError for anything that is neither id nor name
 */
export function readIdsOrNames(item: Item, { name, displayName }: INodeProperties): IdOrName[] {
	return toIdsOrNames(item, displayName, item.getNodeParameter(name, []));
}

/** The same for a value that was read already, such as a field of a collection. */
export function toIdsOrNames(form: Form, label: string, value: unknown): IdOrName[] {
	const advice = 'Give IDs or exact names, several as a list.';
	return convertValue(form, label, value, toIdOrNameList, advice);
}

/** The same as the converter of a field. Throws InvalidValue. */
export function toIdOrNameList(value: unknown): IdOrName[] {
	return isBlank(value) ? [] : [...new Set(listOf(value).map(toEntry))];
}

/**
 * The object that a locator with the mode `name` gives.
 *
 * @throws NodeOperationError for anything that is neither
 */
export function readIdOrName(item: Item, { name, label, noun }: NamingParameter): IdOrName {
	const { mode, value } = readLocator(item, name);
	if (mode !== 'name') return toIdOf(item, label, noun, value);
	const advice = `Give the name of the ${noun} as Altegio shows it, or choose it from the list.`;
	// A name may look like an id, and only the list can tell.
	return convertValue(item, label, value, (given) => String(toIdOrName(given)), advice);
}

/** The entries of a list, of the JSON of a list, or a single value as a list of one. */
export function listOf(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value === 'string' && value.trim().startsWith('[')) {
		try {
			const list: unknown = JSON.parse(value);
			if (Array.isArray(list)) return list;
		} catch {
			// A name may begin with a bracket.
		}
	}
	return [value];
}

function toEntry(value: unknown): IdOrName {
	if (isBlank(value)) throw new InvalidValue('has a blank entry');
	return toIdOrName(value);
}

function toIdOrName(value: unknown): IdOrName {
	const id = positiveInteger(value);
	if (id !== undefined) return id;
	if (typeof value !== 'string' || isBlank(value)) {
		throw new InvalidValue(`must be an ID or a name, ${butIs(value)}`);
	}
	if (isStandIn(value)) {
		throw new InvalidValue(`is ${preview(value)}, which stands for a missing value`);
	}
	return value;
}

/**
 * The ids of what the user named. Case, accents and spaces around do not count. A list of ids alone needs no request.
 *
 * @throws NodeApiError with the candidates and their ids, unless each name fits exactly one
 */
export async function resolveIds(
	api: Pick<Api, 'caller'>,
	given: IdOrName[],
	directory: Directory,
): Promise<number[]> {
	if (given.every((one) => typeof one === 'number')) return given;
	const entries = await directory.entries();
	const ids = given.map((one) =>
		typeof one === 'number' ? one : findByName(api, one, entries, directory),
	);
	return [...new Set(ids)];
}

/** The same for one object. */
export async function resolveId(
	api: Pick<Api, 'caller'>,
	given: IdOrName,
	directory: Directory,
): Promise<number> {
	if (typeof given === 'number') return given;
	return findByName(api, given, await directory.entries(), directory);
}

function findByName(
	{ caller }: Pick<Api, 'caller'>,
	name: string,
	entries: Named[],
	{ label, noun }: Directory,
): number {
	const fitting = entries.filter(({ title }) => sameText(foldCase(title), foldCase(name)));
	const [first, second] = fitting;
	if (first && !second) return first.id;
	const id = positiveInteger(name);
	if (!first && id !== undefined) return id;

	const nouns = `${noun}s`;
	const [what, advice] = first
		? [`names ${fitting.length} ${nouns} ${preview(name)}: ${listed(fitting)}`, 'Give the ID.']
		: [`names no ${noun} ${preview(name)}`, candidates(name, entries, nouns)];
	throw apiError(caller, {
		message: `'${label}' ${what}. ${advice}`,
		description: `Choose the ${noun} from the list, or give its exact name or its ID. Several are given as a list: a text is one name.`,
	});
}

/** What the user may have meant: what shares most words with the name comes first. */
function candidates(name: string, entries: Named[], nouns: string): string {
	if (entries.length === 0) return `This location has no ${nouns}.`;
	const words = wordsOf(name);
	const shared = ({ title }: Named) => wordsOf(title).filter((word) => words.includes(word)).length;
	const sorted = [...entries].sort((a, b) => shared(b) - shared(a));
	return `${nouns.charAt(0).toUpperCase()}${nouns.slice(1)}: ${listed(sorted)}.`;
}

function wordsOf(text: string): string[] {
	return foldCase(text)
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean);
}

function listed(entries: Named[]): string {
	const shown = entries.slice(0, MAX_CANDIDATES).map(({ id, title }) => `${title} (${id})`);
	const rest = entries.length - shown.length;
	return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
