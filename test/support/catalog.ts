import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { FIRST_ID, locator, UNPACED } from './fixture';

/** Services and team members that the sandbox starts with: what is special about each stands in its seed. */
export const HAIRCUT = 70101;
export const BEARD = 70102;
export const ANNA = 50101;
export const BEN = 50102;
export const MIA = 50114;

/** Parameters of an operation on services of the first location. */
export function service(operation: string, more: object = {}): INodeParameters {
	return parametersOf('service', operation, more);
}

/** Parameters of an operation on team members of the first location. */
export function teamMember(operation: string, more: object = {}): INodeParameters {
	return parametersOf('teamMember', operation, more);
}

function parametersOf(resource: string, operation: string, more: object): INodeParameters {
	return {
		...{ resource, operation, locationId: locator(FIRST_ID), ...UNPACED },
		...more,
	} as INodeParameters;
}

/** A locator by name or by ID. */
export function byName(value: unknown): INodeParameters {
	return { __rl: true, mode: 'name', value } as INodeParameters;
}

/** The requests that arrived, in short. */
export function requestsOf({ requests }: Sandbox): string[] {
	return requests.map(({ method, path }) => `${method} ${path.replace(String(FIRST_ID), 'L')}`);
}
