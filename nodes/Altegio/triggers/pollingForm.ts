import type { INodeProperties } from 'n8n-workflow';

import { toNumber } from '../core/values';
import type { IdOrName } from '../kit/names';
import { convertValue, readCollection, readSimplify, toChoice } from '../kit/parameters';
import { simplify } from '../kit/properties';
import { STATUSES, statusFilter, type Status } from '../resources/appointment/status';
import { readLocationId } from '../resources/location/locator';
import { readTeamMemberFilter, teamMemberFilter } from '../resources/teamMember/locator';
import { validationError } from '../transport/errors';
import type { Form } from '../transport/item';
import { readAny } from './parameters';

const EVENTS = ['appointmentChanged', 'appointmentStartsSoon'] as const;
type EventName = (typeof EVENTS)[number];

const MINUTE_MS = 60_000;

/** A longer look ahead would read the whole future of the location with each poll. */
const MAX_BEFORE_MINUTES = 31 * 24 * 60;

/** Statuses of appointments that nobody expects any more. */
export const OVER: ReadonlyArray<Status | 'cancelled'> = ['cancelled', 'noShow'];

const before: INodeProperties = {
	displayName: 'Minutes Before',
	name: 'before',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1440,
	description:
		'How long before its start an appointment starts the workflow. It should be longer than the time between two polls: an appointment that has begun starts nothing.',
	displayOptions: { show: { event: ['appointmentStartsSoon'] } },
};

const status: INodeProperties = {
	...statusFilter,
	options: [
		{ name: 'Arrived', value: 'arrived' },
		{ name: 'Cancelled', value: 'cancelled' },
		{ name: 'Confirmed', value: 'confirmed' },
		{ name: 'No-Show', value: 'noShow' },
		{ name: 'Waiting', value: 'waiting' },
	],
};

/** What the form of the polling trigger shows below the location. */
export const pollingProperties: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		default: 'appointmentChanged',
		options: [
			{
				name: 'Appointment Changed',
				value: 'appointmentChanged',
				description: 'When an appointment was created, changed or cancelled',
			},
			{
				name: 'Appointment Starts Soon',
				value: 'appointmentStartsSoon',
				description: 'Once for each appointment and start, some time before it',
			},
		],
	},
	before,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [status, teamMemberFilter],
	},
	simplify,
];

/** What the user chose in the form. */
export interface PollingChoice {
	location: number;
	event: EventName;
	/** Only where appointments start soon. */
	beforeMs: number;
	/** Empty means any. */
	statuses: Array<Status | 'cancelled'>;
	/** Undefined means any. */
	teamMember: IdOrName | undefined;
	isSimple: boolean;
}

/**
 * Reads the form of the polling trigger.
 *
 * @throws NodeOperationError that names the parameter
 */
export function readPollingChoice(form: Form): PollingChoice {
	const filters = readCollection(form, 'filters');
	const location = readLocationId(form);
	const event = toChoice(form, 'Event', form.getNodeParameter('event', EVENTS[0]), EVENTS);
	const isSoon = event === 'appointmentStartsSoon';
	const statuses = readAny(form, status, filters.status, [...STATUSES, 'cancelled']);
	if (isSoon && statuses.length > 0 && statuses.every((one) => OVER.includes(one))) {
		throw validationError(
			form,
			`'${status.displayName}' is ${statuses.join(', ')}: such appointments never start soon. Choose another status, or none for all.`,
		);
	}
	return {
		location,
		event,
		beforeMs: isSoon ? readMinutes(form) * MINUTE_MS : 0,
		statuses,
		teamMember: readTeamMemberFilter(form, filters),
		isSimple: readSimplify(form),
	};
}

function readMinutes(form: Form): number {
	const given = form.getNodeParameter(before.name, before.default);
	const toMinutes = toNumber({ min: 1, max: MAX_BEFORE_MINUTES });
	return convertValue(form, before.displayName, given, toMinutes);
}
