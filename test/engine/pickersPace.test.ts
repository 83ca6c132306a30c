import { faults, manyLocations } from '../../sandbox';
import { listSearch } from '../support/engine';
import { TOKENS } from '../support/fixture';
import { useSandboxInFakeTime } from '../support/time';

const { fixture, time } = useSandboxInFakeTime({
	limits: { perSecond: 5, perMinute: 200 },
	locations: manyLocations(3000),
});

/** Ten full pages, and the empty one behind them. */
const ALL_PAGES = 11;

const search = async (filter: string, more: object = {}) =>
	await time.settle(listSearch('searchLocations', { ...fixture.target, ...more, filter }));
const found = async (filter: string, more: object = {}) =>
	(await search(filter, more)).results.map(({ value }) => value);

it('R13, R20: a search through many pages keeps the limits', async () => {
	expect(await found('salon 03000')).toEqual([103_000]);
	expect(fixture.sandbox.requests.map(({ status }) => status)).toEqual(Array(ALL_PAGES).fill(200));
});

describe('R20: what a search has read', () => {
	it('serves the next letters for a minute, and is then read again', async () => {
		await found('salon 0299');
		expect(await found('salon 02999')).toEqual([102_999]);
		expect(fixture.sandbox.requests).toHaveLength(ALL_PAGES);

		await time.pass(60_000);
		await found('salon 02999');
		expect(fixture.sandbox.requests).toHaveLength(2 * ALL_PAGES);
	});

	it('is not shown to another user', async () => {
		await found('salon 02999');
		const byOther = found('salon 02999', {
			credentials: { ...TOKENS, userToken: 'of-another' },
		});

		await expect(byOther).rejects.toThrow("'User Token'");
	});

	it('is read again where a page could not be read, and only from there', async () => {
		// The first page alone has enough of these.
		await found('salon');
		fixture.sandbox.fault(faults.forbidden);
		await expect(found('salon 02999')).rejects.toThrow('Not enough rights');

		expect(await found('salon 02999')).toEqual([102_999]);
		expect(fixture.sandbox.requests).toHaveLength(1 + 1 + (ALL_PAGES - 1));
	});
});
