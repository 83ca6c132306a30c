import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { digitsOf } from '../../core/phone';
import { isObject, positiveInteger, textOf } from '../../core/values';
import { matches, toListEntry, toOptions } from '../../kit/choices';
import { customFieldOptions, listLabels } from '../../kit/customFields';
import { addDays, dateOf, nowIn } from '../../kit/localTime';
import { readPages } from '../../kit/paging';
import { editorApi } from '../../transport/editor';
import type { Api } from '../../transport/operation';
import { locationIdInForm } from '../location/locator';
import { timeZoneOf } from '../location/lookups';
import { APPOINTMENTS_PER_PAGE, appointmentPages, wallIn } from './lookup';
import { servicesIn } from './output';
import { APPOINTMENT } from './subject';

/** Who looks for an appointment in a form means one of the next days. */
const DAYS = 14;

/** The list cannot go on from page to page in the order of time, so this is where it ends. */
const MAX_READ = 1_000;
const MAX_RESULTS = 100;

/** What the list shows of an appointment: the rest would only fill the memory. */
interface Entry {
	id: number;
	/** Start by the clock at the location. */
	start: string;
	name: string;
	phone: string;
	services: string[];
}

/** The appointments of the coming days, in the order of time, by client, phone, service and ID. */
async function searchAppointments(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const entries = await comingAppointments(editorApi(this, APPOINTMENT), locationIdInForm(this));
	const found = entries.filter((entry) => fits(entry, filter)).slice(0, MAX_RESULTS);
	return { results: found.map(toItem) };
}

/** Read once for all letters of a search. */
async function comingAppointments(api: Api, locationId: number): Promise<Entry[]> {
	return await api.once(`coming appointments ${locationId}`, async () => {
		const today = dateOf(nowIn(await timeZoneOf(api, locationId)));
		const qs = { start_date: today, end_date: addDays(today, DAYS) };
		const all: Entry[] = [];
		const options = { limit: MAX_READ, pageSize: APPOINTMENTS_PER_PAGE };
		for await (const { entries } of readPages(options, appointmentPages(api, locationId, qs))) {
			all.push(...entries.map(toEntry).filter(({ id }) => positiveInteger(id)));
		}
		return all.sort((a, b) => a.start.localeCompare(b.start));
	});
}

function toEntry(appointment: IDataObject): Entry {
	const client = isObject(appointment.client) ? appointment.client : {};
	return {
		id: Number(appointment.id),
		start: wallIn(appointment),
		name: textOf(client.name),
		phone: textOf(client.phone),
		services: servicesIn(appointment).map(({ title }) => textOf(title)),
	};
}

/** Phones are looked for by their digits too: people type them in many ways. */
function fits({ id, name, phone, services }: Entry, filter: string): boolean {
	const digits = digitsOf(filter);
	const isPartOfPhone = digits.length >= 3 && /^[\d\s()+.-]+$/.test(filter);
	const isInPhone = isPartOfPhone && digitsOf(phone).includes(digits);
	return isInPhone || filter.trim() === '' || matches(filter, [name, phone, id, ...services]);
}

function toItem({ id, start, name, phone, services }: Entry): INodeListSearchItems {
	const who = [name, phone].filter(Boolean).join(' ') || 'no client';
	return toListEntry(id, [start.slice(0, 16).replace('T', ' '), who, services.join(' + ')]);
}

/** Labels of appointments. */
async function getAppointmentLabels(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const api = editorApi(this, APPOINTMENT);
	const labels = await listLabels(api, locationIdInForm(this), 'record');
	return toOptions(labels.map(({ id, title }) => ({ id, title })));
}

/** Custom fields of appointments. */
async function getAppointmentCustomFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await customFieldOptions(editorApi(this, APPOINTMENT), locationIdInForm(this), 'record');
}

export const appointmentLists = {
	listSearch: { searchAppointments },
	loadOptions: { getAppointmentCustomFields, getAppointmentLabels },
};
