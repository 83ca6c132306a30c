import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { atMillis, dateOf, fromWallClock, toMillis } from '../kit/localTime';
import { readAllPages } from '../kit/paging';
import { appointmentPages, APPOINTMENTS_PER_PAGE, wallIn } from '../resources/appointment/lookup';
import {
	lengthIn,
	servicesIn,
	simplifyAppointment,
	teamMemberIn,
} from '../resources/appointment/output';
import { statusOf } from '../resources/appointment/status';
import { timeZoneOf } from '../resources/location/lookups';
import { filteredTeamMemberId } from '../resources/teamMember/locator';
import { triggerApi, triggerForm } from '../transport/editor';
import { apiError } from '../transport/errors';
import type { Api, Subject } from '../transport/operation';
import { sha256 } from './address';
import { OVER, readPollingChoice, type PollingChoice } from './pollingForm';

const APPOINTMENTS: Subject = {
	noun: 'location',
	parameters: ['Location'],
	fieldLabel: (api) => api,
	idOf: () => undefined,
	texts: {
		403: {
			action: 'The Altegio user needs the right to see the appointments of this location.',
			details: 'The owner gives it in the rights of the user, in the group Appointments.',
		},
	},
};

const DAY_MS = 24 * 60 * 60_000;

/** Which time zone `changed_after` means nobody knows: a day more covers any. */
const MARGIN_MS = DAY_MS;

/** How far back the first poll looks for what is known already. So far Altegio's clock may be behind. */
const FIRST_LOOK_MS = 3 * DAY_MS;

/** About 25 bytes each: what n8n stores for the node stays below 120 kB. */
const MAX_KEYS = 4_000;

/** What the node remembers from poll to poll. */
interface Memory {
	/** Changes when location or event do: then what was remembered says nothing. */
	subject: string;
	/** When the last good poll began, in milliseconds. */
	polledAt: number;
	/** Changes after this moment of Altegio's clock were asked for, in milliseconds. */
	askedFrom: number;
	/** Nothing that changed up to this moment of Altegio's clock is new, in milliseconds. */
	floor: number;
	/** What was seen: `keyOf` (the latest change first) or `startKeyOf` of appointments. */
	keys: string[];
}

function readMemory(data: IDataObject, subject: string): Memory | undefined {
	const { polledAt, askedFrom, floor, keys } = data;
	if (data.subject !== subject || !Array.isArray(keys)) return undefined;
	const numbers = [polledAt, askedFrom, floor];
	if (!numbers.every((one) => typeof one === 'number')) return undefined;
	return { subject, polledAt, askedFrom, floor, keys } as Memory;
}

/** What one poll works with. */
interface Look {
	api: Api;
	choice: PollingChoice;
	/** Whether an appointment passes the filters. */
	isWanted: (appointment: IDataObject) => boolean;
	zone: string;
	now: number;
}

/** What a poll found, and what it remembers for the next. */
interface Result {
	found: IDataObject[];
	next: Omit<Memory, 'subject' | 'polledAt'>;
}

/**
 * One poll. What is remembered changes only when everything was read, so a poll that fails is covered by the next.
 *
 * @returns null where there is nothing new
 * @throws NodeOperationError that names a parameter, or NodeApiError
 */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const choice = readPollingChoice(triggerForm(this));
	const api = triggerApi(this, APPOINTMENTS, { retryWords: 'try again' });
	const zone = await timeZoneOf(api, choice.location);
	const look: Look = { api, choice, isWanted: await filterOf(api, choice), zone, now: Date.now() };
	const show = (appointment: IDataObject): INodeExecutionData => ({
		json: choice.isSimple ? simplifyAppointment(appointment, choice.location, zone) : appointment,
	});
	if (this.getMode() === 'manual') return [[show(await findExample(look))]];

	const data = this.getWorkflowStaticData('node');
	const subject = `${choice.event} ${choice.location}`;
	const memory = readMemory(data, subject);
	const find = choice.event === 'appointmentChanged' ? findChanged : findStarting;
	const { found, next } = await find(look, memory);
	Object.assign(data, { subject, polledAt: look.now, ...next });
	return found.length > 0 ? [found.map(show)] : null;
}

async function filterOf(api: Api, choice: PollingChoice): Promise<Look['isWanted']> {
	const { location, statuses, teamMember } = choice;
	const member = await filteredTeamMemberId(api, location, teamMember);
	return (appointment) => {
		const status = statusOf(appointment);
		return (
			(statuses.length === 0 || (status !== undefined && statuses.includes(status))) &&
			(member === undefined || teamMemberIn(appointment) === member)
		);
	};
}

async function readAppointments({ api, choice }: Look, qs: IDataObject): Promise<IDataObject[]> {
	const options = { limit: Infinity, pageSize: APPOINTMENTS_PER_PAGE };
	return await readAllPages(options, appointmentPages(api, choice.location, qs));
}

/** An appointment with the moment of its last change. */
interface Change {
	appointment: IDataObject;
	/** By Altegio's clock, in milliseconds; Infinity where Altegio does not show it. */
	changedAt: number;
}

/** Appointments that changed after a moment, the earliest change first; some that changed before it may be there. */
async function readChanged(look: Look, from: number): Promise<Change[]> {
	const { wall } = atMillis(from, look.zone);
	const appointments = await readAppointments(look, { changed_after: wall, with_deleted: 1 });
	return appointments
		.map((appointment) => ({
			appointment,
			changedAt: toMillis(appointment.last_change_date, look.zone) ?? Infinity,
		}))
		.sort((a, b) =>
			a.changedAt === b.changedAt
				? Number(a.appointment.id) - Number(b.appointment.id)
				: a.changedAt - b.changedAt,
		);
}

/**
 * Appointment, moment of the change, and a short hash of what it says: two changes within a second differ by that.
 * Only what people change is in it, as Altegio changes the rest without a new moment.
 */
function keyOf({ appointment, changedAt }: Change): string {
	const { id, client_id, client, comment } = appointment;
	const content = JSON.stringify([
		wallIn(appointment),
		lengthIn(appointment),
		teamMemberIn(appointment),
		statusOf(appointment),
		client_id ?? (client as IDataObject | null)?.id,
		comment,
		servicesIn(appointment).map((line) => [line.id, line.cost, line.amount]),
	]);
	return `${String(id)}:${secondsOf(changedAt)}:${sha256(content).slice(0, 6)}`;
}

/** Appointment and start, in milliseconds. */
function startKeyOf({ id }: IDataObject, start: number): string {
	return `${String(id)}:${secondsOf(start)}`;
}

/** Seconds in few characters; none for no moment. */
function secondsOf(millis: number): string {
	return Number.isFinite(millis) ? Math.floor(millis / 1000).toString(36) : '';
}

/** The moment in a key, in milliseconds; Infinity where it has none. */
function momentIn(key: string): number {
	const seconds = key.split(':')[1];
	return seconds ? parseInt(seconds, 36) * 1000 : Infinity;
}

/**
 * What changed since the last poll. Which changes are new is decided by what was seen, and by Altegio's clock alone:
 * it may be ahead of n8n's, or behind.
 */
async function findChanged(look: Look, memory?: Memory): Promise<Result> {
	const askedFrom = memory ? nextFrom(memory, look.now) : look.now - FIRST_LOOK_MS - MARGIN_MS;
	const changes = (await readChanged(look, askedFrom)).map((change) => ({
		...change,
		key: keyOf(change),
	}));
	// What is older than what a poll asks for is forgotten. It may still come, by another time zone: it is not new.
	const oldest = Math.max(memory?.floor ?? 0, askedFrom - MARGIN_MS);
	const seen = new Set(memory?.keys);
	const fresh = changes.filter(({ key, changedAt }) => !seen.has(key) && changedAt > oldest);
	// What shows no moment is remembered as long as Altegio gives it.
	const known = [...seen].filter((key) => momentIn(key) < Infinity);
	const keys = [...new Set([...known, ...changes.map(({ key }) => key)])]
		.filter((key) => momentIn(key) > oldest)
		.sort((a, b) => (momentIn(a) === momentIn(b) ? 0 : momentIn(b) - momentIn(a)));
	const forgotten = keys[MAX_KEYS];
	return {
		found: memory
			? fresh.map(({ appointment }) => appointment).filter((one) => look.isWanted(one))
			: [],
		next: {
			askedFrom,
			floor: forgotten === undefined ? oldest : Math.min(momentIn(forgotten), look.now),
			keys: keys.slice(0, MAX_KEYS),
		},
	};
}

/** What came after the newest change that was seen, and after the last poll, by whichever clock is behind. */
function nextFrom({ polledAt, askedFrom, keys }: Memory, now: number): number {
	const newest = keys.map(momentIn).find((moment) => moment < Infinity) ?? Infinity;
	const last = Math.min(polledAt, newest);
	return Math.max(askedFrom, Math.min(last, now) - MARGIN_MS);
}

/** Appointments that begin within some time, soonest first. */
async function readStarting(look: Look, withinMs: number) {
	const { zone, now, isWanted } = look;
	const start_date = dateOf(atMillis(now, zone));
	const end_date = dateOf(atMillis(now + withinMs, zone));
	return (await readAppointments(look, { start_date, end_date }))
		.map((appointment) => ({
			appointment,
			start: fromWallClock(wallIn(appointment), zone)?.millis ?? NaN,
		}))
		.filter(({ start }) => start > now && start <= now + withinMs)
		.filter(({ appointment }) => !OVER.some((status) => status === statusOf(appointment)))
		.filter(({ appointment }) => isWanted(appointment))
		.sort((a, b) => a.start - b.start);
}

/** What begins soon and was not seen with this start. */
async function findStarting(look: Look, memory?: Memory): Promise<Result> {
	const seen = new Set(memory?.keys);
	const fresh = (await readStarting(look, look.choice.beforeMs))
		.map(({ appointment, start }) => ({ appointment, key: startKeyOf(appointment, start) }))
		.filter(({ key }) => !seen.has(key));
	// A start that has passed cannot come again.
	const ahead = [...seen].filter((key) => momentIn(key) > look.now);
	return {
		found: fresh.map(({ appointment }) => appointment),
		next: { askedFrom: 0, floor: 0, keys: [...ahead, ...fresh.map(({ key }) => key)] },
	};
}

/** How far back and ahead an example for the editor is looked for, in days: near first, to read little. */
const EXAMPLE_DAYS = [1, 31] as const;

/**
 * A real appointment for "Fetch test event". Nothing is remembered of it.
 *
 * @throws NodeApiError if there is none
 */
async function findExample(look: Look): Promise<IDataObject> {
	const { api, choice, now, isWanted } = look;
	const isSoon = choice.event === 'appointmentStartsSoon';
	for (const days of EXAMPLE_DAYS) {
		const [next] = isSoon ? await readStarting(look, days * DAY_MS) : [];
		if (next) return next.appointment;
	}
	for (const days of EXAMPLE_DAYS) {
		const changes = await readChanged(look, now - days * DAY_MS);
		const last = changes.findLast(({ appointment }) => isWanted(appointment));
		if (last) return last.appointment;
	}
	throw apiError(api.caller, {
		message: `No appointment of the last ${EXAMPLE_DAYS[1]} days fits, so there is no example to show. Make one in Altegio, or remove 'Filters', then try again.`,
	});
}
