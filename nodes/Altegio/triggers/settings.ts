import type { IDataObject } from 'n8n-workflow';

import { isList, isObject } from '../core/values';
import { sha256 } from './address';
import { ALL_FLAGS, FLAGS, type Flag } from './flags';

/** What Altegio keeps for an address. Older servers do not show all of it. */
type Name = Flag | 'active' | 'self_sending';
export type Row = Partial<Record<Name, boolean>>;

const NAMES: Name[] = ['active', ...ALL_FLAGS, 'self_sending'];

/** The webhook settings of a location. A write replaces them all, and gives every address the same flags. */
export interface Settings {
	/** All addresses in their order. */
	urls: string[];
	/** What is shown for all: it is that of the first address. */
	top: Row;
	/** What is shown for each address; undefined from older servers. */
	rows?: Map<string, Row>;
	/** Changes when anything in the settings does. */
	fingerprint: string;
}

/** Altegio takes at most so many addresses for a location. */
export const MAX_URLS = 10;

/** Reads what Altegio answers; undefined where it holds no list of addresses. */
export function readSettings(data: IDataObject): Settings | undefined {
	const { urls, url_settings: rows } = data;
	if (!Array.isArray(urls)) return undefined;
	return {
		// A location without addresses has a blank one.
		urls: urls.filter((url): url is string => typeof url === 'string' && url.trim() !== ''),
		top: readRow(data),
		...(isList(rows) && { rows: new Map(rows.map((row) => [String(row.url), readRow(row)])) }),
		fingerprint: JSON.stringify(data),
	};
}

/** Numbers are documented; texts and booleans are read as well. */
function readRow(data: IDataObject): Row {
	const shown = NAMES.filter((name) => data[name] !== undefined && data[name] !== null);
	return Object.fromEntries(shown.map((name) => [name, Number(data[name]) === 1]));
}

/** What is in force for an address, as far as it is shown. */
function rowOf({ rows, top }: Settings, url: string): Row {
	return rows?.get(url) ?? top;
}

/** Whether nothing is sent: so the last address of a location is left, because Altegio wants one. */
function isOff(row: Row): boolean {
	return !row.active && !ALL_FLAGS.some((flag) => row[flag]);
}

/** What keeps an address from getting the needed events; empty if nothing does. */
export function lacking(settings: Settings, url: string, needed: Flag[]): string[] {
	if (!settings.urls.includes(url)) return ['the address of this trigger'];
	const row = rowOf(settings, url);
	return [
		...(row.active ? [] : ['sending itself']),
		...needed.filter((flag) => row[flag] !== true).map((flag) => FLAGS[flag]),
	];
}

/** Whether nothing is kept from an address that could be seen: older servers do not show Product at all. */
export function lackingAfterWrite(settings: Settings, url: string, needed: Flag[]): string[] {
	const isHidden = settings.rows === undefined && settings.top.good === undefined;
	return lacking(settings, url, isHidden ? needed.filter((flag) => flag !== 'good') : needed);
}

/** What a trigger wants. */
export interface Wish {
	url: string;
	needed: Flag[];
	/** Also events of changes that were made through the API with the same partner token. */
	ownChanges: boolean;
	/** Whether an address belongs to this trigger, with whatever secret; `isOff` tells that it gets nothing at all. */
	isOwn(url: string, isOff: boolean): boolean;
}

/** What is to be written, and what it means for other applications. */
export interface Plan {
	/** Their addresses. */
	others: string[];
	urls: string[];
	row: Row;
	/** What the write would change for the others, in words; empty if nothing. */
	changes: string[];
}

/**
 * The settings in which the address of the trigger gets what it needs. The addresses of others stay as they are, in
 * their order; none of their flags is switched off.
 *
 * @param consent whether `self_sending` of the others may be changed
 */
export function planRegistration(settings: Settings, wish: Wish, consent: boolean): Plan {
	const others = settings.urls.filter((url) => !wish.isOwn(url, isOff(rowOf(settings, url))));
	const urls = [...others, wish.url];
	const rows = others.map((url) => rowOf(settings, url));
	const isAlone = others.length === 0;
	const row: Row = { active: true };
	for (const flag of ALL_FLAGS) {
		const isNeeded = wish.needed.includes(flag);
		const shown = isAlone ? [settings.top[flag]] : rows.map((one) => one[flag]);
		const isHidden = shown.includes(undefined);
		// An older server might refuse a name that it does not know.
		if (flag === 'schedule' && isHidden && !isNeeded && !shown.includes(true)) continue;
		// What cannot be seen may be on: it is not switched off for others.
		row[flag] = isNeeded || (!isAlone && (shown.includes(true) || isHidden));
	}
	const isSentTheirOwn = rows.some(({ self_sending }) => self_sending);
	row.self_sending = isAlone || consent ? wish.ownChanges : isSentTheirOwn || wish.ownChanges;
	return { others, urls, row, changes: isAlone ? [] : changesFor(settings, rows, row) };
}

/** What a write would change for the addresses with these rows, in words. */
function changesFor(settings: Settings, rows: Row[], row: Row): string[] {
	const added = ALL_FLAGS.filter((flag) => row[flag] && rows.some((one) => one[flag] === false));
	const hidden = ALL_FLAGS.filter(
		(flag) => row[flag] !== undefined && rows.some((one) => one[flag] === undefined),
	);
	const areRowsHidden = settings.rows === undefined && settings.urls.length > 1;
	const isOwnHidden = rows.some(({ self_sending }) => self_sending === undefined);
	const isOwnChanged = rows.some(
		({ self_sending }) => self_sending !== undefined && self_sending !== row.self_sending,
	);
	return [
		...(added.length > 0 ? [`they would get ${namesOf(added)} too${warningOf(added)}`] : []),
		...(rows.some(({ active }) => active === false)
			? ['sending to them would be switched on']
			: []),
		...(isOwnChanged ? ["whether changes of one's own are sent would change"] : []),
		...(hidden.length > 0 || areRowsHidden || isOwnHidden
			? [
					`this Altegio does not show everything that they get${hidden.length > 0 ? ` (${namesOf(hidden)})` : ''}, so it may change`,
				]
			: []),
	];
}

/** Events that carry names and phones of clients. */
const PERSONAL: Flag[] = ['client', 'record', 'finances_operation', 'loyalty_card'];

function warningOf(flags: Flag[]): string {
	return flags.some((flag) => PERSONAL.includes(flag)) ? ", with your clients' data" : '';
}

function namesOf(flags: Flag[]): string {
	return flags.map((flag) => FLAGS[flag]).join(', ');
}

/** What the settings were before the trigger came: to be put back when it goes. Other addresses only as hashes. */
export interface Before {
	row: Row;
	urls: string[];
}

export function beforeOf(settings: Settings, others: string[]): Before {
	return { row: commonRow(settings, others), urls: others.map(sha256) };
}

/** One row for several addresses: what is on for any of them. */
function commonRow(settings: Settings, urls: string[]): Row {
	const rows = urls.length > 0 ? urls.map((url) => rowOf(settings, url)) : [settings.top];
	const shown = NAMES.filter((name) => rows.some((row) => row[name] !== undefined));
	return Object.fromEntries(shown.map((name) => [name, rows.some((row) => row[name])]));
}

/**
 * The settings without the trigger's addresses. Flags go back to what they were only if nothing else changed since:
 * otherwise somebody may rely on them.
 */
export function planRemoval(
	settings: Settings,
	isOwn: (url: string) => boolean,
	memory: { before: Before; written: Row },
): Plan {
	const others = settings.urls.filter((url) => !isOwn(url));
	// Altegio wants at least one address: the last one stays, switched off.
	if (others.length === 0) {
		const isShown = (name: Name) => name !== 'schedule' || settings.top.schedule !== undefined;
		const row = Object.fromEntries(NAMES.filter(isShown).map((name) => [name, false]));
		return { others, urls: settings.urls.slice(0, 1), row, changes: [] };
	}
	const { before, written } = memory;
	const now = commonRow(settings, others);
	const isAsWritten = NAMES.every((name) => now[name] === undefined || now[name] === written[name]);
	const hashes = others.map(sha256);
	const areSame =
		hashes.length === before.urls.length && hashes.every((one) => before.urls.includes(one));
	// What is not shown is sent as it was written.
	const row = { ...written, ...now, ...(isAsWritten && areSame && before.row) };
	return { others, urls: others, row, changes: [] };
}

/** Whether a trigger's addresses get nothing any more. */
export function isRemoved({ urls, top }: Settings, isOwn: (url: string) => boolean): boolean {
	if (!urls.some(isOwn)) return true;
	return urls.every(isOwn) && isOff(top);
}

/** The body that writes a plan. */
export function bodyOf({ urls, row }: Plan): IDataObject {
	const shown = NAMES.filter((name) => row[name] !== undefined);
	return { urls, ...Object.fromEntries(shown.map((name) => [name, row[name] ? 1 : 0])) };
}

/** What is left of an earlier registration in a node's static data. */
export interface Memory {
	location: number;
	url: string;
	token: string;
	before: Before;
	written: Row;
}

export function readMemory(data: IDataObject): Memory | undefined {
	const { location, url, token, before, written } = data;
	if (typeof location !== 'number' || typeof url !== 'string') return undefined;
	const found = isObject(before) ? before : {};
	return {
		location,
		url,
		token: String(token),
		before: {
			row: (isObject(found.row) ? found.row : {}) as Row,
			urls: Array.isArray(found.urls) ? (found.urls as string[]) : [],
		},
		written: (isObject(written) ? written : {}) as Row,
	};
}
