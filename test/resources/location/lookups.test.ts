import type { IDataObject } from 'n8n-workflow';

import { timeZoneOf } from '../../../nodes/Altegio/resources/location/lookups';
import { callerOf, newApi } from '../../support/units';

const ZONES: Record<string, unknown> = {
	'/company/1': 'Europe/Vienna',
	'/company/2': 'America/New_York',
	'/company/3': 'Moon/Crater',
	'/company/4': undefined,
};

/** One run of an account. */
function runOf(userToken: string) {
	const made = newApi(
		({ path }) =>
			({ id: Number(path.split('/').at(-1)), timezone_name: ZONES[path] }) as IDataObject,
	);
	const { caller } = callerOf([], { partnerToken: 'p', userToken });
	return { ...made, api: { ...made.api, caller } };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('the time zone of a location', () => {
	it('V6: is that of each location, also of several in one run', async () => {
		const { api, requests } = runOf('several');
		expect([await timeZoneOf(api, 1), await timeZoneOf(api, 2), await timeZoneOf(api, 1)]).toEqual([
			...['Europe/Vienna', 'America/New_York', 'Europe/Vienna'],
		]);
		expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
			...['GET /company/1', 'GET /company/2'],
		]);
	});

	it('V6: is read once in an hour, by each account for itself', async () => {
		const count = async (account: string) => {
			const { api, requests } = runOf(account);
			expect(await timeZoneOf(api, 1)).toBe('Europe/Vienna');
			return requests.length;
		};
		expect([await count('hour'), await count('hour'), await count('other')]).toEqual([1, 0, 1]);
		await jest.advanceTimersByTimeAsync(60 * 60_000 - 1_000);
		expect(await count('hour')).toBe(0);
		await jest.advanceTimersByTimeAsync(2_000);
		expect(await count('hour')).toBe(1);
	});

	it.each([3, 4])('V6: without one that is known nothing is guessed: location %i', async (id) => {
		await expect(timeZoneOf(runOf('none').api, id)).rejects.toMatchObject({
			message: `Location ${id} has no time zone in Altegio, so times there cannot be told. Set it in Altegio under Settings, then run this item again. [item 0]`,
			description: 'The time zone is part of the settings of the location.',
		});
	});
});
