import type { IHttpRequestOptions, NodeApiError } from 'n8n-workflow';

import { isFromAltegio, type ApiResponse } from '../core/response';
import type { Caller } from './item';
import type { Untrusted } from './messages';
import type { ApiRequest } from './operation';
import { retryReasonOfCode, untrustedOfCode, type RetryReason } from './retryPolicy';

/** No response came: what that means for another try, and what is known of the cause. */
export interface RequestFailure {
	reason?: RetryReason;
	/** Code of a network fault. */
	code?: string;
	untrusted?: Untrusted;
	/** What to tell the user, where the code alone does not say it. */
	message?: string;
	/** Status of a sign-in that Altegio refused; the message is that of the credential. */
	signInStatus?: number;
}

/** The engine's error for a request. Before n8n 2.34 it has no cause: the code is then all that is left. */
type EngineError = Partial<NodeApiError> & { message: string; cause?: { code?: string } };

/** Whether a response came at all. */
export function isResponse(result: ApiResponse | RequestFailure): result is ApiResponse {
	return 'statusCode' in result;
}

/** Sends one request through n8n, once, and gives whatever came of it. It never throws. */
export async function sendOnce(
	caller: Caller,
	{ method, path, qs, body }: ApiRequest,
	connection: Omit<IHttpRequestOptions, 'url'>,
): Promise<ApiResponse | RequestFailure> {
	// Altegio reads lists as `service_ids[]=1&service_ids[]=2`; n8n would number the brackets.
	const options = { ...connection, method, url: path, qs, arrayFormat: 'brackets' as const, body };
	try {
		const response = await caller.request({ ...options }, false);
		// Only Altegio's 401 is about the tokens: after it n8n renews the session and sends once more.
		return response.statusCode === 401 && isFromAltegio(response)
			? await caller.request({ ...options }, true)
			: response;
	} catch (error) {
		if (caller.getExecutionCancelSignal()?.aborted) {
			return {
				reason: 'outcomeUnknown',
				message: 'The execution was canceled before Altegio answered.',
			};
		}
		return readFailure(error);
	}
}

/** The engine throws for a missing response, for a refused sign-in and where it refuses to send. */
function readFailure(error: unknown): RequestFailure {
	const { message, httpCode, cause } = error as EngineError;
	const signInStatus = Number(/^SIGN_IN_(\d+)$/.exec(httpCode ?? '')?.[1] ?? NaN);
	if (signInStatus >= 0) {
		const isPassing = signInStatus === 429 || signInStatus >= 500;
		return { reason: isPassing ? 'notSent' : undefined, message, signInStatus };
	}
	const code = cause?.code ?? httpCode ?? '';
	// With a status there is a response here only if it broke off: then it says nothing for sure.
	if (/^\d+$/.test(code)) return { reason: 'outcomeUnknown' };
	if (/^[A-Z]/.test(code)) {
		return { reason: retryReasonOfCode(code), code, untrusted: untrustedOfCode(code) };
	}
	return { message };
}
