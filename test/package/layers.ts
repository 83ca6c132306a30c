/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code runs outside n8n */
import { posix } from 'node:path';

import * as ts from 'typescript';

/** Source files: path from the root of the project, and text. */
export type Sources = Map<string, string>;

/** For each layer of nodes/Altegio those that it may import, besides itself. */
const LAYERS: Record<string, string[]> = {
	core: [],
	transport: ['core'],
	kit: ['transport', 'core'],
	resources: ['kit', 'transport', 'core'],
	triggers: ['resources', 'kit', 'transport', 'core'],
	node: ['resources', 'triggers', 'kit', 'transport', 'core'],
	credentials: ['core'],
};

/** What a resource shows to other resources. */
const SHARED = /^(locator|lookups?)\.ts$/;

/** What a resource shows to the triggers, which give its objects as well. */
const SHARED_WITH_TRIGGERS = /^(locator|lookups?|output|status|subject)\.ts$/;

/**
 * Imports, of types too, that go against the layers: core <- transport <- kit <- resources, triggers <- nodes, and
 * credentials on core only.
 *
 * @returns one line for each, empty if there is none
 */
export function findWrongImports(sources: Sources): string[] {
	return importsOf(sources).flatMap(({ from, to }) => {
		const [importer, imported] = [placeOf(from), placeOf(to)];
		const isAllowed =
			importer.layer === imported.layer || LAYERS[importer.layer]?.includes(imported.layer);
		if (!isAllowed) return [`${from} imports ${to}`];

		const isOther = imported.resource !== undefined && imported.resource !== importer.resource;
		const mayUseAll = importer.layer === 'node' || importer.isRegistry;
		const shared = importer.layer === 'triggers' ? SHARED_WITH_TRIGGERS : SHARED;
		if (isOther && !mayUseAll && !shared.test(imported.file)) return [`${from} imports ${to}`];
		if (imported.isRegistry && importer.layer !== 'node') return [`${from} imports ${to}`];
		return [];
	});
}

/**
 * Files that import each other in a circle, types included.
 *
 * @returns one line for each circle that is found, such as `a.ts -> b.ts -> a.ts`; empty if there is none
 */
export function findCycles(sources: Sources): string[] {
	const next = new Map<string, string[]>([...sources.keys()].map((file) => [file, []]));
	for (const { from, to } of importsOf(sources)) next.get(from)?.push(to);

	const cycles: string[] = [];
	const done = new Set<string>();
	const visit = (file: string, path: string[]): void => {
		if (path.includes(file)) {
			cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
		} else if (!done.has(file)) {
			for (const imported of next.get(file) ?? []) visit(imported, [...path, file]);
			done.add(file);
		}
	};
	for (const file of sources.keys()) visit(file, []);
	return cycles;
}

/** Every import, re-export, require and dynamic import of a file by another; what is not among the files is left out. */
function importsOf(sources: Sources): Array<{ from: string; to: string }> {
	return [...sources].flatMap(([from, text]) =>
		ts
			.preProcessFile(text, true, true)
			.importedFiles.filter(({ fileName }) => fileName.startsWith('.'))
			.flatMap(({ fileName }) => {
				const path = posix.join(posix.dirname(from), fileName);
				const to = [path, `${path}.ts`, `${path}/index.ts`].find((file) => sources.has(file));
				return to === undefined ? [] : [{ from, to }];
			}),
	);
}

interface Place {
	/** A key of LAYERS, or a folder that has no place in the house. */
	layer: string;
	file: string;
	/** The folder below resources/. */
	resource?: string;
	/** resources/index.ts, which names all resources. */
	isRegistry: boolean;
}

function placeOf(path: string): Place {
	const parts = path.split('/');
	const file = parts.at(-1) ?? '';
	if (parts[0] === 'credentials') return { layer: 'credentials', file, isRegistry: false };
	const [folder = '', resource] = parts.slice(2);
	const isResource = folder === 'resources' && parts.length > 4;
	return {
		layer: folder === file ? 'node' : folder,
		file,
		resource: isResource ? resource : undefined,
		isRegistry: folder === 'resources' && !isResource,
	};
}
