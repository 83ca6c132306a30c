'use strict';

const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { default: Runner } = require('jest-runner');

const concern = require('./concern.js');

/** Which tests each file holds and how long it takes, as the first run, without a mutant, saw it. */
const SEEN = join(__dirname, 'seen.json');

/** A mutant that is not noticed in so many milliseconds of tests has survived: some concern thousands of tests. */
const TIME_FOR_A_MUTANT = 10_000;

/** Milliseconds that a test file needs beside its tests, to load the modules of the node. */
const TIME_TO_LOAD = 100;

/** The test files that noticed mutants last: the next mutant stands beside those in the code. */
let noticing = [];

/**
 * Runs only the test files that concern the mutant, and none after the first failed test. Stryker gives Jest the names of
 * the tests as one pattern: Jest alone would load every file for every mutant, and try the pattern on every test.
 */
module.exports = class extends Runner {
	constructor(globalConfig, context) {
		super({ ...globalConfig, testNamePattern: undefined }, context);
		this.pattern = globalConfig.testNamePattern;
	}

	async runTests(tests, watcher, options) {
		if (!this.pattern) return await this.runWithoutMutant(tests, watcher, options);
		concern.names = new Set(namesIn(this.pattern));
		let noticed = false;
		this.on('test-file-failure', () => {
			noticed = true;
		});
		this.on('test-file-success', ([, { numFailingTests }]) => {
			noticed ||= numFailingTests > 0;
		});
		for (const test of concerned(tests)) {
			await super.runTests([test], watcher, options);
			if (!noticed) continue;
			noticing = [test.path, ...noticing.filter((path) => path !== test.path)].slice(0, 3);
			return;
		}
	}

	async runWithoutMutant(tests, watcher, options) {
		const seen = {};
		this.on('test-file-success', ([{ path }, { perfStats, testResults }]) => {
			const names = testResults.map(({ fullName }) => fullName);
			seen[path] = { names, time: perfStats.runtime };
		});
		await super.runTests(tests, watcher, options);
		writeFileSync(SEEN, JSON.stringify(seen));
	}
};

/** The names in Stryker's pattern, which is `(name)|(name)`, with a backslash before each special character. */
function namesIn(pattern) {
	const names = pattern.slice(1, -1).split(')|(');
	return names.map((name) => name.replace(/\\(.)/g, '$1'));
}

/**
 * The files that concern the mutant, as far as the time goes: those first that noticed one before, then the quick ones and
 * those of which most tests concern it.
 */
function concerned(tests) {
	const seen = JSON.parse(readFileSync(SEEN, 'utf8'));
	const files = tests.map((test) => {
		const { names, time } = seen[test.path];
		const share = names.filter((name) => concern.names.has(name)).length / names.length;
		const needed = TIME_TO_LOAD + time * share;
		const rank = noticing.includes(test.path) ? -1 : needed / share;
		return { test, share, needed, rank };
	});
	const sorted = files.filter(({ share }) => share > 0).sort((a, b) => a.rank - b.rank);
	const chosen = [];
	let left = TIME_FOR_A_MUTANT;
	for (const { test, needed } of sorted) {
		if (left <= 0) break;
		left -= needed;
		chosen.push(test);
	}
	return chosen;
}
