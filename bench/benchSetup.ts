/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- runs outside n8n */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { ensureN8n, type Log, packNode, projectRoot, run } from '../scripts/n8n';

/** Everything that a benchmark needs on disk. Outside the checkout, so that no module is found there by chance. */
export interface BenchSetup {
	/** The packed node, unpacked: what users install. */
	packageFolder: string;
	tarball: string;
	/** The script of the measured processes. It and all that it loads is plain JavaScript. */
	client: string;
	/** The installed n8n's modules: engine, workflow and base nodes of one and the same installation. */
	n8nModules: string;
	remove(): Promise<void>;
}

/** Builds and packs the node, and compiles the measured processes around it. */
export async function createBenchSetup(log: Log): Promise<BenchSetup> {
	const { folder: n8n } = await ensureN8n(log);
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-altegio-bench-'));
	const tarball = await packNode(log);
	const remove = async () => {
		await rm(folder, { recursive: true, force: true });
		await rm(dirname(tarball), { recursive: true, force: true });
	};
	try {
		const packageFolder = join(folder, 'node_modules', 'n8n-nodes-altegio');
		await mkdir(packageFolder, { recursive: true });
		await run('tar', ['-xzf', tarball, '-C', packageFolder, '--strip-components=1'], {
			cwd: folder,
			log,
		});
		const compiled = join(folder, 'compiled');
		await compile(compiled, log);
		return {
			packageFolder,
			tarball,
			client: join(compiled, 'bench', 'client', 'main.js'),
			n8nModules: join(n8n, 'node_modules'),
			remove,
		};
	} catch (error) {
		await remove();
		throw error;
	}
}

/** The test harness names the classes under test in one file: there the packed node takes their place. */
async function compile(outDir: string, log: Log): Promise<void> {
	await run('tsc', ['-p', join('bench', 'tsconfig.json'), '--outDir', outDir], {
		cwd: projectRoot,
		log,
	});
	for (const source of ['nodes', 'credentials']) {
		await rm(join(outDir, source), { recursive: true });
	}
	const underTest = join(outDir, 'test', 'support', 'underTest.js');
	await writeFile(underTest, "module.exports = require('n8n-nodes-altegio');\n");
}
