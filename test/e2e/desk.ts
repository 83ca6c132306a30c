import type { Browser, BrowserContext } from 'playwright-core';

import { openBrowser, openWindow } from './browser';
import { signIn } from './pages/signIn';
import { owner, type Stage, startStage, TIME_TO_START } from './stage';

/** How long a visit to n8n's pages may take, in milliseconds. */
export const TIME_TO_VISIT = 5 * 60_000;

/** A stage, and the browser of a person who is signed in to its n8n. */
export interface Desk {
	readonly stage: Stage;
	readonly browser: Browser;
	readonly window: BrowserContext;
}

/**
 * Starts a desk for the tests of a file and ends it afterwards; each test finds the sandbox fresh. A request, or an
 * answer, that breaks Altegio's contract fails the test.
 */
export function useDesk(): Desk {
	const desk: { -readonly [part in keyof Desk]?: Desk[part] } = {};
	beforeAll(async () => {
		desk.stage = await startStage();
		desk.browser = await openBrowser();
		desk.window = await openWindow(desk.browser);
		await signIn(desk.window, desk.stage.n8n.url, owner);
	}, TIME_TO_START);
	afterAll(async () => {
		await desk.browser?.close();
		await desk.stage?.close();
	});
	beforeEach(() => desk.stage?.sandbox.reset());
	afterEach(() => expect(desk.stage?.sandbox.violations).toEqual([]));
	return desk as Desk;
}
