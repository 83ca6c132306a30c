'use strict';

const base = require('../../jest.config.js');

/** Jest as Stryker runs it, once for each mutant. */
module.exports = {
	...base,
	rootDir: '../..',
	testMatch: [
		'<rootDir>/test/{core,engine,kit,property,resources,transport,triggers}/**/*.test.ts',
	],
	// These ask about the same code again at greater length, or about more than the code of the node.
	testPathIgnorePatterns: [
		'/test/engine/hostile',
		'/test/engine/matrix',
		'/test/engine/paceArrival',
		'/test/engine/secrets\\.test',
		'/test/engine/serviceRuns',
		'/test/property/(appointments|arrivals|faults|roundTrip)',
	],
	runner: require.resolve('./runner.js'),
	// Stryker does not know <rootDir> here.
	testEnvironment: require.resolve('./environment.js'),
	setupFiles: ['<rootDir>/test/mutation/setup.ts'],
};
