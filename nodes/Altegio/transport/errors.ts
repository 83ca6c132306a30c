import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Caller, Form } from './item';
import type { Message } from './messages';

/** What more a failed item shows, by the error of it. n8n drops unknown members of its errors where it copies them. */
const outputs = new WeakMap<Error, Message['output']>();

/**
 * An item that cannot be sent. Nothing was sent for it.
 *
 * @param message what is wrong, naming the field as the user sees it
 * @param description what to do
 */
export function validationError(
	item: Pick<Form, 'getItemIndex' | 'getNode'>,
	message: string,
	description?: string,
): NodeOperationError {
	const itemIndex = item.getItemIndex();
	const text = withIndex(message, itemIndex);
	const error = new NodeOperationError(item.getNode(), text, { itemIndex, description });
	return withOwnMessage(error, text);
}

/** A request that did not bring what the user wanted. */
export function apiError(
	caller: Pick<Caller, 'getItemIndex' | 'getNode'>,
	{ message, description, code, output }: Message,
): NodeApiError {
	const itemIndex = caller.getItemIndex();
	// Made from nothing but text: what the engine's own error holds of the request includes the tokens.
	const text = withIndex(message, itemIndex);
	// The editor shows all of it in place of a list; what it says of items and tries is no help there.
	const details = itemIndex === undefined ? undefined : description;
	const options = { message: text, description: details, httpCode: code ?? 'none', itemIndex };
	const error = withOwnMessage(new NodeApiError(caller.getNode(), {}, options), text);
	// The editor shows the code as Altegio's, and puts it in front of the message of a list: "none" is no help there.
	if (code === undefined) error.httpCode = null;
	if (output) outputs.set(error, output);
	return error;
}

const unknownOutcomes = new WeakSet<Error>();

/** Lets the job that sent the request know that it may have been carried out. */
export function markOutcomeUnknown<T extends Error>(error: T): T {
	unknownOutcomes.add(error);
	return error;
}

/** Whether the request that ended so may have been carried out: a job can look before it gives up. */
export function isOutcomeUnknown(error: unknown): boolean {
	return error instanceof Error && unknownOutcomes.has(error);
}

/**
 * The result of a request, or the error of one that may have been carried out: for jobs that look what happened.
 *
 * @throws whatever else the request throws
 */
export async function orUnknownOutcome<T>(result: Promise<T>): Promise<T | NodeApiError> {
	return await result.catch((error: unknown) => {
		if (isOutcomeUnknown(error)) return error as NodeApiError;
		throw error;
	});
}

/** What the output of a failed item shows beside `error` and `id`. */
export function outputOf(error: Error): Message['output'] {
	return outputs.get(error);
}

/** The message without the index of the item, to be put into another message of the same item. */
export function messageOf(error: unknown): string {
	return (error as Error).message.replace(/ \[item \d+\]$/, '');
}

function withIndex(message: string, itemIndex: number | undefined): string {
	return itemIndex === undefined ? message : `${message} [item ${itemIndex}]`;
}

/** n8n puts a stock text in place of a message in which it finds ECONNREFUSED or the EEXIST of "preexisting". */
function withOwnMessage<T extends NodeApiError | NodeOperationError>(error: T, message: string): T {
	error.message = message;
	return error;
}

/** How many other refused items a description lists; more would not be read. */
const MAX_LISTED = 20;

/** The refusal that ends a run before anything was sent, with what is wrong with the other items below it. */
export function addRefusals<T extends NodeApiError | NodeOperationError>(
	first: T,
	others: Error[],
): T {
	const listed = others.slice(0, MAX_LISTED).map(({ message }) => message);
	const rest = others.length - listed.length;
	first.description = [
		first.description,
		'Nothing was sent to Altegio.',
		...(listed.length > 0 ? ['Other items that were refused:', ...listed] : []),
		...(rest > 0 ? [`And ${rest} more.`] : []),
	]
		.filter(Boolean)
		.join(' ');
	return first;
}
