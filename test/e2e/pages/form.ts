import type { Page } from 'playwright-core';

import { eventually } from '../eventually';

/** Opens a form that asks for n8n's sign-in: the first time n8n wants the person's consent. */
export async function openForTheFirstTime(page: Page, url: string): Promise<void> {
	const allow = page.getByRole('button', { name: 'Allow access' });
	const problem = page.getByText('Problem loading form');
	// A workflow that was just published does not answer at once.
	await eventually(async () => {
		await page.goto(url);
		await allow.or(problem).waitFor();
		if (await problem.isVisible()) throw new Error(`n8n has no form at ${url}`);
	});
	await allow.click();
	await page.locator('form').waitFor();
}

/** Fills in the field of an n8n form that has this label. */
export async function fillForm(page: Page, label: string, value: string): Promise<void> {
	const field = page.locator('.form-group').filter({ hasText: label }).locator('input, select');
	const isList = await field.evaluate(({ tagName }) => tagName === 'SELECT');
	if (isList) await field.selectOption({ label: value });
	else await field.fill(value);
}

/** Sends the page of the form. */
export async function sendForm(page: Page): Promise<void> {
	await page.locator('#submit-btn').click();
}
