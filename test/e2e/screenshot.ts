/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { join } from 'node:path';

import type { Locator } from 'playwright-core';

import { projectRoot } from '../../scripts/n8n';
import { eventually } from './eventually';

/** Whether this run draws the pictures of README and guide anew (`npm run screenshots`). */
export const isDrawing = Boolean(process.env.SCREENSHOTS);

// What floats above the parts that matter.
const HIDDEN = '.el-notification, [data-test-id=execute-workflow-button]';

export interface CropOptions {
	/** What to show around the parts, in pixels; 12 if not given. */
	margin?: number;
	/** Nothing outside of this is shown. */
	within?: Locator;
}

/**
 * Draws some parts of the page into docs/images/NAME.png. An ordinary run of the tests draws nothing, and only sees
 * that the parts are there.
 */
export async function screenshot(
	name: string,
	parts: Locator[],
	options: CropOptions = {},
): Promise<void> {
	const page = parts[0]?.page();
	if (!page) throw new Error(`No parts for ${name}`);
	// Away from everything that looks different under the mouse.
	await page.mouse.move(0, 0);
	// Until nothing moves any more.
	const clip = await eventually(async () => {
		const before = await around(parts, options);
		if (isDrawing) await page.waitForTimeout(500);
		const after = await around(parts, options);
		expect(after).toEqual(before);
		return after;
	});
	if (!isDrawing) return;
	await page.screenshot({
		path: join(projectRoot, 'docs', 'images', `${name}.png`),
		clip,
		animations: 'disabled',
		style: `${HIDDEN} { visibility: hidden !important }`,
	});
}

/** The smallest rectangle with all parts in it, and a margin; in pixels of CSS. */
async function around(parts: Locator[], { margin = 12, within }: CropOptions) {
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

async function boxOf(part: Locator) {
	const box = await part.boundingBox();
	if (!box) throw new Error(`Nothing to draw: ${part}`);
	return box;
}
