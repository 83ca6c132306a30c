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
	return new NodeOperationError(item.getNode(), `${message} [item ${itemIndex}]`, {
		itemIndex,
		description,
	});
}

/** A request that did not bring what the user wanted. */
export function apiError(
	item: Item,
	{ message, description, code = 'none' }: Advice,
): NodeApiError {
	const itemIndex = item.getItemIndex();
	// Made from nothing but text: what the engine's own error holds of the request includes the tokens.
	return new NodeApiError(
		item.getNode(),
		{},
		{ message: `${message} [item ${itemIndex}]`, description, httpCode: code, itemIndex },
	);
}
