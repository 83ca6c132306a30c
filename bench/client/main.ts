/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import type { Ready, Task } from './task';

/** Only what the task needs is loaded. */
async function prepare(task: Task): Promise<Ready<unknown>> {
	switch (task.kind) {
		case 'run': {
			if (task.peer === 'fetch') return await (await import('./fetchLoop')).prepareFetch(task);
			return await (await import('./workflow')).prepareWorkflow(task);
		}
		case 'load':
			return await (await import('./load')).prepareLoad(task);
	}
}

/**
 * A process of its own for one measurement. Gets its task from the process that started it, says when it is
 * ready, works when told to, and hands over the result. Without that other process there is nothing left to do.
 */
process.once('disconnect', () => process.exit());
process.once('message', (task: Task) => {
	const end = (message: object) =>
		process.send?.(message, undefined, undefined, () => process.disconnect());
	const fail = (error: unknown) =>
		end({ failed: error instanceof Error ? error.stack : String(error) });
	prepare(task)
		.then((work) => {
			process.once('message', () => {
				work().then((result) => end({ result }), fail);
			});
			process.send?.({ ready: true });
		})
		.catch(fail);
});
