import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Connection } from '../core/credentialUse';
import { DEFAULT_LIMITS, type Limits } from '../core/rateLimiter';
import { isBlank } from '../core/values';
import { validationError } from './errors';
import type { Form } from './item';

/** How the requests of an item are sent: what the user set under Request Options. */
export interface RequestOptions {
	limits: Limits;
	/** A caller who cannot wait longer for its turn, such as the editor. It is told at once, without a retry. */
	maxWaitMs?: number;
	/** Most tries of one request, where fewer than usual are wanted. */
	maxTries?: number;
	/** When everything has to be over, by `performance.now()`: n8n itself waits only so long. */
	deadline?: number;
	/** A pause of so many milliseconds after every so many items, where n8n leaves Batching to the node. */
	batching: { size: number; intervalMs: number };
	connection: Connection;
}

/** n8n's own is five minutes, in which a single silent answer would hold up all items. */
export const TIMEOUT_MS = 60_000;

/** The longest that a timer takes: a longer one would go off at once, after the request was sent. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * Reads the Request Options of a form: ours, and those that n8n adds to every declarative node.
 *
 * @throws NodeOperationError for a proxy that is no address
 */
export function readRequestOptions(form: Form): RequestOptions {
	const options = form.getNodeParameter('requestOptions', {}) as IDataObject;
	const { requestsPerSecond, requestsPerMinute, timeout, proxy, allowUnauthorizedCerts } = options;
	const { batch } = (options.batching ?? {}) as { batch?: IDataObject };
	const batchSize = Number(batch?.batchSize) || 1;
	return {
		limits: {
			perSecond: limit(requestsPerSecond, DEFAULT_LIMITS.perSecond),
			perMinute: limit(requestsPerMinute, DEFAULT_LIMITS.perMinute),
		},
		batching: {
			// n8n's form says that -1 switches batching off.
			size: batchSize < 0 ? Infinity : batchSize,
			intervalMs: Number(batch?.batchInterval) || 0,
		},
		connection: {
			timeout: Number(timeout) > 0 ? Math.min(Number(timeout), MAX_TIMEOUT_MS) : TIMEOUT_MS,
			...(allowUnauthorizedCerts === true && { skipSslCertificateValidation: true }),
			...(proxy && { proxy: toProxy(form, proxy) }),
		},
	};
}

function limit(value: unknown, standard: number): number {
	// 0 is the user's wish for no limit, an empty cell is not.
	const chosen = isBlank(value) ? standard : Number(value);
	return Number.isFinite(chosen) && chosen >= 0 ? Math.ceil(chosen) : standard;
}

function toProxy(form: Form, address: unknown): IHttpRequestOptions['proxy'] {
	const isAddress = typeof address === 'string' && /^https?:/i.test(address.trim());
	if (!isAddress || !URL.canParse(address)) {
		// The value stays out of the message: it may hold a password.
		throw validationError(
			form,
			"'Proxy' under Request Options must be a full address.",
			'Give it with its protocol and port, for example http://127.0.0.1:3128, or remove the option.',
		);
	}
	const { protocol, hostname, port, username, password } = new URL(address);
	if (!isDecodable(username + password)) {
		throw validationError(
			form,
			"'Proxy' under Request Options holds a % in its user or password: write % as %25.",
			'Other signs that separate the parts of an address are written with % too: @ as %40, : as %3A, / as %2F.',
		);
	}
	return {
		protocol: protocol.replace(':', ''),
		host: hostname,
		port: Number(port) || (protocol === 'https:' ? 443 : 80),
		// Still with their % signs: n8n's agent decodes them.
		...(username && { auth: { username, password } }),
	};
}

function isDecodable(text: string): boolean {
	try {
		decodeURIComponent(text);
		return true;
	} catch {
		return false;
	}
}
