/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * n8n-core reads its settings from the environment while it loads, so this file has to be
 * imported before it. Nothing is read from or written to the user's own n8n folder, nothing
 * is printed, and nothing is sent anywhere.
 */
const userFolder = join(__dirname, '../../node_modules/.cache/n8n-nodes-altegio');
const encryptionKey = 'only-for-tests';

Object.assign(process.env, {
	N8N_USER_FOLDER: userFolder,
	N8N_ENCRYPTION_KEY: encryptionKey,
	N8N_LOG_LEVEL: 'silent',
	N8N_DIAGNOSTICS_ENABLED: 'false',
});

/**
 * n8n would write its settings file on first use. Several test processes start at once and
 * one could read what another has half written, so the file is put there in a single step.
 */
function provideSettings(): void {
	const folder = join(userFolder, '.n8n');
	const file = join(folder, 'config');
	if (existsSync(file)) return;

	mkdirSync(folder, { recursive: true });
	const draft = `${file}.${process.pid}`;
	writeFileSync(draft, JSON.stringify({ encryptionKey }), { mode: 0o600 });
	renameSync(draft, file);
}

provideSettings();
