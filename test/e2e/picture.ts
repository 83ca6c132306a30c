/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Locator } from 'playwright-core';

import { projectRoot } from '../../scripts/n8n';
import { eventually } from './eventually';
import { readableIn, type Rectangle } from './readable';

/** Whether this run draws the pictures of the README anew (`npm run screenshots`). */
export const isDrawing = Boolean(process.env.SCREENSHOTS);

const folder = join(projectRoot, 'docs', 'images');
const textsFile = join(folder, 'texts.json');

const LARGEST = 150_000; // bytes

// What floats above the parts that matter.
const HIDDEN = '.el-notification, [data-test-id=execute-workflow-button]';

export interface CropOptions {
	/** What to show around the parts, in pixels; 12 if not given. */
	margin?: number;
	/** Nothing outside of this is shown. */
	within?: Locator;
}

/** What can be read in each picture. */
type Texts = Record<string, string[]>;

const visited = new Set<string>();

/**
 * Draws a picture of some parts of the page, and keeps what can be read in it beside it.
 *
 * An ordinary run draws nothing and compares what can be read: a picture that no longer shows what
 * the node shows fails the test, whatever fonts and colours the machine has.
 */
export async function picture(
	name: string,
	parts: Locator[],
	options: CropOptions = {},
): Promise<void> {
	const page = parts[0].page();
	// Away from everything that looks different under the mouse.
	await page.mouse.move(0, 0);
	visited.add(name);
	const read = async () => await readableIn(page, await around(parts, options), HIDDEN);
	if (!isDrawing) {
		const drawn = { [name]: readTexts()[name] };
		await eventually(async () => expect({ [name]: await read() }).toEqual(drawn));
		return;
	}

	// Until nothing fades in or out any more.
	const lines = await eventually(async () => {
		const before = await read();
		await page.waitForTimeout(500);
		expect(await read()).toEqual(before);
		return before;
	});
	await page.screenshot({
		path: join(folder, `${name}.png`),
		clip: await around(parts, options),
		animations: 'disabled',
		style: `${HIDDEN} { visibility: hidden !important }`,
	});
	const texts = { ...readTexts(), [name]: lines };
	const sorted = Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
	writeFileSync(textsFile, `${JSON.stringify(sorted, null, '\t')}\n`);
}

/** The names of the pictures: those of this run, where they lie, who shows them, and which are too large. */
export function pictureNames() {
	const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
	const files = readdirSync(folder).filter((file) => file !== 'texts.json');
	return {
		visited: [...visited].sort(),
		withText: Object.keys(readTexts()),
		files: files.map((file) => file.replace(/\.png$/, '')).sort(),
		tooLarge: files.filter((file) => statSync(join(folder, file)).size > LARGEST),
		inReadme: [
			...new Set([...readme.matchAll(/docs\/images\/([\w-]+)\.png/g)].map(([, name]) => name)),
		].sort(),
	};
}

function readTexts(): Texts {
	return existsSync(textsFile) ? (JSON.parse(readFileSync(textsFile, 'utf8')) as Texts) : {};
}

/** The smallest rectangle with all parts in it, and a margin. */
async function around(parts: Locator[], { margin = 12, within }: CropOptions): Promise<Rectangle> {
	const boxes = await Promise.all(parts.map(boxOf));
	const limit = within ? await boxOf(within) : { x: 0, y: 0, width: Infinity, height: Infinity };
	const x = Math.max(limit.x, Math.min(...boxes.map((box) => box.x)) - margin);
	const y = Math.max(limit.y, Math.min(...boxes.map((box) => box.y)) - margin);
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + margin;
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + margin;
	return {
		x,
		y,
		width: Math.min(right, limit.x + limit.width) - x,
		height: Math.min(bottom, limit.y + limit.height) - y,
	};
}

async function boxOf(part: Locator): Promise<Rectangle> {
	const box = await part.boundingBox();
	if (!box) throw new Error(`Nothing to draw: ${part}`);
	return box;
}
