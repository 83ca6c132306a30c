import type {
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
	NodeParameterValueType,
} from 'n8n-workflow';

import { DEFAULT_LIMITS, LimitUsedUp } from '../core/rateLimiter';
import { RecentMap } from '../core/recentMap';
import { CredentialRequest } from './credentialRequest';
import { apiError } from './errors';
import type { Caller, Form } from './item';
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

/** What lists have read: the next letters of a search, and the next list of the same objects, need no request. */
const loaded = new RecentMap<Promise<unknown>>(60_000, 60);

/**
 * How a list of the editor reaches Altegio: without waiting long, and with messages that fit a form. What it reads by
 * `once` is kept for a minute, by account.
 */
export function editorApi(context: ILoadOptionsFunctions, subject: Subject): Api {
	const caller = callerOf(context, 'open the list again');
	const options = { ...DEFAULT_OPTIONS, maxWaitMs: MAX_WAIT_MS, connection: { timeout: 30_000 } };
	const run = { ...createRunState(), loaded };
	const api = apiOf({ caller, subject, options, run, item: new ItemState() });
	return withWordsForLimit(api, 'Open the list again in a minute.');
}

/** What a trigger wants differently: its life in n8n is short, and it may have to go on without an answer. */
export interface TriggerOptions extends Pick<RequestOptions, 'deadline' | 'maxTries'> {
	/** As in `Caller`. */
	retryWords: string;
	timeoutMs?: number;
}

/** How a trigger reaches Altegio. */
export function triggerApi(
	context: TriggerContext,
	subject: Subject,
	{ retryWords, timeoutMs = TIMEOUT_MS, ...more }: TriggerOptions,
): Api {
	const caller = callerOf(context, retryWords);
	const options = { ...DEFAULT_OPTIONS, ...more, connection: { timeout: timeoutMs } };
	const api = apiOf({ caller, subject, options, run: createRunState(), item: new ItemState() });
	return withWordsForLimit(api, `In a few minutes, ${retryWords}.`);
}

type TriggerContext = IHookFunctions | IPollFunctions | IWebhookFunctions;

/** Where the parameters of a trigger are read. It has no items. */
export function triggerForm(context: TriggerContext): Form {
	return {
		getItemIndex: () => undefined,
		getNode: () => context.getNode(),
		getNodeParameter: (name, fallback) =>
			context.getNodeParameter(name, fallback as NodeParameterValueType),
	};
}

/** Says what to do where a request had no turn in time. */
function withWordsForLimit(api: Api, advice: string): Api {
	return {
		...api,
		async send(request) {
			try {
				return await api.send(request);
			} catch (error) {
				throw error instanceof LimitUsedUp
					? apiError(api.caller, { message: `${error.message} ${advice}` })
					: error;
			}
		},
	};
}

function callerOf(context: ILoadOptionsFunctions | TriggerContext, retryWords: string): Caller {
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
