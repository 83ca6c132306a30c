import type { INodeProperties } from 'n8n-workflow';

import { checkTime, nowIn, toLocalTime, type LocalTime } from '../../kit/localTime';
import { convertValue } from '../../kit/parameters';
import { validationError } from '../../transport/errors';
import type { Item } from '../../transport/item';

/** When an appointment is to begin. */
export const start: INodeProperties = {
	displayName: 'Start',
	name: 'start',
	type: 'dateTime',
	default: '',
	required: true,
	placeholder: 'e.g. 2026-04-20T18:30',
	description:
		'Start of the appointment, for an AI agent as 2026-04-20T18:30. Without an offset it is what the clock at the location shows; with an offset or Z it is converted.',
};

export const allowPast = {
	displayName: 'Allow Past',
	name: 'allowPast',
	type: 'boolean',
	default: false,
	description:
		'Whether the start may lie in the past, for appointments that are entered afterwards',
} as const;

export const allowBusy = {
	displayName: 'Allow Busy',
	name: 'allowBusy',
	type: 'boolean',
	default: false,
	description:
		'Whether to book although the team member is busy or not working then. Otherwise Altegio refuses it.',
} as const;

/**
 * The start that the user gave, for a time zone that is not known yet.
 *
 * @throws NodeOperationError unless it is a date and time in an ISO form
 */
export function readStart(item: Item): (zone: string) => LocalTime {
	const given = item.getNodeParameter(start.name, '');
	const read = (zone: string) =>
		convertValue(item, start.displayName, given, (value) => toLocalTime(value, zone), ADVICE);
	convertValue(item, start.displayName, given, checkTime, ADVICE);
	return read;
}

const ADVICE =
	'Give date and time as 2026-04-20T18:30, as the clock at the location shows them, or with an offset.';

/** Throws NodeOperationError for a start in the past. */
export function checkFuture(item: Item, time: LocalTime, zone: string): void {
	const now = nowIn(zone);
	if (time.millis >= now.millis) return;
	throw validationError(
		item,
		`'Start' is ${time.iso}, which is in the past: it is ${now.iso} at the location. Give a start in the future.`,
		"Nothing was sent for it. To enter an appointment afterwards, switch on the option 'Allow Past'.",
	);
}
