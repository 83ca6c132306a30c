/* eslint-disable @typescript-eslint/no-require-imports -- runs outside n8n: modules are exchanged before others import them */
import type * as source from '../test/support/underTest';

/*
 * The classes of the built package stand in for those of the source in test/support: they are what users install, and
 * tsx would take Altegio.node.json for Altegio.node.ts.
 */
const underTest = require.resolve('../test/support/underTest');
require.cache[underTest] = {
	...module,
	id: underTest,
	filename: underTest,
	loaded: true,
	exports: require('../index.js') as typeof source,
};
