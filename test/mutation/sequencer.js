'use strict';

const { statSync } = require('node:fs');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Runs small test files first: most mutants are noticed by any of the tests that meet them. */
module.exports = class extends Sequencer {
	sort(tests) {
		const size = ({ path }) => statSync(path).size;
		return [...tests].sort((a, b) => size(a) - size(b));
	}
};
