import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import type { Answer } from './answer';

/** What one try of a request came to, short of an answer that settles it. */
export type Setback =
	/** 429: Altegio did nothing. */
	| 'limited'
	/** The request cannot have reached Altegio. */
	| 'notSent'
	/** It may or may not have been carried out. */
	| 'inDoubt';

/** Whether an item may have been carried out by an earlier try whose answer was lost. */
export interface Doubt {
	inDoubt: boolean;
}

const MOST_TRIES: Record<Setback, number> = { limited: 5, notSent: 3, inDoubt: 3 };

const LONGEST_RETRY_AFTER_MS = 120_000;

/** Without a Retry-After the five tries at a limited request have to outlast Altegio's minute. */
const BACKOFF: Record<Setback, { firstMs: number; factor: number }> = {
	limited: { firstMs: 2000, factor: 3 },
	notSent: { firstMs: 500, factor: 4 },
	inDoubt: { firstMs: 500, factor: 4 },
};

/** Codes of network faults in which no byte of the request can have reached Altegio. */
const NEVER_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** How a status that asks for another try is to be understood; undefined for any other. */
export function setbackOf(statusCode: number): Setback | undefined {
	if (statusCode === 429) return 'limited';
	return [502, 503, 504].includes(statusCode) ? 'inDoubt' : undefined;
}

/** How a request without any answer is to be understood, by the code of the network fault. */
export function setbackOfFault(code: string): Setback | undefined {
	if (NEVER_CONNECTED.includes(code) || /CERT|TLS|SSL/.test(code)) return 'notSent';
	// Node's own word for a request that it could not even make.
	return code.startsWith('ERR_INVALID') ? undefined : 'inDoubt';
}

/** The tries of one request: says how long to wait before the next, and when there is none. */
export class Tries {
	private readonly count: Record<Setback, number> = { limited: 0, notSent: 0, inDoubt: 0 };

	/** @param doubt told when a change may have been carried out without an answer */
	constructor(
		private readonly method: IHttpRequestMethods,
		private readonly doubt: Doubt,
	) {}

	/** Milliseconds until the next try, or undefined if this was the last. */
	next(setback: Setback, answer?: Answer): number | undefined {
		const tried = ++this.count[setback];
		if (setback === 'inDoubt' && this.method !== 'GET') {
			this.doubt.inDoubt = true;
			// The others may be carried out twice and do no harm.
			if (this.method === 'POST') return undefined;
		}
		if (tried >= MOST_TRIES[setback]) return undefined;
		const asked = retryAfter(answer?.headers);
		if (asked !== undefined && tried === 1) return asked;
		// Refused again after waiting as asked: another process fills the limits, so wait longer each time.
		return Math.max(asked ?? 0, backoff(setback, tried));
	}
}

/** Milliseconds that `Retry-After` asks for (seconds or an HTTP date, RFC 9110), with a little spread. */
function retryAfter(headers: IDataObject | undefined): number | undefined {
	const value = String(headers?.['retry-after'] ?? '').trim();
	if (!value) return undefined;
	const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
	if (Number.isNaN(ms)) return undefined;
	return Math.min(Math.max(ms, 0), LONGEST_RETRY_AFTER_MS) + Math.random() * 250;
}

/** Exponential, with up to a quarter more or less so that several n8n workers do not march in step. */
function backoff(setback: Setback, tried: number): number {
	const { firstMs, factor } = BACKOFF[setback];
	return firstMs * factor ** (tried - 1) * (0.75 + Math.random() / 2);
}
