import type { IDataObject } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { path, type Path } from '../core/path';
import { isObject, positiveInteger } from '../core/values';
import { isOn } from '../kit/read';
import { shownStatus } from '../resources/appointment/status';
import { flagOf, type Flag } from './flags';
import { CHANGES, type Choice } from './parameters';

/** What Altegio posts: one object for each event. */
export interface Event {
	company_id: number;
	/** As Altegio calls it. */
	resource: string;
	resource_id: number;
	/** What happened: "create", "update" or "delete", but other words may come. */
	status: string;
	/** The object; empty where Altegio sends an empty list. */
	data: IDataObject;
}

/** Reads a body. Undefined if it is no event. */
export function readEvent(body: unknown): Event | undefined {
	const given = typeof body === 'string' ? jsonParse<unknown>(body, { fallbackValue: null }) : body;
	if (!isObject(given)) return undefined;
	const { resource, status, data } = given;
	const [company_id, resource_id] = [given.company_id, given.resource_id].map(positiveInteger);
	if (company_id === undefined || resource_id === undefined) return undefined;
	if (typeof resource !== 'string' || typeof status !== 'string' || !resource || !status) {
		return undefined;
	}
	// PHP's empty list stands for "no object".
	return { company_id, resource, resource_id, status, data: isObject(data) ? data : {} };
}

/** Whether the user wants an event. Flags are shared, so those of other applications arrive as well. */
export function isWanted(event: Event, choice: Choice): boolean {
	const flag = flagOf(event.resource);
	return (
		event.company_id === choice.location &&
		flag !== undefined &&
		choice.resources.includes(flag) &&
		isWantedChange(event.status, choice) &&
		(flag !== 'record' || isWantedStatus(event, choice))
	);
}

function isWantedChange(status: string, { changes }: Choice): boolean {
	const change = CHANGES.find((one) => one === status);
	return change ? changes.includes(change) : changes.length === CHANGES.length;
}

/** An appointment that does not show its status is not left out: an event that is lost is worse. */
function isWantedStatus({ data }: Event, { statuses }: Choice): boolean {
	const status = shownStatus(data);
	return statuses.length === 0 || status === undefined || statuses.includes(status);
}

/** The item that starts the workflow. The names and values of Altegio's are untouched. */
export function toItem(event: Event, key: string, receivedAt: string): IDataObject {
	const { company_id, resource, resource_id, status, data } = event;
	const flag = flagOf(resource);
	return {
		event: `${resource}.${status}`,
		company_id,
		resource,
		resource_id,
		status,
		...(flag === 'record' && { status_word: statusWord(event) }),
		data,
		// Events about a schedule all look alike.
		event_key: flag === 'schedule' ? `${key}-${receivedAt}` : key,
		received_at: receivedAt,
	};
}

function statusWord({ status, data }: Event): string | null {
	return isDeleted({ status, data }) ? 'cancelled' : (shownStatus(data) ?? null);
}

/** Whether an event, or what is read back, is about something deleted. */
export function isDeleted({ status, data }: Pick<Event, 'status' | 'data'>): boolean {
	return status === 'delete' || isOn(data.deleted);
}

/** Where the object of an event is read; undefined for what has no address of its own. */
export function pathOf({
	company_id: location,
	resource,
	resource_id: id,
}: Event): Path | undefined {
	const flag = flagOf(resource);
	return flag && PATHS[flag]?.(location, id);
}

/** The id of the object that is read there; undefined for a product, which Altegio gives with another name for it. */
export function idOf({ resource, resource_id: id }: Event): number | undefined {
	return flagOf(resource) === 'good' ? undefined : id;
}

const transaction = (location: number, id: number) =>
	path`/storage_operations/goods_transactions/${location}/${id}`;

const PATHS: Partial<Record<Flag, (location: number, id: number) => Path>> = {
	record: (location, id) => path`/record/${location}/${id}`,
	client: (location, id) => path`/client/${location}/${id}`,
	salon: (location) => path`/company/${location}`,
	// Where `/company/{id}/staff` is refused, this one works (altegio-api-clients-catalog.md).
	master: (location, id) => path`/staff/${location}/${id}`,
	service: (location, id) => path`/company/${location}/services/${id}`,
	service_category: (location, id) => path`/service_category/${location}/${id}`,
	good: (location, id) => path`/goods/${location}/${id}`,
	goods_operations_sale: transaction,
	goods_operations_receipt: transaction,
	goods_operations_consumable: transaction,
	goods_operations_stolen: transaction,
	goods_operations_move: transaction,
	finances_operation: (location, id) => path`/finance_transactions/${location}/${id}`,
};

/** Altegio repeats an event within about 35 seconds; a schedule has no other content that could tell two apart. */
const REPEAT_MS = 60_000;
const SCHEDULE_REPEAT_MS = 30_000;
const MAX_REMEMBERED = 500;

/**
 * Knows the events of the last minute by their address and body. In the memory of the process: what `webhook`
 * writes into static data n8n may lose, or write over what `create` wrote.
 */
export class Repeats {
	private readonly seen = new Map<string, number>();

	/** Whether the same event came to the same address before. Remembers it. */
	isRepeat(address: string, key: string, { resource }: Event, now = Date.now()): boolean {
		const name = `${address} ${key}`;
		const last = this.seen.get(name);
		const withinMs = flagOf(resource) === 'schedule' ? SCHEDULE_REPEAT_MS : REPEAT_MS;
		if (last !== undefined && now - last < withinMs) return true;
		// Moved to the end: the map is in the order of arrival.
		this.seen.delete(name);
		this.seen.set(name, now);
		for (const oldest of this.seen.keys()) {
			if (this.seen.size <= MAX_REMEMBERED) break;
			this.seen.delete(oldest);
		}
		return false;
	}
}
