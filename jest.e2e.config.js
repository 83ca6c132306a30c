/** End-to-end tests: the packed tarball in a real n8n. Slow, so apart from `npm test`. */
module.exports = {
	displayName: 'e2e',
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/e2e/**/*.e2e.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
	// One n8n after the other: each takes about 1 GB of memory and a whole processor while it starts.
	maxWorkers: 1,
	testTimeout: 60_000,
};
