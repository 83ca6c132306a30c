import { DirectoryLoader } from 'n8n-core';
import * as n8n from 'n8n-workflow';
import type { INode, INodeType, IRunExecutionData } from 'n8n-workflow';

/*
 * What n8n's libraries do today and older releases lack or keep elsewhere. Everything else in this folder runs on
 * each release that `npm run test:compat` tests.
 */

const { applyDeclarativeNodeOptionParameters } = n8n as unknown as {
	applyDeclarativeNodeOptionParameters?: (node: INodeType) => void;
};

/** Adds Request Options to a declarative node. */
export function addRequestOptions(node: INodeType): void {
	const add =
		DirectoryLoader.applyDeclarativeNodeOptionParameters ?? applyDeclarativeNodeOptionParameters;
	add(node);
}

/** Adds "Allowed HTTP Request Domains" to a credential, where n8n has that. */
export const injectDomainRestrictionFields: typeof n8n.injectDomainRestrictionFields =
	n8n.injectDomainRestrictionFields ?? (() => {});

/** The domains that a credential allows its own requests; undefined where n8n does not ask. */
export const getCredentialOwnRequestAllowedDomains: typeof n8n.getCredentialOwnRequestAllowedDomains =
	n8n.getCredentialOwnRequestAllowedDomains ?? (() => undefined);

export const isExpression: typeof n8n.isExpression =
	n8n.isExpression ?? ((value: unknown) => typeof value === 'string' && value.startsWith('='));

/** An execution that has run nothing yet, and begins with this node if one is given. */
export function newRunData(start?: INode): IRunExecutionData {
	const runData = {
		startData: {},
		resultData: { runData: {}, pinData: {} },
		executionData: {
			contextData: {},
			metadata: {},
			nodeExecutionStack: start
				? [{ node: start, data: { main: [[{ json: {} }]] }, source: null }]
				: [],
			waitingExecution: {},
			waitingExecutionSource: {},
		},
	};
	return n8n.createRunExecutionData?.(runData) ?? (runData as unknown as IRunExecutionData);
}
