/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @typescript-eslint/no-require-imports -- test code runs outside n8n; types stay those of the source */
import { join } from 'node:path';

import { n8n } from '../../package.json';
import type * as source from '../support/underTest';

const root = join(__dirname, '../..');

/** The classes of the built package, which stand in for those of the source in test/support. */
const classes = Object.assign(
	{},
	...[...n8n.credentials, ...n8n.nodes].map((file) => require(join(root, file)) as object),
) as typeof source;

export const { Altegio, AltegioApi, AltegioPollingTrigger, AltegioTrigger } = classes;
