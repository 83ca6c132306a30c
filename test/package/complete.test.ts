/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodePropertyOptions } from 'n8n-workflow';

import { resources } from '../../nodes/Altegio/resources';
import { operationSamples } from '../../scripts/operationSamples';

const root = join(__dirname, '../..');

interface Workflow {
	nodes: Array<{ type: string; parameters: { resource?: string; operation?: string } }>;
}

const OPERATIONS = Object.entries(resources).flatMap(([resource, { properties }]) => {
	const dropdown = properties.find(({ name }) => name === 'operation');
	return ((dropdown?.options ?? []) as INodePropertyOptions[]).map(
		(option) => [`${resource} ${String(option.value)}`, option, resource] as const,
	);
});

/** What the Altegio nodes of all examples do. A workflow leaves out what is the default. */
const IN_EXAMPLES = readdirSync(join(root, 'examples'))
	.filter((file) => file.endsWith('.json'))
	.map((file) => JSON.parse(readFileSync(join(root, 'examples', file), 'utf8')) as Workflow)
	.flatMap(({ nodes }) => nodes)
	.filter(({ type }) => /^n8n-nodes-altegio\.altegio(Tool)?$/.test(type))
	.map(({ parameters: { resource = 'location', operation } }) => {
		const dropdown = resources[resource]?.properties.find(({ name }) => name === 'operation');
		return `${resource} ${operation ?? String(dropdown?.default)}`;
	});

describe.each(OPERATIONS)('%s', (name, { action, description }, resource) => {
	it('has an action and a description', () => {
		expect(action).toMatch(/^[A-Z].* /);
		expect(description).toMatch(/^[A-Z].* /);
	});

	it('has a schema of its output, unless that may be anything', () => {
		const output = operationSamples().get(name)?.output ?? [];
		expect(output.length > 0).toBe(resource !== 'apiRequest');
	});

	it('has a place on a page, with parameters that the tests run', () => {
		const page = readFileSync(join(root, `docs/operations/${resource}.md`), 'utf8');
		const text = JSON.stringify(operationSamples().get(name)?.parameters, null, '\t');
		expect(page).toContain(`(\`${name.split(' ')[1]!}\`).`);
		expect(page).toContain(`\n${text}\n`);
	});
});

it.each(OPERATIONS)('%s is in an example', (name) => {
	expect(IN_EXAMPLES).toContain(name);
});
