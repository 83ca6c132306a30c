import '../support/environment';
import {
	ExecuteContext,
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	WorkflowExecute,
} from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRun,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { DataNode, FieldsNode } from '../support/testNodes';
import { Credentials } from './credentials';
import { loadPackage } from './package';

/*
 * Runs the built package in the n8n-core of any tested n8n. The harness of the other tests (test/support) follows
 * the newest n8n closely and does not run on older ones; this one is plain enough to need no look at the version.
 */

export interface Options {
	/** Tokens and address of the credential. */
	credentials: ICredentialDataDecryptedObject;
	parameters: INodeParameters;
	items?: IDataObject[];
	/** On Error, Retry On Fail: as they stand on the node. */
	settings?: Partial<INode>;
}

export interface Result {
	status: IRun['status'];
	error?: Error & { description?: string | null; httpCode?: string | null };
	/** Items of the success output, and of the error output where there is one. */
	outputs: INodeExecutionData[][];
	/** For each output item the input item it is linked to, as an expression in a node behind it sees it. */
	linkedTo: { success: unknown[]; error: unknown[] };
	/** The credential afterwards. */
	stored: ICredentialDataDecryptedObject;
}

const NODE = 'Altegio';
const LINKED = { item: "={{ $('Data').item.json }}" };

/** Runs a workflow Data -> Altegio -> one node behind each output. */
export async function run(options: Options): Promise<Result> {
	return await (
		await start(options)
	).result;
}

/** The same, for tests that have to act while it runs. */
export async function start(options: Options): Promise<{ result: Promise<Result>; stop(): void }> {
	const { items = [{}], parameters, settings } = options;
	const { node, credential } = await loadPackage();
	const nodes = [
		newNode('Data', 'data'),
		{ ...newNode(NODE, 'altegio', parameters), ...settings },
		newNode('After success', 'fields', { fields: LINKED }),
		newNode('After error', 'fields', { fields: LINKED }),
	];
	const workflow = new Workflow({
		id: 'test',
		nodes,
		connections: { Data: linksTo('Altegio'), Altegio: linksTo('After success', 'After error') },
		active: false,
		nodeTypes: new NodeTypes([
			node,
			new DataNode(items.map((json) => ({ json }))),
			new FieldsNode(),
		]),
		settings: { executionOrder: 'v1' },
	});
	const credentials = new Credentials(credential, options.credentials);
	const additionalData = newAdditionalData(credentials);
	additionalData.hooks = new ExecutionLifecycleHooks('manual', '1', workflow as never);

	const execution = new WorkflowExecute(
		additionalData,
		'manual',
		newRunData(nodes[0]),
	).processRunExecutionData(workflow);
	return {
		stop: () => execution.cancel(),
		result: execution.then((finished) => toResult(finished, credentials)),
	};
}

/** One item through n8n's routing, which runs the node as a tool of an AI agent; gives its json. */
export async function runAsTool(
	credentialData: ICredentialDataDecryptedObject,
	json: IDataObject,
	parameters: INodeParameters,
): Promise<IDataObject> {
	const { node: type, credential } = await loadPackage();
	const node = newNode(NODE, 'altegio', parameters);
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: new NodeTypes([type]),
	});
	const items = [{ json }];
	const data = { main: [items] };
	const context = new ExecuteContext(
		workflow,
		workflow.nodes[NODE],
		newAdditionalData(new Credentials(credential, credentialData)),
		'internal',
		newRunData(node),
		0,
		items,
		data,
		{ node, data, source: null },
		[],
	);
	const [output] = (await type.execute?.call(context)) as INodeExecutionData[][];
	return output[0].json;
}

/** The list of the location picker, as the editor asks for it. */
export async function searchLocations(
	credentialData: ICredentialDataDecryptedObject,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { node, credential } = await loadPackage();
	const additionalData = newAdditionalData(new Credentials(credential, credentialData));
	const workflow = new Workflow({
		nodes: [newNode(NODE, 'altegio')],
		connections: {},
		active: false,
		nodeTypes: new NodeTypes([node]),
	});
	const context = new LoadOptionsContext(
		workflow,
		workflow.nodes[NODE],
		additionalData,
		'parameters.locationId',
	);
	const search = node.methods?.listSearch?.searchLocations;
	if (!search) throw new Error('The node has no list of locations');
	return await search.call(context, filter);
}

class NodeTypes implements INodeTypes {
	constructor(private readonly types: INodeType[]) {}

	getByName(name: string): INodeType {
		const type = this.types.find(({ description }) => description.name === name);
		if (!type) throw new Error(`No node type ${name}`);
		return type;
	}

	getByNameAndVersion(name: string): INodeType {
		return this.getByName(name);
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}

function newNode(name: string, type: string, parameters: INodeParameters = {}): INode {
	const credentials = { altegioApi: { id: '1', name: 'Altegio' } };
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters, credentials };
}

function linksTo(...names: string[]) {
	return { main: names.map((node) => [{ node, type: 'main' as const, index: 0 }]) };
}

/** Written out: the function that makes one is newer than some of the versions. */
function newRunData(first: INode): IRunExecutionData {
	return {
		startData: {},
		resultData: { runData: {}, pinData: {} },
		executionData: {
			contextData: {},
			nodeExecutionStack: [{ node: first, data: { main: [[{ json: {} }]] }, source: null }],
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
		},
	} as unknown as IRunExecutionData;
}

function newAdditionalData(credentialsHelper: Credentials): IWorkflowExecuteAdditionalData {
	// Never called, but expressions need them to be valid.
	const url = 'http://localhost/';
	return {
		credentialsHelper,
		executionId: '1',
		currentNodeExecutionIndex: 0,
		restApiUrl: url,
		instanceBaseUrl: url,
		formWaitingBaseUrl: url,
		webhookBaseUrl: url,
		webhookWaitingBaseUrl: url,
		webhookTestBaseUrl: url,
		variables: {},
		setExecutionStatus: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

function toResult({ status, data }: IRun, { stored }: Credentials): Result {
	const { error, runData } = data.resultData;
	const outputsOf = (name: string) =>
		(runData[name]?.at(-1)?.data?.main ?? []).map((items) => items ?? []);
	const itemsBehind = (name: string) =>
		outputsOf(name).flatMap((items) => items.map(({ json }) => json.item));
	return {
		status,
		error,
		outputs: outputsOf(NODE),
		linkedTo: { success: itemsBehind('After success'), error: itemsBehind('After error') },
		stored,
	};
}
