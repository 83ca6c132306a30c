/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { credentials } from '../sandbox';
import { projectRoot, type WorkflowJson } from './n8n';

/** The name and type of the credential that the example workflows ask for. */
export const CREDENTIAL_NAME = 'Altegio Sandbox';
export const CREDENTIAL_TYPE = 'altegioApi';

const folder = join(projectRoot, 'examples');

/** The file names of all example workflows. */
export const exampleFiles = readdirSync(folder).filter((file) => file.endsWith('.json'));

/** What to fill into an Altegio API credential to use the sandbox at the given address. */
export function sandboxCredential(baseUrl: string): Record<string, string> {
	const { partnerToken, userToken } = credentials;
	return {
		partnerToken,
		userAuthentication: 'userToken',
		userToken,
		environment: 'custom',
		baseUrl,
	};
}

/** An example workflow in which every Altegio node uses the given credential. */
export function loadExample(file: string, credentialId: string): WorkflowJson {
	const workflow = JSON.parse(readFileSync(join(folder, file), 'utf8')) as WorkflowJson;
	for (const { credentials: used } of workflow.nodes) {
		if (used && CREDENTIAL_TYPE in used) {
			used[CREDENTIAL_TYPE] = { id: credentialId, name: CREDENTIAL_NAME };
		}
	}
	return workflow;
}
