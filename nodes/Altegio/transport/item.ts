import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { Answer } from './answer';

/** One input item and what n8n offers for it, whichever way n8n runs the node. */
export interface Item
	extends Pick<
		IExecuteSingleFunctions,
		'continueOnFail' | 'getCredentials' | 'getExecutionCancelSignal' | 'getItemIndex' | 'getNode'
	> {
	/** @throws what the expressions of the parameter throw for this item */
	getNodeParameter(name: string, fallback?: unknown): unknown;
	getInputData(): INodeExecutionData;
	/** Sends one request with the tokens of the credential, once. */
	request(options: IHttpRequestOptions): Promise<Answer>;
}
