import { failure, legacyFailure, success } from './answers';
import type { Values } from './values';

/**
 * What goes wrong with one request. Without `status` and `body` the true answer is given (late, cut, or with more headers).
 */
export interface Fault {
	status?: number;
	/** A function is called with the time at which the answer is sent. */
	headers?: Record<string, string | ((now: number) => string)>;
	/** An object is sent as JSON, a string as it is. */
	body?: unknown;
	/** Waits before answering, after the operation was applied; `Infinity` never answers. */
	delayMs?: number;
	/** Ends the connection before the operation, after it but before the answer, or in the middle of the answer. */
	cut?: 'before' | 'after' | 'half';
	/** Whether the operation is applied; by default it is unless another answer is given or the cut comes before. */
	apply?: boolean;
	/** Makes the true answer one in another shape, such as numbers as texts: another server may give it so. */
	reshape?: (body: unknown) => unknown;
	/** Body fields that are not stored although the update is answered with success. */
	ignoreFields?: string[];
}

/** Which requests a fault applies to. What is left out applies to all. */
export interface FaultMatch {
	method?: string;
	/** A whole path below /api/v1, or a pattern. */
	path?: string | RegExp;
	/** Parameters in the path by the names of the document: `{ location_id: 37532 }`. */
	params?: Values;
	/** Short for `params: { location_id }`. */
	locationId?: number;
}

/** Whether a fault applies to a request. */
export function matches(
	{ method, path, params, locationId }: FaultMatch,
	request: { method: string; path: string; params: Values },
): boolean {
	const wanted = { ...params, ...(locationId !== undefined && { location_id: locationId }) };
	return (
		(method === undefined || method.toUpperCase() === request.method) &&
		(path === undefined ||
			(typeof path === 'string' ? path === request.path : request.path.search(path) >= 0)) &&
		Object.entries(wanted).every(([name, value]) => request.params[name] === value)
	);
}

const html = (title: string) =>
	`<html>\r\n<head><title>${title}</title></head>\r\n<body><center><h1>${title}</h1></center></body>\r\n</html>\r\n`;

const tooMany = failure(429, 'Too many requests.');

/** Faults by name. Change one with a spread: `{ ...faults.slow, delayMs: 50 }`. */
export const faults = {
	unauthorized: failure(401, 'Authentication needed.'),
	unauthorizedLegacy: legacyFailure(401, 'Authentication needed.'),
	licenseExpired: failure(402, 'The license of this location has to be renewed.'),
	forbidden: failure(403, 'Not enough rights.'),
	notFound: legacyFailure(404, 'Not found'),
	conflict: {
		status: 409,
		body: { success: false, data: null, meta: { message: 'Busy at this time.', conflict: true } },
	},
	invalidFields: failure(422, 'The given data was invalid.', {
		zip: ['The zip field is too long.'],
		phones: ['The phones field has an unknown format.', 'The phones field has too many entries.'],
	}),
	tooManyRequests: { ...tooMany, headers: { 'Retry-After': '1' } },
	/** An HTTP date has no fractions of a second: two seconds ahead means a wait of one to two. */
	tooManyRequestsDate: {
		...tooMany,
		headers: { 'Retry-After': (now: number) => new Date(now + 2_000).toUTCString() },
	},
	tooManyRequestsBare: tooMany,
	serverError: failure(500, 'An error has occurred.'),
	badGateway: { status: 502, body: html('502 Bad Gateway') },
	unavailable: { status: 503, body: html('503 Service Temporarily Unavailable') },
	gatewayTimeout: { status: 504, body: html('504 Gateway Time-out') },
	/** A lost answer: the operation was applied, the proxy says otherwise. */
	gatewayTimeoutApplied: { status: 504, body: html('504 Gateway Time-out'), apply: true },
	htmlPage: { status: 200, body: html('Maintenance') },
	emptyBody: { status: 200, body: '' },
	notSuccessful: { ...failure(200, 'The operation was not carried out.') },
	/** An update that claims success and stores nothing. */
	notStored: success({}, 200),
	phonesNotStored: { ignoreFields: ['phones'] },
	slow: { delayMs: 1_000 },
	cutBefore: { cut: 'before' },
	cutAfter: { cut: 'after' },
	cutHalf: { cut: 'half' },
	redirect: {
		status: 302,
		headers: { Location: 'http://elsewhere.invalid/api/v1/companies' },
		body: '',
	},
	never: { delayMs: Infinity, apply: false },
	neverButApplied: { delayMs: Infinity, apply: true },
} satisfies Record<string, Fault>;

/** Names of the presets, for use from outside the process. */
export type FaultName = keyof typeof faults;
