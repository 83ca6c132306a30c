import './environment';
import { HookContext, WebhookContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { CREDENTIAL_REFERENCE } from './credentials';
import { engineLog, toText, type LogEntry } from './engineLog';
import { altegioTrigger, TestNodeTypes, TRIGGER_TYPE } from './nodeTypes';
import { locator } from './fixture';
import { refuseLeaks, secretsIn } from './secrets';
import { newAdditionalData, newCredentialsHelper, type Target } from './workflow';

export const N8N = 'https://n8n.example.com';

interface TriggerOptions {
	parameters?: INodeParameters;
	credentials?: ICredentialDataDecryptedObject;
	webhookId?: string;
	/** Whether the user clicked on Execute Workflow. */
	isTest?: boolean;
	/** Address of n8n. */
	origin?: string;
	/** What n8n has stored for the node. */
	staticData?: IDataObject;
}

/** What a call of the webhook brought. */
export interface Received {
	/** Status of the answer; undefined if the node left it to n8n. */
	status?: number;
	/** What the answer says. */
	message?: string;
	/** Items that start the workflow; undefined if none does. */
	items?: INodeExecutionData[];
	/** How many requests Altegio had got when the answer was given. */
	requestsBefore: number;
}

/** An Altegio Trigger in a published workflow, or in a test, through n8n's own contexts. */
export class TriggerNode {
	readonly url: string;

	private readonly workflow: Workflow;
	private readonly target: Target;

	constructor(
		target: Target,
		private readonly options: TriggerOptions = {},
	) {
		const { parameters = {}, webhookId = 'hook-1', isTest, origin = N8N } = options;
		this.target = { ...target, credentials: { ...target.credentials, ...options.credentials } };
		this.url = `${origin}/webhook${isTest ? '-test' : ''}/${webhookId}/webhook`;
		this.workflow = new Workflow({
			id: 'test',
			nodes: [
				{
					id: 'node-1',
					name: 'Trigger',
					type: TRIGGER_TYPE,
					typeVersion: 1,
					position: [0, 0],
					webhookId,
					credentials: { altegioApi: CREDENTIAL_REFERENCE },
					parameters: { locationId: locator(37532), resources: ['record'], ...parameters },
				},
			],
			connections: {},
			active: !isTest,
			nodeTypes: new TestNodeTypes(),
			staticData: { 'node:Trigger': options.staticData ?? {} },
		});
	}

	/** What n8n would store for the node now. */
	get staticData(): IDataObject {
		return JSON.parse(
			JSON.stringify(this.workflow.getStaticData('node', this.node)),
		) as IDataObject;
	}

	/** The secret at the end of the registered address. */
	get token(): string {
		return String(this.staticData.token);
	}

	/** What n8n logged, and what it knows by now, without any token or phone. */
	async checkExists(): Promise<boolean> {
		return await this.call('checkExists');
	}

	async create(): Promise<boolean> {
		return await this.call('create');
	}

	async delete(): Promise<boolean> {
		return await this.call('delete');
	}

	/** What n8n does on publishing. */
	async publish(): Promise<void> {
		if (!(await this.checkExists())) await this.create();
	}

	/** Lets a request come to the address of the node. A string is a body that n8n did not parse. */
	async receive(
		body: unknown,
		{ token, ...more }: { token?: unknown; query?: IDataObject; countRequests?: () => number } = {},
	): Promise<Received> {
		const received: Received = { requestsBefore: -1 };
		const response = {
			status(code: number) {
				received.status = code;
				received.requestsBefore = more.countRequests?.() ?? -1;
				return response;
			},
			json({ message }: { message: string }) {
				received.message = message;
				return response;
			},
			send: () => response,
			end: () => response,
		};
		const rawBody = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
		const query = more.query ?? (token === undefined ? {} : { token });
		const httpRequest = {
			body,
			rawBody,
			headers: { authorization: 'Bearer x' },
			query,
			params: {},
		};
		const additionalData = this.additionalData({ httpRequest, httpResponse: response });
		const mode = this.options.isTest ? 'manual' : 'webhook';
		const context = new WebhookContext(
			this.workflow,
			this.node,
			additionalData,
			mode,
			this.webhookData,
			[],
			null,
		);
		const before = toText(this.staticData);
		const from = engineLog.length;
		const result = await altegioTrigger.webhook?.call(context);
		expect(toText(this.staticData)).toBe(before);
		expect(result?.noWebhookResponse).toBe(true);
		received.items = result?.workflowData?.[0];
		this.refuseLeaks({ items: received.items, log: engineLog.slice(from) });
		return received;
	}

	private async call(method: 'checkExists' | 'create' | 'delete'): Promise<boolean> {
		const mode = this.options.isTest ? 'manual' : 'trigger';
		const context = new HookContext(
			this.workflow,
			this.node,
			this.additionalData(),
			mode,
			'activate',
			this.webhookData,
		);
		const from = engineLog.length;
		const result = await altegioTrigger.webhookMethods?.default?.[method]
			?.call(context)
			.catch((error: unknown) => {
				this.refuseLeaks({ error }, [this.token]);
				throw error;
			});
		const log = engineLog.slice(from);
		this.refuseLeaks({ log }, [this.token]);
		this.refuseLeaks({ 'static data': this.staticData });
		return result as boolean;
	}

	/** No token of the credential may show, and in texts for people not that of the address either. */
	private refuseLeaks(places: Record<string, unknown>, more: string[] = []): void {
		const secrets = secretsIn(newCredentialsHelper(this.target).data);
		refuseLeaks([...secrets, ...more.filter((one) => one.length > 20)], places);
	}

	private get node() {
		return this.workflow.nodes.Trigger;
	}

	private get webhookData(): IWebhookData {
		const [webhookDescription] = altegioTrigger.description.webhooks ?? [];
		return {
			webhookDescription,
			isTest: this.options.isTest ?? false,
		} as unknown as IWebhookData;
	}

	private additionalData(more: object = {}): IWorkflowExecuteAdditionalData {
		const { origin = N8N } = this.options;
		return {
			...newAdditionalData(newCredentialsHelper(this.target)),
			webhookBaseUrl: `${origin}/webhook`,
			webhookTestBaseUrl: `${origin}/webhook-test`,
			...more,
		} as IWorkflowExecuteAdditionalData;
	}
}

/** What was logged since, as texts; n8n's empty details behind them are left out. */
export function loggedSince(from: number, level = 'warn'): string[] {
	return engineLog
		.slice(from)
		.flatMap((entry: LogEntry) => (entry.level === level ? entry.text.replace(/ \{\}$/, '') : []));
}
