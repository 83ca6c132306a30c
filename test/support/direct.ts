import './environment';
import { ExecuteContext } from 'n8n-core';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { CREDENTIAL_REFERENCE } from './credentials';
import { ALTEGIO_TYPE, altegioNode, TestNodeTypes } from './nodeTypes';
import { newRunData } from './olderEngines';
import { refuseLeaks, secretsIn } from './secrets';
import { newAdditionalData, newCredentialsHelper, newNode, type Target } from './workflow';

/** The node executed by itself, outside any workflow, as n8n's own agents execute a node that they use. */
export async function runDirectly(
	options: Target & { items: IDataObject[]; parameters: INodeParameters },
): Promise<INodeExecutionData[]> {
	const node = {
		...newNode('Target Node', ALTEGIO_TYPE, options.parameters),
		credentials: { altegioApi: CREDENTIAL_REFERENCE },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: new TestNodeTypes(),
	});
	const helper = newCredentialsHelper(options);
	const items = options.items.map((json) => ({ json }));
	const data = { main: [items] };
	const context = new ExecuteContext(
		workflow,
		workflow.nodes[node.name],
		newAdditionalData(helper),
		'internal',
		newRunData(),
		0,
		items,
		data,
		{ node, data, source: null },
		[],
	);
	const output = (await altegioNode.execute?.call(context)) as INodeExecutionData[][];
	refuseLeaks(secretsIn(helper.data), { 'the items': output });
	return output[0];
}
