import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { CredentialRequest } from './credentialRequest';
import { validationError } from './errors';
import { RUN_AGAIN, type Item } from './item';
import type { Operation } from './operation';
import { findOperation, type Registry } from './registry';
import { retryStateOf } from './retryOnFail';
import { prepareItem, runItem } from './runItem';
import { createRunState } from './send';

/**
 * The same for n8n's routing, which runs the node as a tool of an AI agent, one item for each call, and wherever
 * n8n finds no operation. n8n calls it as the `pagination` of a request; the request that it prepared is not used.
 */
export function toPaginationHook(registry: Registry) {
	return async function (this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
		const resource = String(this.getNodeParameter('resource', ''));
		const name = String(this.getNodeParameter('operation', ''));
		const { key, itemCount } = callOf(this);
		const { operation, subject, isKnown } = findOperation(registry, resource, name);
		const chosen = isKnown && itemCount > 1 ? refuseMany : operation;
		const prepared = prepareItem(toolItem(this), chosen, subject);
		return await runItem(prepared, retryStateOf(key), createRunState());
	};
}

/** The one item of an agent's call. */
function toolItem(context: IExecutePaginationFunctions): Item {
	const credential = new CredentialRequest(
		context,
		async () => await context.getCredentials('altegioApi'),
	);
	return {
		retryWords: RUN_AGAIN,
		continueOnFail: () => context.continueOnFail(),
		getCredentials: async () => await credential.read(),
		getExecutionCancelSignal: () => context.getExecutionCancelSignal(),
		getInputData: () => context.getInputData() as unknown as INodeExecutionData,
		getItemIndex: () => context.getItemIndex(),
		getNode: () => context.getNode(),
		getNodeParameter: (parameter, fallback) =>
			context.getNodeParameter(parameter, fallback as object),
		request: async (options, renewsSession) => await credential.request(options, renewsSession),
	};
}

/** One call of the tool: what tells it from others, also when Retry On Fail repeats it, and its items. */
function callOf(context: IExecutePaginationFunctions): { key: object; itemCount: number } {
	const executeData = context.getExecuteData();
	// All calls that an agent makes by itself share the execute data of the agent.
	if (executeData.node.name !== context.getNode().name) {
		return { key: context.getInputData(0, NodeConnectionTypes.AiTool).json, itemCount: 1 };
	}
	const [items] = Object.values(executeData.data)[0] ?? [];
	return { key: executeData, itemCount: items?.length ?? 1 };
}

/** Nobody checks all items first where routing hands over several, and then none may be sent. */
const refuseMany: Operation = {
	properties: [],
	prepare(item) {
		throw validationError(
			item,
			'As a tool, this node takes one item at a time: call it once for each.',
		);
	},
};
