import type {
	ICredentialDataDecryptedObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';

import type { ApiResponse } from '../core/response';

/** What a request needs of n8n, wherever the node is asked: in a workflow, as a tool, in the editor, by a trigger. */
export interface Caller {
	getNode(): INode;
	/** The credential, whose fields may be expressions over an item. */
	getCredentials(): Promise<ICredentialDataDecryptedObject>;
	/** Ends when the user stops the execution. */
	getExecutionCancelSignal(): AbortSignal | undefined;
	/**
	 * Sends one request with the tokens of the credential.
	 *
	 * @param renewsSession whether n8n signs in first, because Altegio refused the tokens
	 * @returns the response, whatever its status
	 */
	request(options: IHttpRequestOptions, renewsSession: boolean): Promise<ApiResponse>;
	/** What the user does to try once more, in the middle of a sentence: "run this item again". */
	retryWords: string;
	/** Index of the item that the request is for; undefined outside a run. */
	getItemIndex(): number | undefined;
}

/** Where parameters are read, and refused by name: an item, or a trigger, which has no items. */
export interface Form extends Pick<Caller, 'getItemIndex' | 'getNode'> {
	/** @throws what the expressions of the parameter throw for this item */
	getNodeParameter(name: string, fallback?: unknown): unknown;
}

/** One input item and what n8n offers for it, whichever way n8n runs the node. */
export interface Item extends Caller, Form, Pick<IExecuteSingleFunctions, 'continueOnFail'> {
	getItemIndex(): number;
	getInputData(): INodeExecutionData;
}

/** Whether an AI agent asks: it reads one answer, and no item of a workflow. n8n adds "Tool" to the type of the node. */
export function isToolCall(item: Pick<Item, 'getNode'>): boolean {
	return item.getNode().type.endsWith('Tool');
}

/** The `retryWords` of an item. */
export const RUN_AGAIN = 'run this item again';
