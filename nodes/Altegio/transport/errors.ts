import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Advice } from './advice';

/**
 * An item that cannot be sent. Nothing was sent for it.
 *
 * @param message what is wrong, naming the field as the user sees it
 * @param description what to do
 */
export function refusal(
	context: IExecuteSingleFunctions,
	message: string,
	description?: string,
): NodeOperationError {
	const itemIndex = context.getItemIndex();
	return new NodeOperationError(context.getNode(), `${message} [item ${itemIndex}]`, {
		itemIndex,
		description,
	});
}

/** A request that did not bring what the user wanted. */
export function apiError(
	context: IExecuteSingleFunctions,
	{ message, description, code = 'none' }: Advice,
): NodeApiError {
	const itemIndex = context.getItemIndex();
	// Made from nothing but text: what the engine's own error holds of the request includes the tokens.
	return new NodeApiError(
		context.getNode(),
		{},
		{ message: `${message} [item ${itemIndex}]`, description, httpCode: code, itemIndex },
	);
}
