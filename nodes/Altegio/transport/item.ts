import type {
	ICredentialDataDecryptedObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { Answer } from './answer';

/** One input item and what n8n offers for it, whichever way n8n runs the node. */
export interface Item
	extends Pick<
		IExecuteSingleFunctions,
		'continueOnFail' | 'getExecutionCancelSignal' | 'getItemIndex' | 'getNode'
	> {
	/** The credential, whose fields may be expressions over the item. */
	getCredentials(type: 'altegioApi'): Promise<ICredentialDataDecryptedObject>;
	/** @throws what the expressions of the parameter throw for this item */
	getNodeParameter(name: string, fallback?: unknown): unknown;
	getInputData(): INodeExecutionData;
	/** Sends one request with the tokens of the credential, once. */
	request(options: IHttpRequestOptions): Promise<Answer>;
}
