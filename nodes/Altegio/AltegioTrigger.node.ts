import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { locationLists } from './resources/location/lists';
import { locationLocator } from './resources/location/locator';
import { FLAGS } from './triggers/flags';
import { webhookProperties } from './triggers/parameters';
import { receive } from './triggers/receive';
import { subscription } from './triggers/subscription';

export class AltegioTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Altegio Trigger',
		name: 'altegioTrigger',
		icon: { light: 'file:altegio.svg', dark: 'file:altegio.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: `={{ [$parameter["resources"]].flat().map((one) => (${JSON.stringify(FLAGS)})[one]).join(", ") }}`,
		description: 'Starts the workflow when something changes at a location in Altegio',
		defaults: { name: 'Altegio Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'altegioApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'webhook',
				// It lacks the secret, so nobody should copy it into Altegio.
				ndvHideUrl: true,
			},
		],
		eventTriggerDescription:
			'Now change something in Altegio, for example move an appointment. Its event arrives about five seconds later.',
		activationMessage:
			'Altegio now sends the events of this location to n8n. Its address stands in Altegio under Settings > System Settings > For Developers: leave it there.',
		triggerPanel: {
			header: 'Start the workflow when something changes in Altegio',
			executionsHelp: {
				inactive:
					'While you build the workflow, click the button and then change something in Altegio: its event shows up here. When the workflow is ready, publish it. Every event then starts it, and you find them under Executions.',
				active:
					'While you build the workflow, click the button and then change something in Altegio: its event shows up here. The workflow is published, so every event also starts it: you find them under Executions.',
			},
			activationHint:
				'When the workflow is ready, publish it: n8n then adds its address to the webhook settings of the location, beside those of other applications.',
		},
		properties: [locationLocator, ...webhookProperties],
	};

	methods = { listSearch: locationLists.listSearch };

	webhookMethods = { default: subscription };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive.call(this);
	}
}
