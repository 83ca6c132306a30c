import type { IHttpRequestOptions, NodeApiError } from 'n8n-workflow';

import { adviceForSignIn, type Advice } from './advice';
import type { Answer } from './answer';
import type { Item } from './item';
import type { AltegioRequest } from './operation';
import { withRenewal } from './renewal';
import { setbackOfFault, type Setback } from './retry';

/** No answer came: what that means for another try, and what is known of the cause. */
export interface Fault {
	setback?: Setback;
	/** Code of a network fault. */
	code?: string;
	/** What to tell the user, where the code alone does not say it. */
	advice?: Advice;
}

/** The engine's error for a request. Before n8n 2.34 it has no cause: code and body are then all that is left. */
type EngineError = Partial<NodeApiError> & {
	message: string;
	cause?: { code?: string; response?: { data: unknown } };
};

/** Whether an answer came at all. */
export function isAnswer(result: Answer | Fault): result is Answer {
	return 'statusCode' in result;
}

/** Sends one request through n8n, once, and gives whatever came of it. It never throws. */
export async function attempt(
	item: Item,
	{ method, url, qs, body }: AltegioRequest,
	connection: Omit<IHttpRequestOptions, 'url'>,
): Promise<Answer | Fault> {
	try {
		return await withRenewal(
			async (ignoreHttpStatusErrors) =>
				await item.request({ ...connection, method, url, qs, body, ignoreHttpStatusErrors }),
		);
	} catch (error) {
		if (item.getExecutionCancelSignal()?.aborted) {
			const message = 'The execution was canceled before Altegio answered: look at the location.';
			return { advice: { message } };
		}
		return readFault(error);
	}
}

/** The engine throws for a missing answer, for a 401 (it may renew a session) and where it refuses to send. */
function readFault(error: unknown): Answer | Fault {
	const { message, httpCode, context, cause } = error as EngineError;
	if (httpCode === '401') {
		return { statusCode: 401, headers: {}, body: context?.data ?? cause?.response?.data };
	}
	const signIn = Number(/^SIGN_IN_(\d+)$/.exec(httpCode ?? '')?.[1] ?? NaN);
	if (signIn >= 0) {
		const isPassing = signIn === 429 || signIn >= 500;
		return {
			setback: isPassing ? 'notSent' : undefined,
			advice: adviceForSignIn(message, signIn),
		};
	}
	const code = cause?.code ?? httpCode ?? '';
	// With any other status there is an answer here only if it broke off: then it says nothing for sure.
	if (/^\d+$/.test(code)) return { setback: 'inDoubt' };
	if (/^[A-Z]/.test(code)) return { setback: setbackOfFault(code), code };
	return { advice: { message } };
}
