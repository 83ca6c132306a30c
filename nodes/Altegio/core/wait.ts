import { sleep } from 'n8n-workflow';

/** Thrown where a wait ends because the user stopped the execution. n8n knows it by the word "canceled". */
export class Stopped extends Error {
	constructor(message = 'The execution was canceled before this item was sent.') {
		super(message);
	}
}

// `sleep` cannot be ended early, and what is left of it keeps a timer alive: so no long ones.
const SLICE_MS = 1000;

/**
 * Waits for the given milliseconds.
 *
 * @throws Stopped at once when the execution is stopped
 */
export async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
	const end = performance.now() + ms;
	for (let left = ms; left > 0; left = end - performance.now()) {
		await untilStopped(sleep(Math.ceil(Math.min(left, SLICE_MS))), signal);
	}
	if (signal?.aborted) throw new Stopped();
}

/**
 * The result of a promise, if it comes before the execution is stopped.
 *
 * @throws Stopped at once when the execution is stopped
 */
export async function untilStopped<T>(
	promise: Promise<T>,
	signal: AbortSignal | undefined,
): Promise<T> {
	if (!signal) return await promise;
	let stop = () => {};
	const stopped = new Promise<never>((_, reject) => {
		stop = () => reject(new Stopped());
		if (signal.aborted) stop();
		else signal.addEventListener('abort', stop, { once: true });
	});
	try {
		return await Promise.race([promise, stopped]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}
