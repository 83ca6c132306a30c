import type { INodeExecutionData } from 'n8n-workflow';
import { ExpressionError, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { locationIdIfKnown } from '../resources/location/locator';
import { apiError } from './errors';
import type { Item } from './item';
import type { Memory } from './memory';
import type { Job, Operation } from './operation';
import { send, type Pass } from './send';
import { settingsOf, type Settings } from './settings';
import { Stopped, wait } from './wait';

/** An item that was looked at, and what is left to do for it or why it cannot be done. */
export type Checked = { item: Item } & ({ job: Job; settings: Settings } | { refused: Error });

/** Looks at everything that the user gave for an item. It never throws. */
export function check(item: Item, operation: Operation): Checked {
	try {
		return { item, job: operation.call(item), settings: settingsOf(item) };
	} catch (error) {
		return { item, refused: forUser(item, error) };
	}
}

/** The items that come of an item, linked to it; with On Error set to stop, its error is thrown. */
export async function carryOut(
	checked: Checked,
	memory: Memory,
	pass: Pass,
): Promise<INodeExecutionData[]> {
	const { item } = checked;
	const index = item.getItemIndex();
	const pairedItem = { item: index };
	try {
		if ('refused' in checked) throw checked.refused;
		const known = memory.succeeded.get(index);
		if (known) return known;

		const { job, settings } = checked;
		await keepBatching(item, settings, pass);
		const doubt = memory.doubtOf(index);
		const json = await job((request) => send(item, request, settings, pass, doubt));
		const items = [json].flat().map((one) => ({ json: one, pairedItem }));
		memory.succeeded.set(index, items);
		return items;
	} catch (error) {
		const nodeError = forUser(item, error);
		if (!item.continueOnFail()) throw nodeError;
		return [failedItem(item, nodeError, pairedItem)];
	}
}

/** The user's Batching, over the items whose turn really comes. Inside the item, so that Continue takes care of it. */
async function keepBatching(item: Item, { batching }: Settings, pass: Pass): Promise<void> {
	const isNextBatch = pass.itemsBegun > 0 && pass.itemsBegun % batching.size === 0;
	pass.itemsBegun++;
	if (isNextBatch) await wait(batching.intervalMs, item.getExecutionCancelSignal());
}

/** The item that a user who chose to continue gets for one that could not be carried out. */
function failedItem(
	item: Item,
	error: NodeApiError | NodeOperationError,
	pairedItem: INodeExecutionData['pairedItem'],
): INodeExecutionData {
	const id = locationIdIfKnown(item);
	const failed = { json: { error: error.message, ...(id !== undefined && { id }) }, pairedItem };
	// By `error` the engine knows what belongs on the error output, and puts the input's fields beside ours in a
	// copy. But of whatever still has an `error` after that, it leaves the bare message: so none that is copied.
	if (item.getNode().onError === 'continueErrorOutput') {
		Object.defineProperty(failed, 'error', { value: error, writable: true });
	}
	return failed;
}

function forUser(item: Item, error: unknown): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof Stopped) return apiError(item, { message: error.message });
	const itemIndex = item.getItemIndex();
	const advice = error instanceof ExpressionError ? '. Correct the expression for this item' : '';
	const message = `${(error as Error).message}${advice}. [item ${itemIndex}]`;
	return new NodeOperationError(item.getNode(), error as Error, { itemIndex, message });
}
