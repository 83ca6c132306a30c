import type { IDataObject } from 'n8n-workflow';

import { fromWallClock } from '../../../nodes/Altegio/kit/localTime';
import { openJournal } from '../../../nodes/Altegio/resources/availability/journal';
import { nextSlots } from '../../../nodes/Altegio/resources/availability/lookups';
import { openOnlineCalendar } from '../../../nodes/Altegio/resources/availability/online';
import { explain } from '../../../nodes/Altegio/resources/availability/reason';
import { readWorkingDays } from '../../../nodes/Altegio/resources/availability/schedule';
import type { Question } from '../../../nodes/Altegio/resources/availability/slots';
import type { ApiRequest } from '../../../nodes/Altegio/transport/operation';
import { apiError } from '../../../nodes/Altegio/transport/errors';
import { answerOf, formOf, newApi } from '../../support/units';

const ZONE = 'Europe/Vienna';
const at = (wall: string) => fromWallClock(wall, ZONE)!;
const millis = (wall: string) => at(wall).millis;
const ANNA = 1;
const BEN = 2;
const CUT = 7;

const question = (more: Partial<Question> = {}): Question => ({
	...{ locationId: 5, zone: ZONE, serviceIds: [CUT], teamMemberIds: [] },
	...more,
});
const PERIOD = { from: at('2026-04-20 00:00'), to: at('2026-04-20 23:59') };

/** What a salon answers, by the beginning of the path; a function gets the request. */
function salon(routes: Record<string, unknown>) {
	const all: Record<string, unknown> = {
		'/company/5/services': [
			{
				id: CUT,
				duration: 3600,
				staff: [
					{ id: ANNA, seance_length: 3600 },
					{ id: BEN, seance_length: 5400 },
				],
			},
		],
		'/staff/5': [
			{ id: ANNA, name: 'Anna', fired: 0 },
			{ id: BEN, name: 'Ben', fired: 0 },
			{ id: 3, name: 'Gone', fired: 1 },
		],
		'/company/5/staff/schedule': [],
		...routes,
	};
	const names = Object.keys(all).sort((a, b) => b.length - a.length);
	return newApi((request) => {
		const name = names.find((one) => request.path.startsWith(one)) ?? '';
		const answer = all[name];
		return typeof answer === 'function'
			? (answer as (one: ApiRequest) => unknown)(request)
			: answer;
	});
}

const workOf = (staff_id: number, from: string, to: string, busy: string[][] = []) => ({
	...{ staff_id, date: '2026-04-20', slots: [{ from, to }] },
	busy_intervals: busy.map(([start, end]) => ({ from: start, to: end })),
});

const refused = (request: ApiRequest) => {
	const response = answerOf(403);
	return request.accepts?.(response)
		? response
		: apiError(formOf(), { message: 'No.', code: '403' });
};

describe('the online calendar', () => {
	const staff = [
		{ id: ANNA, name: 'Anna' },
		{ id: '2', name: 'Ben', bookable: '1', fired: '0' },
		{ id: 3, name: 'Off', bookable: false },
		{ id: 4, name: 'Gone', fired: 1 },
		{ id: 0, name: 'None' },
	];

	it('B1: knows who may be booked; what is not said is no "no"', async () => {
		const { api, requests } = salon({ '/book_staff/5': staff });
		const { members } = await openOnlineCalendar(api, question());
		expect(members).toEqual([
			{ id: ANNA, name: 'Anna' },
			{ id: BEN, name: 'Ben' },
		]);
		expect(requests).toMatchObject([{ path: '/book_staff/5', qs: { service_ids: [CUT] } }]);
		const some = await openOnlineCalendar(api, question({ teamMemberIds: [BEN] }));
		expect(some.members.map(({ id }) => id)).toEqual([BEN]);
		expect(requests).toHaveLength(1);
		await openOnlineCalendar(api, question({ serviceIds: [8] }));
		expect(requests).toHaveLength(2);
	});

	it('B1: asks for the dates, and takes none that cannot be read', async () => {
		const answers = [{ booking_dates: ['2026-04-20'] }, { booking_dates: [1] }, {}];
		const { api, requests } = salon({
			'/book_staff/5': staff,
			'/book_dates/5': () => answers.shift(),
		});
		const { datesOf } = await openOnlineCalendar(api, question());
		const dates = async () => await datesOf({ id: ANNA, name: '' }, '2026-04-20', '2026-04-22');
		expect(await dates()).toEqual(new Set(['2026-04-20']));
		expect(requests.at(-1)).toMatchObject({
			path: '/book_dates/5',
			qs: {
				...{ service_ids: [CUT], staff_id: ANNA },
				...{ date_from: '2026-04-20', date_to: '2026-04-22' },
			},
		});
		await expect(dates()).rejects.toThrow('holds dates that cannot be read: [1]');
		await expect(dates()).rejects.toThrow('holds dates that cannot be read');
	});

	const timesOf = async (slot: IDataObject, date = '2026-04-20') => {
		const { api, requests } = salon({ '/book_staff/5': staff, '/book_times/5': [slot] });
		const calendar = await openOnlineCalendar(api, question());
		const times = await calendar.timesOf({ id: ANNA, name: '' }, date);
		expect(requests.at(-1)).toMatchObject({
			path: `/book_times/5/${ANNA}/${date}`,
			qs: { service_ids: [CUT] },
		});
		return times.map(({ start, seconds }) => [start.iso, seconds]);
	};

	it.each<[string, IDataObject, string, number | undefined]>([
		[
			'the offset is often wrong',
			{ time: '9:00', datetime: '2026-04-20T09:00:00+09:00' },
			'2026-04-20T09:00:00+02:00',
			undefined,
		],
		[
			'another zone',
			{ time: '10:00', datetime: '2026-04-20T17:00:00+09:00' },
			'2026-04-20T10:00:00+02:00',
			undefined,
		],
		['the time alone', { time: '10:15' }, '2026-04-20T10:15:00+02:00', undefined],
		[
			'datetime alone',
			{ datetime: '2026-04-20T10:30:00+02:00' },
			'2026-04-20T10:30:00+02:00',
			undefined,
		],
		['a length', { time: '10:00', seance_length: 3600 }, '2026-04-20T10:00:00+02:00', 3600],
		[
			'the length of all',
			{ time: '10:00', seance_length: 60, sum_length: '90' },
			'2026-04-20T10:00:00+02:00',
			90,
		],
		[
			'the longer one',
			{ time: '10:00', seance_length: 90, sum_length: 60 },
			'2026-04-20T10:00:00+02:00',
			90,
		],
	])('B6: a time: %s', async (_, slot, start, seconds) => {
		expect(await timesOf(slot)).toEqual([[start, seconds]]);
	});

	it('B6: a time that the clocks skip cannot be booked', async () => {
		expect(
			await timesOf({ time: '02:30', datetime: '2026-03-29T02:30:00+01:00' }, '2026-03-29'),
		).toEqual([]);
	});

	it.each([{}, { time: 'soon' }, { time: '25:00' }])('B3: %j is no time', async (slot) => {
		await expect(timesOf(slot)).rejects.toThrow('holds a time that cannot be read: ');
	});
});

describe('the journal', () => {
	const step = (time: string, is_free: boolean | number | string = true) => ({ time, is_free });
	const journal = async (steps: IDataObject[], more: Partial<Question> = {}, minSeconds = 0) => {
		const { api, requests } = salon({
			'/timetable/seances/5': steps,
			'/company/5/staff/schedule': [workOf(ANNA, '09:00', '12:00', [['10:00', '11:30']])],
		});
		const opened = await openJournal(api, question(more), PERIOD, minSeconds);
		return { ...opened, requests };
	};
	const free = async (steps: IDataObject[], minSeconds = 0, more: Partial<Question> = {}) => {
		const { timesOf, requests } = await journal(steps, more, minSeconds);
		const times = await timesOf({ id: ANNA, name: '' }, '2026-04-20');
		expect(requests.at(-1)).toMatchObject({ path: `/timetable/seances/5/${ANNA}/2026-04-20` });
		return times.map(({ start, seconds }) => `${start.wall.slice(11, 16)} ${seconds}`);
	};
	const HALVES = ['9:00', '09:30', '10:00', '10:30', '11:00'];

	it('B5: a start has as many free steps behind it as the services take', async () => {
		expect(await free(HALVES.map((time) => step(time)))).toEqual([
			...['09:00 3600', '09:30 3600', '10:00 3600', '10:30 3600'],
		]);
		const taken = HALVES.map((time) => step(time, time !== '10:00'));
		expect(await free(taken)).toEqual(['09:00 3600', '10:30 3600']);
	});

	it('B5: a gap between two steps ends a free time', async () => {
		const steps = ['09:00', '09:30', '11:00', '11:30', '12:00'].map((time) => step(time));
		expect(await free(steps)).toEqual(['09:00 3600', '11:00 3600', '11:30 3600']);
	});

	it('B5: steps come in any order, and their flag by two names and in three types', async () => {
		expect(await free([step('10:00', '0'), step('09:30', 1), step('09:00', 'true')])).toEqual([
			'09:00 3600',
		]);
		const other = [
			{ time: '09:00', free: true },
			{ time: '09:30', free: 1 },
		];
		expect(await free(other)).toEqual(['09:00 3600']);
		expect(await free([{ time: '09:00' }, { time: '09:30' }])).toEqual([]);
	});

	it('B5: of a single step nobody knows how long it is', async () => {
		expect(await free([step('09:00')])).toEqual([]);
		expect(await free([])).toEqual([]);
	});

	it('B5: a longer time may be wanted than the services take, and one without services', async () => {
		const steps = HALVES.map((time) => step(time));
		expect(await free(steps, 5400)).toEqual(['09:00 5400', '09:30 5400', '10:00 5400']);
		expect(await free(steps, 60)).toHaveLength(4);
		expect(await free(steps, 0, { serviceIds: [] })).toEqual(
			['09:00', '09:30', '10:00', '10:30', '11:00'].map((time) => `${time} undefined`),
		);
	});

	it.each([{}, { time: 'x' }, { time: '24:30' }])('B3: %j is no step', async (one) => {
		await expect(free([step('09:00'), one])).rejects.toThrow('holds a time that cannot be read');
	});

	it('B5: a day on which nothing long enough is free need not be read', async () => {
		const dates = async (minSeconds: number) => {
			const { datesOf } = await journal([], {}, minSeconds);
			return [...(await datesOf({ id: ANNA, name: '' }, '', ''))];
		};
		expect(await dates(0)).toEqual(['2026-04-20']);
		expect(await dates(3601)).toEqual([]);
		const { datesOf } = await journal([]);
		expect([...(await datesOf({ id: BEN, name: '' }, '', ''))]).toEqual([]);
	});

	it('B5: reads the schedule of those who offer the services, and of nobody else', async () => {
		const { requests, members } = await journal([]);
		expect(members).toEqual([
			{ id: ANNA, name: 'Anna' },
			{ id: BEN, name: 'Ben' },
		]);
		expect(requests.at(-1)).toMatchObject({ qs: { staff_ids: [ANNA, BEN] } });
		const services = [{ id: CUT, duration: 60, staff: [{ id: BEN, seance_length: 60 }] }];
		const { api } = salon({ '/company/5/services': services });
		expect((await openJournal(api, question(), PERIOD)).members).toEqual([
			{ id: BEN, name: 'Ben' },
		]);
	});

	it('B5: where nobody offers the services no schedule is read', async () => {
		const { members, days, requests } = await journal([], { serviceIds: [99] });
		expect([members, days]).toEqual([[], []]);
		expect(requests).toHaveLength(1);
	});
});

describe('working days', () => {
	const days = async (
		slots: string[][],
		busy: string[][] = [],
		zone = ZONE,
		date = '2026-04-20',
	) => {
		const toIntervals = (list: string[][]) => list.map(([from, to]) => ({ from, to }));
		const { api } = salon({
			'/company/5/staff/schedule': [
				{ staff_id: ANNA, date, slots: toIntervals(slots), busy_intervals: toIntervals(busy) },
			],
		});
		return await readWorkingDays(api, { locationId: 5, zone }, PERIOD, [ANNA]);
	};

	it('B4: has work and what takes it up, as moments', async () => {
		expect(await days([['9:00', '12:00']], [['10:00:00', '10:30:00']])).toEqual([
			{
				...{ memberId: ANNA, date: '2026-04-20' },
				work: [{ start: millis('2026-04-20 09:00'), end: millis('2026-04-20 12:00') }],
				busy: [{ start: millis('2026-04-20 10:00'), end: millis('2026-04-20 10:30') }],
			},
		]);
	});

	it.each(['24:00', '00:00', '0:00', '24:00:00', '00:00:00'])(
		'B4: %s as an end is the midnight after',
		async (end) => {
			const [day] = (await days([['20:00', end]]))!;
			expect(day?.work).toEqual([
				{ start: millis('2026-04-20 20:00'), end: millis('2026-04-21 00:00') },
			]);
		},
	);

	it.each<[string, string[][]]>([
		['none', []],
		['one that ends before it begins', [['12:00', '09:00']]],
		['one without length', [['09:00', '09:00']]],
		['one that cannot be read', [['soon', '12:00']]],
		['one whose end cannot be read', [['09:00', 'late']]],
	])('B4: a day with %s is no working day', async (_, slots) => {
		expect(await days(slots)).toEqual([]);
	});

	it('B4: a refusal that is accepted is no empty schedule', async () => {
		const { api, requests } = salon({ '/company/5/staff/schedule': refused });
		const accepts = () => true;
		expect(await readWorkingDays(api, question(), PERIOD, [ANNA], accepts)).toBeUndefined();
		expect(requests[0]).toMatchObject({
			qs: {
				...{ start_date: '2026-04-20', end_date: '2026-04-20', staff_ids: [ANNA] },
				include: ['busy_intervals'],
			},
		});
	});
});

describe('why there is no slot', () => {
	const online = async (api: ReturnType<typeof salon>['api'], more: Partial<Question> = {}) =>
		await openOnlineCalendar(api, question(more));
	const why = async (
		routes: Record<string, unknown>,
		more: Partial<Question> = {},
		period: Parameters<typeof explain>[2] = PERIOD,
	) => {
		const { api, requests } = salon({ '/book_staff/5': [], ...routes });
		const said = await explain(api, question(more), period, await online(api, more));
		return { ...said, paths: requests.map(({ path }) => path) };
	};
	const schedule = (...days: unknown[]) => ({ '/company/5/staff/schedule': days });
	const WHEN = 'between 2026-04-20 00:00 and 2026-04-20 23:59';

	it.each<[string, Record<string, unknown>, Partial<Question>, string, string]>([
		['nobody works', schedule(), {}, 'closed', `Nobody works ${WHEN}, or not long enough.`],
		[
			'the chosen one does not',
			schedule(),
			{ teamMemberIds: [ANNA] },
			'closed',
			`Not working ${WHEN}, or not long enough: Anna (1).`,
		],
		[
			'somebody works, but too short',
			schedule(workOf(ANNA, '09:00', '09:59')),
			{},
			'closed',
			`Nobody works ${WHEN}, or not long enough.`,
		],
		[
			'all is taken',
			schedule(workOf(ANNA, '09:00', '10:00', [['09:00', '10:00']])),
			{},
			'fullyBooked',
			`Everything is booked ${WHEN}.`,
		],
		[
			'what is left is too short',
			schedule(workOf(ANNA, '09:00', '10:30', [['09:00', '09:31']])),
			{},
			'fullyBooked',
			`Everything is booked ${WHEN}.`,
		],
		[
			'the chosen ones are taken',
			schedule(workOf(ANNA, '09:00', '10:00', [['09:00', '10:00']])),
			{ teamMemberIds: [ANNA, BEN] },
			'fullyBooked',
			`Fully booked ${WHEN}: Anna (1), Ben (2).`,
		],
		[
			'there is time',
			schedule(workOf(ANNA, '09:00', '10:00')),
			{},
			'notBookableOnline',
			`There is free time ${WHEN}, but clients cannot book it online. The switches and rules of online booking in Altegio decide that; 'Calendar' set to Staff shows what the salon itself may book.`,
		],
		[
			'nobody offers it',
			schedule(),
			{ serviceIds: [99] },
			'serviceNotOffered',
			'Nobody offers this service.',
		],
		[
			'nobody offers all',
			schedule(),
			{ serviceIds: [CUT, 99] },
			'serviceNotOffered',
			'Nobody offers all these services.',
		],
		[
			'the chosen one does not offer it',
			schedule(),
			{ teamMemberIds: [3] },
			'serviceNotOffered',
			'Nobody of the chosen team members offers this service.',
		],
		[
			'the schedule is not shown',
			{ '/company/5/staff/schedule': refused },
			{},
			'unknown',
			`Altegio shows no free time ${WHEN}, and the user of the credential may not see the services or the schedule that would say why.`,
		],
		[
			'the services are not shown',
			{ '/company/5/services': refused },
			{},
			'unknown',
			`Altegio shows no free time ${WHEN}, and the user of the credential may not see the services or the schedule that would say why.`,
		],
	])('B4: %s', async (_, routes, more, reason, message) => {
		expect(await why(routes, more)).toMatchObject({ reason, message });
	});

	it('B4: at a single start that clients cannot choose', async () => {
		const start = at('2026-04-20 09:10');
		const routes = schedule(workOf(ANNA, '09:00', '12:00'));
		const { reason, message } = await why(routes, {}, { from: start, to: start });
		expect(reason).toBe('notBookableOnline');
		expect(message).toBe(
			"There is free time at 2026-04-20 09:10, but it is no start that clients may book online. 'Calendar' set to Staff shows what the salon itself may book.",
		);
	});

	it.each<[string, string, string]>([
		['11:00', '11:00', 'notBookableOnline'],
		['11:01', '11:01', 'closed'],
		['08:00', '09:00', 'notBookableOnline'],
		['08:00', '08:59', 'closed'],
	])('B4: starts from %s to %s: %s', async (from, to, reason) => {
		const period = { from: at(`2026-04-20 ${from}`), to: at(`2026-04-20 ${to}`) };
		expect((await why(schedule(workOf(ANNA, '09:00', '12:00')), {}, period)).reason).toBe(reason);
	});

	it('B4: free time of one of several is enough, and each has a length of its own', async () => {
		const busy = workOf(BEN, '09:00', '11:00', [['09:00', '11:00']]);
		const free = workOf(ANNA, '09:00', '10:00');
		expect((await why(schedule(busy, free))).reason).toBe('notBookableOnline');
		// An hour is enough for Anna, and too short for Ben.
		expect((await why(schedule(workOf(BEN, '09:00', '10:00')))).reason).toBe('closed');
	});

	it('B4: only days that are asked for count', async () => {
		const routes = schedule(workOf(ANNA, '09:00', '12:00'));
		expect((await why(routes, {}, { ...PERIOD, weekdays: [2] })).reason).toBe('closed');
		expect((await why(routes, {}, { ...PERIOD, weekdays: [1] })).reason).toBe('notBookableOnline');
	});

	it('B4: any other refusal is one', async () => {
		const away = () => apiError(formOf(), { message: 'Away.', code: '503' });
		await expect(why({ '/company/5/services': away })).rejects.toThrow('Away.');
		const odd = () => new Error('Odd');
		await expect(why({ '/company/5/services': odd })).rejects.toThrow('Odd');
	});

	it('B4: of the journal all is known already, and there is no online booking in it', async () => {
		const { api, requests } = salon(schedule(workOf(ANNA, '09:00', '12:00')));
		const journal = await openJournal(api, question(), PERIOD);
		const before = requests.length;
		expect(await explain(api, question(), PERIOD, journal)).toMatchObject({
			reason: 'fullyBooked',
		});
		expect(requests).toHaveLength(before);
	});
});

describe('the next slots in place of a taken one', () => {
	const next = async (
		routes: Record<string, unknown>,
		more: Partial<Question> = {},
		seconds = 3600,
	) => {
		const { api, requests } = salon({
			'/book_staff/5': [{ id: ANNA, name: 'Anna' }],
			'/timetable/seances/5': [
				{ time: '15:00', is_free: 1 },
				{ time: '16:00', is_free: 1 },
				{ time: '17:00', is_free: 1 },
			],
			'/company/5/staff/schedule': [workOf(ANNA, '15:00', '18:00')],
			...routes,
		});
		const slots = await nextSlots(api, question(more), { ...PERIOD, limit: 2, seconds });
		const isOnlineAsked = requests.some(({ path }) => path.startsWith('/book_'));
		return { starts: slots.map(({ start }) => String(start).slice(11, 16)), isOnlineAsked };
	};
	const book = (...slots: IDataObject[]) => ({ '/book_times/5': slots });

	it.each<[string, Record<string, unknown>, Partial<Question>, number, string[]]>([
		['those of online booking', book({ time: '10:00', sum_length: 3600 }), {}, 3600, ['10:00']],
		['those without a length too', book({ time: '10:00' }), {}, 3600, ['10:00']],
		[
			'those of the journal, where online ones are too short',
			book({ time: '10:00', sum_length: 3600 }),
			{},
			7200,
			['15:00', '16:00'],
		],
		[
			'those of the journal, where one online is',
			book({ time: '10:00', sum_length: 7200 }, { time: '12:00', sum_length: 60 }),
			{},
			7200,
			['15:00', '16:00'],
		],
		['those of the journal, where none is online', book(), {}, 3600, ['15:00', '16:00']],
	])('A5: %s', async (_, routes, more, seconds, starts) => {
		expect(await next(routes, more, seconds)).toEqual({ starts, isOnlineAsked: true });
	});

	it('A5: nobody books a time without services online', async () => {
		expect(await next(book(), { serviceIds: [] })).toEqual({
			starts: ['15:00', '16:00'],
			isOnlineAsked: false,
		});
	});
});
