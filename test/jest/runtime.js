'use strict';

const { createRequire } = require('node:module');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

/** Relative and absolute paths, and what Jest provides itself. All other names are packages. */
const NOT_A_PACKAGE = /^[./]|^node:|^@jest\/|^jest/;

/**
 * Lets Node load packages, once for each worker. Jest would load them anew for each test file, and n8n alone takes
 * longer than most files need for their tests. Our own modules are still new in each file.
 *
 * Both sides need one global scope (see environment.js): an `Error` of another one is no `Error` to n8n.
 */
module.exports = class extends Runtime {
	constructor(...given) {
		super(...given);
		const { executor } = this;
		// Without the scope that Jest creates for each file.
		executor.compile = (source, filename) =>
			compileFunction(source, executor.injectedModuleParameters, { filename });
	}

	requireModuleOrMock(from, name) {
		if (NOT_A_PACKAGE.test(name)) return super.requireModuleOrMock(from, name);
		return createRequire(from)(name);
	}
};
// The name under which Jest looks for it.
module.exports.default = module.exports;
