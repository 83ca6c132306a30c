import type { IDataObject } from 'n8n-workflow';

import { faults } from '../../../sandbox';
import { success } from '../../../sandbox/answers';
import { conflictOf, type Calendar } from '../../../sandbox/salon/calendar';
import { calendarOf } from '../../../sandbox/salon/calendarOf';
import { runAltegio } from '../../support/engine';
import {
	ANNA,
	availability,
	BEN,
	COLOUR,
	CUT,
	NOBODYS,
	SALON,
	salon,
	short,
	standStill,
	TEAM,
	TRAINING,
} from '../../support/salon';
import { useSandbox, type Fixture } from '../../support/fixture';
import { reshapeData } from '../../support/reshape';

const NOW = '2026-04-20T06:00:00Z';

beforeEach(() => standStill(NOW));
afterEach(() => jest.useRealTimers());

function use(fixture: Fixture) {
	const run = async (more: object = {}) =>
		await runAltegio({
			...fixture.target,
			items: [{}],
			parameters: availability('getSlots', more),
		});
	return {
		run,
		slots: async (more: object = {}): Promise<IDataObject[]> => {
			const { error, outputs } = await run(more);
			expect(error).toBeUndefined();
			return (outputs[0] ?? []).map(({ json }) => json);
		},
		/** The one item of the output "One Item". */
		answer: async (more: object = {}): Promise<IDataObject> => {
			const { error, outputs } = await run({ output: 'oneItem', ...more });
			expect(error).toBeUndefined();
			expect(outputs[0]).toHaveLength(1);
			return outputs[0]![0]!.json;
		},
		refused: async (more: object = {}): Promise<string> => String((await run(more)).error?.message),
		requests: () => fixture.sandbox.requests.map(({ path }) => path.split('/')[1]),
	};
}

/** The number of requests to each kind of path. */
function counted(paths: Array<string | undefined>): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const one of paths) counts[String(one)] = (counts[String(one)] ?? 0) + 1;
	return counts;
}

describe('Find Free Slots', () => {
	const fixture = useSandbox(salon());
	const { answer, refused, requests, run, slots } = use(fixture);

	it('B1: gives the slots of everybody in the order of time, each with its member and the true offset', async () => {
		const found = await slots({ from: '2026-04-20', to: '2026-04-20' });
		expect(short(found)).toEqual([
			...['10:00', '10:15', '10:30', '10:45', '11:00', '13:00', '13:15', '13:30', '13:45'].map(
				(time) => `2026-04-20T${time} Anna Lee`,
			),
			...['2026-04-20T14:00 Anna Lee', '2026-04-20T14:00 Ben Ode'],
			...['14:15', '14:30', '14:45', '15:00', '15:15', '15:30', '15:45'].map(
				(time) => `2026-04-20T${time} Ben Ode`,
			),
			...['16:00', '16:15', '16:30', '16:45', '17:00'].map((time) => `2026-04-20T${time} Ben Ode`),
		]);
		expect(found[0]).toEqual({
			start: '2026-04-20T10:00:00+02:00',
			end: '2026-04-20T11:00:00+02:00',
			duration_minutes: 60,
			team_member: { id: ANNA, name: 'Anna Lee' },
			location_id: SALON,
			time_zone: 'Europe/Vienna',
		});
	});

	it('B2: asks for the dates of each member once, then only for the days that the limit needs', async () => {
		const found = await slots({ limit: 25 });
		expect(found).toHaveLength(25);
		expect(found.at(-1)?.start).toBe('2026-04-21T10:15:00+02:00');
		expect(counted(requests())).toEqual({
			company: 1,
			book_staff: 1,
			book_dates: 2,
			book_times: 4,
		});
	});

	it('B2: asks for no dates where the period has one or two', async () => {
		await slots({ from: '2026-04-21', to: '2026-04-22', returnAll: true });
		expect(counted(requests())).toEqual({ company: 1, book_staff: 1, book_times: 4 });
	});

	it('B2: asks only those who have the day', async () => {
		fixture.sandbox.schedules.get(BEN)!.days['2026-04-21'] = { slots: [] };
		await slots({ from: '2026-04-21', to: '2026-04-23', returnAll: true });
		const times = fixture.sandbox.requests.filter(({ path }) => path.startsWith('/book_times'));
		expect(times.map(({ path }) => path.split('/').slice(3).join(' '))).toEqual([
			`${ANNA} 2026-04-21`,
			`${ANNA} 2026-04-22`,
			`${BEN} 2026-04-22`,
			`${ANNA} 2026-04-23`,
			`${BEN} 2026-04-23`,
		]);
	});

	it.each<[more: object, starts: string[]]>([
		[
			{ from: '2026-04-20T10:50', to: '2026-04-20T13:00' },
			['2026-04-20T11:00 Anna Lee', '2026-04-20T13:00 Anna Lee'],
		],
		[
			{ from: '2026-04-20T08:45:00Z', to: '2026-04-20T09:00:00Z' },
			['2026-04-20T10:45 Anna Lee', '2026-04-20T11:00 Anna Lee'],
		],
		[
			{ from: '2026-04-21', to: '2026-04-22', options: { slotsPerDay: 1 } },
			['2026-04-21T10:00 Anna Lee', '2026-04-22T10:00 Anna Lee'],
		],
		[
			{ from: '2026-04-20', to: '2026-04-20', options: { timeFrom: '16:45', timeTo: '17:00' } },
			['2026-04-20T16:45 Ben Ode', '2026-04-20T17:00 Ben Ode'],
		],
		[
			{ from: '2026-04-20', to: '2026-04-20', options: { timeFrom: '17:00', timeTo: '24:00' } },
			['2026-04-20T17:00 Ben Ode'],
		],
		[
			{ from: '2026-04-20', to: '2026-04-20', options: { timeFrom: '9:00:00', timeTo: '10:00' } },
			['2026-04-20T10:00 Anna Lee'],
		],
		[
			{ to: '2026-04-26', options: { weekdays: '={{ " Sunday ,; wednesday" }}', slotsPerDay: 1 } },
			['2026-04-22T10:00 Anna Lee', '2026-04-26T10:00 Anna Lee'],
		],
		[{ from: '2026-04-20T11:00', to: '2026-04-20T11:00' }, ['2026-04-20T11:00 Anna Lee']],
		[
			{ options: { weekdays: ['sunday', 'wednesday'], slotsPerDay: '1' } },
			[
				'2026-04-22T10:00 Anna Lee',
				'2026-04-26T10:00 Anna Lee',
				'2026-04-29T10:00 Anna Lee',
				'2026-05-03T10:00 Anna Lee',
			],
		],
		[
			{ teamMemberIds: [BEN], from: '2026-04-20', to: '2026-04-20', limit: 1 },
			['2026-04-20T14:00 Ben Ode'],
		],
		[
			{ teamMemberIds: 'ben ode', from: '2026-04-20', to: '2026-04-20', limit: 1 },
			['2026-04-20T14:00 Ben Ode'],
		],
		[
			{ serviceIds: ['haircut', COLOUR], from: '2026-04-20', to: '2026-04-20', limit: 2 },
			['2026-04-20T14:00 Ben Ode', '2026-04-20T14:15 Ben Ode'],
		],
		[{ serviceIds: `["Colour", ${CUT}]`, limit: 1 }, ['2026-04-20T14:00 Ben Ode']],
	])('V6 and V7: finds for %j what was asked for', async (more, starts) => {
		expect(short(await slots(more))).toEqual(starts);
	});

	it.each<[more: object, words: string]>([
		[{ serviceIds: '={{ [] }}' }, "'Service Names or IDs' must not be empty"],
		[{ serviceIds: { id: 1 } }, "'Service Names or IDs' must be an ID or a name"],
		[{ from: 'tomorrow' }, "'From' must be a date and time"],
		[{ to: '20.04.2026' }, "'To' must be a date and time"],
		[{ limit: 0 }, "'Limit' must be a positive whole number"],
		[{ output: 'table' }, "'Output' has no choice"],
		[{ options: { calendar: 'mine' } }, "'Calendar' has no choice"],
		[{ options: { slotsPerDay: -1 } }, "'Slots per Day' must be a positive whole number"],
		...['9 am', '24:01', '25:00', '9:60', 'at 9:00', '9:00 pm', '9'].map(
			(timeFrom): [object, string] => [
				{ options: { timeFrom } },
				"'Time From' must be a time of day such as 09:00",
			],
		),
		[
			{ options: { timeFrom: '17:00', timeTo: '9:00' } },
			"'Time To' must not be before 'Time From'",
		],
		[
			{ options: { weekdays: ['someday'] } },
			'\'Weekdays\' has no choice "someday"; the days are monday, tuesday,',
		],
		[{ options: { weekdays: '={{ [7] }}' } }, "'Weekdays' has no choice 7"],
	])('refuses %j before any request', async (more, words) => {
		expect(await refused(more)).toContain(words);
		expect(requests()).toEqual([]);
	});

	it.each<[more: object, words: string]>([
		[{ serviceIds: 'Hair cut' }, 'Services: Haircut (701)'],
		[{ teamMemberIds: ['Carla'] }, 'Team members: Anna Lee (501), Ben Ode (502)'],
		[{ from: '2026-04-21', to: '2026-04-20' }, "'To' must not be before 'From'"],
		[{ to: '2026-04-19' }, "'To' is in the past"],
		[{ to: '2026-07-23' }, "'To' must be at most 92 days after 'From'"],
		[
			{ from: '2027-03-28T02:30', to: '2027-03-29' },
			'does not exist in Europe/Vienna: the clocks go forward then',
		],
	])('refuses %j', async (more, words) => {
		expect(await refused(more)).toContain(words);
	});

	it('takes a period of 92 days', async () => {
		const oneOfEachDay = { options: { slotsPerDay: 1 }, teamMemberIds: [BEN], returnAll: true };
		const found = await slots({ to: '2026-07-21', ...oneOfEachDay });
		expect(found).toHaveLength(93);
	});

	it('B3: fails the item where a day cannot be read, and says whose and which', async () => {
		fixture.sandbox.fault(faults.forbidden, {
			params: { team_member_id: BEN, date: '2026-04-21' },
		});
		const { error } = await run({ returnAll: true });
		expect(error?.message).toMatch(/^Not enough rights\. /);
		expect(error?.message).toContain(
			'The free time of Ben Ode (502) on 2026-04-21 could not be read',
		);
	});

	it('B3: fails the item where the dates cannot be read, and says whose', async () => {
		fixture.sandbox.fault(faults.forbidden, { path: /book_dates/ });
		expect(await refused()).toContain(
			'The free time of Anna Lee (501) from 2026-04-20 to 2026-05-04 could not be read',
		);
	});

	it('B3: gives no slots with the failed item where the user chose to continue', async () => {
		fixture.sandbox.fault(faults.forbidden, { params: { team_member_id: BEN } });
		const { outputs } = await runAltegio({
			...fixture.target,
			items: [{}],
			parameters: availability('getSlots'),
			onError: 'continueRegularOutput',
		});
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[0]?.[0]?.json).toEqual({ error: expect.stringContaining('Ben Ode (502)') });
	});

	it('leaves out times that the clocks skip, and believes the time of the list', async () => {
		fixture.sandbox.fault(
			{
				status: 200,
				body: {
					success: true,
					data: [
						{
							time: '2:30',
							seance_length: 0,
							sum_length: null,
							datetime: '2027-03-28T02:30:00+01:00',
						},
						{
							time: '9:30',
							seance_length: 1800,
							sum_length: 3600,
							datetime: '2027-03-28T07:30:00Z',
						},
					],
					meta: [],
				},
			},
			{ path: /book_times/ },
		);
		fixture.allowViolations();
		standStill('2027-03-27T06:00:00Z');
		const found = await slots({ teamMemberIds: [ANNA], from: '2027-03-28', to: '2027-03-28' });
		expect(found).toEqual([
			expect.objectContaining({ start: '2027-03-28T09:30:00+02:00', duration_minutes: 60 }),
		]);
	});

	it.each([
		['book_dates', { booking_dates: [20, 21] }, 'dates that cannot be read: [20,21]'],
		['book_dates', [], "Altegio's answer holds no dates"],
		['book_times', [{ time: 'soon' }], 'a time that cannot be read: {"time":"soon"}'],
		['book_times', { slots: [] }, "Altegio's answer holds no list"],
		['book_staff', {}, "Altegio's answer holds no list"],
	])('B3: takes no answer for an empty one: %s %j', async (call, data, words) => {
		fixture.sandbox.fault(success(data), { path: new RegExp(`^/${call}`) });
		expect(await refused()).toContain(words);
	});

	it('says in one item what there is', async () => {
		const { slots: found, ...rest } = await answer({ limit: 2 });
		expect(short(found)).toEqual(['2026-04-20T10:00 Anna Lee', '2026-04-20T10:15 Anna Lee']);
		expect(rest).toEqual({
			count: 2,
			reason: null,
			message: '2 slots, the first: 2026-04-20 10:00 with Anna Lee (501).',
		});
	});

	it('gives no item where there is no slot, and asks for no reason', async () => {
		expect(await slots({ from: '2026-04-20T20:00', to: '2026-04-20T21:00' })).toEqual([]);
		expect(requests()).not.toContain('staff');
		expect(fixture.sandbox.requests.map(({ path }) => path)).not.toContain(
			`/company/${SALON}/staff/schedule`,
		);
	});

	/** Anna's whole 20 April is taken. */
	const takeAnna = () =>
		fixture.sandbox.schedules.get(ANNA)!.busy.push({
			...{ date: '2026-04-20', entity_type: 'record', entity_id: 1 },
			...{ from: '09:00:00', to: '14:30:00' },
		});
	const today = { from: '2026-04-20', to: '2026-04-20' };

	it.each<[reason: string, more: object, words: string, before?: () => void]>([
		[
			'closed',
			{ from: '2026-04-20T20:00', to: '2026-04-20T22:00' },
			'Nobody works between 2026-04-20 20:00',
		],
		[
			'closed',
			{ ...today, teamMemberIds: [ANNA], options: { timeFrom: '12:00', timeTo: '12:45' } },
			'Not working between 2026-04-20 08:00 and 2026-04-20 23:59 in the hours and on the days asked for, or not long enough: Anna Lee (501).',
		],
		['fullyBooked', { ...today, teamMemberIds: [ANNA] }, 'Fully booked between', takeAnna],
		['notBookableOnline', { ...today, serviceIds: [TRAINING] }, 'clients cannot book it online'],
		['serviceNotOffered', { ...today, serviceIds: [NOBODYS] }, 'Nobody offers this service.'],
		[
			'serviceNotOffered',
			{ ...today, serviceIds: [CUT, NOBODYS], teamMemberIds: [ANNA] },
			'Nobody of the chosen team members offers all these services.',
		],
		['serviceNotOffered', { ...today, teamMemberIds: [9999] }, 'Nobody of the chosen'],
		['closed', { ...today, options: { calendar: 'staff', timeFrom: '20:00' } }, 'Nobody works'],
		[
			'fullyBooked',
			{ ...today, teamMemberIds: [ANNA], options: { calendar: 'staff' } },
			'Fully booked',
			takeAnna,
		],
		[
			'serviceNotOffered',
			{ ...today, serviceIds: [NOBODYS], options: { calendar: 'staff' } },
			'Nobody offers',
		],
	])('B4: says that there is nothing because: %s %j', async (...[reason, more, words, before]) => {
		before?.();
		const said = await answer(more);
		expect(said).toEqual({ count: 0, slots: [], reason, message: said.message });
		expect(said.message).toContain(words);
	});

	it.each([
		['the schedule', /staff\/schedule/],
		['the services', /\/services$/],
		['the team', /^\/staff/],
	])('B4: says that it does not know why where %s may not be seen', async (_, path) => {
		fixture.sandbox.fault(faults.forbidden, { path });
		const said = await answer({ from: '2026-04-20T20:00', to: '2026-04-20T22:00' });
		expect(said).toMatchObject({ reason: 'unknown', count: 0 });
	});

	it('B5: gives what the journal shows as free, whatever the online rules', async () => {
		fixture.sandbox.onlineRules.set(SALON, {
			...{ id: SALON, isOn: false, leadMinutes: 0, horizonDays: 0, stepMinutes: 30 },
		});
		takeAnna();
		const found = await slots({ ...today, serviceIds: [COLOUR], options: { calendar: 'staff' } });
		expect(short(found)).toEqual(
			['14:00', '14:30', '15:00', '15:30', '16:00', '16:30'].map(
				(time) => `2026-04-20T${time} Ben Ode`,
			),
		);
		expect(found[0]).toMatchObject({ end: '2026-04-20T15:30:00+02:00', duration_minutes: 90 });
		expect(await slots({ ...today, options: { calendar: 'online' } })).toEqual([]);
	});

	it('B5: joins no steps over a break', async () => {
		const question = { ...today, serviceIds: [COLOUR], teamMemberIds: [ANNA] };
		expect(short(await slots({ ...question, options: { calendar: 'staff' } }))).toEqual(
			['10:00', '10:15', '10:30', '13:00', '13:15', '13:30'].map(
				(time) => `2026-04-20T${time} Anna Lee`,
			),
		);
	});

	it('B5: takes the length of the service, and everybody, where Altegio shows no links', async () => {
		fixture.sandbox.serviceRules.showsStaff = false;
		const more = {
			...today,
			teamMemberIds: [BEN],
			options: { calendar: 'staff', timeFrom: '16:45' },
		};
		expect(short(await slots(more))).toEqual([
			'2026-04-20T16:45 Ben Ode',
			'2026-04-20T17:00 Ben Ode',
		]);
	});

	it('B5: reads no day in which nothing is left that is long enough', async () => {
		fixture.sandbox.schedules.get(ANNA)!.busy.push({
			...{ date: '2026-04-20', entity_type: 'record', entity_id: 1 },
			...{ from: '10:45:00', to: '14:30:00' },
		});
		await slots({ ...today, options: { calendar: 'staff' } });
		expect(requests().filter((one) => one === 'timetable')).toHaveLength(1);
	});

	it('B5: reads a day with a gap that is too short beside one that just fits', async () => {
		fixture.sandbox.schedules.get(ANNA)!.busy.push({
			...{ date: '2026-04-20', entity_type: 'record', entity_id: 1 },
			...{ from: '10:15:00', to: '14:00:00' },
		});
		const more = { ...today, teamMemberIds: [ANNA], options: { calendar: 'staff' } };
		expect(short(await slots(more))).toEqual(['2026-04-20T14:00 Anna Lee']);
	});

	it('B5: reads the schedule of all at once, and only the days on which somebody works', async () => {
		fixture.sandbox.schedules.get(BEN)!.days['2026-04-21'] = { slots: [] };
		const more = { from: '2026-04-20', to: '2026-04-21', returnAll: true };
		await slots({ ...more, options: { calendar: 'staff' } });
		const { timetable, ...rest } = counted(requests());
		expect(timetable).toBe(3);
		// The time zone, the services, the schedule; and the team.
		expect(rest).toEqual({ company: 3, staff: 1 });
	});
});

/** Every leaf of an answer in another type. */
function leaves(value: unknown, change: (leaf: unknown) => unknown): unknown {
	if (Array.isArray(value)) return value.map((one) => leaves(one, change));
	if (typeof value !== 'object' || value === null) return change(value);
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, leaves(one, change)]));
}

describe('Find Free Slots in other shapes of the answers', () => {
	const fixture = useSandbox(salon());
	const { answer } = use(fixture);
	const SHAPES: Record<string, (body: unknown) => unknown> = {
		'numbers as texts': (body) => ({
			...(leaves(body, (leaf) => (typeof leaf === 'number' ? String(leaf) : leaf)) as object),
			success: true,
		}),
		'flags as texts': (body) => ({
			...(leaves(body, (leaf) => (typeof leaf === 'boolean' ? String(leaf) : leaf)) as object),
			success: true,
		}),
		'flags as numbers': (body) => ({
			...(leaves(body, (leaf) => (typeof leaf === 'boolean' ? Number(leaf) : leaf)) as object),
			success: true,
		}),
		'the other name of a free step': reshapeData(({ is_free, ...one }) => ({
			...one,
			...(is_free !== undefined && { free: is_free }),
		})),
		'the other name of the team member': reshapeData(({ staff_id, ...one }) => ({
			...one,
			...(staff_id !== undefined && { team_member_id: staff_id }),
		})),
		'times without a leading zero and with seconds': reshapeData(({ time, ...one }) => ({
			...one,
			...(time !== undefined && { time: `${String(time).replace(/^0/, '')}:00` }),
		})),
		'the length of all services alone': reshapeData(({ time, seance_length, ...one }) => ({
			...one,
			...(time === undefined ? { seance_length } : { time }),
		})),
		'no meta': (body) => ({ success: true, data: (body as IDataObject).data }),
		'no links between services and team, but lengths': reshapeData(({ staff, ...one }) => ({
			...one,
			...(!Array.isArray(staff) && { staff }),
			...(Array.isArray(staff) && staff.length > 0 && { duration: 3600 }),
		})),
	};

	it.each(Object.entries(SHAPES))('B1, B5: %s', async (_, reshape) => {
		const questions = ['online', 'staff'].flatMap((calendar) => [
			{ options: { calendar }, limit: 40 },
			{ options: { calendar }, from: '2026-04-20T20:00', to: '2026-04-20T21:00' },
		]);
		const ask = async () => {
			const said: IDataObject[] = [];
			for (const one of questions) said.push(await answer(one));
			return said;
		};
		const usual = await ask();
		fixture.sandbox.fault({ reshape }, { path: /^\/(?!company\/\d+$)/ }, Infinity);
		expect(await ask()).toEqual(usual);
	});

	it('B5: gives no end where Altegio says nothing of the length', async () => {
		const reshape = reshapeData((one) => ({ ...one, staff: undefined, duration: 0 }));
		fixture.sandbox.fault({ reshape }, { path: /\/services$/ }, Infinity);
		const { slots } = await answer({ options: { calendar: 'staff' }, limit: 1 });
		expect(slots).toMatchObject([{ end: null, duration_minutes: null }]);
	});

	it('B4, B5: takes midnight as the end of a working day', async () => {
		const midnight = ({ slots, ...one }: IDataObject) => ({
			...one,
			slots: (slots as IDataObject[]).map(({ from }) => ({ from, to: '00:00' })),
		});
		fixture.sandbox.fault({ reshape: reshapeData(midnight) }, { path: /schedule/ }, Infinity);
		const late = { from: '2026-04-20T20:00', to: '2026-04-20T21:00' };
		expect(await answer(late)).toMatchObject({ reason: 'notBookableOnline' });
	});
});

describe('Find Free Slots of twelve people in 14 days', () => {
	const weeks = [1, 2, 3].map((first) =>
		Object.fromEntries(
			[first, first + 1, first + 4].map((day) => [day, [{ from: '09:00', to: '13:00' }]]),
		),
	);
	const fixture = useSandbox(salon({ size: 12, weeks }));
	const { requests, slots } = use(fixture);

	it('B1: is complete and in order, and B2: asks for no day on which somebody has no time', async () => {
		const period = { from: '2026-04-20', to: '2026-05-03', returnAll: true };
		const found = await slots(period);

		const { state } = fixture.sandbox as unknown as { state: Parameters<typeof calendarOf>[0] };
		const calendar = calendarOf(state, SALON);
		const expected = bookable(calendar, TEAM, CUT, 3600, '2026-04-20', 14);
		expect(short(found).sort()).toEqual(expected);
		const starts = found.map(({ start }) => Date.parse(String(start)));
		expect(starts).toEqual([...starts].sort((a, b) => a - b));

		// Each member works on three days of the week.
		const days = 12 * 3 * 2;
		expect(counted(requests())).toEqual({
			company: 1,
			book_staff: 1,
			book_dates: 12,
			book_times: days,
		});
	});

	it('B2: reads one day for the first 50', async () => {
		expect(await slots()).toHaveLength(50);
		expect(counted(requests())).toEqual({
			company: 1,
			book_staff: 1,
			book_dates: 12,
			book_times: 4,
		});
	});
});

/** Every start of the quarter hours that can be booked, by the calendar and not by what it offers. */
function bookable(
	calendar: Calendar,
	ids: number[],
	service: number,
	length: number,
	first: string,
	days: number,
): string[] {
	const found: string[] = [];
	for (let quarter = 0; quarter < days * 96; quarter++) {
		const millis = Date.parse(`${first}T00:00:00Z`) + quarter * 900_000;
		const date = new Date(millis).toISOString().slice(0, 16);
		for (const teamMemberId of ids) {
			const wish = { teamMemberId, serviceIds: [service], date, length };
			const name = ['Anna Lee', 'Ben Ode'][teamMemberId - ANNA] ?? `Member ${teamMemberId}`;
			if (conflictOf(calendar, wish) === undefined) found.push(`${date} ${name}`);
		}
	}
	return found.sort();
}

describe.each<[zone: string, offset: number, date: string, slots: string[]]>([
	[
		'Europe/Vienna',
		1,
		'2026-10-25',
		['01:00:00+02:00', '01:30:00+02:00', '02:00:00+02:00', '02:30:00+02:00', '03:00:00+01:00'],
	],
	['Europe/Vienna', 1, '2026-03-29', ['01:00:00+01:00', '01:30:00+01:00', '03:00:00+02:00']],
	[
		'America/New_York',
		-5,
		'2026-11-01',
		['01:00:00-04:00', '01:30:00-04:00', '02:00:00-05:00', '02:30:00-05:00', '03:00:00-05:00'],
	],
	['America/New_York', -5, '2026-03-08', ['01:00:00-05:00', '01:30:00-05:00', '03:00:00-04:00']],
	[
		'Asia/Tashkent',
		5,
		'2026-10-25',
		['01:00', '01:30', '02:00', '02:30', '03:00'].map((time) => `${time}:00+05:00`),
	],
	[
		'Asia/Dubai',
		4,
		'2026-03-29',
		['01:00', '01:30', '02:00', '02:30', '03:00'].map((time) => `${time}:00+04:00`),
	],
])('Find Free Slots in %s (%d) on %s', (timeZone, offset, date, times) => {
	const weeks = [
		Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: '01:00', to: '04:00' }]])),
	];
	const fixture = useSandbox({
		...salon({ timeZone, offset, size: 1, weeks }),
		onlineRules: [{ id: SALON, isOn: true, leadMinutes: 0, horizonDays: 30, stepMinutes: 30 }],
	});
	const { slots } = use(fixture);

	it('B6: gives what the clocks really show, with the true offset', async () => {
		standStill(`${new Date(Date.parse(date) - 172_800_000).toISOString()}`);
		const found = await slots({ from: date, to: date });
		expect(found.map(({ start }) => String(start).slice(11))).toEqual(times);
		for (const { start, end } of found) {
			expect(Date.parse(String(end)) - Date.parse(String(start))).toBe(3_600_000);
		}
	});
});
