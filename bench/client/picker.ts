import { credentials } from '../../sandbox/operations';
import { listSearch } from '../../test/support/editor';
import type { Ready } from './main';
import type { PickResult, PickTask } from './task';

/** The location picker, as the editor asks the node for it while the user types. */
export async function preparePick({ baseUrl, filter }: PickTask): Promise<Ready> {
	const { partnerToken, userToken } = credentials;
	return async (): Promise<PickResult> => {
		const start = performance.now();
		const answer = await listSearch('searchLocations', {
			baseUrl,
			credentials: { partnerToken, userToken },
			parameters: { resource: 'location', operation: 'update' },
			filter,
		}).then(
			({ results }) => ({ shown: results.length }),
			(error: Error) => ({ shown: 0, error: error.message }),
		);
		return { ...answer, wallMs: performance.now() - start };
	};
}
