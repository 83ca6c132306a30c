import type { IExecutePaginationFunctions, IHttpRequestMethods } from 'n8n-workflow';

import { adviceForAnswer, adviceForFault, type Advice } from './advice';
import { isSuccess, type Answer } from './answer';
import { attempt, isAnswer, type Fault, type RoutingRequest } from './attempt';
import { apiError } from './errors';
import type { AltegioRequest } from './operation';
import { DEFAULT_LIMITS, pacerFor, type Limits } from './pace';
import { setbackOf, Tries, type Doubt } from './retry';
import type { Pass } from './run';
import { withoutSecrets } from './secrets';
import { wait } from './wait';

interface RequestOptions {
	requestsPerSecond?: unknown;
	requestsPerMinute?: unknown;
	timeout?: number;
}

/** n8n's own is five minutes, in which a single silent answer would hold up all items. */
const TIMEOUT_MS = 60_000;

/**
 * Sends one request inside the limits, and again where that is safe: after 429 nothing has happened, and an
 * update, a deletion or a read does no harm twice. A creation is repeated only if it cannot have arrived.
 *
 * @param doubt whether an earlier try may have been carried out; read and written
 * @returns Altegio's answer of success; a repeated deletion that finds nothing any more is one
 * @throws NodeApiError for the user otherwise, Stopped if the execution is stopped
 */
export async function send(
	context: IExecutePaginationFunctions,
	routing: RoutingRequest,
	request: AltegioRequest,
	pass: Pass,
	doubt: Doubt,
): Promise<Answer> {
	if (pass.refusedTokens) throw apiError(context, pass.refusedTokens);
	if (request.method === 'POST' && doubt.inDoubt) {
		throw apiError(context, adviceForFault(undefined, 'POST', true));
	}
	const options = context.getNodeParameter('requestOptions', {}) as RequestOptions;
	const pacer = pacerFor(routing.options.baseURL ?? '');
	const signal = context.getExecutionCancelSignal();
	const tries = new Tries(request.method, doubt);

	for (;;) {
		const arrived = await pacer.take(limitsOf(options), signal);
		const result = await attempt(context, routing, request, options.timeout || TIMEOUT_MS);
		arrived();

		if (isAnswer(result)) {
			const isGone = request.mayBeGone && result.statusCode === 404 && doubt.inDoubt;
			if (isGone || isSuccess(result)) return result;
		}
		const setback = isAnswer(result) ? setbackOf(result.statusCode) : result.setback;
		const delay = setback && tries.next(setback, isAnswer(result) ? result : undefined);
		if (delay === undefined) {
			// What Altegio refuses now, it has not done before either. Any other end leaves a doubt standing.
			const isRefused = isAnswer(result) && /^4/.test(String(result.statusCode)) && !setback;
			const isOpen = doubt.inDoubt && !isRefused;
			const advice = await withoutSecrets(context, adviceFor(result, request.method, isOpen));
			if (advice.code === '401') pass.refusedTokens = advice;
			throw apiError(context, advice);
		}
		if (setback === 'limited') pacer.backOff(delay);
		await wait(delay, signal);
	}
}

function adviceFor(result: Answer | Fault, method: IHttpRequestMethods, isOpen: boolean): Advice {
	if (isAnswer(result)) return adviceForAnswer(result, method, isOpen);
	return result.advice ?? adviceForFault(result.code, method, isOpen);
}

function limitsOf({ requestsPerSecond, requestsPerMinute }: RequestOptions): Limits {
	return {
		perSecond: limit(requestsPerSecond, DEFAULT_LIMITS.perSecond),
		perMinute: limit(requestsPerMinute, DEFAULT_LIMITS.perMinute),
	};
}

function limit(value: unknown, standard: number): number {
	const chosen = Number(value ?? standard);
	return Number.isFinite(chosen) && chosen >= 0 ? Math.ceil(chosen) : standard;
}
