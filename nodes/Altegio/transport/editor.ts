import type { IHookFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

import { DEFAULT_LIMITS, LimitUsedUp } from '../core/rateLimiter';
import { CredentialRequest } from './credentialRequest';
import { apiError } from './errors';
import type { Caller } from './item';
import type { Api, Subject } from './operation';
import { TIMEOUT_MS, type RequestOptions } from './requestOptions';
import { ItemState } from './retryOnFail';
import { apiOf } from './runItem';
import { createRunState } from './send';

/** The editor waits with its form: after this time a list says that the limit is used up. */
const MAX_WAIT_MS = 5_000;

const DEFAULT_OPTIONS: RequestOptions = {
	limits: DEFAULT_LIMITS,
	batching: { size: 1, intervalMs: 0 },
	connection: { timeout: TIMEOUT_MS },
};

/** How a list of the editor reaches Altegio: without waiting long, and with messages that fit a form. */
export function editorApi(context: ILoadOptionsFunctions, subject: Subject): Api {
	const caller = callerOf(context, 'open the list again');
	const options = { ...DEFAULT_OPTIONS, maxWaitMs: MAX_WAIT_MS, connection: { timeout: 30_000 } };
	const api = apiOf({ caller, subject, options, run: createRunState(), item: new ItemState() });
	return {
		...api,
		async send(request) {
			try {
				return await api.send(request);
			} catch (error) {
				throw error instanceof LimitUsedUp
					? apiError(caller, { message: `${error.message} Open the list again in a minute.` })
					: error;
			}
		},
	};
}

/** How a trigger reaches Altegio, with the time-out that its life in n8n allows. */
export function triggerApi(
	context: IHookFunctions | IPollFunctions,
	subject: Subject,
	{ retryWords, timeoutMs = TIMEOUT_MS }: { retryWords: string; timeoutMs?: number },
): Api {
	return apiOf({
		caller: callerOf(context, retryWords),
		subject,
		options: { ...DEFAULT_OPTIONS, connection: { timeout: timeoutMs } },
		run: createRunState(),
		item: new ItemState(),
	});
}

function callerOf(
	context: ILoadOptionsFunctions | IHookFunctions | IPollFunctions,
	retryWords: string,
): Caller {
	const credential = new CredentialRequest(
		context,
		async () => await context.getCredentials('altegioApi'),
	);
	return {
		retryWords,
		getCredentials: async () => await credential.read(),
		getExecutionCancelSignal: () => undefined,
		getItemIndex: () => undefined,
		getNode: () => context.getNode(),
		request: async (options, renewsSession) => await credential.request(options, renewsSession),
	};
}
