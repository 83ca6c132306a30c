import type { INodeParameters } from 'n8n-workflow';

import { CREDENTIAL_NAME, CREDENTIAL_TYPE } from '../../scripts/examples';
import type { WorkflowJson } from '../../scripts/n8n';

/** A location of the sandbox. */
export const FIRST_LOCATION = 37532;

const locator = (value: unknown) => ({ __rl: true, mode: 'id', value }) as INodeParameters;
const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });

/** The name of the Altegio node in each workflow. */
export const NODE_NAME = 'Altegio';

/** Parameters of the Altegio node for each row, by the path of the webhook that takes the rows. */
export const JOBS = {
	updates: {
		resource: 'location',
		operation: 'update',
		locationId: locator('={{ $json.id }}'),
		dataToSend: 'defineBelow',
		updateFields: { zip: '={{ $json.zip }}' },
	},
	upserts: {
		resource: 'client',
		operation: 'upsert',
		locationId: locator(FIRST_LOCATION),
		phone: '={{ $json.phone }}',
		name: '={{ $json.name }}',
	},
	bookings: {
		resource: 'appointment',
		operation: 'create',
		locationId: locator(FIRST_LOCATION),
		serviceIds: [70101],
		teamMemberId: locator(50103),
		start: '={{ $json.start }}',
		clientPhone: '={{ $json.phone }}',
		clientName: '={{ $json.name }}',
	},
} satisfies Record<string, INodeParameters>;

export type JobName = keyof typeof JOBS;

/**
 * Takes `{ rows }` and hands each to the Altegio node. It starts with a webhook, because a workflow started from the
 * editor would run in n8n's main process and not in a worker.
 */
export function workflowOf(job: JobName, credentialId: string): WorkflowJson {
	return {
		name: job,
		nodes: [
			{
				id: 'webhook',
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: job,
				parameters: { httpMethod: 'POST', path: job },
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
				id: 'altegio',
				name: NODE_NAME,
				type: 'n8n-nodes-altegio.altegio',
				typeVersion: 1,
				position: [440, 0],
				credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: CREDENTIAL_NAME } },
				parameters: JOBS[job],
			},
		],
		connections: { Webhook: to('Rows'), Rows: to(NODE_NAME) },
		settings: { executionOrder: 'v1' },
	};
}

/** Starts with each new appointment; those of this test are changes of the credential's own partner. */
export function triggerWorkflow(credentialId: string): WorkflowJson {
	return {
		name: 'Altegio Trigger',
		nodes: [
			{
				id: 'trigger',
				name: 'Altegio Trigger',
				type: 'n8n-nodes-altegio.altegioTrigger',
				typeVersion: 1,
				position: [0, 0],
				webhookId: 'altegio-trigger-in-queue-mode',
				credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: CREDENTIAL_NAME } },
				parameters: {
					locationId: locator(FIRST_LOCATION),
					resources: ['record'],
					changes: ['create'],
					options: { ownChanges: true },
				},
			},
			{
				id: 'end',
				name: NODE_NAME,
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [220, 0],
				parameters: {},
			},
		],
		connections: { 'Altegio Trigger': to(NODE_NAME) },
		settings: { executionOrder: 'v1' },
	};
}
