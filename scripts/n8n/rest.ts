/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { parse } from 'flatted';
import type {
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodePropertyOptions,
	INodeTypeDescription,
	IRunExecutionData,
	ITaskData,
	ExecutionStatus,
} from 'n8n-workflow';

/** The account of n8n's owner. */
export interface Account {
	email: string;
	password: string;
}

/** A workflow as n8n's editor exports it. */
export interface WorkflowJson {
	id?: string;
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: Record<string, unknown>;
}

/** One finished run of a workflow. */
export interface Execution {
	id: string;
	status: ExecutionStatus;
	data: IRunExecutionData;
}

/** What the editor sends along when it asks for the choices of a parameter. */
export interface ParameterQuery {
	/** For example `parameters.locationId`. */
	path: string;
	methodName: string;
	nodeTypeAndVersion: { name: string; version: number };
	currentNodeParameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	filter?: string;
	paginationToken?: string;
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** A trigger that has run, without what it gave. */
const EMPTY_RUN: Omit<ITaskData, 'data'> = {
	startTime: 0,
	executionIndex: 0,
	executionTime: 0,
	executionStatus: 'success',
	source: [],
};

/** n8n gives a regular expression of a form 250 ms, which on a busy machine is too little. Nothing was started then. */
const BUSY = 'Regular expression execution timed out';

const UNFINISHED: ExecutionStatus[] = ['new', 'running', 'waiting', 'unknown'];
const POLL_MS = 150;
const TIME_TO_RUN_MS = 120_000;

/** Talks to n8n the way its editor does: through the internal REST API, with a session cookie. */
export class N8nClient {
	private cookie = '';

	// n8n binds the session to the browser that logged in.
	private readonly browserId = randomUUID();

	constructor(private readonly url: string) {}

	/** Creates the owner account of a fresh n8n; afterwards this client is logged in. */
	async setUpOwner({ email, password }: Account): Promise<void> {
		const owner = { email, password, firstName: 'Demo', lastName: 'Owner' };
		await this.request('POST', '/rest/owner/setup', owner);
	}

	/** Logs in to an account that exists already. */
	async logIn({ email, password }: Account): Promise<void> {
		await this.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** Stores a credential and returns its id. */
	async createCredential(
		name: string,
		type: string,
		data: Record<string, unknown>,
	): Promise<string> {
		const { id } = await this.request<{ id: string }>('POST', '/rest/credentials', {
			name,
			type,
			data,
		});
		return id;
	}

	/** What the Test button of the credential dialog says about a stored credential. */
	async testCredential(
		id: string,
		name: string,
		type: string,
		data: Record<string, unknown>,
	): Promise<CredentialTestResult> {
		return await this.request('POST', '/rest/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	/** Stores a workflow and returns its id. */
	async createWorkflow({ name, nodes, connections, settings }: WorkflowJson): Promise<string> {
		// Without pinned data, if only an empty set, n8n 2.41 fails to execute a single step twice.
		const workflow = { name, nodes, connections, settings, pinData: {} };
		return (await this.request<{ id: string }>('POST', '/rest/workflows', workflow)).id;
	}

	/** Publishes a stored workflow, so that its triggers work without the editor. */
	async publishWorkflow(workflowId: string): Promise<void> {
		const path = `/rest/workflows/${workflowId}`;
		const { versionId } = await this.request<{ versionId: string }>('GET', path);
		await this.request('POST', `${path}/activate`, { versionId });
	}

	/** Takes a published workflow back: its triggers stop. */
	async unpublishWorkflow(workflowId: string): Promise<void> {
		await this.request('POST', `/rest/workflows/${workflowId}/deactivate`, {});
	}

	/**
	 * Runs a stored workflow from its trigger, as the editor's Execute button does, to its end.
	 *
	 * @param triggerJson what the trigger gives, for one that waits for something such as a chat message
	 */
	async runWorkflow(
		workflowId: string,
		triggerName: string,
		timeoutMs = TIME_TO_RUN_MS,
		triggerJson?: IDataObject,
	): Promise<Execution> {
		const data = triggerJson && { ...EMPTY_RUN, data: { main: [[{ json: triggerJson }]] } };
		const start = async () =>
			await this.request<{ executionId: string }>('POST', `/rest/workflows/${workflowId}/run`, {
				triggerToStartFrom: { name: triggerName, data },
			});
		const { executionId } = await start().catch(async (error: Error) => {
			if (!error.message.includes(BUSY)) throw error;
			return await start();
		});
		return await this.untilFinished(executionId, timeoutMs);
	}

	/** Waits for the end of an execution and reads it. */
	async untilFinished(executionId: string, timeoutMs = TIME_TO_RUN_MS): Promise<Execution> {
		const end = Date.now() + timeoutMs;
		for (;;) {
			const execution = await this.getExecution(executionId);
			if (!UNFINISHED.includes(execution.status)) return execution;
			if (Date.now() > end) {
				throw new Error(
					`Execution ${executionId} is still ${execution.status} after ${timeoutMs} ms`,
				);
			}
			await sleep(POLL_MS);
		}
	}

	/** Reads one execution with its data. */
	async getExecution(id: string): Promise<Execution> {
		const { status, data } = await this.request<{ status: ExecutionStatus; data: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		return { id, status, data: parse(data) as IRunExecutionData };
	}

	/** The "From list" choices of a resource locator. */
	async searchList(query: ParameterQuery): Promise<INodeListSearchResult> {
		return await this.request(
			'POST',
			'/rest/dynamic-node-parameters/resource-locator-results',
			query,
		);
	}

	/** The choices of a drop-down that are loaded from the service. */
	async loadOptions(query: ParameterQuery): Promise<INodePropertyOptions[]> {
		return await this.request('POST', '/rest/dynamic-node-parameters/options', query);
	}

	/** All node types this n8n knows, or the credential types. */
	async types<T = INodeTypeDescription>(kind: 'nodes' | 'credentials'): Promise<T[]> {
		return await this.request('GET', `/types/${kind}.json`);
	}

	/** One request with the session's cookie; resolves with the `data` of n8n's answer. */
	async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(this.url + path, {
			method,
			headers: {
				'browser-id': this.browserId,
				// A kept connection may be closed by n8n at the moment in which it is used again.
				connection: 'close',
				...(this.cookie && { cookie: this.cookie }),
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		this.keepSession(response);
		const text = await response.text();
		if (!response.ok) {
			throw new Error(`n8n answered ${method} ${path} with ${response.status}: ${text}`);
		}
		const answer = JSON.parse(text) as T | { data: T };
		// The type files are plain lists, everything else comes in an envelope.
		return isEnvelope(answer) ? answer.data : answer;
	}

	private keepSession(response: Response) {
		for (const cookie of response.headers.getSetCookie()) {
			if (cookie.startsWith('n8n-auth=')) this.cookie = cookie.replace(/;.*/, '');
		}
	}
}

/** The items a node gave in an execution; `output` 1 is the error output of most nodes. */
export function outputOf(execution: Execution, nodeName: string, output = 0): INodeExecutionData[] {
	const runs = execution.data.resultData.runData[nodeName] ?? [];
	return runs.flatMap((run) => run.data?.main?.[output] ?? []);
}

function isEnvelope<T>(answer: T | { data: T }): answer is { data: T } {
	return (
		typeof answer === 'object' && answer !== null && !Array.isArray(answer) && 'data' in answer
	);
}
