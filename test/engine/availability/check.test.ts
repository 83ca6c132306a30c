import type { IDataObject } from 'n8n-workflow';

import { faults } from '../../../sandbox';
import { runAltegio, runAsTool } from '../../support/engine';
import {
	ANNA,
	availability,
	BEN,
	CUT,
	NOBODYS,
	SALON,
	salon,
	short,
	standStill,
	TRAINING,
} from '../../support/salon';
import { useSandbox } from '../../support/fixture';

const fixture = useSandbox(salon());

beforeEach(() => standStill('2026-04-20T06:00:00Z'));
afterEach(() => jest.useRealTimers());

const run = async (more: object) =>
	await runAltegio({ ...fixture.target, items: [{}], parameters: availability('check', more) });

async function check(more: object): Promise<IDataObject> {
	const { error, outputs } = await run(more);
	expect(error).toBeUndefined();
	expect(outputs[0]).toHaveLength(1);
	return outputs[0]?.[0]?.json ?? {};
}

const paths = () => fixture.sandbox.requests.map(({ path }) => path);

/** Takes hours of a day away from somebody. */
function take(member: number, date: string, from: string, to: string): void {
	const one = { date, entity_type: 'record' as const, entity_id: 1, from, to };
	fixture.sandbox.schedules.get(member)?.busy.push(one);
}

describe('Check Slot', () => {
	it('says with whom a start is free, with one request for each member', async () => {
		expect(await check({ start: '2026-04-20T14:00' })).toEqual({
			available: true,
			start: '2026-04-20T14:00:00+02:00',
			team_members: [
				{ id: ANNA, name: 'Anna Lee' },
				{ id: BEN, name: 'Ben Ode' },
			],
			alternatives: [],
			reason: null,
			message: '2026-04-20 14:00 is free with Anna Lee (501), Ben Ode (502).',
		});
		expect(paths()).toEqual([
			`/company/${SALON}`,
			`/book_staff/${SALON}`,
			`/book_times/${SALON}/${ANNA}/2026-04-20`,
			`/book_times/${SALON}/${BEN}/2026-04-20`,
		]);
	});

	it('asks only those who were chosen', async () => {
		const said = await check({ start: '2026-04-20T14:00', teamMemberIds: ['Ben Ode'] });
		expect(said.team_members).toEqual([{ id: BEN, name: 'Ben Ode' }]);
	});

	it('B4: says why a start is not free, and what is free next', async () => {
		take(ANNA, '2026-04-20', '13:00:00', '14:30:00');
		const said = await check({ start: '2026-04-20T13:30' });
		expect(said).toMatchObject({ available: false, team_members: [], reason: 'fullyBooked' });
		expect(short(said.alternatives)).toEqual([
			'2026-04-20T14:00 Ben Ode',
			'2026-04-20T14:15 Ben Ode',
			'2026-04-20T14:30 Ben Ode',
		]);
		expect(said.message).toBe(
			'Everything is booked at 2026-04-20 13:30. Free instead: 2026-04-20 14:00 with Ben Ode (502), 2026-04-20 14:15 with Ben Ode (502), 2026-04-20 14:30 with Ben Ode (502).',
		);
	});

	it('B4: tells a start that clients cannot choose from time that is taken', async () => {
		const said = await check({ start: '2026-04-20T13:10', options: { alternatives: 1 } });
		expect(said).toMatchObject({ available: false, reason: 'notBookableOnline' });
		expect(said.message).toBe(
			"There is free time at 2026-04-20 13:10, but it is no start that clients may book online. 'Calendar' set to Staff shows what the salon itself may book. Free instead: 2026-04-20 13:15 with Anna Lee (501).",
		);
	});

	it('looks for what is free on later days, and reads no day of a member twice', async () => {
		const said = await check({ start: '2026-04-20T18:30', options: { alternatives: 1 } });
		expect(said.reason).toBe('closed');
		expect(short(said.alternatives)).toEqual(['2026-04-21T10:00 Anna Lee']);
		const times = paths().filter((path) => path.startsWith('/book_times'));
		expect(times).toHaveLength(4);
		expect(new Set(times).size).toBe(4);
	});

	it.each<[more: object, reason: string]>([
		[{ start: '2026-04-20T10:30', serviceIds: [TRAINING] }, 'notBookableOnline'],
		[{ start: '2026-04-20T10:30', serviceIds: [CUT, NOBODYS] }, 'serviceNotOffered'],
		[{ start: '2026-04-20T12:15', teamMemberIds: [ANNA] }, 'closed'],
		[{ start: '2026-04-20T11:30', teamMemberIds: [ANNA] }, 'closed'],
	])('B4: gives as the reason for %j: %s', async (more, reason) => {
		const said = await check({ options: { alternatives: 0 }, ...more });
		expect(said).toMatchObject({ available: false, reason, alternatives: [] });
	});

	it('B5: looks into the journal where it is told to', async () => {
		fixture.sandbox.onlineRules.set(SALON, {
			...{ id: SALON, isOn: false, leadMinutes: 0, horizonDays: 0, stepMinutes: 15 },
		});
		const start = '2026-04-20T10:30';
		expect((await check({ start })).reason).toBe('notBookableOnline');
		const said = await check({ start, options: { calendar: 'staff' } });
		expect(said).toMatchObject({ available: true, team_members: [{ id: ANNA, name: 'Anna Lee' }] });
	});

	it('converts a start with an offset', async () => {
		const said = await check({ start: '2026-04-20T12:00:00Z' });
		expect(said).toMatchObject({ available: true, start: '2026-04-20T14:00:00+02:00' });
	});

	it.each<[more: object, words: string]>([
		[{ start: '2026-04-20' }, "'Start' must have a time of day"],
		[{ start: 'tomorrow at 3' }, "'Start' must be a date and time"],
		[{ start: '2026-04-21T10:00', options: { alternatives: -1 } }, "'Alternatives' must be"],
	])('refuses %j before any request', async (more, words) => {
		expect((await run(more)).error?.message).toContain(words);
		expect(paths()).toEqual([]);
	});

	it.each<[start: string, words: string]>([
		['2026-04-20T07:59', "'Start' is in the past: 2026-04-20 07:59."],
		['2027-03-28T02:15', "'Start' is 2027-03-28 02:15, which does not exist in Europe/Vienna"],
	])('refuses %s with nothing but the time zone read', async (start, words) => {
		expect((await run({ start })).error?.message).toContain(words);
		expect(paths().length).toBeLessThanOrEqual(1);
	});

	it('B3: fails where somebody cannot be asked, although another is free', async () => {
		fixture.sandbox.fault(faults.forbidden, { params: { team_member_id: BEN } });
		const { error } = await run({ start: '2026-04-20T14:00' });
		expect(error?.message).toContain('The free time of Ben Ode (502) on 2026-04-20');
	});
});

describe('as a tool', () => {
	const ask = async (operation: 'check' | 'getSlots', more: object, args: IDataObject) => {
		const { answers } = await runAsTool({
			...fixture.target,
			parameters: availability(operation, more),
			calls: [args],
		});
		return answers[0]?.response as IDataObject[];
	};
	const SERVICE = "={{ $fromAI('Service', ``, 'string') }}";

	it('Find Free Slots gives one answer that can be read out', async () => {
		const args = { Service: 'haircut' };
		const more = { serviceIds: SERVICE, limit: 3 };
		const [said, ...rest] = await ask('getSlots', more, args);
		expect(rest).toEqual([]);
		expect(said).toMatchObject({
			count: 3,
			reason: null,
			message: '3 slots, the first: 2026-04-20 10:00 with Anna Lee (501).',
		});
	});

	it('Find Free Slots says why there is nothing', async () => {
		const more = { serviceIds: SERVICE, from: '2026-04-20T20:00', to: '2026-04-20T21:00' };
		const [said, ...rest] = await ask('getSlots', more, { Service: 'Haircut' });
		expect(rest).toEqual([]);
		expect(said).toEqual({
			count: 0,
			slots: [],
			reason: 'closed',
			message: 'Nobody works between 2026-04-20 20:00 and 2026-04-20 21:00, or not long enough.',
		});
	});

	it('Check Slot answers yes or no, and an unknown service with the known ones', async () => {
		const more = { serviceIds: SERVICE, start: "={{ $fromAI('Start', ``, 'string') }}" };
		const [said] = await ask('check', more, { Service: 'Haircut', Start: '2026-04-20 14:00' });
		expect(said).toMatchObject({ available: true });
		const [failed] = await ask('check', more, { Service: 'Perm', Start: '2026-04-20 14:00' });
		expect(failed?.error).toContain(
			'names no service "Perm". Services: Haircut (701), Colour (702)',
		);
	});
});
