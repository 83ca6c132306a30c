import { PackageDirectoryLoader } from 'n8n-core';

import type { LoadResult, LoadTask, Ready } from './task';

/** Loads the nodes and credentials of a package as n8n does with each community package when it starts. */
export async function prepareLoad({ folder }: LoadTask): Promise<Ready<LoadResult>> {
	// n8n has made loaders for its own packages before; the first one starts the log.
	new PackageDirectoryLoader(folder);
	return async () => {
		const start = performance.now();
		const loader = new PackageDirectoryLoader(folder);
		await loader.loadAll();
		const wallMs = performance.now() - start;
		return { nodes: Object.keys(loader.known.nodes).length, wallMs };
	};
}
