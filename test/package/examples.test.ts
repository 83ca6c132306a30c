import type { INode, INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { exampleFiles, loadExample } from '../../scripts/examples';
import { operationSamples } from '../../scripts/operationSamples';
import { TestNodeTypes } from '../support/nodeTypes';

const PACKAGE = 'n8n-nodes-altegio.';

/** What n8n adds to the form of a trigger that polls. */
const ADDED_BY_N8N = ['pollTimes'];

const NODES = exampleFiles.flatMap((file) =>
	loadExample(file, '')
		.nodes.filter(({ type }) => type.startsWith(PACKAGE))
		.map((node) => ({ file, name: node.name, node })),
);

/** The examples on the pages of the operations, each as a node. */
const SAMPLES = [...operationSamples()].map(([name, { parameters }]) => ({
	...{ file: 'docs/operations', name },
	node: {
		...{ id: name, name, type: `${PACKAGE}altegio`, typeVersion: 1, position: [0, 0] },
		parameters: parameters as INodeParameters,
	} as INode,
}));

const CHECKED = [...NODES, ...SAMPLES];

const types = new TestNodeTypes();
const typeOf = ({ type }: INode) => types.getByName(type).description;

/** Parameters that the form of the node does not have, as "filters.from"; with words for values that no list has. */
function unknownIn(
	properties: INodeProperties[],
	given: INodeParameters,
	node: INode,
	root: INodeParameters,
	above = '',
): string[] {
	return Object.entries(given).flatMap(([name, value]) => {
		const place = above + name;
		const property = properties.find(
			(one) => one.name === name && NodeHelpers.displayParameter(root, one, node, typeOf(node)),
		);
		if (!property) return ADDED_BY_N8N.includes(place) ? [] : [place];
		const inside = (options: INodeProperties[], values: unknown, path: string) =>
			unknownIn(options, values as INodeParameters, node, root, `${path}.`);
		if (property.type === 'collection') {
			return inside(property.options as INodeProperties[], value, place);
		}
		if (property.type === 'fixedCollection') {
			return Object.entries(value as INodeParameters).flatMap(([group, entries]) => {
				const found = property.options?.find((one) => one.name === group);
				if (!found || !('values' in found)) return [`${place}.${group}`];
				return [entries].flat().flatMap((one) => inside(found.values, one, `${place}.${group}`));
			});
		}
		return unknownValues(property, value).map((one) => `${place}: ${one}`);
	});
}

/** Values that the list of a property does not have. */
function unknownValues({ options, type, modes }: INodeProperties, value: unknown): string[] {
	const isExpression = (one: unknown) => typeof one === 'string' && one.startsWith('=');
	if (type === 'resourceLocator') {
		const { mode } = value as { mode: string };
		return modes?.some(({ name }) => name === mode) ? [] : [`mode ${mode}`];
	}
	if (!options) return [];
	const known = options.map((option) => ('value' in option ? option.value : option.name));
	return [value]
		.flat()
		.filter((one) => !isExpression(one) && !known.includes(one as string))
		.map(String);
}

test.each(CHECKED)('$file, $name: uses only operations and parameters that exist', ({ node }) => {
	const description = typeOf(node);
	expect(node.typeVersion).toBe(description.version);
	const { properties } = description;
	const all = NodeHelpers.getNodeParameters(
		properties,
		node.parameters,
		true,
		false,
		node,
		description,
	)!;
	expect(unknownIn(properties, node.parameters, node, all)).toEqual([]);
});

test.each(CHECKED)('$file, $name: has everything that the form requires', ({ node }) => {
	const { properties } = typeOf(node);
	const issues = NodeHelpers.getNodeParametersIssues(properties, node, typeOf(node));
	expect(issues).toBeNull();
});

test.each(exampleFiles)('%s: nodes lead to nodes that are there', (file) => {
	const { nodes, connections } = loadExample(file, '');
	const names = nodes.map(({ name }) => name);
	const ends = Object.values(connections).flatMap((outputs) =>
		Object.values(outputs).flatMap((lines) => lines.flatMap((line) => line ?? [])),
	);
	const named = [...Object.keys(connections), ...ends.map(({ node }) => node)];
	expect(named.filter((name) => !names.includes(name))).toEqual([]);
	expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
	const inExpressions = [...JSON.stringify(nodes).matchAll(/\$\('([^']+)'\)/g)];
	expect(inExpressions.filter(([, name]) => !names.includes(name))).toEqual([]);
});
