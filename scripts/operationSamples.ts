/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { OPERATIONS } from '../test/operations';
import { projectRoot } from './n8n';
import type { Sample } from './operationPages';

/**
 * For each operation, as `resource operation`: parameters that the tests run against the sandbox, and the fields of its
 * output, which the tests compare with the answers.
 */
export function operationSamples(): Map<string, Sample> {
	return new Map(
		OPERATIONS.map(({ resource, operation, parameters }) => [
			`${resource} ${operation}`,
			{ parameters: { resource, operation, ...parameters }, output: outputOf(resource, operation) },
		]),
	);
}

function outputOf(resource: string, operation: string): string[] {
	const folder = join(projectRoot, 'nodes', 'Altegio', '__schema__', 'v1.0.0', resource);
	const file = join(folder, `${operation}.json`);
	if (!existsSync(file)) return [];
	const { properties } = JSON.parse(readFileSync(file, 'utf8')) as { properties: object };
	return Object.keys(properties);
}
