import fc from 'fast-check';

import { makeHookRow, type HookRow } from '../../sandbox';
import { FIRST_ID } from '../support/fixture';
import { useSandboxInFakeTime } from '../support/time';
import { TriggerNode } from '../support/trigger';
import { runs, TIME_FOR_RUNS } from './runs';

const { fixture, time } = useSandboxInFakeTime();
jest.setTimeout(TIME_FOR_RUNS);

const rows = () => fixture.sandbox.hooks.get(FIRST_ID)?.rows ?? [];
const urls = () => rows().map(({ url }) => url);
const write = (next: HookRow[]) =>
	void fixture.sandbox.hooks.set(FIRST_ID, { id: FIRST_ID, right: 'write', rows: next });

const nodeCount = 3;
const foreign = (at: number) => `https://app${at}.example.org/hook?key=${at}`;

/** What may happen next: one of our nodes is published or unpublished, or another program adds or removes an address. */
const step = fc.oneof(
	fc.record({ does: fc.constantFrom('publish', 'unpublish'), at: fc.nat(nodeCount - 1) }),
	fc.record({ does: fc.constantFrom('add', 'drop'), at: fc.nat(2) }),
);

test('T10, T16 and T37: whatever is published, unpublished and written by others in any order, every foreign address stays, and ours is there exactly when published', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 6 }),
			async (rounds) => {
				write([]);
				const nodes = Array.from(
					{ length: nodeCount },
					(_, at) => new TriggerNode(fixture.target, { webhookId: `model-${at}` }),
				);
				const published = new Set<number>();
				const others = new Set<string>();
				for (const round of rounds) {
					// The steps of a round happen at once; a node has only one of them.
					const busy = new Set<number>();
					const running = round.map(async ({ does, at }) => {
						if (does === 'add') {
							others.add(foreign(at));
							if (!urls().includes(foreign(at))) write([...rows(), makeHookRow(foreign(at))]);
						} else if (does === 'drop') {
							others.delete(foreign(at));
							write(rows().filter(({ url }) => url !== foreign(at)));
						} else if (!busy.has(at)) {
							busy.add(at);
							if (does === 'publish') {
								published.add(at);
								await nodes[at].publish();
							} else {
								published.delete(at);
								await nodes[at].delete();
							}
						}
					});
					await time.settle(Promise.all(running));
					expect(
						urls()
							.filter((url) => url.startsWith('https://app'))
							.sort(),
					).toEqual([...others].sort());
					nodes.forEach((one, at) => {
						const row = rows().find(({ url }) => url.startsWith(`${one.url}?`));
						expect([at, row?.active === 1 && row.record === 1]).toEqual([at, published.has(at)]);
					});
				}
			},
		),
		{ numRuns: runs(25) },
	);
});
