import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { CLIENT_PHONE, toPhone } from '../../core/phone';
import { isBlank, toId } from '../../core/values';
import { filtersCollection } from '../../kit/collections';
import {
	addSeconds,
	checkDate,
	checkTime,
	toLocalDate,
	toLocalTime,
	toMillis,
} from '../../kit/localTime';
import { readPages } from '../../kit/paging';
import {
	convertValue,
	readCollection,
	readLimit,
	readSimplify,
	toFlag,
} from '../../kit/parameters';
import { limit, returnAll, simplify } from '../../kit/properties';
import { validationError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import type { Operation } from '../../transport/operation';
import { findByPhone } from '../client/lookups';
import { locationLocator, readLocationId } from '../location/locator';
import { timeZoneOf } from '../location/lookups';
import {
	filteredTeamMemberId,
	readTeamMemberFilter,
	teamMemberFilter,
} from '../teamMember/locator';
import { APPOINTMENTS_PER_PAGE, appointmentPages } from './lookup';
import { simplifyAppointment } from './output';
import { statusOf, toStatus, type Status, statusFilter } from './status';

/** What the time zone of `changed_after` is, nobody knows: a day more covers any, and the rest is left out here. */
const MARGIN_SECONDS = 24 * 60 * 60;

const dates = {
	createdAfter: {
		api: 'c_start_date',
		property: {
			displayName: 'Created After',
			name: 'createdAfter',
			type: 'dateTime',
			typeOptions: { dateOnly: true },
			default: '',
			description: 'First date of booking, such as 2026-04-20',
		},
	},
	createdBefore: {
		api: 'c_end_date',
		property: {
			displayName: 'Created Before',
			name: 'createdBefore',
			type: 'dateTime',
			typeOptions: { dateOnly: true },
			default: '',
			description: 'Last date of booking, such as 2026-04-20',
		},
	},
	from: {
		api: 'start_date',
		property: {
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			typeOptions: { dateOnly: true },
			default: '',
			description: 'First date of the appointments, such as 2026-04-20',
		},
	},
	to: {
		api: 'end_date',
		property: {
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			typeOptions: { dateOnly: true },
			default: '',
			description:
				'Last date of the appointments, such as 2026-04-20. The same as From is one day.',
		},
	},
} satisfies Record<string, { api: string; property: INodeProperties }>;

const changedAfter: INodeProperties = {
	displayName: 'Changed After',
	name: 'changedAfter',
	type: 'dateTime',
	default: '',
	description: 'Only appointments that were made or changed after this moment',
};

const changedBefore: INodeProperties = {
	displayName: 'Changed Before',
	name: 'changedBefore',
	type: 'dateTime',
	default: '',
	description: 'Only appointments that were made or changed before this moment',
};

const clientId: INodeProperties = {
	displayName: 'Client ID',
	name: 'clientId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1121412',
	description: 'Only appointments of the client with this ID. Client > Get Many finds it.',
};

const clientPhone: INodeProperties = {
	displayName: 'Client Phone',
	name: 'clientPhone',
	type: 'string',
	default: '',
	placeholder: 'e.g. +1 555 010 0101',
	description:
		'Only appointments of the client with this phone; none if nobody has it. Recommended wherever an AI agent reads for a client: set it from the trigger, not by the model.',
};

/** `GET /records/{location_id}`, as many pages as it takes. */
export const getMany: Operation = {
	properties: [
		locationLocator,
		returnAll,
		limit,
		simplify,
		filtersCollection([
			changedAfter,
			changedBefore,
			clientId,
			clientPhone,
			dates.createdAfter.property,
			dates.createdBefore.property,
			dates.from.property,
			{
				displayName: 'Include Cancelled',
				name: 'includeCancelled',
				type: 'boolean',
				default: true,
				description: 'Whether to return cancelled appointments too',
			},
			statusFilter,
			teamMemberFilter,
			dates.to.property,
		]),
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const maxResults = readLimit(item);
		const isSimple = readSimplify(item);
		const given = readCollection(item, 'filters');
		const has = (name: string) => !isBlank(given[name]);
		for (const { property } of Object.values(dates).filter((one) => has(one.property.name))) {
			convertValue(item, property.displayName, given[property.name], checkDate, DATE_ADVICE);
		}
		for (const { displayName, name } of [changedAfter, changedBefore].filter((one) =>
			has(one.name),
		)) {
			convertValue(item, displayName, given[name], checkTime, TIME_ADVICE);
		}
		const client = readClientFilter(item, given);
		const statuses = readStatuses(item, given.status);
		const withCancelled = toFlag(item, 'Include Cancelled', given.includeCancelled);
		const teamMember = readTeamMemberFilter(item, given);

		return async (api) => {
			const client_id =
				typeof client === 'string'
					? (await findByPhone({ api, item, locationId }, client, true))?.id
					: client;
			if (client !== undefined && client_id === undefined) return [];
			const needsZone = isSimple || Object.keys(given).some((name) => DATE_NAMES.includes(name));
			const zone = needsZone ? await timeZoneOf(api, locationId) : 'UTC';
			const moment = ({ name, displayName }: INodeProperties) =>
				has(name)
					? convertValue(item, displayName, given[name], (value) => toLocalTime(value, zone))
					: undefined;
			const [after, before] = [moment(changedAfter), moment(changedBefore)];
			const qs: IDataObject = {
				...readDates(item, given, zone),
				...(client_id !== undefined && { client_id: Number(client_id) }),
				...(teamMember !== undefined && {
					staff_id: await filteredTeamMemberId(api, locationId, teamMember),
				}),
				...(withCancelled && { with_deleted: 1 }),
				...(after && { changed_after: addSeconds(after, -MARGIN_SECONDS, zone).wall }),
				...(before && { changed_before: addSeconds(before, MARGIN_SECONDS, zone).wall }),
			};
			const isWanted = (appointment: IDataObject) => {
				const changedAt = toMillis(appointment.last_change_date, zone);
				const status = statusOf(appointment);
				return (
					// Of one that does not show when it was changed, Altegio's own filter says enough.
					(changedAt === undefined || !after || changedAt >= after.millis) &&
					(changedAt === undefined || !before || changedAt <= before.millis) &&
					(withCancelled || status !== 'cancelled') &&
					(statuses.length === 0 || status === 'cancelled' || statuses.includes(status as Status))
				);
			};
			// Whatever is left out here has to be read all the same.
			const isFiltered = after !== undefined || before !== undefined || statuses.length > 0;
			const found: IDataObject[] = [];
			const paging = { limit: isFiltered ? Infinity : maxResults, pageSize: APPOINTMENTS_PER_PAGE };
			for await (const { entries } of readPages(paging, appointmentPages(api, locationId, qs))) {
				found.push(...entries.filter(isWanted));
				if (found.length >= maxResults) break;
			}
			const results = found.slice(0, maxResults);
			return isSimple
				? results.map((appointment) => simplifyAppointment(appointment, locationId, zone))
				: results;
		};
	},
};

const DATE_NAMES = [
	...Object.values(dates).map(({ property }) => property.name),
	changedAfter.name,
	changedBefore.name,
];

const DATE_ADVICE = 'Give a date such as 2026-04-20, or remove it.';
const TIME_ADVICE = 'Give a moment such as 2026-04-20T18:30, or remove it.';

/**
 * Whose appointments to get: the id, or the digits of the phone; undefined without such a filter.
 *
 * @throws NodeOperationError for what is neither, for a blank, which would let everybody's appointments through, and
 *   for both filters at once
 */
function readClientFilter(item: Item, given: IDataObject): number | string | undefined {
	const [filter, other] = [clientId, clientPhone].filter(({ name }) => name in given);
	if (!filter) return undefined;
	if (other) {
		throw validationError(
			item,
			`'${filter.displayName}' and '${other.displayName}' both say whose appointments to get. Remove one of them.`,
		);
	}
	const { displayName, name } = filter;
	if (isBlank(given[name])) {
		throw validationError(
			item,
			`'${displayName}' is blank, which would give the appointments of all clients.`,
			'Give the client, or remove the filter. If it comes from an expression, check that the field exists in every input item.',
		);
	}
	return convertValue(item, displayName, given[name], (value) =>
		filter === clientId ? toId(value) : toPhone(value, CLIENT_PHONE),
	);
}

/** The dates of a query. Throws NodeOperationError for a period that ends before it begins. */
function readDates(item: Item, given: IDataObject, zone: string): IDataObject {
	const qs: IDataObject = {};
	for (const { api, property } of Object.values(dates)) {
		if (isBlank(given[property.name])) continue;
		qs[api] = convertValue(item, property.displayName, given[property.name], (value) =>
			toLocalDate(value, zone),
		);
	}
	for (const [first, last] of [
		['from', 'to'],
		['createdAfter', 'createdBefore'],
	] as const) {
		const [begin, end] = [qs[dates[first].api], qs[dates[last].api]];
		if (begin === undefined || end === undefined || String(begin) <= String(end)) continue;
		throw validationError(
			item,
			`'${dates[last].property.displayName}' is ${String(end)}, which is before '${dates[first].property.displayName}', ${String(begin)}.`,
			'Exchange them, or leave one out.',
		);
	}
	return qs;
}

/** Statuses as a list; by expression also one of them, or several in one text. */
function readStatuses(item: Item, given: unknown): Status[] {
	const words = [given].flat().flatMap((one) => (typeof one === 'string' ? one.split(',') : [one]));
	return words
		.filter((word) => !isBlank(word))
		.map((word) => convertValue(item, 'Status', word, toStatus));
}
