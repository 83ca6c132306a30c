/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { Altegio } from '../support/underTest';

const root = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const readme = read('README.md');

/** The lines of a chapter, up to the next one of the same depth. */
function chapter(title: string): string {
	const [, text] = new RegExp(`^## ${title}$(.*?)(?=^## |(?![^]))`, 'ms').exec(readme) ?? [];
	return text;
}

const { properties } = new Altegio().description;
/** A parameter of the resource Location. */
const named = (name: string) =>
	properties.find(
		(property) =>
			property.name === name && property.displayOptions?.show?.resource?.includes('location'),
	)!;

test('every field of Update stands in the README', () => {
	const fields = named('updateFields').options as INodeProperties[];
	const social = fields.find(({ name }) => name === 'social')!.options as INodePropertyCollection[];
	const text = chapter('Operations');
	for (const { displayName } of [...fields, ...social[0].values]) {
		expect(text).toContain(displayName.replace(/ Name or ID$/, ''));
	}
});

/** The templates of messages with the words that Location supplies. */
function inWordsOfLocation(source: string): string {
	const words = {
		noun: 'location',
		label: 'Location',
		labels: "'Location'",
		what: 'changed',
		retryWords: 'run this item again',
		'capitalized(retryWords)': 'Run this item again',
		'strangerOf(body)': 'A web page',
	};
	return Object.entries(words).reduce(
		(text, [name, word]) => text.replaceAll(`\${${name}}`, word),
		source,
	);
}

test('the messages under Troubleshooting are those of the node', () => {
	const sources = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => inWordsOfLocation(read(join(folder, file)))),
	);
	const [, , ...rows] = chapter('Troubleshooting').trim().split('\n');
	const texts = rows.flatMap((row) => [...row.split(' | ')[0].matchAll(/`([^`]+)`/g)]);

	expect(texts.length).toBeGreaterThan(10);
	const unknown = texts.map(([, text]) => text).filter((text) => !isIn(sources, text));
	expect(unknown).toEqual([]);
});

test('every example is linked in the README, and every link leads somewhere', () => {
	const links = [...readme.matchAll(/\]\((?!https?:|mailto:|#)([^)#]+)/g)].map(([, file]) => file);
	expect(links.filter((file) => !existsSync(join(root, file)))).toEqual([]);
	for (const file of readdirSync(join(root, 'examples')))
		expect(links).toContain(`examples/${file}`);
});

test('the README shows every picture that there is', () => {
	const shown = [...readme.matchAll(/docs\/images\/([\w-]+\.png)/g)].map(([, file]) => file);
	expect([...new Set(shown)].sort()).toEqual(readdirSync(join(root, 'docs/images')).sort());
});

/** Quotation marks of a text in the source are not those of the message. */
function isIn(sources: string[], text: string): boolean {
	return sources.some((source) => source.replace(/\\'/g, "'").includes(text));
}
