/** End-to-end tests: the packed tarball in a real n8n. Slow, so apart from `npm test`. */
module.exports = {
	displayName: 'e2e',
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
	globalSetup: '<rootDir>/test/e2e/globalSetup.ts',
	globalTeardown: '<rootDir>/test/e2e/globalTeardown.ts',
	// Each n8n takes about 1 GB of memory, and the browser is waited for most of the time.
	maxWorkers: 2,
	testTimeout: 60_000,
};
