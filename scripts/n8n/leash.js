'use strict';

/**
 * Loaded into n8n before anything else. File descriptor 3 is a pipe to the process that started n8n: when it closes,
 * that process has ended, however that came about, and n8n ends with its whole process group.
 */
const { Socket } = require('node:net');
const { isMainThread } = require('node:worker_threads');

// Threads get the same arguments, but have no such pipe.
if (isMainThread) {
	const leash = new Socket({ fd: 3 });
	leash.on('close', () => process.kill(-process.pid, 'SIGKILL'));
	leash.on('error', () => {});
	leash.resume();
	leash.unref();
}
