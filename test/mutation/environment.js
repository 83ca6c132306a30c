'use strict';

const Environment = require('../jest/environment.js');
const concern = require('./concern.js');

/** Runs only the tests that concern the mutant, and none after the first that fails: one is enough to notice it. */
module.exports = class extends Environment {
	async handleTestEvent({ name, test }, state) {
		if (name === 'run_start') {
			if (concern.names) skipOthers(state.rootDescribeBlock, '');
			// A mutant that waits for ever is noticed soon, also in a file that gives its tests more time.
			state.testTimeout = 10_000;
		}
		if (name === 'test_done' && test.errors.length > 0) this.noticed = true;
		if (name === 'test_start' && this.noticed) test.mode = 'skip';
	}
};

function skipOthers(block, prefix) {
	for (const child of block.children) {
		const name = `${prefix}${child.name}`;
		if (child.type === 'describeBlock') skipOthers(child, `${name} `);
		else if (!concern.names.has(name)) child.mode = 'skip';
	}
}
