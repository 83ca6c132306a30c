import './environment';
import { ExecuteContext, LoadOptionsContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	ICredentialTestRequest,
	IDataObject,
	INode,
	INodeCredentialTestResult,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { altegioCredential, CREDENTIAL_REFERENCE } from './credentials';
import { engineLog } from './engineLog';
import { newRunData } from './olderEngines';
import { refuseLeaks, secretsIn } from './secrets';
import { newAdditionalData, newCredentialsHelper } from './workflow';
import type { Target } from './workflow';
import { ALTEGIO_TYPE, altegioNode, TestNodeTypes } from './nodeTypes';
import { describeNode } from './testNodes';

/** What the editor knows while the user fills in the node. */
export interface EditorOptions extends Target {
	/** The node's parameters as they stand in the form. */
	parameters?: INodeParameters;
	/** Which parameter the list belongs to. Default: the location. */
	path?: string;
}

/** Fills a dropdown, as the editor does for `loadOptionsMethod`. */
export async function loadOptions(
	methodName: string,
	options: EditorOptions,
): Promise<INodePropertyOptions[]> {
	const method = altegioNode.methods?.loadOptions?.[methodName];
	if (!method) throw new Error(`The node has no loadOptions method "${methodName}"`);
	return await watched(options, async (context) => await method.call(context));
}

/** Searches a resource locator's list, as the editor does for `searchListMethod`. */
export async function listSearch(
	methodName: string,
	options: EditorOptions & { filter?: string; paginationToken?: string },
): Promise<INodeListSearchResult> {
	const method = altegioNode.methods?.listSearch?.[methodName];
	if (!method) throw new Error(`The node has no listSearch method "${methodName}"`);
	return await watched(
		options,
		async (context) => await method.call(context, options.filter, options.paginationToken),
	);
}

/** Lets a list be filled. No token or password may show in it, nor in what is thrown instead, whatever the test. */
async function watched<T>(
	options: EditorOptions,
	fill: (context: LoadOptionsContext) => Promise<T>,
): Promise<T> {
	const helper = newCredentialsHelper(options);
	const before = helper.data;
	const firstLogEntry = engineLog.length;
	const filling = fill(editorContext(options, helper));
	const shown = await filling.catch((error: unknown) => error);
	const places = { 'what the editor shows': shown, 'the log': engineLog.slice(firstLogEntry) };
	refuseLeaks(secretsIn(before, helper.data), places);
	return await filling;
}

function editorContext(options: EditorOptions, helper: ICredentialsHelper): LoadOptionsContext {
	const { parameters = {}, path = 'parameters.locationId' } = options;
	const additionalData = newAdditionalData(helper);
	additionalData.currentNodeParameters = parameters;
	const workflow = new Workflow({
		nodes: [tempNode(ALTEGIO_TYPE, parameters)],
		connections: {},
		active: false,
		nodeTypes: new TestNodeTypes(),
	});
	return new LoadOptionsContext(workflow, workflow.nodes['Temp-Node'], additionalData, path);
}

/** What the Test step of the credential dialog answers, and the credential stored afterwards. */
export type CredentialTestResult = INodeCredentialTestResult & {
	credentials: ICredentialDataDecryptedObject;
};

/**
 * The credential test. n8n sends the credential's `test.request` from a node with a single
 * parameter and turns the answer into one line of text; the order of the checks is n8n's.
 */
export async function testCredential(target: Target): Promise<CredentialTestResult> {
	const { test } = altegioCredential;
	if (!test) throw new Error('The credential has no test');

	const firstLogEntry = engineLog.length;
	const helper = newCredentialsHelper(target);
	const additionalData = newAdditionalData(helper);
	const data = helper.withDefaults(helper.data, additionalData, 'internal');
	const noOp: INodeType = {
		description: describeNode('noOp', {
			credentials: [{ name: 'altegioApi', required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: test.request },
					default: '',
				},
			],
		}),
	};
	const node = tempNode('test.noOp');
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: new TestNodeTypes([noOp]),
	});
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		newRunData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);

	let result: INodeCredentialTestResult;
	try {
		const answer = await new RoutingNode(context, noOp, {
			id: '1',
			name: CREDENTIAL_REFERENCE.name,
			type: 'altegioApi',
			data,
		}).runNode();
		result = toTestResult(test, answer?.[0]?.[0]?.json);
	} catch (error) {
		result = toFailedTest(test, error as Error);
	}
	const secrets = secretsIn(data, helper.data);
	refuseLeaks(secrets, { 'the result': result, 'the log': engineLog.slice(firstLogEntry) });
	return { ...result, credentials: helper.data };
}

function toTestResult(
	test: ICredentialTestRequest,
	answer: IDataObject | undefined,
): INodeCredentialTestResult {
	for (const rule of test.rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties;
		if (valueAt(answer, key) === value) return { status: 'Error', message };
	}
	return { status: 'OK', message: 'Connection successful!' };
}

function toFailedTest(test: ICredentialTestRequest, error: Error): INodeCredentialTestResult {
	const cause = error.cause as
		| { code?: string; response?: { status: number; statusText?: string } }
		| undefined;
	if (cause?.response) {
		const { status, statusText } = cause.response;
		for (const rule of test.rules ?? []) {
			if (rule.type === 'responseCode' && rule.properties.value === status) {
				return { status: 'Error', message: rule.properties.message };
			}
		}
		if (status < 199 || status > 299) {
			return { status: 'Error', message: statusText || `Received HTTP status code: ${status}` };
		}
	} else if (cause?.code) {
		return { status: 'Error', message: cause.code };
	}
	return { status: 'Error', message: error.message };
}

/** `a.b.c` of an object, as n8n's rules name a field of the answer. */
function valueAt(object: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], object);
}

function tempNode(type: string, parameters: INodeParameters = {}): INode {
	return {
		id: 'temp',
		name: 'Temp-Node',
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { altegioApi: CREDENTIAL_REFERENCE },
	};
}
