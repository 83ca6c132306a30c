import './environment';
import { PollContext } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { CREDENTIAL_REFERENCE } from './credentials';
import { altegioPollingTrigger, POLLING_TYPE, TestNodeTypes } from './nodeTypes';
import { locator } from './fixture';
import { newAdditionalData, newCredentialsHelper, type Target } from './workflow';

/** An Altegio Polling Trigger in a published workflow, through n8n's own context. */
export class PollingNode {
	private readonly workflow: Workflow;

	constructor(
		private readonly target: Target,
		parameters: object = {},
		staticData: IDataObject = {},
	) {
		this.workflow = new Workflow({
			id: 'test',
			nodes: [
				{
					id: 'node-1',
					name: 'Poll',
					type: POLLING_TYPE,
					typeVersion: 1,
					position: [0, 0],
					credentials: { altegioApi: CREDENTIAL_REFERENCE },
					parameters: { locationId: locator(37532), ...parameters } as INodeParameters,
				},
			],
			connections: {},
			active: true,
			nodeTypes: new TestNodeTypes(),
			staticData: { 'node:Poll': staticData },
		});
	}

	/** What n8n would store for the node now. */
	get staticData(): IDataObject {
		const data = this.workflow.getStaticData('node', this.workflow.nodes.Poll);
		return JSON.parse(JSON.stringify(data)) as IDataObject;
	}

	/** The items of one poll; null where it starts nothing. */
	async poll(mode: 'trigger' | 'manual' = 'trigger'): Promise<IDataObject[] | null> {
		const context = new PollContext(
			this.workflow,
			this.workflow.nodes.Poll,
			newAdditionalData(newCredentialsHelper(this.target)),
			mode,
			'activate',
		);
		const output = await altegioPollingTrigger.poll?.call(context);
		return output?.[0].map(({ json }) => json) ?? null;
	}
}
