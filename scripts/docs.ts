/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n: a command-line tool */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// With its extension, or Altegio.node.json is taken.
import { Altegio } from '../nodes/Altegio/Altegio.node.js';
import { projectRoot } from './n8n';
import { operationPages } from './operationPages';

/** `npm run docs`: writes docs/operations anew from the form of the node. */
const folder = join(projectRoot, 'docs', 'operations');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [file, text] of operationPages(new Altegio().description)) {
	writeFileSync(join(folder, file), text);
}
