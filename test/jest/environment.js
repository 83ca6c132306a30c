'use strict';

const { TestEnvironment } = require('jest-environment-node');

/** What Jest keeps in the global scope for one test file: its listeners, and what the file set by `jest.…`. */
const OF_ONE_FILE = [
	'EVENT_HANDLERS',
	'LOG_ERRORS_BEFORE_RETRY',
	'RETRY_IMMEDIATELY',
	'RETRY_TIMES',
	'TEST_TIMEOUT_SYMBOL',
	'WAIT_BEFORE_RETRY',
].map((name) => Symbol.for(name));

/**
 * Runs tests in the global scope of the process, as n8n runs nodes, instead of in one of their own for each file: with
 * the `Error`, `Date` and timers that the modules of runtime.js use, which are loaded outside of Jest.
 */
module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		const { projectConfig } = config;
		for (const symbol of OF_ONE_FILE) delete globalThis[symbol];
		this.global = globalThis;
		this.moduleMocker = new this.moduleMocker.constructor(globalThis);
		this.fakeTimersModern = new this.fakeTimersModern.constructor({
			config: projectConfig,
			global: globalThis,
		});
	}
};
