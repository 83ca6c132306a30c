/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import '../support/environment';
import { join } from 'node:path';
import { PackageDirectoryLoader, RoutingNode, type ExecuteContext } from 'n8n-core';
import type { ICredentialType, INodeType } from 'n8n-workflow';

/** What n8n makes of the built package: the classes that its package.json names, ready to run. */
export async function loadPackage(): Promise<{ node: INodeType; credential: ICredentialType }> {
	const loader = new PackageDirectoryLoader(join(__dirname, '../..'));
	await loader.loadAll();
	const node = loader.nodeTypes.altegio.type as INodeType;
	// n8n's server gives every declarative node this method; the engine alone does not.
	node.execute = async function (this: unknown) {
		return (await new RoutingNode(this as ExecuteContext, node).runNode()) ?? [];
	};
	return { node, credential: loader.credentialTypes.altegioApi.type };
}
