'use strict';

const Environment = require('../jest/environment.js');

/** Stops at the first test that fails: one is enough to notice a mutant, and Jest can stop between files only. */
module.exports = class extends Environment {
	async handleTestEvent({ name, test }) {
		if (name === 'test_done' && test.errors.length > 0) this.noticed = true;
		if (name === 'test_start' && this.noticed) test.mode = 'skip';
	}
};
