import { randomUUID } from 'node:crypto';

import { CREDENTIAL_NAME, CREDENTIAL_TYPE } from './examples';
import type { WorkflowJson } from './n8n';

/** Name of the node in it. */
export const TRIGGER = 'Trigger';

/**
 * A workflow of nothing but a trigger of this package: what it gives stands under Executions.
 *
 * @param type `altegioTrigger` or `altegioPollingTrigger`
 */
export function triggerWorkflow(
	name: string,
	type: string,
	credentialId: string,
	parameters: Record<string, unknown>,
): WorkflowJson & { webhookId: string } {
	const webhookId = randomUUID();
	return {
		name,
		webhookId,
		nodes: [
			{
				...{ id: randomUUID(), name: TRIGGER, webhookId },
				type: `n8n-nodes-altegio.${type}`,
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					locationId: { __rl: true, mode: 'id', value: '37532' },
					...parameters,
				} as WorkflowJson['nodes'][0]['parameters'],
				credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: CREDENTIAL_NAME } },
			},
		],
		connections: {},
	};
}
