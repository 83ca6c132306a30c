import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
	INode,
} from 'n8n-workflow';

import type { ApiResponse } from '../../nodes/Altegio/core/response';
import { RUN_AGAIN, type Caller, type Form, type Item } from '../../nodes/Altegio/transport/item';
import type { Api, ApiRequest } from '../../nodes/Altegio/transport/operation';

/**
 * What modules get from the rest of the node where a test needs no n8n: a form, an item, a way to Altegio. Whatever n8n
 * itself hands out, `this` above all, is never made by hand: for that there is the engine (engine.ts).
 */
const node: INode = {
	...{ id: 'node-1', name: 'Altegio', type: 'n8n-nodes-altegio.altegio', typeVersion: 1 },
	...{ position: [0, 0], parameters: {} },
};

/** Where a unit that needs no n8n reads its parameters; `index` is that of the item. */
export function formOf(parameters: IDataObject = {}, index = 0): Form {
	return {
		getItemIndex: () => index,
		getNode: () => node,
		getNodeParameter: (name, fallback) => parameters[name] ?? fallback,
	};
}

/** What came of one try: a response, or what n8n throws. */
export type Answer = ApiResponse | Error;

/** A caller whose requests are answered so, one after the other; the last answer stays. `calls` has what was sent. */
export function callerOf(
	answers: Answer[],
	credentials: ICredentialDataDecryptedObject = {},
	signal?: AbortSignal,
) {
	const calls: Array<{ options: IHttpRequestOptions; renewsSession: boolean; at: number }> = [];
	const caller: Caller = {
		...formOf(),
		retryWords: RUN_AGAIN,
		getCredentials: async () => await Promise.resolve(credentials),
		getExecutionCancelSignal: () => signal,
		request: async (options, renewsSession) => {
			const answer = answers[calls.length] ?? answers.at(-1);
			calls.push({ options, renewsSession, at: performance.now() });
			return answer instanceof Error || !answer ? await Promise.reject(answer) : answer;
		},
	};
	return { caller, calls };
}

/** The item of a unit that needs no n8n. */
export function newItem(parameters: IDataObject = {}, index = 0): Item {
	return {
		...callerOf([]).caller,
		...formOf(parameters, index),
		getItemIndex: () => index,
		getInputData: () => ({ json: {} }),
		continueOnFail: () => false,
	};
}

/** A way to Altegio for a unit that needs no n8n: `answer` gives the data of a request, or the whole answer. */
export function newApi(answer: (request: ApiRequest) => unknown) {
	const requests: ApiRequest[] = [];
	const loaded = new Map<string, Promise<unknown>>();
	const api: Api = {
		...{ caller: callerOf([]).caller, itemCount: 1, memory: new Map() },
		send: async (request) => {
			requests.push(request);
			const given = await Promise.resolve(answer(request));
			if (given instanceof Error) throw given;
			return isAnswer(given) ? given : answerOf(200, given);
		},
		once: async <T>(key: string, load: () => Promise<T>) => {
			if (!loaded.has(key)) loaded.set(key, load());
			return (await loaded.get(key)) as T;
		},
	};
	return { api, requests };
}

function isAnswer(given: unknown): given is ApiResponse {
	return typeof given === 'object' && given !== null && 'statusCode' in given;
}

/** An answer of Altegio: data and what it says beside them, or its words with a status that is no success. */
export function answerOf(
	status: number,
	content: unknown = 'Words.',
	meta: unknown = [],
): ApiResponse {
	const isGood = status < 300;
	const body = isGood
		? { success: true, data: content, meta }
		: { success: false, data: null, meta: { message: content } };
	return { statusCode: status, headers: {}, body };
}

/** The error with which a promise ends. */
export async function rejectionOf(promise: Promise<unknown>): Promise<Error> {
	return (await promise.catch((error: unknown) => error)) as Error;
}

/** An answer of whatever stands before Altegio. */
export function strangersAnswerOf(statusCode: number): ApiResponse {
	return { statusCode, headers: {}, body: '<html></html>' };
}
