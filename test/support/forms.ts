import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
	INode,
} from 'n8n-workflow';

import type { ApiResponse } from '../../nodes/Altegio/core/response';
import { RUN_AGAIN, type Caller, type Form } from '../../nodes/Altegio/transport/item';

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

/** An answer of Altegio: data, or its words with a status that is no success. */
export function answerOf(status: number, content: unknown = 'Words.'): ApiResponse {
	const isGood = status < 300;
	const body = isGood
		? { success: true, data: content, meta: [] }
		: { success: false, data: null, meta: { message: content } };
	return { statusCode: status, headers: {}, body };
}

/** An answer of whatever stands before Altegio. */
export function strangersAnswerOf(statusCode: number): ApiResponse {
	return { statusCode, headers: {}, body: '<html></html>' };
}
