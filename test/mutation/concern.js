'use strict';

/** What the runner tells the environment: the names of the tests that concern the mutant, or nothing without a mutant. */
module.exports = { names: undefined };
