import type {
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { CREDENTIAL_REFERENCE } from './credentials';
import { ALTEGIO_TYPE } from './nodeTypes';
import { DataNode, FieldsNode } from './testNodes';
import { connectTo, newNode, outputsOf, startWorkflow } from './workflow';
import type { CommonResult, Started, Target } from './workflow';

export { listSearch, loadOptions, testCredential } from './editor';
export type { CredentialTestResult, EditorOptions } from './editor';
export { engineLog } from './engineLog';
export type { LogEntry } from './engineLog';
export { runAsTool, startAsTool } from './tool';
export type { ToolAnswer, ToolOptions, ToolResult } from './tool';
export { savedText } from './workflow';
export type { Started, Target } from './workflow';

export interface RunOptions extends Target {
	/** Input items, or only their JSON. Default: one empty item. */
	items?: Array<IDataObject | INodeExecutionData>;
	/** Parameters of the Altegio node; what is missing gets its default, as in the editor. */
	parameters: INodeParameters;
	onError?: INode['onError'];
	retryOnFail?: { maxTries: number; waitBetweenTries: number };
	/** Anything else to set on the Altegio node. */
	node?: Partial<INode>;
	/**
	 * Fields that a node after each output evaluates for every item, for example
	 * `{ row: "={{ $('Data').item.json.row }}" }`. The engine fails them if items lost their link.
	 */
	after?: IDataObject;
	/** How the workflow was started. Default: `manual`, by the button in the editor. */
	mode?: WorkflowExecuteMode;
}

export interface RunResult extends CommonResult {
	/** Items of the Altegio node's last run: `[success]` or `[success, error]`. */
	outputs: INodeExecutionData[][];
	/** What the nodes behind the success and the error output made of `after`. */
	after: { success: IDataObject[]; error: IDataObject[] };
}

/** Runs a workflow Data -> Altegio (-> fields) through n8n's own engine. */
export async function runAltegio(options: RunOptions): Promise<RunResult> {
	return await startAltegio(options).result;
}

/** The same, for tests that have to act while it runs. */
export function startAltegio(options: RunOptions): Started<RunResult> {
	const items = (options.items ?? [{}]).map(toItem);
	const altegio: INode = {
		...newNode('Altegio', ALTEGIO_TYPE, options.parameters),
		credentials: { altegioApi: CREDENTIAL_REFERENCE },
		onError: options.onError,
		...(options.retryOnFail && { retryOnFail: true, ...options.retryOnFail }),
		...options.node,
	};
	const nodes = [newNode('Data', 'test.data'), altegio];
	const connections: IConnections = { Data: connectTo('Altegio') };

	if (options.after) {
		const parameters = { fields: options.after as INodeParameters };
		nodes.push(newNode('After success', 'test.fields', parameters));
		nodes.push(newNode('After error', 'test.fields', parameters));
		connections.Altegio = connectTo('After success', 'After error');
	}

	return startWorkflow({
		target: options,
		nodes,
		connections,
		testNodes: [new DataNode(items), new FieldsNode()],
		mode: options.mode,
		toResult: (common) => ({
			...common,
			outputs: outputsOf(common.run, altegio.name),
			after: {
				success: outputsOf(common.run, 'After success').flatMap(toJson),
				error: outputsOf(common.run, 'After error').flatMap(toJson),
			},
		}),
	});
}

function toItem(item: IDataObject | INodeExecutionData): INodeExecutionData {
	const keys = Object.keys(item);
	const isItem = typeof item.json === 'object' && keys.every((key) => ITEM_KEYS.includes(key));
	return isItem ? (item as INodeExecutionData) : { json: item as IDataObject };
}

const ITEM_KEYS = ['json', 'binary', 'error', 'pairedItem'];

function toJson(items: INodeExecutionData[]): IDataObject[] {
	return items.map(({ json }) => json);
}
