import type { IDataObject } from 'n8n-workflow';

import { has2xx, isFromAltegio, isSuccess, type ApiResponse } from '../core/response';
import type { Untrusted } from './messages';
import type { Effect } from './operation';

/** Why one try of a request asks for another. */
export type RetryReason =
	/** 429: nothing was done. */
	| 'limited'
	/** The request cannot have reached Altegio. */
	| 'notSent'
	/** It may or may not have been carried out. */
	| 'outcomeUnknown';

const POLICY: Record<RetryReason, { maxTries: number; firstMs: number; factor: number }> = {
	// Without a Retry-After the five tries have to outlast Altegio's minute.
	limited: { maxTries: 5, firstMs: 2000, factor: 3 },
	notSent: { maxTries: 3, firstMs: 500, factor: 4 },
	outcomeUnknown: { maxTries: 3, firstMs: 500, factor: 4 },
};

const MAX_RETRY_AFTER_MS = 120_000;

/** A gateway that did not hear from Altegio in time, or lost it: RFC 9110, and Cloudflare's 520, 522, 524 and 527. */
const OUTCOME_UNKNOWN_STATUSES = [408, 502, 503, 504, 520, 522, 524, 527, 598, 599];

/** A CDN that could not reach Altegio at all: Cloudflare's 521, 523, 525, 526 and 530. */
const NOT_SENT_STATUSES = [521, 523, 525, 526, 530];

/** Codes of network faults in which no byte of the request can have reached Altegio. */
const NOT_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** How a response that asks for another try is to be understood; undefined for any other. */
export function retryReasonOf({ statusCode }: ApiResponse): RetryReason | undefined {
	if (statusCode === 429) return 'limited';
	if (NOT_SENT_STATUSES.includes(statusCode)) return 'notSent';
	return OUTCOME_UNKNOWN_STATUSES.includes(statusCode) ? 'outcomeUnknown' : undefined;
}

/**
 * Whether a response leaves open what Altegio did: a stranger's success, or a stranger's 5xx, may come from a server
 * that had passed the request on. A stranger's 3xx or 4xx refuses it before that.
 */
export function leavesOutcomeUnknown(response: ApiResponse, isDeletion: boolean): boolean {
	if (retryReasonOf(response)) return retryReasonOf(response) === 'outcomeUnknown';
	if (isFromAltegio(response) || isSuccess(response, isDeletion)) return false;
	return has2xx(response) || response.statusCode >= 500;
}

/** How a request without any response is to be understood, by the code of the network fault. */
export function retryReasonOfCode(code: string): RetryReason | undefined {
	if (NOT_CONNECTED.includes(code)) return 'notSent';
	// Node's own word for a request that it could not even make.
	return code.startsWith('ERR_INVALID') || untrustedOfCode(code) ? undefined : 'outcomeUnknown';
}

/** Whether a code says that the connection was refused while it was being secured, so that nothing was sent. */
export function untrustedOfCode(code: string): Untrusted | undefined {
	// OpenSSL's words for certificates, and Node's for a name that does not fit.
	if (/CERT|SELF_SIGNED|UNABLE_TO_|CRL_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH/.test(code)) {
		return 'certificate';
	}
	return code === 'EPROTO' || /SSL|TLS/.test(code) ? 'protocol' : undefined;
}

/** The tries of one request: says how long to wait before the next, and when there is none. */
export class RetryPolicy {
	private readonly tries: Record<RetryReason, number> = {
		limited: 0,
		notSent: 0,
		outcomeUnknown: 0,
	};

	constructor(
		private readonly effect: Effect,
		private readonly maxTries = Infinity,
	) {}

	/** Milliseconds until the next try, or undefined if this was the last. */
	nextDelayMs(reason: RetryReason, response?: ApiResponse): number | undefined {
		// What creates may be carried out twice; everything else does no harm twice.
		if (reason === 'outcomeUnknown' && this.effect === 'create') return undefined;
		const tried = ++this.tries[reason];
		if (tried >= Math.min(POLICY[reason].maxTries, this.maxTries)) return undefined;
		const asked = retryAfter(response?.headers);
		if (asked !== undefined && tried === 1) return asked;
		// Refused again after waiting as asked: another process fills the limits, so wait longer each time.
		return Math.max(asked ?? 0, backoff(reason, tried));
	}
}

/** Milliseconds that `Retry-After` asks for (seconds or an HTTP date, RFC 9110), with a little spread. */
function retryAfter(headers: IDataObject | undefined): number | undefined {
	const value = String(headers?.['retry-after'] ?? '').trim();
	if (!value) return undefined;
	const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
	if (Number.isNaN(ms)) return undefined;
	return Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS) + Math.random() * 250;
}

/** Exponential, with up to a quarter more or less so that several n8n workers do not march in step. */
function backoff(reason: RetryReason, tried: number): number {
	const { firstMs, factor } = POLICY[reason];
	return firstMs * factor ** (tried - 1) * (0.75 + Math.random() / 2);
}
