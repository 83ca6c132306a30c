import type {
	IExecutePaginationFunctions,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { locationIdIfKnown } from '../resources/location/locator';
import type { RoutingRequest } from './attempt';
import { apiError } from './errors';
import { preparedFor } from './operation';
import { runOf } from './run';
import { send } from './send';
import { Stopped, wait } from './wait';

/** Hands the whole answer on to the hook below, which alone sees the status and may send again. */
export const keepAnswer: PostReceiveAction = async function (
	_items,
	{ statusCode, headers, body },
) {
	return [{ json: { statusCode, headers, body } as INodeExecutionData['json'] }];
};

/**
 * Every item of every operation passes here. The engine calls it as the `pagination` of a request, for all
 * items at once; it makes them wait until all are checked, then sends them in order, one at a time, and gives
 * items and failures back linked to their input.
 */
export async function sendItem(
	this: IExecutePaginationFunctions,
	routing: RoutingRequest,
): Promise<INodeExecutionData[]> {
	const index = this.getItemIndex();
	const pairedItem = { item: index };
	const run = runOf(this);
	const pass = run.passFor(index);
	const prepared = preparedFor(routing.options);
	const isStopping = !this.continueOnFail();
	const isRefused = 'refusal' in prepared;

	if (isStopping) {
		pass.halted ||= isRefused;
		// An item with a broken expression never comes here: then the engine has already given up, and nothing is sent.
		await pass.complete;
	}

	return await pass.inTurn(async () => {
		// Held back: an error here would hide the one that stopped the workflow.
		if (pass.halted && !isRefused) return [];
		try {
			if (isRefused) throw prepared.refusal;
			const known = run.succeeded.get(index);
			if (known) return known;
			if (isStopping) await keepBatching(this);

			const doubt = run.doubtOf(index);
			const json = await prepared.job((request) => send(this, routing, request, pass, doubt));
			const items = [json].flat().map((one) => ({ json: one, pairedItem }));
			run.succeeded.set(index, items);
			return items;
		} catch (error) {
			pass.halted = isStopping;
			const nodeError = forUser(this, error);
			if (isStopping) throw nodeError;
			return [failedItem(this, nodeError, pairedItem)];
		}
	});
}

/** The item that a user who chose to continue gets for one that could not be carried out. */
function failedItem(
	context: IExecutePaginationFunctions,
	error: NodeApiError | NodeOperationError,
	pairedItem: INodeExecutionData['pairedItem'],
): INodeExecutionData {
	const id = locationIdIfKnown(context);
	const item = { json: { error: error.message, ...(id !== undefined && { id }) }, pairedItem };
	// By `error` the engine knows what belongs on the error output, and puts the input's fields beside ours in a
	// copy. But of whatever still has an `error` after that, it leaves the bare message: so none that is copied.
	if (context.getNode().onError === 'continueErrorOutput') {
		Object.defineProperty(item, 'error', { value: error, writable: true });
	}
	return item;
}

/** The user's Batching. The engine spaces the items by it as they come, which waiting for all undoes. */
async function keepBatching(context: IExecutePaginationFunctions): Promise<void> {
	const { batchSize = 1, batchInterval = 0 } = context.getNodeParameter(
		'requestOptions.batching.batch',
		{},
	) as { batchSize?: number; batchInterval?: number };
	const index = context.getItemIndex();
	if (index > 0 && batchInterval > 0 && index % Math.max(batchSize, 1) === 0) {
		await wait(batchInterval, context.getExecutionCancelSignal());
	}
}

function forUser(
	context: IExecutePaginationFunctions,
	error: unknown,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof Stopped) return apiError(context, { message: error.message });
	return new NodeOperationError(context.getNode(), error as Error, {
		itemIndex: context.getItemIndex(),
	});
}
