import type {
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	IPollFunctions,
} from 'n8n-workflow';

import { toNumber } from '../core/values';
import { atMillis, dateOf, fromWallClock, toMillis } from '../kit/localTime';
import { readAllPages } from '../kit/paging';
import type { IdOrName } from '../kit/names';
import { convertValue, readCollection, readSimplify, toChoice } from '../kit/parameters';
import { simplify } from '../kit/properties';
import { appointmentPages, APPOINTMENTS_PER_PAGE, wallIn } from '../resources/appointment/lookup';
import { simplifyAppointment, teamMemberIn } from '../resources/appointment/output';
import { statusOf, STATUSES } from '../resources/appointment/status';
import { readLocationId } from '../resources/location/locator';
import { timeZoneOf } from '../resources/location/lookups';
import { LOCATION } from '../resources/location/subject';
import {
	filteredTeamMemberId,
	readTeamMemberFilter,
	teamMemberFilter,
} from '../resources/teamMember/locator';
import { triggerApi, triggerForm } from '../transport/editor';
import { apiError } from '../transport/errors';
import type { Form } from '../transport/item';
import type { Api } from '../transport/operation';
import { sha256 } from './address';
import { readAny } from './parameters';

const EVENTS = ['appointmentChanged', 'appointmentStartsSoon'] as const;
type EventName = (typeof EVENTS)[number];

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A longer look ahead would read the whole future of the location each time. */
const MAX_BEFORE_MINUTES = 31 * 24 * 60;

/** About 25 bytes each: what n8n stores for the node stays below 100 kB. */
const MAX_KEYS = 4_000;

const before: INodeProperties = {
	displayName: 'Minutes Before',
	name: 'before',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1440,
	description:
		'How long before its start an appointment starts the workflow. It should be longer than the time between two polls.',
	displayOptions: { show: { event: ['appointmentStartsSoon'] } },
};

const status: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'multiOptions',
	default: [],
	description: 'Only appointments with one of these statuses',
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
interface Choice {
	location: number;
	event: EventName;
	beforeMs: number;
	statuses: string[];
	teamMember: IdOrName | undefined;
	isSimple: boolean;
}

function readChoice(form: Form): Choice {
	const filters = readCollection(form, 'filters');
	const event = toChoice(form, 'Event', form.getNodeParameter('event', ''), EVENTS);
	const minutes = toNumber({ min: 1, max: MAX_BEFORE_MINUTES });
	const given = form.getNodeParameter('before', before.default);
	return {
		location: readLocationId(form),
		event,
		beforeMs:
			event === 'appointmentChanged'
				? 0
				: convertValue(form, before.displayName, given, minutes) * MINUTE_MS,
		statuses: readAny(form, status, filters.status, [...STATUSES, 'cancelled']),
		teamMember: readTeamMemberFilter(form, filters),
		isSimple: readSimplify(form),
	};
}

/** What the node remembers from poll to poll. */
interface Memory {
	/** Changes when location or event do: then what was remembered says nothing. */
	subject: string;
	/** When the last good poll began, in milliseconds. */
	polledAt: number;
	/** Nothing that changed up to then is new, whether remembered or not. */
	floor: number;
	/** What was seen, as texts. */
	keys: string[];
}

function readMemory(data: IDataObject, subject: string): Memory | undefined {
	const { polledAt, floor, keys } = data;
	if (data.subject !== subject || typeof polledAt !== 'number' || !Array.isArray(keys)) {
		return undefined;
	}
	return { subject, polledAt, floor: Number(floor), keys: keys as string[] };
}

/**
 * One poll. What is remembered changes only when everything was read, so a poll that fails is covered by the next.
 *
 * @returns null where there is nothing new
 */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const choice = readChoice(triggerForm(this));
	const api = triggerApi(this, LOCATION, { retryWords: 'try again' });
	const { location, teamMember } = choice;
	const zone = await timeZoneOf(api, location);
	const teamMemberId = await filteredTeamMemberId(api, location, teamMember);
	const show = (appointment: IDataObject): INodeExecutionData => ({
		json: choice.isSimple ? simplifyAppointment(appointment, choice.location, zone) : appointment,
	});
	const look: Look = { api, choice, teamMemberId, zone, now: Date.now() };
	if (this.getMode() === 'manual') return [[show(await findExample(look))]];

	const data = this.getWorkflowStaticData('node');
	const subject = `${choice.event} ${choice.location}`;
	const memory = readMemory(data, subject);
	const { found, next } =
		choice.event === 'appointmentChanged'
			? await findChanged(look, subject, memory)
			: await findStarting(look, subject, memory);
	Object.assign(data, next);
	return found.length > 0 ? [found.map(show)] : null;
}

interface Look {
	api: Api;
	choice: Choice;
	teamMemberId: number | undefined;
	zone: string;
	now: number;
}

interface Result {
	found: IDataObject[];
	next: Memory;
}

async function readAppointments({ api, choice }: Look, qs: IDataObject): Promise<IDataObject[]> {
	const options = { limit: Infinity, pageSize: APPOINTMENTS_PER_PAGE };
	return await readAllPages(options, appointmentPages(api, choice.location, qs));
}

function isWanted({ choice, teamMemberId }: Look, appointment: IDataObject): boolean {
	const { statuses } = choice;
	return (
		(statuses.length === 0 || statuses.includes(String(statusOf(appointment)))) &&
		(teamMemberId === undefined || teamMemberIn(appointment) === teamMemberId)
	);
}

/** A day more than needed: which time zone the filter means is not known, and the clocks of Altegio may differ. */
async function readChanged(look: Look, sinceMs: number): Promise<IDataObject[]> {
	const { wall } = atMillis(sinceMs - DAY_MS, look.zone);
	return await readAppointments(look, { changed_after: wall, with_deleted: 1 });
}

/** Fields whose change counts even if it came within the same second as another. */
const FINGERPRINT = ['date', 'staff_id', 'seance_length', 'attendance', 'deleted', 'comment'];

/** Appointment, moment of the change, and a short hash of what it says. */
function keyOf(appointment: IDataObject, changedAt: number): string {
	const content = JSON.stringify(FINGERPRINT.map((name) => appointment[name]));
	const services = JSON.stringify(appointment.services ?? null);
	const hash = sha256(content + services).slice(0, 6);
	return `${appointment.id}:${Math.floor(changedAt / 1000).toString(36)}:${hash}`;
}

function changedAtOf(key: string): number {
	return parseInt(key.split(':')[1] ?? '', 36) * 1000;
}

async function findChanged(look: Look, subject: string, memory?: Memory): Promise<Result> {
	const { now, zone } = look;
	const since = memory?.polledAt ?? now;
	const appointments = (await readChanged(look, since)).map((appointment) => {
		const changedAt = toMillis(appointment.last_change_date, zone) ?? since;
		return { appointment, changedAt, key: keyOf(appointment, changedAt) };
	});
	const seen = new Set(memory?.keys);
	// What is older than what a poll asks for may show up by a change of clocks: it is not new.
	const floor = Math.max(memory?.floor ?? 0, since - 2 * DAY_MS);
	const fresh = memory
		? appointments.filter(({ key, changedAt }) => !seen.has(key) && changedAt > floor)
		: [];
	const kept = [...seen, ...appointments.map(({ key }) => key)].filter(
		(key) => changedAtOf(key) > floor,
	);
	const keys = [...new Set(kept)].sort((a, b) => changedAtOf(b) - changedAtOf(a));
	const dropped = keys[MAX_KEYS];
	return {
		found: fresh
			.filter(({ appointment }) => isWanted(look, appointment))
			.sort(
				(a, b) => a.changedAt - b.changedAt || Number(a.appointment.id) - Number(b.appointment.id),
			)
			.map(({ appointment }) => appointment),
		next: {
			subject,
			polledAt: now,
			floor: dropped === undefined ? floor : Math.max(floor, changedAtOf(dropped)),
			keys: keys.slice(0, MAX_KEYS),
		},
	};
}

/** The appointments that begin within the time before, soonest first. */
async function readStarting(look: Look, beforeMs: number) {
	const { zone, now } = look;
	const start_date = dateOf(atMillis(now, zone));
	const end_date = dateOf(atMillis(now + beforeMs, zone));
	return (await readAppointments(look, { start_date, end_date }))
		.map((appointment) => ({
			appointment,
			start: fromWallClock(wallIn(appointment), zone)?.millis ?? NaN,
		}))
		.filter(({ start }) => start > now && start <= now + beforeMs)
		.filter(({ appointment }) => !['cancelled', 'noShow'].includes(String(statusOf(appointment))))
		.filter(({ appointment }) => isWanted(look, appointment))
		.sort((a, b) => a.start - b.start);
}

async function findStarting(look: Look, subject: string, memory?: Memory): Promise<Result> {
	const { now, choice } = look;
	const seen = new Set(memory?.keys);
	const starting = (await readStarting(look, choice.beforeMs)).map(({ appointment, start }) => ({
		appointment,
		key: `${appointment.id}:${Math.floor(start / 1000).toString(36)}`,
	}));
	const fresh = starting.filter(({ key }) => !seen.has(key));
	// A start that has passed cannot come again.
	const kept = [...seen].filter((key) => changedAtOf(key) > now);
	return {
		found: fresh.map(({ appointment }) => appointment),
		next: { subject, polledAt: now, floor: 0, keys: [...kept, ...fresh.map(({ key }) => key)] },
	};
}

/** How far back and ahead an example for the editor is looked for. */
const EXAMPLE_DAYS = 31;

/** A real appointment for "Fetch test event". Nothing is remembered of it. */
async function findExample(look: Look): Promise<IDataObject> {
	const { api, choice, zone, now } = look;
	const changed = async (): Promise<IDataObject | undefined> => {
		const appointments = (await readChanged(look, now - EXAMPLE_DAYS * DAY_MS)).filter((one) =>
			isWanted(look, one),
		);
		const changedAt = (one: IDataObject) => toMillis(one.last_change_date, zone) ?? 0;
		return appointments.sort((a, b) => changedAt(b) - changedAt(a))[0];
	};
	const [soon] =
		choice.event === 'appointmentStartsSoon' ? await readStarting(look, EXAMPLE_DAYS * DAY_MS) : [];
	const example = soon?.appointment ?? (await changed());
	if (example) return example;
	throw apiError(api.caller, {
		message: `No appointment of the last ${EXAMPLE_DAYS} days fits, so there is no example to show. Make one in Altegio, or remove 'Filters', then try again.`,
	});
}
