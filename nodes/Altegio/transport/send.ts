import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { baseUrl } from '../core/baseUrl';
import { rateLimiterFor } from '../core/rateLimiter';
import { isBareSuccess, isFromAltegio, isSuccess, type ApiResponse } from '../core/response';
import { redact } from '../core/tokens';
import { Stopped, wait } from '../core/wait';
import { apiError, markOutcomeUnknown } from './errors';
import type { Caller } from './item';
import {
	messageForFailure,
	messageForResponse,
	messageForSignIn,
	withOutcome,
	type Message,
	type Situation,
} from './messages';
import { effectOf, type ApiRequest, type Subject } from './operation';
import type { RequestOptions } from './requestOptions';
import { leavesOutcomeUnknown, RetryPolicy, retryReasonOf } from './retryPolicy';
import type { ItemState, RequestState } from './retryOnFail';
import { isResponse, sendOnce, type RequestFailure } from './sendOnce';

const STOPPED: Message = { message: 'The execution was canceled before Altegio answered.' };

/** What the items of one pass over a node's input share; Retry On Fail makes a new one each time. */
export interface RunState {
	itemCount: number;
	/** Items whose job was begun, for Batching. */
	itemsBegun: number;
	/** What Altegio says of tokens that it refuses, by account: then no other item need ask with them. */
	refusedTokens: Map<string, Message>;
	/** What is read once for all items, by account and key. */
	loaded: Map<string, Promise<unknown>>;
}

export function createRunState(itemCount = 1): RunState {
	return { itemCount, itemsBegun: 0, refusedTokens: new Map(), loaded: new Map() };
}

/** All that sending needs beside the request. */
export interface Sender {
	caller: Caller;
	subject: Subject;
	options: RequestOptions;
	run: RunState;
	item: ItemState;
}

/**
 * Sends one request inside the limits, and again where that is safe: after 429 nothing has happened, and a change or
 * a read does no harm twice. A creation is repeated only if it cannot have arrived.
 *
 * @returns Altegio's response of success, or a refusal that the request accepts; a repeated deletion that finds
 *   nothing any more is a success
 * @throws NodeApiError for the user otherwise, Stopped if the execution is stopped, LimitUsedUp for an impatient caller
 */
export async function send(
	{ caller, subject, options, run, item }: Sender,
	request: ApiRequest,
): Promise<ApiResponse> {
	const credentials = await caller.getCredentials();
	const baseURL = baseUrl(credentials);
	const account = accountOf(credentials);
	const state = item.of(request);
	const situation = (unknown?: RequestState): Situation => ({
		subject,
		effect: (unknown ?? state).effect,
		isDeletion: (unknown ?? state).isDeletion,
		noun: (unknown ?? state).noun,
		outcomeUnknown: unknown !== undefined,
		signsInByLogin: credentials.userAuthentication === 'login',
		hasProxy: options.connection.proxy !== undefined,
		retryWords: caller.retryWords,
	});
	const fail = async (messageOf: (now: Situation) => Message): Promise<never> => {
		// Whatever ends the item, the user has to hear of any request of it that may have been carried out.
		const now = situation(item.unknown);
		const { message, ...rest } = messageOf(now);
		// Read again: a sign-in meanwhile brought a new session token, which must not show either.
		const text = redact(message, await caller.getCredentials());
		const error = apiError(caller, { ...rest, message: text });
		throw now.outcomeUnknown ? markOutcomeUnknown(error) : error;
	};

	const refused = run.refusedTokens.get(account);
	if (refused) return await fail((now) => withOutcome(refused, now));
	if (state.effect === 'create' && state.outcomeUnknown) {
		return await fail((now) => messageForFailure({}, now));
	}
	const limiter = rateLimiterFor(baseURL);
	const signal = caller.getExecutionCancelSignal();
	const { deadline = Infinity, maxTries } = options;
	// What must not be repeated blindly is treated as a creation.
	const policy = new RetryPolicy(
		request.isRepeatable === false ? 'create' : state.effect,
		maxTries,
	);
	const whenStopped = async (error: unknown): Promise<never> => {
		if (error instanceof Stopped && item.unknown) {
			return await fail((now) => withOutcome(STOPPED, now));
		}
		throw error;
	};

	for (;;) {
		const { limits, connection } = options;
		const maxWaitMs = deadline === Infinity ? options.maxWaitMs : timeLeft(deadline);
		const release = await limiter.acquire(limits, { signal, maxWaitMs }).catch(whenStopped);
		const timeout = Math.min(connection.timeout ?? Infinity, timeLeft(deadline));
		const result = await sendOnce(caller, request, { baseURL, ...connection, timeout });
		release();

		if (isResponse(result) && isGood(result, request, item)) {
			state.outcomeUnknown = false;
			return result;
		}
		if (mayHaveArrived(result, state)) state.outcomeUnknown = true;
		const reason = isResponse(result) ? retryReasonOf(result) : result.reason;
		const delay = reason && policy.nextDelayMs(reason, isResponse(result) ? result : undefined);
		if (reason === 'limited' && delay !== undefined) limiter.backOff(delay);
		// Who cannot wait long is told at once, instead of after several tries.
		if (delay === undefined || options.maxWaitMs !== undefined || delay >= timeLeft(deadline)) {
			if (statusOf(result) === 401) run.refusedTokens.set(account, messageFor(result, situation()));
			return await fail((now) => messageFor(result, now));
		}
		await wait(delay, signal).catch(whenStopped);
	}
}

/** Milliseconds until a deadline. At least one, as 0 would mean no limit at all. */
function timeLeft(deadline: number): number {
	return Math.max(1, deadline - performance.now());
}

/** Whether a response ends the tries well: a success, something gone that was to be deleted, an accepted refusal. */
function isGood(response: ApiResponse, request: ApiRequest, item: ItemState): boolean {
	if (isSuccess(response, request.method === 'DELETE')) return true;
	if (request.mayBeBare && isBareSuccess(response, effectOf(request) === 'read')) return true;
	// Only Altegio's own refusal says something about the object: that of a load balancer does not.
	if (!isFromAltegio(response)) return false;
	const mayBeGone = request.method === 'DELETE' || request.mayBeGone;
	if (mayBeGone && response.statusCode === 404 && item.unknown?.isDeletion) return true;
	return request.accepts?.(response) === true;
}

function mayHaveArrived(
	result: ApiResponse | RequestFailure,
	{ effect, isDeletion }: RequestState,
): boolean {
	if (effect === 'read') return false;
	return isResponse(result)
		? leavesOutcomeUnknown(result, isDeletion)
		: result.reason === 'outcomeUnknown';
}

function statusOf(result: ApiResponse | RequestFailure): number | undefined {
	if (isResponse(result)) return isFromAltegio(result) ? result.statusCode : undefined;
	return result.signInStatus;
}

function messageFor(result: ApiResponse | RequestFailure, situation: Situation): Message {
	if (isResponse(result)) return messageForResponse(result, situation);
	const { message, signInStatus } = result;
	if (message === undefined) return messageForFailure(result, situation);
	return signInStatus === undefined
		? withOutcome({ message }, situation)
		: messageForSignIn(message, signInStatus, situation);
}

/** What the user is known by. Not the session token, which is renewed meanwhile. */
const USER_FIELDS = ['partnerToken', 'userAuthentication', 'userToken', 'login', 'password'];

/** Tells the users of a run apart, who may differ from item to item. */
export function accountOf(credentials: ICredentialDataDecryptedObject): string {
	return JSON.stringify([baseUrl(credentials), ...USER_FIELDS.map((name) => credentials[name])]);
}
