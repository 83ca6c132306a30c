import type { Browser, BrowserContext } from 'playwright-core';

import { openBrowser, openWindow } from './browser';
import { signIn } from './pages/signIn';
import { owner, type N8nFixture, startN8nFixture, TIME_TO_START } from './n8nFixture';

/** How long a visit to n8n's pages may take, in milliseconds. */
export const PAGE_TIMEOUT_MS = 5 * 60_000;

/** A fixture, and the browser of a person who is signed in to its n8n. */
export interface EditorFixture {
	readonly fixture: N8nFixture;
	readonly browser: Browser;
	readonly window: BrowserContext;
}

/**
 * Starts an editor for the tests of a file and ends it afterwards; each test finds the sandbox fresh. A request, or an
 * answer, that breaks Altegio's contract fails the test.
 */
export function useEditor(): EditorFixture {
	const editor: { -readonly [part in keyof EditorFixture]?: EditorFixture[part] } = {};
	beforeAll(async () => {
		editor.fixture = await startN8nFixture();
		editor.browser = await openBrowser();
		editor.window = await openWindow(editor.browser);
		await signIn(editor.window, editor.fixture.n8n.url, owner);
	}, TIME_TO_START);
	afterAll(async () => {
		await editor.browser?.close();
		await editor.fixture?.close();
	});
	beforeEach(() => editor.fixture?.sandbox.reset());
	afterEach(() => expect(editor.fixture?.sandbox.violations).toEqual([]));
	return editor as EditorFixture;
}
