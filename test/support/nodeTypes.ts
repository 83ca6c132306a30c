import './environment';
import './regexEngine';
import type { ExecuteContext } from 'n8n-core';
import { RoutingNode, UnrecognizedNodeTypeError } from 'n8n-core';
import type { IDataObject, INodeProperties, INodeType, INodeTypes } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { addRequestOptions } from './olderEngines';
import { Altegio, AltegioPollingTrigger, AltegioTrigger } from './underTest';

const PACKAGE = 'n8n-nodes-altegio';

/** The type names under which n8n stores the node in a workflow. */
export const ALTEGIO_TYPE = `${PACKAGE}.altegio`;
export const ALTEGIO_TOOL_TYPE = `${PACKAGE}.altegioTool`;
export const POLLING_TYPE = `${PACKAGE}.altegioPollingTrigger`;
export const TRIGGER_TYPE = `${PACKAGE}.altegioTrigger`;

/** One instance for the whole process, as in n8n. */
const altegio = prepare(new Altegio());
const altegioTool = toTool(altegio);

/** The triggers: n8n's loader adds nothing to the webhook one. */
export const altegioTrigger: INodeType = new AltegioTrigger();
export const altegioPollingTrigger: INodeType = new AltegioPollingTrigger();

/** The node under test, as n8n's loader leaves it. */
export const altegioNode: INodeType = altegio;

/**
 * n8n's registry of node types: the Altegio node, its tool variant, the nodes of a test, and
 * others under the whole name that workflows store.
 */
export class TestNodeTypes implements INodeTypes {
	private readonly types: Record<string, INodeType>;

	constructor(testNodes: INodeType[] = [], others: Record<string, INodeType> = {}) {
		this.types = {
			[ALTEGIO_TYPE]: altegio,
			[ALTEGIO_TOOL_TYPE]: altegioTool,
			[POLLING_TYPE]: altegioPollingTrigger,
			[TRIGGER_TYPE]: altegioTrigger,
			...others,
		};
		for (const node of testNodes) this.types[`test.${node.description.name}`] = node;
	}

	getByName(name: string): INodeType {
		const type = this.types[name];
		if (!type) throw new UnrecognizedNodeTypeError(...(name.split('.') as [string, string]));
		return type;
	}

	getByNameAndVersion(name: string): INodeType {
		return this.getByName(name);
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}

/**
 * What n8n does to a declarative node when it loads it: adds the Request Options parameter
 * and gives it an execute method. Without the latter WorkflowExecute has a fallback of its
 * own, but that one never sees the Stop button.
 */
function prepare(node: INodeType): INodeType {
	const isDeclarative = node.description.requestDefaults !== undefined;
	if (!isDeclarative || node.execute || node.poll || node.trigger || node.supplyData) {
		throw new Error('n8n would not run this as a declarative node');
	}
	addRequestOptions(node);
	node.execute = async function (this: unknown) {
		return (await new RoutingNode(this as ExecuteContext, node).runNode()) ?? [];
	};
	return node;
}

/**
 * The tool variant, built the way n8n builds it: objects that inherit from the node's own,
 * so functions in the description stay reachable, with other inputs, outputs and two more
 * parameters.
 */
function toTool(node: INodeType): INodeType {
	const properties = Object.create(node.description.properties) as INodeProperties[];
	const description = Object.create(node.description, {
		properties: { value: properties },
	}) as INodeType['description'];

	if (!description.usableAsTool) throw new Error('The node is not usable as a tool');
	Object.assign(description, {
		name: `${description.name}Tool`,
		displayName: `${description.displayName} Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	});
	properties.splice(
		0,
		0,
		{
			displayName: 'Tool Description',
			name: 'descriptionType',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Set Automatically', value: 'auto' },
				{ name: 'Set Manually', value: 'manual' },
			],
			default: 'auto',
		},
		{
			displayName: 'Description',
			name: 'toolDescription',
			type: 'string',
			default: description.description,
			required: true,
			displayOptions: { show: { descriptionType: ['manual'] } },
		},
	);
	return Object.create(node, { description: { value: description } }) as INodeType;
}
