/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { type Log, n8nFolder, run } from '../scripts/n8n';

/** Well-known community packages, each with an API of its own, by npm's numbers of downloads. */
const PACKAGES: Record<string, string> = {
	'n8n-nodes-evolution-api': '1.0.4',
	'@devlikeapro/n8n-nodes-chatwoot': '1.0.2',
	'n8n-nodes-mcp': '0.1.37',
	'@mendable/n8n-nodes-firecrawl': '2.1.2',
	'@blotato/n8n-nodes-blotato': '1.0.10',
};

export interface Weight {
	/** Bytes of the tarball, and of what is in it. */
	packed: number;
	unpacked: number;
	/** Files of JavaScript in it. */
	scripts: number;
}

/** A package as n8n would load it. */
export interface CommunityPackage extends Weight {
	name: string;
	folder: string;
	/** Packages that it needs, not counting what these need. */
	dependencies: number;
}

// Only a finished install has this file; it holds what was found out about the tarballs.
const MARKER = 'weights.json';

/** Installs the packages beside the cached n8n, as n8n installs community packages, unless they are there. */
export async function ensureCommunityPackages(log: Log): Promise<CommunityPackage[]> {
	const folder = join(dirname(n8nFolder()), 'community-packages');
	const marker = join(folder, MARKER);
	const wanted = JSON.stringify(PACKAGES);
	const known = existsSync(marker)
		? (JSON.parse(await readFile(marker, 'utf8')) as Known)
		: undefined;
	const { weights } = known?.wanted === wanted ? known : await install(folder, wanted, log);
	return await Promise.all(
		Object.entries(weights).map(async ([name, weight]) => {
			const packageFolder = join(folder, 'node_modules', name);
			const manifest = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
				dependencies?: object;
			};
			const dependencies = Object.keys(manifest.dependencies ?? {}).length;
			return { name, folder: packageFolder, dependencies, ...weight };
		}),
	);
}

interface Known {
	wanted: string;
	weights: Record<string, Weight>;
}

async function install(folder: string, wanted: string, log: Log): Promise<Known> {
	log(`Installing ${Object.keys(PACKAGES).length} community packages into ${folder} (once)`);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(
		join(folder, 'package.json'),
		'{ "name": "community-packages", "private": true }',
	);
	const packages = Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`);
	// n8n-workflow, their peer dependency, comes from n8n.
	const options = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
	await run('npm', ['install', ...packages, ...options], { cwd: folder, log });
	const weights: Known['weights'] = {};
	for (const name of Object.keys(PACKAGES)) {
		weights[name] = await measureTarball(`${name}@${PACKAGES[name]}`, log);
	}
	const known = { wanted, weights };
	await writeFile(join(folder, MARKER), JSON.stringify(known));
	return known;
}

/** The weight of a published package, or of one in a folder, as npm tells it. */
export async function measureTarball(what: string, log: Log): Promise<Weight> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-altegio-weight-'));
	try {
		const said = await run('npm', ['pack', what, '--json', '--ignore-scripts'], {
			cwd: folder,
			log,
		});
		const [{ size, unpackedSize, files }] = JSON.parse(said) as Array<{
			size: number;
			unpackedSize: number;
			files: Array<{ path: string }>;
		}>;
		const scripts = files.filter(({ path }) => path.endsWith('.js')).length;
		return { packed: size, unpacked: unpackedSize, scripts };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
