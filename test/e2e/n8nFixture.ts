/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';
import {
	CREDENTIAL_NAME,
	CREDENTIAL_TYPE,
	loadExample,
	sandboxCredential,
} from '../../scripts/examples';
import {
	type Account,
	type Execution,
	type RunningN8n,
	startN8n,
	type WorkflowJson,
} from '../../scripts/n8n';
import { log, packedNode } from './packedNode';

/** How long a fixture may take to start, in milliseconds, on a busy machine. */
export const TIME_TO_START = 15 * 60_000;

export const owner: Account = { email: 'owner@example.com', password: 'N8n-owner-1' };

/** Changes a workflow before it is imported. */
export type Change = (workflow: WorkflowJson) => void;

/** A real n8n with the packed node, an owner, a credential, and a sandbox behind it. */
export interface N8nFixture {
	n8n: RunningN8n;
	sandbox: Sandbox;
	credentialId: string;
	/** Imports an example workflow, changed where the caller says so, and returns its id. */
	importExample(file: string, change?: Change): Promise<string>;
	/** Imports an example workflow in the same way and runs it from its trigger to its end. */
	runExample(file: string, change?: Change): Promise<Execution>;
	close(): Promise<void>;
}

/** Starts everything that a test needs. */
export async function startN8nFixture(sandboxOptions: SandboxOptions = {}): Promise<N8nFixture> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-altegio-e2e-'));
	const removeFolder = async () =>
		await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });

	const options = { userFolder, tarball: packedNode(), log };
	const n8n = await startN8n(options).catch(async (error) => {
		await removeFolder();
		throw error;
	});
	const sandbox = await startSandbox(sandboxOptions);
	await n8n.client.setUpOwner(owner);
	const data = sandboxCredential(sandbox.url);
	const credentialId = await n8n.client.createCredential(CREDENTIAL_NAME, CREDENTIAL_TYPE, data);

	const importWorkflow = async (workflow: WorkflowJson, change?: Change) => {
		change?.(workflow);
		return await n8n.client.createWorkflow(workflow);
	};
	const fixture: N8nFixture = {
		n8n,
		sandbox,
		credentialId,
		async importExample(file, change) {
			return await importWorkflow(loadExample(file, credentialId), change);
		},
		async runExample(file, change) {
			const workflow = loadExample(file, credentialId);
			const trigger = workflow.nodes.find(({ type }) => type.endsWith('Trigger'));
			const id = await importWorkflow(workflow, change);
			return await n8n.client.runWorkflow(id, trigger?.name ?? '');
		},
		async close() {
			// A test may have put another in its place.
			await fixture.n8n.stop();
			await sandbox.close();
			await removeFolder();
		},
	};
	return fixture;
}
