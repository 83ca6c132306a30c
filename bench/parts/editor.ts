import type { INode } from 'n8n-workflow';
import type { Page } from 'playwright-core';

import { CREDENTIAL_NAME, CREDENTIAL_TYPE } from '../../scripts/examples';
import type { Log } from '../../scripts/n8n';
import { openBrowser, openWindow } from '../../test/e2e/browser';
import { closeNode, openNode, openWorkflow } from '../../test/e2e/pages/canvas';
import { listedLocations, searchField } from '../../test/e2e/pages/locationPicker';
import { parameter } from '../../test/e2e/pages/nodeForm';
import { signIn } from '../../test/e2e/pages/signIn';
import { owner, startStage } from '../../test/e2e/stage';
import { HTTP_REQUEST_TYPE, HTTP_REQUEST_VERSION } from '../client/parameters';
import { fixed, median, times } from '../report/numbers';
import type { Section } from '../report/table';
import type { Stage } from '../stage';

const REPETITIONS = 9;

/** Of the locations that the sandbox starts with, two have this in their title. */
const TYPED = 'lumen';
const FITTING = 2;

/** What a person waits for in the editor: a real n8n and a real browser. */
export async function editor(_stage: Stage, log: Log): Promise<Section> {
	log(`Editor: a real n8n and Chromium, each step ${REPETITIONS} times`);
	const stage = await startStage();
	const browser = await openBrowser();
	try {
		const window = await openWindow(browser);
		await signIn(window, stage.n8n.url, owner);
		const credentials = { [CREDENTIAL_TYPE]: { id: stage.credentialId, name: CREDENTIAL_NAME } };
		const id = await stage.n8n.client.createWorkflow({
			name: 'Forms',
			nodes: [{ ...ALTEGIO, credentials }, HTTP_REQUEST],
			connections: {},
		});
		const page = await window.newPage();
		await openWorkflow(page, stage.n8n.url, id);
		return toSection(await measure(page));
	} finally {
		await browser.close();
		await stage.close();
	}
}

const ALTEGIO: INode = {
	id: 'altegio',
	name: 'Altegio',
	type: 'n8n-nodes-altegio.altegio',
	typeVersion: 1,
	position: [0, 0],
	parameters: { resource: 'location', operation: 'update' },
};
const HTTP_REQUEST: INode = {
	id: 'http',
	name: 'HTTP Request',
	type: HTTP_REQUEST_TYPE,
	typeVersion: HTTP_REQUEST_VERSION,
	position: [0, 220],
	parameters: {},
};

interface Times {
	form: number[];
	otherForm: number[];
	list: number[];
	filtered: number[];
}

async function measure(page: Page): Promise<Times> {
	const taken: Times = { form: [], otherForm: [], list: [], filtered: [] };
	// The first round is not counted: the browser loads what it keeps from then on.
	for (let repetition = 0; repetition <= REPETITIONS; repetition++) {
		const note = (times: number[], ms: number) => repetition > 0 && times.push(ms);

		note(taken.otherForm, await msUntilUsable(page, HTTP_REQUEST, 'url'));
		await closeNode(page);

		note(taken.form, await msUntilUsable(page, ALTEGIO, 'locationId'));
		note(
			taken.list,
			await msOf(async () => {
				await page.getByTestId('rlc-input').click();
				await listedLocations(page).first().waitFor();
			}),
		);
		note(
			taken.filtered,
			await msOf(async () => {
				await searchField(page).fill(TYPED);
				await listedLocations(page).nth(FITTING).waitFor({ state: 'hidden' });
				await listedLocations(page)
					.nth(FITTING - 1)
					.waitFor();
			}),
		);
		await page.keyboard.press('Escape');
		await closeNode(page);
	}
	return taken;
}

/** From the double click until a parameter of the form can be filled in. */
async function msUntilUsable(page: Page, { name }: INode, ofForm: string): Promise<number> {
	return await msOf(async () => {
		await openNode(page, name);
		await parameter(page, ofForm).first().waitFor();
	});
}

async function msOf(work: () => Promise<void>): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

function toSection({ form, otherForm, list, filtered }: Times): Section {
	const ratio = median(form) / median(otherForm);
	const row = (what: string, ms: number[]) => [
		what,
		fixed(median(ms)),
		fixed(Math.min(...ms)),
		fixed(Math.max(...ms)),
	];
	return {
		title: 'In the editor',
		what: `A real n8n and Chromium, each step ${REPETITIONS} times after one that is not counted. The sandbox has 8 locations to choose from and answers at once. A list that is typed into is asked for after a pause of n8n's editor.`,
		head: ['', 'Median, ms', 'Least, ms', 'Most, ms'],
		rows: [
			row('Altegio: from opening the node to a usable form', form),
			row('HTTP Request: from opening the node to a usable form', otherForm),
			row('Altegio: from opening the list to the locations', list),
			row('Altegio: from typing in the list to the locations that fit', filtered),
		],
		says: [
			`The form of this node takes ${times(ratio)} the time of the HTTP Request node's${ratio > 1.1 ? ', which has no list to choose from' : ''}.`,
		],
	};
}
