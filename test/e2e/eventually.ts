/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- runs outside n8n */
import { setTimeout as sleep } from 'node:timers/promises';

const TIME_TO_HOLD_MS = 30_000;
const POLL_MS = 100;

/** Repeats a check until it does not throw. Once the time is up, throws what the check threw last. */
export async function eventually<T>(
	check: () => T | Promise<T>,
	withinMs = TIME_TO_HOLD_MS,
): Promise<T> {
	const end = Date.now() + withinMs;
	for (;;) {
		try {
			return await check();
		} catch (error) {
			if (Date.now() > end) throw error;
		}
		await sleep(POLL_MS);
	}
}
