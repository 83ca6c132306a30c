import { manyLocations } from '../../sandbox';
import { listSearch } from '../support/engine';
import { useSandboxInFakeTime } from '../support/time';

const { scene, time } = useSandboxInFakeTime({
	limits: { perSecond: 5, perMinute: 200 },
	locations: manyLocations(3000),
});

it('R13, R20: a search through many pages keeps the limits', async () => {
	const search = listSearch('searchLocations', { ...scene.target, filter: 'salon 03000' });
	const { results } = await time.settle(search);

	expect(results.map(({ value }) => value)).toEqual([103_000]);
	// Ten full pages, and the empty one behind them.
	expect(scene.sandbox.requests.map(({ status }) => status)).toEqual(Array(11).fill(200));
});
