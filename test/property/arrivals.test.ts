/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import fc from 'fast-check';

import { manyLocations } from '../../sandbox';
import { runAltegio } from '../support/engine';
import { update } from '../support/fixture';
import { mostWithin, useSandboxInFakeTime } from '../support/time';
import { runs, TIME_FOR_RUNS } from './runs';

const LIMITS = { perSecond: 5, perMinute: 200 };
const LOCATIONS = manyLocations(120);
const { fixture, time } = useSandboxInFakeTime({ limits: LIMITS, locations: LOCATIONS });
jest.setTimeout(TIME_FOR_RUNS);

interface Planned {
	startsAfter: number;
	items: number;
	/** For some items by their index, how long Altegio takes. */
	slow: Record<string, number>;
}

const workflow: fc.Arbitrary<Planned> = fc.record({
	startsAfter: fc.oneof(fc.constant(0), fc.nat(2_000), fc.nat(90_000)),
	items: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: LOCATIONS.length })),
	slow: fc.dictionary(fc.nat(20).map(String), fc.nat(3_000), { maxKeys: 4 }),
});

async function run({ startsAfter, items, slow }: Planned) {
	await new Promise((resolve) => setTimeout(resolve, startsAfter));
	for (const [index, delayMs] of Object.entries(slow)) {
		fixture.sandbox.fault({ delayMs }, { locationId: LOCATIONS[Number(index)].id });
	}
	return await runAltegio({
		...fixture.target,
		items: LOCATIONS.slice(0, items).map(({ id }) => ({ id })),
		parameters: update({ zip: '1' }),
	});
}

it('R13: workflows keep both windows together, whenever they start and however many items they have', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(workflow, { minLength: 1, maxLength: 5 }), async (workflows) => {
			// What the pacing remembers of the runs before would slow these down.
			await time.pass(5 * 60_000);
			fixture.sandbox.reset();
			const results = await time.settle(Promise.all(workflows.map(run)));

			const { requests } = fixture.sandbox;
			expect(results.map(({ outputs }) => outputs[0]?.length)).toEqual(
				workflows.map(({ items }) => items),
			);
			// None was refused, and so sent twice.
			expect(requests).toHaveLength(workflows.reduce((sum, { items }) => sum + items, 0));
			const arrived = requests.map(({ at }) => at);
			expect(mostWithin(1000, arrived)).toBeLessThanOrEqual(LIMITS.perSecond);
			expect(mostWithin(60_000, arrived)).toBeLessThanOrEqual(LIMITS.perMinute);
		}),
		{ numRuns: runs(12) },
	);
});
