import type { Locator, Page } from 'playwright-core';

import { chooseOption, typeInto } from './nodeForm';

/** The open dialog of a credential. */
export function credentialDialog(page: Page): Locator {
	return page.getByTestId('editCredential-modal');
}

/** Asks the open node for a new credential. */
export async function createCredential(page: Page): Promise<void> {
	await page.getByTestId('node-credentials-select').click();
	await page.getByTestId('node-credentials-select-item-new').click();
	await credentialDialog(page).waitFor();
}

/** Opens the credential that the open node uses. */
export async function editCredential(page: Page): Promise<void> {
	await page.getByTestId('credential-edit-button').click();
	await credentialDialog(page).waitFor();
}

/** One field of the dialog. */
export function credentialField(page: Page, name: string): Locator {
	return credentialDialog(page).getByTestId(`parameter-input-${name}`);
}

/** Fills one field. */
export async function fillCredential(page: Page, name: string, value: string): Promise<void> {
	await typeInto(credentialField(page, name), value);
}

/** Points the credential at another server than Altegio's. */
export async function useServer(page: Page, baseUrl: string): Promise<void> {
	await chooseOption(credentialField(page, 'environment'), 'Custom');
	await fillCredential(page, 'baseUrl', baseUrl);
}

/** The button that saves the credential; n8n tests it at once. */
export function saveButton(page: Page): Locator {
	return credentialDialog(page).getByTestId('credential-save-button').getByRole('button');
}

/** Why the test of the credential failed, as n8n tells it. */
export async function whyTestFailed(page: Page): Promise<string> {
	const dialog = credentialDialog(page);
	await dialog.getByText('More details').click();
	const banner = dialog.locator('.el-tag--danger').filter({ hasText: 'connect' });
	return await banner.innerText();
}

/** The banner that says that the credential works. */
export function testSuccess(page: Page): Locator {
	return credentialDialog(page).getByTestId('credentials-config-container-test-success');
}
