/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { operationPages, operationsTable, triggerPage } from '../../scripts/operationPages';
import { operationSamples } from '../../scripts/operationSamples';
import { Altegio, AltegioPollingTrigger, AltegioTrigger } from '../support/underTest';

const folder = join(__dirname, '../../docs/operations');

test('docs/operations shows the present form; `npm run docs` writes it', () => {
	const written = readdirSync(folder).map((file) => [
		file,
		readFileSync(join(folder, file), 'utf8'),
	]);
	const triggers = [new AltegioTrigger(), new AltegioPollingTrigger()].map(
		({ description }) => [`${description.name}.md`, triggerPage(description)] as const,
	);
	expect(Object.fromEntries(written)).toEqual(
		Object.fromEntries([
			...operationPages(new Altegio().description, operationSamples()),
			...triggers,
		]),
	);
});

test('the README shows the present operations; `npm run docs` writes them', () => {
	const readme = readFileSync(join(folder, '../../README.md'), 'utf8');
	expect(readme).toContain(`\n\n${operationsTable(new Altegio().description)}\n\n`);
});

test('source files that the docs name exist', () => {
	const root = join(__dirname, '../..');
	const places = ['', 'nodes/Altegio', 'sandbox'];
	const missing = globSync('{*.md,docs/*.md}', { cwd: root }).flatMap((page) => {
		const named = readFileSync(join(root, page), 'utf8').matchAll(/`([\w/]+\/\w[\w.]*\.ts)`/g);
		return [...named]
			.filter(([, file]) => !places.some((place) => existsSync(join(root, place, file))))
			.map(([, file]) => `${page}: ${file}`);
	});
	expect(missing).toEqual([]);
});

describe('a page', () => {
	const show = { resource: ['cat'], operation: ['feed'] };
	const page = (...properties: Array<Partial<INodeProperties>>) => {
		const description = {
			properties: [
				{
					name: 'resource',
					type: 'options',
					options: [
						{ name: 'Cat', value: 'cat' },
						{ name: 'Dog', value: 'dog' },
					],
				},
				{
					name: 'operation',
					type: 'options',
					displayOptions: { show: { resource: ['cat'] } },
					options: [
						{ name: 'Feed', value: 'feed', action: 'Feed a cat', description: 'Gives food' },
					],
				},
				...properties,
			],
		} as unknown as INodeTypeDescription;
		const sample = { parameters: show, output: ['id', 'weight'] };
		return operationPages(description, new Map([['cat feed', sample]]));
	};
	const rows = (...properties: Array<Partial<INodeProperties>>) =>
		page(...properties)
			.get('cat.md')!
			.split('\n')
			.filter((line) => line.startsWith('|'))
			.slice(2);

	test('is made for each resource, with its operations only', () => {
		const pages = page();
		expect([...pages.keys()]).toEqual(['cat.md', 'dog.md']);
		expect(pages.get('cat.md')).toContain('## Feed\n\nFeed a cat (`feed`).\n\nGives food.\n');
		expect(pages.get('dog.md')).not.toContain('Feed');
	});

	test.each<[string, Partial<INodeProperties>, string[]]>([
		[
			'a field with its description and condition',
			{
				displayName: 'Limit',
				name: 'limit',
				type: 'number',
				default: 50,
				required: true,
				description: 'Most | results, see <a href="https://example.com" target="_blank">here</a>',
				displayOptions: { show: { ...show, returnAll: [false] } },
			},
			[
				'| Limit | `limit` | number, required | Most \\| results, see [here](https://example.com). Shown if `returnAll` is `false`. Default: `50`. |',
			],
		],
		[
			'the choices of a list',
			{
				displayName: 'Food',
				name: 'food',
				type: 'multiOptions',
				options: [{ name: 'Fish', value: 'fish' }],
				displayOptions: { show },
			},
			['| Food | `food` | multiOptions | Any of: Fish (`fish`). |'],
		],
		[
			'what collections hold, for this operation only',
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				displayOptions: { show },
				options: [
					{ displayName: 'Bowl', name: 'bowl', type: 'string', default: '' },
					{
						displayName: 'Leash',
						name: 'leash',
						type: 'string',
						default: '',
						displayOptions: { show: { '/resource': ['dog'] } },
					},
					{
						displayName: 'Toys',
						name: 'toys',
						type: 'fixedCollection',
						default: {},
						options: [
							{
								displayName: 'Toy',
								name: 'toy',
								values: [
									{
										displayName: 'Colour',
										name: 'colour',
										type: 'string',
										typeOptions: { multipleValues: true },
										default: [],
									},
								],
							},
						],
					},
				],
			},
			[
				'| Options › Bowl | `options.bowl` | string |  |',
				'| Options › Toys › Colour | `options.toys.toy.colour` | string, several |  |',
			],
		],
		[
			'nothing of another operation',
			{
				displayName: 'Depth',
				name: 'depth',
				type: 'number',
				displayOptions: { show: { resource: ['cat'], operation: ['bathe'] } },
			},
			[],
		],
	])('shows %s', (_, property, expected) => {
		expect(rows(property)).toEqual(expected);
	});

	test('shows what all operations have, once, at its end', () => {
		const text = page({ displayName: 'Speed', name: 'speed', type: 'string' }).get('cat.md');
		expect(text).toMatch(
			/## Feed[^]*## All operations\n\n[^]*\| Speed \| `speed` \| string \| {2}\|\n$/,
		);
	});

	test('shows the output of an operation and parameters for it', () => {
		expect(page().get('cat.md')).toContain(
			'\n\nOutput: `id`, `weight`.\n\nFor example:\n\n```json\n{\n\t"resource": [',
		);
	});

	test('shows a notice as text', () => {
		const notice = { displayName: 'Bites!', name: 'bites', displayOptions: { show } };
		expect(page({ ...notice, type: 'notice' }).get('cat.md')).toContain('\n\nBites!\n');
	});
});
