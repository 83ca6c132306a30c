import type { Locator, Page } from 'playwright-core';

/** The locations that the open list shows. */
export function listedLocations(page: Page): Locator {
	return page.getByTestId('rlc-item');
}

/** The field of the open list into which a part of a name is typed. */
export function searchField(page: Page): Locator {
	return page.getByTestId('rlc-search');
}

/** Opens the list of locations and types a part of a name, key by key. */
export async function searchLocation(page: Page, part: string): Promise<void> {
	await page.getByTestId('rlc-input').click();
	await searchField(page).pressSequentially(part, { delay: 30 });
}

/** Takes the one location of the list that has this text. */
export async function pickLocation(page: Page, text: string): Promise<void> {
	await listedLocations(page).filter({ hasText: text }).click();
	await searchField(page).waitFor({ state: 'hidden' });
}
