import type { IDataObject, INode } from 'n8n-workflow';

import type { Form } from '../../nodes/Altegio/transport/item';

const node: INode = {
	...{ id: 'node-1', name: 'Altegio', type: 'n8n-nodes-altegio.altegio', typeVersion: 1 },
	...{ position: [0, 0], parameters: {} },
};

/** Where a unit that needs no n8n reads its parameters; `index` is that of the item. */
export function formOf(parameters: IDataObject = {}, index = 0): Form {
	return {
		getItemIndex: () => index,
		getNode: () => node,
		getNodeParameter: (name, fallback) => parameters[name] ?? fallback,
	};
}
