/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- runs outside n8n */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { BrowserContext, Page } from 'playwright-core';

/**
 * Does something in a page of its own. If it fails, a screenshot and what the page and its console
 * said stay in a temporary folder, which the error names.
 */
export async function withPage(
	window: BrowserContext,
	work: (page: Page) => Promise<void>,
): Promise<void> {
	const page = await window.newPage();
	const said: string[] = [];
	page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
	page.on('pageerror', (error) => said.push(`uncaught: ${error.stack ?? error.message}`));
	try {
		await work(page);
	} catch (error) {
		const folder = await keepEvidence(page, said).catch(() => 'nowhere: the page is gone');
		if (error instanceof Error) error.message += `\nThe page as it was: ${folder}`;
		throw error;
	} finally {
		await page.close();
	}
}

async function keepEvidence(page: Page, said: string[]): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-altegio-evidence-'));
	await page.screenshot({ path: join(folder, 'page.png') });
	await writeFile(join(folder, 'console.txt'), said.join('\n'));
	await writeFile(join(folder, 'text.txt'), await page.locator('body').innerText());
	return folder;
}
