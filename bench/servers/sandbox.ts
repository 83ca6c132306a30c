import { manyLocations, startSandbox } from '../../sandbox';
import type { ServerOptions, ServerTally } from './options';

/** The limits of Altegio that docs/behaviour.md names. */
export const LIMITS = { perSecond: 5, perMinute: 200 };

/** The local Altegio. */
export async function startSandboxServer({
	locations,
	limited,
}: ServerOptions): Promise<{ url: string; tally: () => ServerTally }> {
	const sandbox = await startSandbox({
		locations: manyLocations(locations),
		limits: limited && LIMITS,
	});
	const tally = () => {
		const { requests, violations } = sandbox;
		const changes = requests.filter(({ applied, method }) => applied && method !== 'GET');
		return {
			requests: requests.length,
			limited: requests.filter(({ status }) => status === 429).length,
			changed: new Set(changes.map(({ path }) => path)).size,
			violations: violations.length,
		};
	};
	return { url: sandbox.url, tally };
}
