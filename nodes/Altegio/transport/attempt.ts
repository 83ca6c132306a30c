import type { DeclarativeRestApiSettings, IExecutePaginationFunctions } from 'n8n-workflow';

import { adviceForSignIn, type Advice } from './advice';
import type { Answer } from './answer';
import type { AltegioRequest } from './operation';
import { setbackOfFault, type Setback } from './retry';

/** What the engine hands to the hook for an item: the settings of its request. */
export type RoutingRequest = DeclarativeRestApiSettings.ResultOptions;

/** No answer came: what that means for another try, and what is known of the cause. */
export interface Fault {
	setback?: Setback;
	/** Code of a network fault. */
	code?: string;
	/** What to tell the user, where the code alone does not say it. */
	advice?: Advice;
}

/** An error of axios or of the credential, as the engine wraps it. */
interface EngineCause extends Error {
	code?: string;
	httpStatus?: number;
	response?: { status: number; headers: Answer['headers']; data: unknown };
}

/** Whether an answer came at all. */
export function isAnswer(result: Answer | Fault): result is Answer {
	return 'statusCode' in result;
}

/** Sends one request through the engine, once, and gives whatever came of it. It never throws. */
export async function attempt(
	context: IExecutePaginationFunctions,
	routing: RoutingRequest,
	{ method, url, qs, body }: AltegioRequest,
	timeout: number,
): Promise<Answer | Fault> {
	try {
		const options = { ...routing.options, headers: {}, method, url, qs, body, timeout };
		const [{ json }] = await context.makeRoutingRequest({ ...routing, options });
		return json as unknown as Answer;
	} catch (error) {
		if (context.getExecutionCancelSignal()?.aborted) {
			const message = 'The execution was canceled before Altegio answered: look at the location.';
			return { advice: { message } };
		}
		return readFault(error);
	}
}

/** The engine throws for a missing answer, for a 401 (it may renew a session) and where it refuses to send. */
function readFault(error: unknown): Answer | Fault {
	const { message, cause } = error as Error & { cause?: EngineCause };
	// With any other status there is an answer here only if it broke off: then it says nothing for sure.
	if (cause?.response?.status === 401) {
		const { status, headers, data } = cause.response;
		return { statusCode: status, headers, body: data };
	}
	if (cause?.name === 'SignInError') {
		const { httpStatus = 0 } = cause;
		const isPassing = httpStatus === 429 || httpStatus >= 500;
		return {
			setback: isPassing ? 'notSent' : undefined,
			advice: adviceForSignIn(cause.message, httpStatus),
		};
	}
	if (cause?.code) return { setback: setbackOfFault(cause.code), code: cause.code };
	return { advice: { message } };
}
