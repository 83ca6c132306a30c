/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import { ensureN8n, packNode } from '../../scripts/n8n';

/** Not console.log, to which Jest adds a stack trace for each line. */
export const log = (line: string) => void process.stderr.write(`${line}\n`);

const VARIABLE = 'PACKED_NODE';

/** The tarball that all files of a run install; two files that built it at once would disturb each other. */
export function packedNode(): string {
	const tarball = process.env[VARIABLE];
	if (!tarball) throw new Error(`${VARIABLE} is set by the globalSetup of Jest`);
	return tarball;
}

/** Before the first file: installs n8n, if it is not there, and packs the node. */
export async function setUp(): Promise<void> {
	await ensureN8n(log);
	process.env[VARIABLE] = await packNode(log);
}

/** After the last file. */
export async function tearDown(): Promise<void> {
	await rm(dirname(packedNode()), { recursive: true, force: true, maxRetries: 5 });
}
