/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { Altegio } from '../support/underTest';

const root = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const readme = read('README.md');

/** The pages that people read, with the folder that their links start from. */
const pages = ['README.md', ...readdirSync(join(root, 'docs')).filter(isPage).map(inDocs)].map(
	(file) => ({ file, text: read(file) }),
);

function isPage(file: string): boolean {
	return file.endsWith('.md');
}

function inDocs(file: string): string {
	return join('docs', file);
}

/** The lines of a chapter, up to the next one of the same depth. */
function chapter(file: string, title: string): string {
	const text = new RegExp(`^## ${title}$(.*?)(?=^## |(?![^]))`, 'ms').exec(read(file))?.[1];
	return text!;
}

const { properties } = new Altegio().description;
/** A parameter of the resource Location. */
const named = (name: string) =>
	properties.find(
		(property) =>
			property.name === name && property.displayOptions?.show?.resource?.includes('location'),
	)!;

test('every field of Location > Update stands in the guide', () => {
	const fields = named('updateFields').options as INodeProperties[];
	const social = fields.find(({ name }) => name === 'social')!.options as INodePropertyCollection[];
	const text = chapter('docs/guide.md', 'Location');
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

test('the messages in docs/troubleshooting.md are those of the node', () => {
	const sources = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => inWordsOfLocation(read(join(folder, file)))),
	);
	const [, , ...rows] = chapter('docs/troubleshooting.md', 'Messages').trim().split('\n');
	const texts = rows.flatMap((row) => [...row.split(' | ')[0].matchAll(/`([^`]+)`/g)]);

	expect(texts.length).toBeGreaterThan(10);
	const unknown = texts.map(([, text]) => text).filter((text) => !isIn(sources, text));
	expect(unknown).toEqual([]);
});

test('every example is linked in the README', () => {
	for (const file of readdirSync(join(root, 'examples')))
		expect(readme).toContain(`](examples/${file})`);
});

test('the README has at most 220 lines', () => {
	expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(220);
});

test('every link of a page leads somewhere', () => {
	const broken = pages.flatMap(({ file, text }) =>
		[...text.matchAll(/\]\((?!https?:|mailto:)([^)#]*)#?([^)]*)\)/g)]
			.filter(([, target, anchor]) => !isThere(target ? join(dirname(file), target) : file, anchor))
			.map(([link]) => `${file}: ${link}`),
	);
	expect(broken).toEqual([]);
});

/** Whether a file exists, and has a heading for the anchor. */
function isThere(file: string, anchor: string): boolean {
	if (!existsSync(join(root, file))) return false;
	const headings = anchor ? [...read(file).matchAll(/^#+ (.*)$/gm)] : [];
	const anchors = headings.map(([, text]) =>
		text
			.toLowerCase()
			.replace(/[^\w -]/g, '')
			.replaceAll(' ', '-'),
	);
	return anchor === '' || anchors.includes(anchor);
}

test('README and guide show every picture that there is', () => {
	const text = pages.map((page) => page.text).join('\n');
	const shown = [...text.matchAll(/images\/([\w-]+\.png)/g)].map(([, file]) => file);
	expect([...new Set(shown)].sort()).toEqual(readdirSync(join(root, 'docs/images')).sort());
});

/** Quotation marks of a text in the source are not those of the message. */
function isIn(sources: string[], text: string): boolean {
	return sources.some((source) => source.replace(/\\'/g, "'").includes(text));
}
