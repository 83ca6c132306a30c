/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- runs outside n8n: a command-line tool */
import { ensureN8n } from './n8n';

/** Installs the n8n of the end-to-end tests, unless it is there already. */
ensureN8n(console.log).catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
