'use strict';

const base = require('../../jest.config.js');

/** Jest as Stryker runs it, once for each mutant. */
module.exports = {
	...base,
	rootDir: '../..',
	testMatch: ['<rootDir>/test/mutation/all.ts'],
	// Stryker does not know <rootDir> here.
	testEnvironment: require.resolve('./environment.js'),
	setupFiles: ['<rootDir>/test/mutation/setup.ts'],
};
