import fc from 'fast-check';

import {
	conflictOf,
	journalSteps,
	onlineStarts,
	startOf,
	type Calendar,
} from '../../sandbox/salon/calendar';

const ANNA = 1;
const [CUT, COLOUR, HIDDEN] = [11, 12, 13];
const ROOM = 5;

/** One team member, who works from 10 to 14 and from 15 to 17 on 20 April 2026, and no appointment. */
function calendarOf(more: Partial<Calendar> = {}): Calendar {
	const hours = [
		{ from: '10:00', to: '14:00' },
		{ from: '15:00', to: '17:00' },
	];
	return {
		timeZone: 'Europe/Vienna',
		now: Date.parse('2026-04-01T00:00:00Z'),
		stepMinutes: 30,
		online: { isOn: true, leadMinutes: 60, horizonDays: 60 },
		members: [
			{
				id: ANNA,
				bookable: true,
				hoursOn: (date) => (date === '2026-04-20' ? hours : []),
				lengths: new Map([
					[CUT, 3600],
					[COLOUR, 5400],
					[HIDDEN, 1800],
				]),
			},
		],
		services: [
			{ id: CUT, bookable: true },
			{ id: COLOUR, bookable: true, resourceId: ROOM },
			{ id: HIDDEN, bookable: false },
		],
		resources: new Map([[ROOM, 1]]),
		appointments: [],
		...more,
	};
}

const starts = (calendar: Calendar, serviceIds = [CUT], date = '2026-04-20') =>
	onlineStarts(calendar, ANNA, date, serviceIds);

it('offers what fits into the working hours, and nothing across a break', () => {
	expect(starts(calendarOf())).toEqual([
		'10:00',
		'10:30',
		'11:00',
		'11:30',
		'12:00',
		'12:30',
		'13:00',
		'15:00',
		'15:30',
		'16:00',
	]);
	expect(starts(calendarOf(), [CUT, COLOUR])).toEqual(['10:00', '10:30', '11:00', '11:30']);
});

it('offers nothing where an appointment is, for the team member or for the resource', () => {
	const taken = { id: 1, date: '2026-04-20 11:00:00', length: 5400 };
	const busy = { ...taken, teamMemberId: ANNA, serviceIds: [CUT] };
	expect(starts(calendarOf({ appointments: [busy] }))).toEqual([
		'10:00',
		'12:30',
		'13:00',
		'15:00',
		'15:30',
		'16:00',
	]);
	const room = { ...taken, teamMemberId: 2, serviceIds: [COLOUR] };
	expect(starts(calendarOf({ appointments: [room] }), [COLOUR])).toEqual([
		'12:30',
		'15:00',
		'15:30',
	]);
});

it('keeps the online rules, which staff need not', () => {
	const now = Date.parse('2026-04-20T10:15:00+02:00');
	expect(starts(calendarOf({ now }))[0]).toBe('11:30');
	expect(starts(calendarOf({ online: { isOn: true, leadMinutes: 0, horizonDays: 10 } }))).toEqual(
		[],
	);
	expect(starts(calendarOf({ online: { isOn: false, leadMinutes: 0, horizonDays: 90 } }))).toEqual(
		[],
	);
	expect(starts(calendarOf(), [HIDDEN])).toEqual([]);
	expect(starts(calendarOf(), [99])).toEqual([]);
	const wish = { teamMemberId: ANNA, serviceIds: [HIDDEN], date: '2026-04-20 10:00', length: 1800 };
	expect(conflictOf(calendarOf({ now }), wish)).toBeUndefined();
});

it('lets an appointment be moved over itself', () => {
	const own = {
		id: 7,
		teamMemberId: ANNA,
		date: '2026-04-20 11:00:00',
		length: 3600,
		serviceIds: [CUT],
	};
	const calendar = calendarOf({ appointments: [own] });
	const wish = { ...own, date: '2026-04-20 11:30' };
	expect(conflictOf(calendar, wish)).toBe('busy');
	expect(conflictOf(calendar, { ...wish, ignoreId: 7 })).toBeUndefined();
	expect(conflictOf(calendar, { ...wish, date: '2026-04-20 13:30' })).toBe('notWorking');
	expect(conflictOf(calendar, { ...wish, date: '2026-04-21 11:00' })).toBe('notWorking');
});

it.each([
	['2026-03-29', ['01:00', '01:30', '03:00', '03:30']],
	['2026-10-25', ['01:00', '01:30', '02:00', '02:30', '03:00', '03:30']],
])('offers on %s what the clocks really show', (date, times) => {
	const night = calendarOf();
	night.members[0]!.hoursOn = () => [{ from: '01:00', to: '04:00' }];
	night.members[0]!.lengths.set(CUT, 1800);
	night.online.horizonDays = 400;
	night.now = Date.parse('2026-03-01T00:00:00Z');
	expect(starts(night, [CUT], date)).toEqual(times);
});

/** Appointments anywhere on the day. */
const appointments = fc.array(
	fc.record({
		id: fc.nat(),
		teamMemberId: fc.constantFrom(ANNA, 2),
		date: fc
			.tuple(fc.integer({ min: 9, max: 17 }), fc.constantFrom('00', '10', '45'))
			.map(([hour, minute]) => `2026-04-20 ${String(hour).padStart(2, '0')}:${minute}:00`),
		length: fc.constantFrom(600, 1800, 3600),
		serviceIds: fc.constantFrom<number[][]>([CUT], [COLOUR], []),
	}),
	{ maxLength: 5 },
);

it('offers exactly the steps that can be booked, and shows in the journal what the team member has', () => {
	fc.assert(
		fc.property(
			appointments,
			fc.constantFrom<number[][]>([CUT], [COLOUR], [CUT, HIDDEN]),
			(taken, serviceIds) => {
				const calendar = calendarOf({ appointments: taken });
				const length = serviceIds.length > 1 ? 5400 : serviceIds[0] === CUT ? 3600 : 5400;
				const offered = starts(calendar, serviceIds);
				for (const { time } of journalSteps(calendar, ANNA, '2026-04-20')) {
					const date = `2026-04-20T${time}`;
					const isFree =
						conflictOf(calendar, { teamMemberId: ANNA, serviceIds, date, length }) === undefined;
					expect(offered.includes(time)).toBe(isFree && !serviceIds.includes(HIDDEN));
				}
				const own = taken.filter(({ teamMemberId }) => teamMemberId === ANNA);
				for (const { time, isFree } of journalSteps(calendar, ANNA, '2026-04-20')) {
					const from = startOf(calendar, `2026-04-20T${time}`);
					const meets = own.some(({ date, length: seconds }) => {
						const start = startOf(calendar, date);
						return start < from + 1_800_000 && from < start + seconds * 1000;
					});
					expect(isFree).toBe(!meets);
				}
			},
		),
	);
});
