import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type { Answer } from './answer';
import { carryOut, check } from './carryOut';
import { refusal } from './errors';
import type { Item } from './item';
import { memoryOf } from './memory';
import type { Operation } from './operation';
import { newPass } from './send';

/** What n8n's routing hands over for an item: the settings of its request. */
type RoutingRequest = DeclarativeRestApiSettings.ResultOptions;

/**
 * The same for n8n's routing, which runs the node as a tool of an AI agent, one item for each call. n8n calls it
 * as the `pagination` of a request.
 */
export function forTool(operations: Record<string, Operation>) {
	return async function (
		this: IExecutePaginationFunctions,
		routing: RoutingRequest,
	): Promise<INodeExecutionData[]> {
		const item = toolItem(this, routing);
		const name = String(this.getNodeParameter('operation'));
		const { key, itemCount } = callOf(this);
		const known = itemCount > 1 ? refuseMany : operations[name];
		const operation = Object.hasOwn(operations, name) ? known : refuseUnknown;
		return await carryOut(check(item, operation), memoryOf(key), newPass());
	};
}

/** Hands the whole answer on to `forTool`, which alone sees the status and may send again. */
export const keepAnswer: PostReceiveAction = async function (
	_items,
	{ statusCode, headers, body },
) {
	return [{ json: { statusCode, headers, body } as INodeExecutionData['json'] }];
};

/** The one item of an agent's call: n8n's routing runs the node as a tool, and sends its requests. */
function toolItem(context: IExecutePaginationFunctions, routing: RoutingRequest): Item {
	const request = async (options: IHttpRequestOptions) => {
		const merged = { ...routing.options, headers: {}, ...options };
		const [{ json }] = await context.makeRoutingRequest({ ...routing, options: merged });
		return json as unknown as Answer;
	};
	return Object.create(context, { request: { value: request } }) as Item;
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
const refuseMany: Operation = function () {
	throw refusal(this, 'As a tool, this node takes one item at a time: call it once for each.');
};

/** n8n's routing also runs a workflow whose operation it does not find, as one made without the form may have. */
const refuseUnknown: Operation = function () {
	throw refusal(
		this,
		"'Operation' is none of Create, Delete, Get, Get Many and Update.",
		'Choose it from the list. An expression cannot give it.',
	);
};
