/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import type { RunResult } from './task';

/** How a run ended. */
export type Outcome = Pick<RunResult, 'status' | 'error' | 'output'>;

/** Times a run and counts what it took of the processor and of memory. */
export async function measure(
	run: () => Promise<Outcome>,
): Promise<Omit<RunResult, 'evaluations'>> {
	const rssBefore = process.memoryUsage.rss();
	const cpu = process.cpuUsage();
	const start = performance.now();
	const outcome = await run();
	const wallMs = performance.now() - start;
	const { user, system } = process.cpuUsage(cpu);
	return {
		...outcome,
		wallMs,
		cpuMs: (user + system) / 1000,
		systemMs: system / 1000,
		rssBefore,
		peakRss: process.resourceUsage().maxRSS * 1024,
	};
}
