import type { Locator, Page } from 'playwright-core';

import type { Execution, N8nClient } from '../../../scripts/n8n';

/** Executes the open node and waits for the end of the run. */
export async function executeStep(page: Page, client: N8nClient): Promise<Execution> {
	return await execute(page, client, page.getByTestId('node-execute-button'));
}

/** Executes the whole workflow and waits for the end of the run. */
export async function executeWorkflow(page: Page, client: N8nClient): Promise<Execution> {
	return await execute(page, client, page.getByTestId('execute-workflow-button'));
}

/** Executes the open tool with these values in place of a model's, in the order of the form that asks for them. */
export async function executeTool(
	page: Page,
	client: N8nClient,
	values: string[],
): Promise<Execution> {
	await page.getByTestId('node-execute-button').click();
	const form = page.getByRole('dialog').filter({ hasText: 'Provide the data' }).last();
	for (const [index, value] of values.entries()) {
		await form.locator('input').nth(index).fill(value);
	}
	return await execute(page, client, form.getByRole('button', { name: 'Execute step' }));
}

async function execute(page: Page, client: N8nClient, button: Locator): Promise<Execution> {
	const [started] = await Promise.all([
		page.waitForResponse((response) =>
			/\/rest\/workflows\/[^/]+\/run$/.test(new URL(response.url()).pathname),
		),
		button.click(),
	]);
	const { data } = (await started.json()) as { data: { executionId: string } };
	return await client.untilFinished(data.executionId);
}

/** What the open node gave: the right side of its window. */
export function output(page: Page): Locator {
	return page.getByTestId('output-panel');
}

/** The text of the output, once the run has ended with success and the output has this text. */
export async function outputText(page: Page, text: string): Promise<string> {
	await page.getByTestId('node-run-status-success').waitFor();
	await output(page).getByText(text).first().waitFor();
	return await output(page).innerText();
}

/** Headline and description of the error in the output, once its headline has this text. */
export async function errorText(page: Page, headline: string): Promise<string> {
	const message = page.getByTestId('node-error-message').filter({ hasText: headline });
	await message.first().waitFor();
	const description = page.getByTestId('node-error-description');
	return `${await message.first().innerText()}\n${await description.first().innerText()}`;
}

/** The card with the error in the output. */
export function errorCard(page: Page): Locator {
	return page.getByTestId('node-error-message').locator('xpath=..');
}

/** What stands above the output: whether the run succeeded. */
export function runStatus(page: Page): Locator {
	return page.getByTestId(/^node-run-status-/);
}
