/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { IDataObject, INode } from 'n8n-workflow';

import { type Log, type RunningN8n, startN8n, type WorkflowJson } from '../scripts/n8n';
import type { BenchSetup } from './benchSetup';

/** A node of a measured workflow; where it stands on the canvas does not matter. */
export type BenchNode = Omit<INode, 'id' | 'position'>;

/** The name of the node that starts a measured workflow. */
export const START = 'Start';

/** Starts a new n8n with our node in it, and removes it after the work. */
export async function withNewN8n<T>(
	{ tarball }: BenchSetup,
	log: Log,
	work: (n8n: RunningN8n) => Promise<T>,
): Promise<T> {
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-altegio-bench-n8n-'));
	try {
		const n8n = await startN8n({ userFolder, tarball, log });
		try {
			await n8n.client.setUpOwner({ email: 'owner@example.com', password: 'Bench-owner-1' });
			return await work(n8n);
		} finally {
			await n8n.stop();
		}
	} finally {
		await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
	}
}

/** A workflow that begins with a start by hand and a node that gives these items. */
export function workflowOf(
	name: string,
	source: { name: string; items: IDataObject[] },
	nodes: BenchNode[],
	connections: WorkflowJson['connections'],
): WorkflowJson {
	const all: BenchNode[] = [
		{ name: START, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			...{ name: source.name, type: 'n8n-nodes-base.code', typeVersion: 2 },
			parameters: { jsCode: `return ${JSON.stringify(source.items)}.map((json) => ({ json }));` },
		},
		...nodes,
	];
	return {
		name,
		nodes: all.map((one, index) => ({ id: `node-${index}`, position: [index * 220, 0], ...one })),
		connections: { [START]: to(source.name), ...connections },
	};
}

/** Connects the outputs of a node to these nodes, one each. */
export function to(...names: string[]): WorkflowJson['connections'][string] {
	return { main: names.map((node) => [{ node, type: 'main' as const, index: 0 }]) };
}
