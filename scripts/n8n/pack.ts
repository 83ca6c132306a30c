/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Log, projectRoot, run } from './run';

/**
 * Builds the package and packs it as `npm publish` would, into a new temporary folder.
 * Returns the path of the tarball; the caller removes its folder.
 */
export async function packNode(log: Log, packageFolder = projectRoot): Promise<string> {
	await run('npm', ['run', 'build'], { cwd: packageFolder, log });
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-altegio-pack-'));
	const answer = await run(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{
			cwd: packageFolder,
			log,
		},
	);
	const [{ filename }] = JSON.parse(answer) as [{ filename: string }];
	return join(folder, filename);
}
