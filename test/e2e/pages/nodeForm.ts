/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import type { Locator, Page } from 'playwright-core';

// The editor takes over what is typed after a pause of 200 ms.
const PAUSE_AFTER_TYPING_MS = 250;

/** The input of one parameter of the open node; some have several. */
export function parameter(page: Page, name: string): Locator {
	return page.getByTestId('ndv').getByTestId(`parameter-input-${name}`);
}

/** One parameter of the open node with its label, by that label. */
export function labelled(page: Page, label: string): Locator {
	const name = page.getByText(label, { exact: true });
	return page.getByTestId('ndv').getByTestId('parameter-item').filter({ has: name }).last();
}

/** The entries of the drop-down list that is open. */
export function openOptions(page: Page): Locator {
	return page.locator('[role=option]:visible');
}

/** Opens a drop-down list and waits until it has entries, which may come from the server. */
export async function openList(field: Locator): Promise<void> {
	await field.locator('input').first().click();
	await openOptions(field.page()).first().waitFor();
}

/** Chooses an entry of the open drop-down list by its whole name. */
export async function chooseListed(page: Page, name: string): Promise<void> {
	// Some entries have a description below the name.
	await openOptions(page).getByText(name, { exact: true }).first().click();
	// It fades out; until then its entries would be taken for those of the next list.
	await openOptions(page).first().waitFor({ state: 'hidden' });
}

/** Chooses an entry of a drop-down list by its whole name. */
export async function chooseOption(field: Locator, name: string): Promise<void> {
	await openList(field);
	await chooseListed(field.page(), name);
}

/** Adds a field to a collection from its list, such as "Add Field". */
export async function addField(page: Page, name: string, list = 'Add Field'): Promise<void> {
	await page.getByTestId('ndv').getByPlaceholder(list, { exact: true }).click();
	await chooseListed(page, name);
}

/** Fills a text field, also where n8n shows a code editor in its place. */
export async function typeInto(field: Locator, text: string): Promise<void> {
	const input = field.locator('.cm-content, textarea, input').first();
	await input.fill(text);
	// A field in use covers what is below it with a tip.
	await input.blur();
	// A timer of the page itself, started later, ends after the editor's, however slow the machine is.
	await field
		.page()
		.evaluate(
			async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)),
			PAUSE_AFTER_TYPING_MS,
		);
}
