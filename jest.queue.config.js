/** The packed node in n8n's queue mode, with Redis, PostgreSQL, three workers and a webhook process. Slow, so apart from `npm test`. */
module.exports = {
	...require('./jest.e2e.config.js'),
	displayName: 'queue',
	testMatch: ['<rootDir>/test/queue/**/*.queue.ts'],
};
