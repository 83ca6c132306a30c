import './environment';
import { stringify } from 'flatted';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	ExecutionError,
	ExecutionStatus,
	IConnections,
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IRun,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';

import { TestCredentialsHelper } from './credentials';
import { engineLog, record } from './engineLog';
import type { LogEntry } from './engineLog';
import { TestNodeTypes } from './nodeTypes';
import { newRunData } from './olderEngines';
import { refuseLeaks, secretsIn } from './secrets';

/** Where requests go and who sends them. */
export interface Target {
	/** Base URL of the server that plays Altegio, used by the default credential. */
	baseUrl: string;
	/** Merged over the default credential (user token, custom environment, `baseUrl`). */
	credentials?: ICredentialDataDecryptedObject;
	/** Another credential, for a node that is not ours. */
	credentialsHelper?: TestCredentialsHelper;
}

/** What every kind of run reports. A run in which a token or password shows rejects instead, whatever the test. */
export interface CommonResult {
	status: ExecutionStatus;
	/** Why the execution ended, if it did not succeed. */
	error?: ExecutionError;
	/** The whole execution as n8n would save it. */
	run: IRun;
	/** The credential as stored after the run, with a new session token for example. */
	credentials: ICredentialDataDecryptedObject;
	/** What n8n logged meanwhile, on all levels. */
	log: LogEntry[];
}

/** An execution under way. */
export interface Started<Result> {
	result: Promise<Result>;
	/** What the editor's Stop button does. */
	cancel(): void;
}

interface WorkflowOptions<Result> {
	target: Target;
	/** The first one is where the execution starts. */
	nodes: INode[];
	connections: IConnections;
	testNodes: INodeType[];
	/** More node types, under the whole name that workflows store. */
	otherNodes?: Record<string, INodeType>;
	mode?: WorkflowExecuteMode;
	toResult(common: CommonResult): Result;
}

/** Runs any workflow of test nodes and Altegio nodes. */
export function startWorkflow<Result>(options: WorkflowOptions<Result>): Started<Result> {
	const { nodes, connections, mode = 'manual' } = options;
	const firstLogEntry = engineLog.length;
	const workflow = new Workflow({
		id: 'test',
		name: 'Test',
		nodes,
		connections,
		active: false,
		nodeTypes: new TestNodeTypes(options.testNodes, options.otherNodes),
		settings: { executionOrder: 'v1' },
	});
	const credentialsHelper = newCredentialsHelper(options.target);
	const additionalData = newAdditionalData(credentialsHelper);
	additionalData.hooks = new ExecutionLifecycleHooks(mode, '1', {
		id: 'test',
		name: 'Test',
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes,
		connections,
	});

	const start = workflow.getNode(nodes[0].name);
	if (!start) throw new Error('The workflow has no nodes');
	const runData = newRunData(start);
	const before = credentialsHelper.data;
	const report = (run: IRun) => {
		const log = engineLog.slice(firstLogEntry);
		const credentials = credentialsHelper.data;
		refuseLeaks(secretsIn(before, credentials), {
			'the execution': run,
			'the saved execution': savedText(run),
			'the log': log,
		});
		const { error } = run.data.resultData;
		return options.toResult({ run, status: run.status, error, credentials, log });
	};

	try {
		const execution = new WorkflowExecute(additionalData, mode, runData).processRunExecutionData(
			workflow,
		);
		return { cancel: () => execution.cancel(), result: execution.then(report) };
	} catch (error) {
		// A required parameter is empty: n8n saves such an execution as failed without starting it.
		runData.resultData.error = error as ExecutionError;
		const run = { data: runData, status: 'error', mode, startedAt: new Date() } as IRun;
		return { cancel: () => {}, result: Promise.resolve(report(run)) };
	}
}

/** An execution as text, as n8n saves it: whatever is not in here no user can read later. */
export function savedText({ data }: IRun): string {
	return stringify(data);
}

/** A credential that works for the given server, unless the target says otherwise. */
export function newCredentialsHelper(target: Target): TestCredentialsHelper {
	const { baseUrl, credentials, credentialsHelper } = target;
	if (credentialsHelper) return credentialsHelper;
	return new TestCredentialsHelper({
		partnerToken: 'partner-token',
		userAuthentication: 'userToken',
		userToken: 'user-token',
		environment: 'custom',
		baseUrl,
		...credentials,
	});
}

/** The services that n8n hands to an execution, as far as the engine asks for them. */
export function newAdditionalData(
	credentialsHelper: ICredentialsHelper,
): IWorkflowExecuteAdditionalData {
	// The URLs are never called, but expressions need them to be valid.
	const url = 'http://localhost/';
	return {
		credentialsHelper,
		executionId: '1',
		currentNodeExecutionIndex: 0,
		restApiUrl: url,
		instanceBaseUrl: url,
		formBaseUrl: url,
		formWaitingBaseUrl: url,
		formTestBaseUrl: url,
		webhookBaseUrl: url,
		webhookWaitingBaseUrl: url,
		webhookTestBaseUrl: url,
		variables: {},
		setExecutionStatus: () => {},
		sendDataToUI: (type: string, data: unknown) => record('ui', type, data),
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** A node as it stands in a workflow. */
export function newNode(name: string, type: string, parameters: INodeParameters = {}): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters };
}

/** Connections from one node: output 0 to the first name, output 1 to the second. */
export function connectTo(...names: string[]): IConnections[string] {
	const type = NodeConnectionTypes.Main;
	return { main: names.map((node) => [{ node, type, index: 0 }]) };
}

/** The items a node put out in its last run, one array per output. */
export function outputsOf(run: IRun, nodeName: string): INodeExecutionData[][] {
	const outputs = run.data.resultData.runData[nodeName]?.at(-1)?.data?.main ?? [];
	return outputs.map((items) => items ?? []);
}
