/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { existsSync } from 'node:fs';

import { type Browser, type BrowserContext, chromium, selectors } from 'playwright-core';

import { LOOPBACK } from '../../scripts/n8n';
import { isDrawing } from './screenshot';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// The editor works without the internet, and no test shall depend on it.
	`--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE ${LOOPBACK}`,
];

// Generous: on a busy machine the editor may need half a minute for its first page.
const TIME_TO_ACT_MS = 60_000;
const TIME_TO_LOAD_MS = 120_000;

// n8n marks its elements with this attribute.
selectors.setTestIdAttribute('data-test-id');

/** Starts Chromium with a new, empty profile. */
export async function openBrowser(): Promise<Browser> {
	if (!existsSync(executablePath)) {
		throw new Error(
			`There is no Chromium at ${executablePath}. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.`,
		);
	}
	return await chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/** A person's browser window: everything opened in it shares one session of n8n. */
export async function openWindow(browser: Browser): Promise<BrowserContext> {
	const window = await browser.newContext({
		viewport: { width: 1440, height: 1000 },
		deviceScaleFactor: isDrawing ? 2 : 1,
		colorScheme: 'light',
		reducedMotion: 'reduce',
		locale: 'en-US',
		timezoneId: 'UTC',
	});
	window.setDefaultTimeout(TIME_TO_ACT_MS);
	window.setDefaultNavigationTimeout(TIME_TO_LOAD_MS);
	return window;
}
