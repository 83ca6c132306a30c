'use strict';

const { TestEnvironment } = require('jest-environment-node');

/** Stops at the first test that fails: one is enough to notice a mutant, and Jest can stop between files only. */
module.exports = class extends TestEnvironment {
	async handleTestEvent({ name, test }) {
		if (name === 'test_done' && test.errors.length > 0) this.noticed = true;
		if (name === 'test_start' && this.noticed) test.mode = 'skip';
	}
};
