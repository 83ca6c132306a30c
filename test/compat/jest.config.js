'use strict';

const { readdirSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '../..');

/** Each n8n to test with: the folders beside this file, and the one that the node is developed with. */
const versions = readdirSync(__dirname)
	.filter((name) => name.startsWith('n8n-'))
	.map((name) => ({ name: name.replace('-', ' '), folder: join(__dirname, name) }))
	.concat({ name: 'n8n of package.json', folder: root });

/** Jest: the same tests once for each n8n, of the built package. */
module.exports = {
	// Some engines leave a timer running, which would keep Jest from ending.
	forceExit: true,
	projects: versions.map(({ name, folder }) => ({
		displayName: name,
		rootDir: root,
		testEnvironment: 'node',
		testMatch: ['<rootDir>/test/compat/*.compat.ts'],
		transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
		moduleNameMapper: {
			// The tests and the node under test share the engine's own copies, as inside n8n.
			'^n8n-(core|workflow)$': join(folder, 'node_modules/n8n-$1'),
			'^\\./underTest$': join(__dirname, 'builtPackage.ts'),
		},
	})),
};
