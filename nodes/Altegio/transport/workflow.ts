import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';

import type { ApiResponse } from '../core/response';
import { CredentialRequest } from './credentialRequest';
import { addRefusals } from './errors';
import { RUN_AGAIN, type Item } from './item';
import type { Operation, Subject } from './operation';
import { findOperation, type Registry } from './registry';
import { retryStateOf } from './retryOnFail';
import { prepareItem, runItem } from './runItem';
import { createRunState } from './send';

/** What n8n calls for each pair of resource and operation in a workflow, in place of its routing. */
export function toCustomOperations(registry: Registry): NonNullable<INodeType['customOperations']> {
	const withoutPrototype = <T>(entries: Array<[string, T]>): Record<string, T> =>
		// n8n would find an operation called "constructor" in a prototype, and lose the items.
		Object.assign(Object.create(null) as Record<string, T>, Object.fromEntries(entries));
	return withoutPrototype(
		Object.entries(registry).map(([resource, { operations }]) => [
			resource,
			withoutPrototype(
				Object.keys(operations).map((name) => {
					const { operation, subject } = findOperation(registry, resource, name);
					return [name, toCustomOperation(operation, subject)];
				}),
			),
		]),
	);
}

/**
 * Makes an operation one that n8n calls with all items of a node at once.
 *
 * All are prepared before the first request; then they are run in their order, one at a time. With On Error set to
 * stop, an impossible item means that nothing is sent, and the first that fails is the last request.
 */
function toCustomOperation(operation: Operation, subject: Subject) {
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const retry = retryStateOf(this.getExecuteData());
		const items = this.getInputData().map((_, index) => new WorkflowItem(this, index));
		const prepared = items.map((item) => prepareItem(item, operation, subject));
		if (!this.continueOnFail()) {
			const refused = prepared.flatMap((one) => ('refused' in one ? [one.refused] : []));
			if (refused[0]) throw addRefusals(refused[0], refused.slice(1));
		}
		const run = createRunState(items.length);
		const output: INodeExecutionData[][] = [];
		for (const one of prepared) {
			output.push(await runItem(one, retry, run));
		}
		return [output.flat()];
	};
}

/** An item of a workflow: n8n hands over all items of the node at once. */
class WorkflowItem implements Item {
	readonly retryWords = RUN_AGAIN;

	private readonly credential: CredentialRequest;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly index: number,
	) {
		this.credential = new CredentialRequest(
			context,
			async () => await context.getCredentials('altegioApi', index),
		);
	}

	continueOnFail() {
		return this.context.continueOnFail();
	}

	async getCredentials(): Promise<ICredentialDataDecryptedObject> {
		return await this.credential.read();
	}

	getExecutionCancelSignal() {
		return this.context.getExecutionCancelSignal();
	}

	getItemIndex() {
		return this.index;
	}

	getNode() {
		return this.context.getNode();
	}

	getNodeParameter(name: string, fallback?: unknown): unknown {
		return this.context.getNodeParameter(name, this.index, fallback);
	}

	getInputData(): INodeExecutionData {
		return this.context.getInputData()[this.index] ?? { json: {} };
	}

	async request(options: IHttpRequestOptions, renewsSession: boolean): Promise<ApiResponse> {
		return await this.credential.request(options, renewsSession);
	}
}
