import fc from 'fast-check';
import { DateTime } from 'luxon';

import { startSandbox } from '../../sandbox';
import type { BusyInterval, Slot } from '../../sandbox/resources/teamMember/seed';
import { runAltegio } from '../support/engine';
import { ANNA, availability, BEN, COLOUR, CUT, SALON, salon, standStill } from '../support/salon';
import { TOKENS } from '../support/fixture';
import { runs, TIME_FOR_RUNS } from './runs';

jest.setTimeout(TIME_FOR_RUNS);
afterEach(() => jest.useRealTimers());

/** Zones with the day on which their clocks change; two that have none. */
const places = fc.constantFrom<Array<[zone: string, offset: number, date: string]>>(
	...([
		['Europe/Vienna', 1, '2026-03-29'],
		['Europe/Vienna', 1, '2026-10-25'],
		['America/New_York', -5, '2026-03-08'],
		['America/New_York', -5, '2026-11-01'],
		['Australia/Lord_Howe', 10.5, '2026-04-05'],
		['Asia/Tashkent', 5, '2026-05-01'],
		['Asia/Kathmandu', 5.75, '2026-05-01'],
	] as Array<[string, number, string]>),
);

const clock = (quarters: number) =>
	`${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;

/** Hours of a day: one or two spans, at night too. */
const hours: fc.Arbitrary<Slot[]> = fc
	.uniqueArray(fc.integer({ min: 0, max: 95 }), { minLength: 0, maxLength: 4 })
	.map((quarters) => {
		const sorted = quarters.sort((a, b) => a - b);
		const pairs = [sorted.slice(0, 2), sorted.slice(2, 4)].filter(({ length }) => length === 2);
		return pairs.map(([from, to]) => ({ from: clock(from!), to: clock(to!) }));
	});

const busy = fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 5 })), {
	maxLength: 3,
});

/** The moment of what a clock shows: none for a time that is skipped in spring, the first of two in autumn. */
function momentOf(date: string, time: string, zone: string): number | undefined {
	const wall = `${date}T${time}`;
	const found = DateTime.fromISO(wall, { zone });
	if (found.toFormat("yyyy-MM-dd'T'HH:mm") !== wall) return undefined;
	return Math.min(...found.getPossibleOffsets().map((one) => one.toMillis()));
}

it('gives exactly the starts that can be booked, on the days when clocks change too', async () => {
	const situations = fc.record({
		place: places,
		team: fc.tuple(fc.record({ hours, busy }), fc.record({ hours, busy })),
		serviceIds: fc.constantFrom<number[][]>([CUT], [COLOUR], [CUT, COLOUR]),
		chosen: fc.constantFrom<number[][]>([], [ANNA], [BEN]),
	});
	await fc.assert(
		fc.asyncProperty(situations, async ({ place, team, serviceIds, chosen }) => {
			const [zone, offset, date] = place;
			standStill(`${DateTime.fromISO(date).minus({ days: 3 }).toISODate()!}T12:00:00Z`);
			const seed = salon({ timeZone: zone, offset });
			const sandbox = await startSandbox({
				...seed,
				schedules: [ANNA, BEN].map((id, index) => ({
					...{ id, location_id: SALON, week: {} },
					days: { [date]: { slots: team[index]!.hours } },
					busy: team[index]!.busy.map(
						([start, length]): BusyInterval => ({
							...{ date, entity_type: 'record', entity_id: 1 },
							...{ from: `${clock(start)}:00`, to: `${clock(start + length)}:00` },
						}),
					),
				})),
			});
			const { error, outputs } = await runAltegio({
				...{ baseUrl: sandbox.url, credentials: TOKENS, items: [{}] },
				parameters: availability('getSlots', {
					...{ serviceIds, teamMemberIds: chosen, from: date, to: date, returnAll: true },
				}),
			});
			await sandbox.close();
			expect(error).toBeUndefined();
			expect(sandbox.violations).toEqual([]);

			const seconds = serviceIds.reduce((sum, id) => sum + (id === CUT ? 3600 : 5400), 0);
			const expected = [ANNA, BEN].flatMap((id, index) => {
				if (chosen.length > 0 && !chosen.includes(id)) return [];
				return startsOf(team[index]!, date, zone, seconds).map((millis) => `${millis} ${id}`);
			});
			const given = (outputs[0] ?? []).map(({ json }) => {
				const { start, end, team_member } = json as {
					start: string;
					end: string;
					team_member: object;
				};
				expect(Date.parse(end) - Date.parse(start)).toBe(seconds * 1000);
				return `${Date.parse(start)} ${(team_member as { id: number }).id}`;
			});
			expect([...given].sort()).toEqual(expected.sort());
			const moments = given.map((one) => Number(one.split(' ')[0]));
			expect(moments).toEqual([...moments].sort((a, b) => a - b));
		}),
		{ numRuns: runs(20) },
	);
});

/** Every quarter of an hour from the beginning of working time at which nothing is in the way. */
function startsOf(
	{ hours: working, busy: taken }: { hours: Slot[]; busy: Array<[number, number]> },
	date: string,
	zone: string,
	seconds: number,
): number[] {
	const spanOf = (from: string, to: string) =>
		[from, to].map((time) =>
			Math.min(
				...DateTime.fromISO(`${date}T${time}`, { zone })
					.getPossibleOffsets()
					.map((one) => one.toMillis()),
			),
		) as [number, number];
	const busySpans = taken.map(([start, length]) => spanOf(clock(start), clock(start + length)));
	const found = new Set<number>();
	for (const { from, to } of working) {
		const [start, end] = spanOf(from, to);
		for (let at = start; at + seconds * 1000 <= end; at += 900_000) {
			const isFree = busySpans.every(([a, b]) => at + seconds * 1000 <= a || at >= b);
			const time = DateTime.fromMillis(at, { zone }).toFormat('HH:mm');
			// What the clock shows a second time cannot be said to Altegio.
			if (isFree && momentOf(date, time, zone) === at) found.add(at);
		}
	}
	return [...found];
}
