import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { Answer } from './answer';
import { carryOut, check } from './carryOut';
import type { Item } from './item';
import { memoryOf } from './memory';
import type { Operation } from './operation';
import { newPass } from './send';

/**
 * Makes an operation one that n8n calls with all items of a node at once.
 *
 * All are checked before the first is sent; then they are sent in their order, one at a time. With On Error set
 * to stop, an impossible item means that nothing is sent, and the first that fails is the last request.
 */
export function forWorkflow(operation: Operation) {
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const memory = memoryOf(this.getExecuteData());
		const items = this.getInputData().map((_, index) => new WorkflowItem(this, index));
		const checked = items.map((item) => check(item, operation));
		if (!this.continueOnFail()) {
			for (const one of checked) if ('refused' in one) throw one.refused;
		}
		const pass = newPass();
		const output: INodeExecutionData[][] = [];
		for (const one of checked) {
			output.push(await carryOut(one, memory, pass));
		}
		return [output.flat()];
	};
}

/** An item of a workflow: n8n hands over all items of the node at once. */
class WorkflowItem implements Item {
	/** Read once for all requests of the item, as n8n asks its database each time. */
	private credentials?: ICredentialDataDecryptedObject;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly index: number,
	) {}

	continueOnFail() {
		return this.context.continueOnFail();
	}

	async getCredentials() {
		this.credentials ??= await this.context.getCredentials('altegioApi', this.index);
		return this.credentials;
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

	getInputData() {
		return this.context.getInputData()[this.index];
	}

	async request(options: IHttpRequestOptions): Promise<Answer> {
		// A copy for each request: the credential tells a first try by it. n8n puts a new session into it.
		this.credentials = { ...(await this.getCredentials()) };
		// By itself n8n reads the credential, which may hold expressions, for the first item.
		const credentialsDecrypted = { id: '', name: '', type: 'altegioApi', data: this.credentials };
		return (await this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			'altegioApi',
			{ ...options, returnFullResponse: true },
			{ credentialsDecrypted },
		)) as Answer;
	}
}
