'use strict';

const { TestEnvironment } = require('jest-environment-node');

/**
 * Runs tests in the global scope of the process, as n8n runs nodes, instead of in one of their own for each file: with
 * the `Error`, `Date` and timers that the modules of runtime.js use, which are loaded outside of Jest.
 */
module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		const { projectConfig } = config;
		this.global = globalThis;
		this.moduleMocker = new this.moduleMocker.constructor(globalThis);
		this.fakeTimersModern = new this.fakeTimersModern.constructor({
			config: projectConfig,
			global: globalThis,
		});
	}
};
