/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import type { ServerOptions } from './options';
import { startSandboxServer } from './sandbox';
import { startStub } from './stub';

/** A server in a process of its own. It ends when the process that started it lets go of it. */
process.once('message', (options: ServerOptions) => {
	const start = options.kind === 'stub' ? startStub : startSandboxServer;
	start(options).then(
		({ url, tally }) => {
			process.on('message', () => process.send?.({ tally: tally() }));
			process.send?.({ url });
		},
		(error: Error) => process.send?.({ failed: error.stack }),
	);
});
process.once('disconnect', () => process.exit());
