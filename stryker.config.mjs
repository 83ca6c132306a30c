/** Mutants: is a change of this code noticed by a test? `npm run test:mutation` */
export default {
	mutate: [
		'nodes/Altegio/{core,kit,transport,triggers}/*.ts',
		'nodes/Altegio/resources/*/*.ts',
		'credentials/session.ts',
	],
	testRunner: 'jest',
	jest: {
		configFile: 'test/mutation/jest.config.js',
		// There is one test file, and it is related to all.
		enableFindRelatedTests: false,
	},
	coverageAnalysis: 'perTest',
	concurrency: 2,
	// Jest leaves a copy of n8n in the memory for each mutant.
	maxTestRunnerReuse: 20,
	timeoutMS: 15_000,
	thresholds: { high: 95, low: 90, break: 90 },
	reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
	clearTextReporter: { logTests: false, reportTests: false },
	// Large, and no test of a mutant needs them.
	ignorePatterns: [
		'/dist',
		'/bench',
		'/docs',
		'/test/e2e',
		'/test/compat',
		'/test/queue',
		'/reports',
	],
};
