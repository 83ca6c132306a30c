import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';

import { cleanToken } from '../core/tokens';

const TOKEN_LENGTH = 32;

/**
 * The secret in the address of a trigger. Altegio signs nothing, so an address that nobody can guess is the proof.
 * It is derived, not stored: n8n may lose what a trigger stores, and asks for it before it is stored.
 */
export function tokenOf(
	node: INode,
	credentials: ICredentialDataDecryptedObject,
	isTest: boolean,
): string {
	const text = `altegio-trigger:${webhookIdOf(node)}:${isTest ? 'test' : 'live'}`;
	return createHmac('sha256', cleanToken(credentials.partnerToken))
		.update(text)
		.digest('base64url')
		.slice(0, TOKEN_LENGTH);
}

/** The id that n8n puts into the address of the node. */
export function webhookIdOf({ webhookId, id }: INode): string {
	return webhookId ?? id;
}

export function sha256(data: string | Uint8Array): string {
	return createHash('sha256').update(data).digest('hex');
}

/** Compares in constant time, whatever the lengths. */
export function isSameSecret(a: string, b: string): boolean {
	const [first, second] = [a, b].map((text) => createHash('sha256').update(text).digest());
	return timingSafeEqual(first as Uint8Array, second as Uint8Array);
}

/** Origin and path of an address, whatever its query; undefined for what is none. */
function placeOf(url: string): string | undefined {
	if (!URL.canParse(url)) return undefined;
	const { origin, pathname } = new URL(url);
	return origin + pathname;
}

/** Whether two addresses lead to the same place, whatever their queries. */
export function isSamePlace(a: string, b: string): boolean {
	return placeOf(a) !== undefined && placeOf(a) === placeOf(b);
}

export function originOf(url: string): string | undefined {
	return URL.canParse(url) ? new URL(url).origin : undefined;
}

/** The address without its query, to be shown. */
export function withoutQuery(url: string): string {
	return placeOf(url) ?? 'an unreadable address';
}

/** Whether an address is one that a test of the same node left behind in the same n8n. */
export function isAbandonedTest(url: string, own: string, webhookId: string): boolean {
	if (originOf(url) === undefined || originOf(url) !== originOf(own)) return false;
	const parts = new URL(url).pathname.split('/');
	return parts.includes('webhook-test') && parts.includes(webhookId);
}

/** Whether an address is that of a trigger in the same n8n, also of another workflow. */
export function isOfSameN8n(url: string, own: string): boolean {
	if (originOf(url) === undefined || originOf(url) !== originOf(own)) return false;
	return new URL(url).searchParams.get('token')?.length === TOKEN_LENGTH;
}

/** The hosts of addresses, each once: all of a foreign address that may be shown. */
export function hostsOf(urls: string[]): string {
	const hosts = urls.map((url) => (URL.canParse(url) ? new URL(url).host : '') || 'unreadable');
	return [...new Set(hosts)].join(', ');
}

/** A text in which addresses are cut to their hosts: what follows may be the secret of another application. */
export function maskAddresses(text: string): string {
	return text.replace(/\bhttps?:\/\/[^\s"'<>]+/gi, (url) => `${originOf(url) ?? 'https://'}/…`);
}

/** Names that lead nowhere outside of the own network. */
const PRIVATE_NAME = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home\.arpa)$/;

/** IPv4 ranges that are not public: RFC 1918, 6598, 3927, loopback, "this network", multicast and reserved. */
const PRIVATE_IPV4 =
	/^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])|22[4-9]|2[3-5]\d)\./;

/** Whether Altegio's servers may reach an address: https, and a host that is not only of the own network. */
export function isPublic(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname } = new URL(url);
	const host = hostname.toLowerCase().replace(/\.$/, '');
	if (protocol !== 'https:') return false;
	// Only 2000::/3 is given out for the Internet.
	if (host.startsWith('[')) return /^\[[23][\da-f]{3}:/.test(host);
	if (/^[\d.]+$/.test(host)) return !PRIVATE_IPV4.test(host);
	return host.includes('.') && !PRIVATE_NAME.test(host);
}
