import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';

import { CREDENTIAL_REFERENCE } from './credentials';
import { ALTEGIO_TYPE } from './nodeTypes';
import { UNPACED, update } from './fixture';
import { DataNode, describeNode } from './testNodes';
import { connectTo, newNode, outputsOf, startWorkflow, type Target } from './workflow';

/** Stands for Edit Fields with "Include Other Input Fields": sets some fields of every item. */
class EditNode implements INodeType {
	description = describeNode('edit');

	execute: INodeType['execute'];

	constructor(fields: IDataObject) {
		this.execute = async function () {
			const items: INodeExecutionData[] = this.getInputData().map(({ json }, item) => ({
				json: { ...json, ...fields },
				pairedItem: { item },
			}));
			return [items];
		};
	}
}

const altegio = (name: string, parameters: object) => ({
	...newNode(name, ALTEGIO_TYPE, parameters as IDataObject as never),
	credentials: { altegioApi: CREDENTIAL_REFERENCE },
});

/** Runs the workflow Data -> read -> edit -> Update with Auto-Map, and gives what Update put out. */
export async function readEditUpdate(
	target: Target,
	read: object,
	fields: IDataObject,
	options: object = {},
) {
	const more = { dataToSend: 'autoMapInputData', options, ...UNPACED };
	const { run, error } = await startWorkflow({
		target,
		nodes: [
			newNode('Data', 'test.data'),
			altegio('Read', { resource: 'location', ...read, ...UNPACED }),
			newNode('Edit', 'test.edit'),
			altegio('Update', update({}, more)),
		],
		connections: {
			Data: connectTo('Read'),
			Read: connectTo('Edit'),
			Edit: connectTo('Update'),
		},
		testNodes: [new DataNode([{ json: {} }]), new EditNode(fields)],
		toResult: (common) => common,
	}).result;
	return { error, items: outputsOf(run, 'Update')[0] ?? [] };
}
