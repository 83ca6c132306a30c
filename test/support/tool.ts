import './environment';
import type {
	EngineRequest,
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { CREDENTIAL_REFERENCE } from './credentials';
import { connectTo, newNode, outputsOf, startWorkflow } from './workflow';
import type { CommonResult, Started, Target } from './workflow';
import { ALTEGIO_TOOL_TYPE } from './nodeTypes';
import { DataNode, describeNode } from './testNodes';

const { AiTool, Main } = NodeConnectionTypes;

export interface ToolOptions extends Target {
	/** Parameters of the tool; `={{ $fromAI('name') }}` is what the model fills in. */
	parameters: INodeParameters;
	/** The arguments of each call, in the model's order. */
	calls: IDataObject[];
	/**
	 * How the agent calls:
	 * - `engine` (default): today's AI Agent asks the engine to run the tool as a node, one
	 *   after the other, and is resumed with the results;
	 * - `invoke`, `invokeInParallel`: older agents, agents used as tools and the MCP server
	 *   call the tool object themselves.
	 */
	how?: 'engine' | 'invoke' | 'invokeInParallel';
	onError?: INode['onError'];
	/** Anything else to set on the tool node. */
	node?: Partial<INode>;
}

/** What the model gets to read for one call. */
export interface ToolAnswer {
	/** The items, or `[{ error }]`. */
	response?: unknown;
	/** Set if the tool threw instead. */
	error?: string;
}

export type ToolResult = CommonResult & {
	answers: ToolAnswer[];
	/** What the model is told about the tool before it calls (not for `engine`). */
	tool?: { name: string; description: string; arguments: string[] };
};

/** Runs a workflow Data -> agent, with the Altegio node as the agent's tool. No model is needed. */
export async function runAsTool(options: ToolOptions): Promise<ToolResult> {
	return await startAsTool(options).result;
}

/** The same, for tests that have to act while it runs. */
export function startAsTool(options: ToolOptions): Started<ToolResult> {
	const tool: INode = {
		...newNode('Altegio', ALTEGIO_TOOL_TYPE, options.parameters),
		credentials: { altegioApi: CREDENTIAL_REFERENCE },
		onError: options.onError,
		...options.node,
	};
	const how = options.how ?? 'engine';
	const agent =
		how === 'engine'
			? new EngineAgent(tool.name, options.calls)
			: new InvokingAgent(how, options.calls);

	return startWorkflow({
		target: options,
		nodes: [newNode('Data', 'test.data'), newNode('Agent', 'test.agent'), tool],
		connections: {
			Data: connectTo('Agent'),
			[tool.name]: { [AiTool]: [[{ node: 'Agent', type: AiTool, index: 0 }]] },
		},
		testNodes: [new DataNode([{ json: {} }]), agent],
		toResult: (common) => ({
			...common,
			...(outputsOf(common.run, 'Agent')[0]?.[0]?.json as unknown as ToolResult | undefined),
			answers: (outputsOf(common.run, 'Agent')[0]?.[0]?.json.answers ?? []) as ToolAnswer[],
		}),
	});
}

const description = describeNode('agent', {
	inputs: [Main, { type: AiTool, displayName: 'Tool' }],
});

/** Hands the calls to the engine and reads the results when it is resumed. */
class EngineAgent implements INodeType {
	description = description;

	execute: INodeType['execute'];

	constructor(toolName: string, calls: IDataObject[]) {
		this.execute = async function (response?: EngineResponse) {
			if (!response?.actionResponses.length) {
				return {
					actions: calls.map((input, index) => ({
						actionType: 'ExecutionNodeAction',
						nodeName: toolName,
						input,
						type: AiTool,
						id: `call-${index}`,
						metadata: { itemIndex: 0 },
					})),
					metadata: {},
				} as EngineRequest;
			}
			const answers = response.actionResponses.map(({ data }) => ({
				response: data.data?.ai_tool?.[0]?.map(({ json }) => json),
				error: data.data?.ai_tool ? undefined : data.error?.message,
			}));
			return toOutput({ answers });
		};
	}
}

/** The part of a LangChain tool that an agent uses. */
interface Tool {
	name: string;
	description: string;
	schema: { shape: Record<string, unknown> };
	invoke(toolArguments: IDataObject): Promise<string>;
}

/** Calls the tool object that the engine makes of a connected node. */
class InvokingAgent implements INodeType {
	description = description;

	execute: INodeType['execute'];

	constructor(how: 'invoke' | 'invokeInParallel', calls: IDataObject[]) {
		this.execute = async function (this: IExecuteFunctions) {
			const [tool] = (await this.getInputConnectionData(AiTool, 0)) as Tool[];
			const call = async (input: IDataObject): Promise<ToolAnswer> => {
				try {
					const text = await tool.invoke(input);
					return { response: JSON.parse(text) as unknown };
				} catch (error) {
					return { error: (error as Error).message };
				}
			};

			const answers: ToolAnswer[] = [];
			if (how === 'invokeInParallel') answers.push(...(await Promise.all(calls.map(call))));
			else for (const input of calls) answers.push(await call(input));

			return toOutput({
				answers,
				tool: {
					name: tool.name,
					description: tool.description,
					arguments: Object.keys(tool.schema.shape),
				},
			});
		};
	}
}

function toOutput(json: object): INodeExecutionData[][] {
	return [[{ json: json as IDataObject }]];
}
