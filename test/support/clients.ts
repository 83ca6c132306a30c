import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { FIRST_ID, locator, UNPACED } from './fixture';

/** Clients that the sandbox starts with: what is special about each stands in its seed. */
export const ADA = 7001;
export const BEN = 7002;
export const EXTRA_PHONE_OWNER = 7007;

/** Their phones, as digits. */
export const PHONES = {
	ada: '15550100101',
	ben: '15550100102',
	twice: '15550100103',
	extra: '15550100177',
	unknown: '15550100999',
};

/** Parameters of an operation on clients of the first location. */
export function client(operation: string, more: object = {}): INodeParameters {
	return {
		resource: 'client',
		operation,
		locationId: locator(FIRST_ID),
		...UNPACED,
		...more,
	} as INodeParameters;
}

/** The locator of a client. */
export function theClient(value: unknown, mode: 'id' | 'list' | 'phone' = 'id'): INodeParameters {
	return { __rl: true, mode, value } as INodeParameters;
}

/** Parameters of Create or Update, by the fields of the item. */
export function upsert(additionalFields: object = {}, more: object = {}): INodeParameters {
	return client('upsert', {
		phone: '={{ $json.phone }}',
		name: '={{ $json.name }}',
		additionalFields,
		...more,
	});
}

/** The requests that arrived, in short. */
export function requestsOf({ requests }: Sandbox): string[] {
	return requests.map(({ method, path }) => `${method} ${path.replace(String(FIRST_ID), 'L')}`);
}

export const SEARCH = 'POST /company/L/clients/search';
export const LIST = 'GET /clients/L';
export const CREATE = 'POST /clients/L';

/** How many clients of the first location have a phone. */
export function countOf({ clients }: Sandbox, phone: string): number {
	return [...clients.values()].filter(
		(one) => one.location_id === FIRST_ID && one.phone.replace(/\D/g, '') === phone,
	).length;
}

/** A client as the sandbox holds it. */
export function stored({ clients }: Sandbox, id: number): IDataObject {
	return structuredClone(clients.get(id)) as unknown as IDataObject;
}
