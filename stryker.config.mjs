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
		// Stryker knows from its first run which tests a mutant concerns.
		enableFindRelatedTests: false,
	},
	coverageAnalysis: 'perTest',
	// What runs while a module loads (tables, texts of forms) concerns every test, and would take most of the time.
	ignoreStatic: true,
	concurrency: 2,
	// Jest keeps something of each test file in memory.
	maxTestRunnerReuse: 300,
	// A mutant that never ends is stopped after this and a share of the time of all its tests, of which few are run.
	timeoutMS: 40_000,
	timeoutFactor: 0.05,
	thresholds: { high: 95, low: 90, break: 90 },
	reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
	clearTextReporter: { logTests: false, reportTests: false },
	// Large, and no test of a mutant needs them.
	ignorePatterns: [
		'/dist',
		'/bench',
		'/docs/images',
		'/docs/operations',
		'/test/e2e',
		'/test/compat',
		'/test/queue',
		'/reports',
	],
};
