import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { isObject, positiveInteger, textOf } from '../../core/values';
import { matches, toOptions } from '../../kit/choices';
import { customFieldOptions, listLabels } from '../../kit/customFields';
import { addDays, dateOf, nowIn } from '../../kit/localTime';
import { readPages } from '../../kit/paging';
import { editorApi } from '../../transport/editor';
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

/** The appointments of the coming days, in the order of time, by client, phone, service and ID. */
async function searchAppointments(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const api = editorApi(this, APPOINTMENT);
	const locationId = locationIdInForm(this);
	const today = dateOf(nowIn(await timeZoneOf(api, locationId)));
	const qs = { start_date: today, end_date: addDays(today, DAYS) };
	const found: IDataObject[] = [];
	const options = { limit: MAX_READ, pageSize: APPOINTMENTS_PER_PAGE };
	for await (const { entries } of readPages(options, appointmentPages(api, locationId, qs))) {
		found.push(
			...entries.filter(
				(appointment) => positiveInteger(appointment.id) && fits(appointment, filter),
			),
		);
	}
	const sorted = found.sort((a, b) => wallIn(a).localeCompare(wallIn(b)));
	return { results: sorted.slice(0, MAX_RESULTS).map(toEntry) };
}

/** Phones are looked for by their digits too: people type them in many ways. */
function fits(appointment: IDataObject, filter: string): boolean {
	const { name, phone } = clientIn(appointment);
	const services = servicesIn(appointment).map(({ title }) => title);
	const digits = /^[\d\s()+.-]{3,}$/.test(filter.trim()) ? filter.replace(/\D/g, '') : undefined;
	const isInPhone = digits !== undefined && textOf(phone).replace(/\D/g, '').includes(digits);
	return (
		isInPhone || filter.trim() === '' || matches(filter, [name, phone, appointment.id, ...services])
	);
}

function clientIn({ client }: IDataObject): IDataObject {
	return isObject(client) ? client : {};
}

function toEntry(appointment: IDataObject): { name: string; value: number } {
	const { name, phone } = clientIn(appointment);
	const who = [name, phone].map(textOf).filter(Boolean).join(' ') || 'no client';
	const what = servicesIn(appointment)
		.map(({ title }) => textOf(title))
		.join(' + ');
	const when = wallIn(appointment).slice(0, 16).replace('T', ' ');
	const id = Number(appointment.id);
	return { name: `${[when, who, what].filter(Boolean).join(', ')} (${id})`, value: id };
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
