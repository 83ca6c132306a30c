import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { isBlank } from '../resources/location/values';
import { refusal } from './errors';
import type { Item } from './item';
import { DEFAULT_LIMITS, type Limits } from './pace';

/** How the requests of an item are sent: what the user set under Request Options. */
export interface Settings {
	limits: Limits;
	/** A pause of so many milliseconds after every so many items, where n8n leaves Batching to the node. */
	batching: { size: number; intervalMs: number };
	connection: Pick<IHttpRequestOptions, 'proxy' | 'skipSslCertificateValidation' | 'timeout'>;
}

/** n8n's own is five minutes, in which a single silent answer would hold up all items. */
const TIMEOUT_MS = 60_000;

/** The longest that a timer takes: a longer one would go off at once, after the request was sent. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * Reads the Request Options of an item: ours, and those that n8n adds to every declarative node.
 *
 * @throws NodeOperationError for a proxy that is no address
 */
export function settingsOf(item: Item): Settings {
	const options = item.getNodeParameter('requestOptions', {}) as IDataObject;
	const { requestsPerSecond, requestsPerMinute, timeout, proxy, allowUnauthorizedCerts } = options;
	const { batch } = (options.batching ?? {}) as { batch?: IDataObject };
	return {
		limits: {
			perSecond: limit(requestsPerSecond, DEFAULT_LIMITS.perSecond),
			perMinute: limit(requestsPerMinute, DEFAULT_LIMITS.perMinute),
		},
		batching: {
			size: Math.max(Number(batch?.batchSize) || 1, 1),
			intervalMs: Number(batch?.batchInterval) || 0,
		},
		connection: {
			timeout: Number(timeout) > 0 ? Math.min(Number(timeout), LONGEST_TIMEOUT_MS) : TIMEOUT_MS,
			...(allowUnauthorizedCerts === true && { skipSslCertificateValidation: true }),
			...(proxy && { proxy: toProxy(item, proxy) }),
		},
	};
}

function limit(value: unknown, standard: number): number {
	// 0 is the user's wish for no limit, an empty cell is not.
	const chosen = isBlank(value) ? standard : Number(value);
	return Number.isFinite(chosen) && chosen >= 0 ? Math.ceil(chosen) : standard;
}

function toProxy(item: Item, address: unknown): IHttpRequestOptions['proxy'] {
	const isAddress = typeof address === 'string' && /^https?:/i.test(address.trim());
	if (!isAddress || !URL.canParse(address)) {
		// The value stays out of the message: it may hold a password.
		throw refusal(
			item,
			"'Proxy' under Request Options must be a full address.",
			'Give it with its protocol and port, for example http://127.0.0.1:3128, or remove the option.',
		);
	}
	const { protocol, hostname, port, username, password } = new URL(address);
	const auth = { username: decodeURIComponent(username), password: decodeURIComponent(password) };
	return {
		protocol: protocol.replace(':', ''),
		host: hostname,
		port: Number(port) || (protocol === 'https:' ? 443 : 80),
		...(username && { auth }),
	};
}
