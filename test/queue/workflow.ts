import { CREDENTIAL_NAME, CREDENTIAL_TYPE } from '../../scripts/examples';
import type { WorkflowJson } from '../../scripts/n8n';

/** The path of the workflow's webhook. */
export const WEBHOOK = 'update-locations';

/** The name of the workflow's Altegio node. */
export const NODE_NAME = 'Update Location';

/**
 * Takes `{ rows: [{ id, zip }] }` and updates each location. It starts with a webhook, because a workflow
 * started from the editor would run in n8n's main process and not in a worker.
 */
export function workflow(credentialId: string): WorkflowJson {
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	return {
		name: 'Update the locations of a request',
		nodes: [
			{
				id: 'webhook',
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: WEBHOOK,
				parameters: { httpMethod: 'POST', path: WEBHOOK },
			},
			{
				id: 'rows',
				name: 'Rows',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				position: [220, 0],
				parameters: { fieldToSplitOut: 'body.rows' },
			},
			{
				id: 'update',
				name: NODE_NAME,
				type: 'n8n-nodes-altegio.altegio',
				typeVersion: 1,
				position: [440, 0],
				credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: CREDENTIAL_NAME } },
				parameters: {
					resource: 'location',
					operation: 'update',
					locationId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
					dataToSend: 'defineBelow',
					updateFields: { zip: '={{ $json.zip }}' },
				},
			},
		],
		connections: { Webhook: to('Rows'), Rows: to(NODE_NAME) },
		settings: { executionOrder: 'v1' },
	};
}
