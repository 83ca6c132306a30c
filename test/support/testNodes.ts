import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

const { Main } = NodeConnectionTypes;

/** The least that the engine wants to know about a node. */
export function describeNode(
	name: string,
	more: Partial<INodeTypeDescription> = {},
): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: name,
		defaults: { name },
		inputs: [Main],
		outputs: [Main],
		properties: [],
		...more,
	};
}

/** Emits the given items: the start of every test workflow. */
export class DataNode implements INodeType {
	description = describeNode('data');

	constructor(private readonly items: INodeExecutionData[]) {
		const emitted = this.items;
		this.execute = async function () {
			return [emitted];
		};
	}

	execute: INodeType['execute'];
}

/** Like "Edit Fields": one output item per input item, each value evaluated for that item. */
export class FieldsNode implements INodeType {
	description = describeNode('fields', {
		properties: [{ displayName: 'Fields', name: 'fields', type: 'json', default: {} }],
	});

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData().map((_, item) => ({
			json: this.getNodeParameter('fields', item) as IDataObject,
			pairedItem: { item },
		}));
		return [items];
	}
}
