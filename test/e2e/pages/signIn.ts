import type { BrowserContext, Locator, Page } from 'playwright-core';

import type { Account } from '../../../scripts/n8n';

/** Where n8n asks for the person's address. */
export function signInField(page: Page): Locator {
	return page.locator('input[name=emailOrLdapLoginId]');
}

/** Signs in to n8n on its first page; the window keeps the session. */
export async function signIn(window: BrowserContext, url: string, account: Account) {
	const page = await window.newPage();
	await page.goto(`${url}/signin`);
	await signInField(page).fill(account.email);
	await page.locator('input[name=password]').fill(account.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL(({ pathname }) => pathname !== '/signin');
	await page.close();
}
