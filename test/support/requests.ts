import type { Sandbox } from '../../sandbox';
import type { FaultMatch } from '../../sandbox/faults';

/** The requests that arrived, in order and in short: "PUT /company/37532". */
export function requestsOf({ requests }: Pick<Sandbox, 'requests'>): string[] {
	return requests.map(({ method, path }) => `${method} ${path}`);
}

/** What a fault has to match to hit such a request. */
export function matchOf(request: string): FaultMatch {
	const [method, path] = request.split(' ');
	return { method, path };
}

/** The requests that arrived, as the ids at the end of their paths. */
export function idsSent({ requests }: Pick<Sandbox, 'requests'>): number[] {
	return requests.map(({ path }) => Number(path.split('/').at(-1)));
}
