/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { createRequire } from 'node:module';
import type { ICredentialType, INodeType, VersionedNodeType } from 'n8n-workflow';
import { injectDomainRestrictionFields } from 'n8n-workflow';

import { TestCredentialsHelper } from '../../test/support/credentials';
import { headerAuth, HTTP_REQUEST_VERSION } from './parameters';

const BASE = 'n8n-nodes-base/dist';
// Not in this project's dependencies, but in the n8n whose engine runs here.
const fromN8n = createRequire(__filename);

/** The node of the installed n8n. */
export const httpRequest: INodeType = load<VersionedNodeType>(
	`${BASE}/nodes/HttpRequest/HttpRequest.node.js`,
	'HttpRequest',
).getNodeType(HTTP_REQUEST_VERSION);

/** A Header Auth credential, which is what Altegio's two tokens fit into without this package. */
export function headerCredential(): TestCredentialsHelper {
	const type = load<ICredentialType>(
		`${BASE}/credentials/HttpHeaderAuth.credentials.js`,
		'HttpHeaderAuth',
	);
	injectDomainRestrictionFields(type);
	return new TestCredentialsHelper(headerAuth, type);
}

function load<T>(path: string, name: string): T {
	const Class = (fromN8n(path) as Record<string, new () => T>)[name];
	if (!Class) throw new Error(`n8n has no ${name} in ${path}`);
	return new Class();
}
