/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n: a command-line tool */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// With its extension, or Altegio.node.json is taken.
import { Altegio } from '../nodes/Altegio/Altegio.node.js';
import { AltegioPollingTrigger } from '../nodes/Altegio/AltegioPollingTrigger.node.js';
import { AltegioTrigger } from '../nodes/Altegio/AltegioTrigger.node.js';
import { projectRoot } from './n8n';
import { operationPages, operationsTable, triggerPage } from './operationPages';
import { operationSamples } from './operationSamples';

/** `npm run docs`: writes docs/operations and the table of the README anew from the form of the node. */
const { description } = new Altegio();
const folder = join(projectRoot, 'docs', 'operations');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [file, text] of operationPages(description, operationSamples())) {
	writeFileSync(join(folder, file), text);
}
for (const trigger of [new AltegioTrigger(), new AltegioPollingTrigger()]) {
	const { name } = trigger.description;
	writeFileSync(join(folder, `${name}.md`), triggerPage(trigger.description));
}

const readme = join(projectRoot, 'README.md');
const text = readFileSync(readme, 'utf8');
const table = `<!-- prettier-ignore-start -->\n\n${operationsTable(description)}\n\n<!-- prettier-ignore-end -->`;
writeFileSync(
	readme,
	text.replace(/<!-- prettier-ignore-start -->[^]*?<!-- prettier-ignore-end -->/, () => table),
);
