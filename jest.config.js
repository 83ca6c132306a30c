'use strict';

/** Jest: everything under test/ except the browser tests, which have a runner of their own. */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
	// dist holds a copy of every module, and jest would complain about the doubles.
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.stryker-tmp/'],
	// isolatedModules in tsconfig.test.json: types are checked by tsc, once, and not by every worker.
	// Generous: two processors may be shared with a whole n8n.
	testTimeout: 30_000,
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
};
