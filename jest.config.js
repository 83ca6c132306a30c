'use strict';

const ALL = { statements: 100, lines: 100, functions: 100, branches: 100 };

/** Jest: everything under test/ except the browser tests, which have a runner of their own. */
module.exports = {
	// Packages, n8n above all, are loaded once for each worker.
	testEnvironment: '<rootDir>/test/jest/environment.js',
	runtime: '<rootDir>/test/jest/runtime.js',
	// The global scope is that of the process, and stays as it is.
	testEnvironmentOptions: { globalsCleanup: 'off' },
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
	// dist holds a copy of every module, and jest would complain about the doubles.
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.stryker-tmp/'],
	// isolatedModules in tsconfig.test.json: types are checked by tsc, once, and not by every worker.
	// Generous: two processors may be shared with a whole n8n.
	testTimeout: 30_000,
	// By default one processor is left out, which is half of a machine with two.
	maxWorkers: '100%',
	// With `--coverage`, as `npm test` runs it. What only a browser, an older n8n or a worker runs is not counted.
	collectCoverageFrom: ['{nodes,credentials,sandbox}/**/*.ts'],
	coverageReporters: ['text-summary'],
	coverageThreshold: {
		// Branches: guards that today's n8n never needs, as for a request without a base URL.
		'./credentials/': { ...ALL, branches: 97 },
		'./nodes/Altegio/Altegio.node.ts': ALL,
		// Branches: texts and values that no test gives in that combination.
		'./nodes/Altegio/core/': { statements: 99, lines: 99, functions: 98, branches: 97 },
		'./nodes/Altegio/kit/': { statements: 98, lines: 98, functions: 98, branches: 91 },
		// What older n8n releases leave of an error (test:compat sees it), and proxies at ports that only root may open.
		'./nodes/Altegio/transport/': { statements: 97, lines: 97, functions: 96, branches: 92 },
		// Answers in which Altegio leaves out what it always gives, and lists of the editor without a location.
		'./nodes/Altegio/resources/': { statements: 97, lines: 98, functions: 97, branches: 91 },
		'./nodes/Altegio/triggers/': { statements: 94, lines: 96, functions: 93, branches: 88 },
		// The command itself (main.ts), faults of the sandbox's own, and traps that only some tests set.
		'./sandbox/': { statements: 96, lines: 97, functions: 94, branches: 91 },
	},
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
};
