/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { createRequire } from 'node:module';
import type { ICredentialType, INodeType, VersionedNodeType } from 'n8n-workflow';
import { injectDomainRestrictionFields } from 'n8n-workflow';

import { credentials } from '../../sandbox/operations';
import { TestCredentialsHelper } from '../../test/support/credentials';

/** The type name that workflows store; n8n lets only this node use any credential. */
export const HTTP_REQUEST_TYPE = 'n8n-nodes-base.httpRequest';

const BASE = 'n8n-nodes-base/dist';
// Not in this project's dependencies, but in the n8n whose engine runs here.
const fromN8n = createRequire(__filename);

const versions = load<VersionedNodeType>(
	`${BASE}/nodes/HttpRequest/HttpRequest.node.js`,
	'HttpRequest',
);

/** The version that a user gets who adds the node today. */
export const HTTP_REQUEST_VERSION = versions.currentVersion;

export const httpRequest: INodeType = versions.getNodeType();

/** A Header Auth credential, which is what Altegio's two tokens fit into without this package. */
export function headerCredential(): TestCredentialsHelper {
	const type = load<ICredentialType>(
		`${BASE}/credentials/HttpHeaderAuth.credentials.js`,
		'HttpHeaderAuth',
	);
	injectDomainRestrictionFields(type);
	const { partnerToken, userToken } = credentials;
	const value = `Bearer ${partnerToken}, User ${userToken}`;
	return new TestCredentialsHelper({ name: 'Authorization', value }, type);
}

function load<T>(path: string, name: string): T {
	const Class = (fromN8n(path) as Record<string, new () => T>)[name];
	return new Class();
}
