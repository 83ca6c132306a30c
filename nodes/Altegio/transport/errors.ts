import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Advice } from './advice';
import type { Item } from './item';

/**
 * An item that cannot be sent. Nothing was sent for it.
 *
 * @param message what is wrong, naming the field as the user sees it
 * @param description what to do
 */
export function refusal(item: Item, message: string, description?: string): NodeOperationError {
	const itemIndex = item.getItemIndex();
	const text = `${message} [item ${itemIndex}]`;
	const error = new NodeOperationError(item.getNode(), text, { itemIndex, description });
	return inOurWords(error, text);
}

/** A request that did not bring what the user wanted. */
export function apiError(
	item: Item,
	{ message, description, code = 'none' }: Advice,
): NodeApiError {
	const itemIndex = item.getItemIndex();
	// Made from nothing but text: what the engine's own error holds of the request includes the tokens.
	const text = `${message} [item ${itemIndex}]`;
	const options = { message: text, description, httpCode: code, itemIndex };
	return inOurWords(new NodeApiError(item.getNode(), {}, options), text);
}

/** n8n puts a stock text in place of a message in which it finds ECONNREFUSED or the EEXIST of "preexisting". */
function inOurWords<T extends NodeApiError | NodeOperationError>(error: T, message: string): T {
	error.message = message;
	return error;
}
