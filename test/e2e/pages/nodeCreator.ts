import type { Locator, Page } from 'playwright-core';

/** Opens the list of nodes to choose from, in the open workflow. */
export async function openNodeCreator(page: Page): Promise<void> {
	await page.getByTestId('node-creator-plus-button').click();
	await page.getByTestId('node-creator-search-bar').waitFor();
}

/** What stands above the entries. */
export function nodeCreatorHeader(page: Page): Locator {
	return page.getByTestId('nodes-list-header');
}

/** The entries that the list of nodes shows at the moment. */
export function foundNodes(page: Page): Locator {
	return page.getByTestId('item-iterator-item');
}

/** Searches the list of nodes for a word. */
export async function searchNodes(page: Page, word: string): Promise<void> {
	const input = page
		.locator('input[data-test-id=node-creator-search-bar]')
		.or(page.getByTestId('node-creator-search-bar').locator('input'));
	// Entries of an earlier search would look like the answer to this one.
	await input.fill('no node has such a name');
	await foundNodes(page).first().waitFor({ state: 'hidden' });
	await input.fill(word);
	await foundNodes(page).first().waitFor();
}
