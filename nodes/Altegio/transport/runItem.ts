import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { ExpressionError, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { Stopped, wait } from '../core/wait';
import { apiError, outputOf } from './errors';
import type { Item } from './item';
import type { Api, Job, Operation, Subject } from './operation';
import { readRequestOptions, type RequestOptions } from './requestOptions';
import type { RetryState } from './retryOnFail';
import { accountOf, send, type RunState, type Sender } from './send';

/** An item that was looked at, and what is left to do for it or why it cannot be done. */
export type PreparedItem = { item: Item; subject: Subject } & (
	| { job: Job; options: RequestOptions }
	| { refused: NodeApiError | NodeOperationError }
);

/** Looks at everything that the user gave for an item. It never throws. */
export function prepareItem(item: Item, operation: Operation, subject: Subject): PreparedItem {
	try {
		const job = operation.prepare(item);
		return { item, subject, job, options: readRequestOptions(item) };
	} catch (error) {
		return { item, subject, refused: toNodeError(item, error) };
	}
}

/** The items that come of an item, linked to it; with On Error set to stop, its error is thrown. */
export async function runItem(
	prepared: PreparedItem,
	retry: RetryState,
	run: RunState,
): Promise<INodeExecutionData[]> {
	const { item, subject } = prepared;
	const index = item.getItemIndex();
	const pairedItem = { item: index };
	try {
		if ('refused' in prepared) throw prepared.refused;
		const state = retry.ofItem(index);
		if (state.output) return state.output;

		const { job, options } = prepared;
		await keepBatching(item, options, run);
		const json = await job(apiOf({ caller: item, subject, options, run, item: state }));
		state.output = [json].flat().map((one) => ({ json: one, pairedItem }));
		return state.output;
	} catch (error) {
		const nodeError = toNodeError(item, error);
		if (!item.continueOnFail()) throw nodeError;
		return [failedItem(item, subject, nodeError, pairedItem)];
	}
}

/** What a job, a list of the editor or a trigger gets to reach Altegio. */
export function apiOf(sender: Sender): Api {
	const { caller, run, item } = sender;
	return {
		caller,
		itemCount: run.itemCount,
		memory: item.memory,
		send: item.withoutRepeats(async (request) => await send(sender, request)),
		async once<T>(key: string, load: () => Promise<T>): Promise<T> {
			const fullKey = `${accountOf(await caller.getCredentials())} ${key}`;
			let loaded = run.loaded.get(fullKey) as Promise<T> | undefined;
			if (!loaded) {
				loaded = load();
				run.loaded.set(fullKey, loaded);
				loaded.catch(() => run.loaded.delete(fullKey));
			}
			return await loaded;
		},
	};
}

/** The user's Batching, over the items whose turn really comes. Inside the item, so that Continue takes care of it. */
async function keepBatching(
	item: Item,
	{ batching }: RequestOptions,
	run: RunState,
): Promise<void> {
	const isNextBatch = run.itemsBegun > 0 && run.itemsBegun % batching.size === 0;
	run.itemsBegun++;
	if (isNextBatch) await wait(batching.intervalMs, item.getExecutionCancelSignal());
}

/** The item that a user who chose to continue gets for one that could not be carried out. */
function failedItem(
	item: Item,
	subject: Subject,
	error: NodeApiError | NodeOperationError,
	pairedItem: INodeExecutionData['pairedItem'],
): INodeExecutionData {
	const id = subject.idOf(item);
	const json: IDataObject = {
		error: error.message,
		...(id !== undefined && { id }),
		...outputOf(error),
	};
	const failed: INodeExecutionData = { json, pairedItem };
	// By `error` the engine knows what belongs on the error output, and puts the input's fields beside ours in a
	// copy. But of whatever still has an `error` after that, it leaves the bare message: so none that is copied.
	if (item.getNode().onError === 'continueErrorOutput') {
		Object.defineProperty(failed, 'error', { value: error, writable: true });
	}
	return failed;
}

function toNodeError(item: Item, error: unknown): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof Stopped) return apiError(item, { message: error.message });
	const itemIndex = item.getItemIndex();
	const advice = error instanceof ExpressionError ? '. Correct the expression for this item' : '';
	const message = `${(error as Error).message}${advice}. [item ${itemIndex}]`;
	return new NodeOperationError(item.getNode(), error as Error, { itemIndex, message });
}
