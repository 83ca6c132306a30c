import { fromWallClock } from '../../../nodes/Altegio/kit/localTime';
import type { Period } from '../../../nodes/Altegio/resources/availability/period';
import {
	findSlots,
	titleOf,
	toOutput,
	type Calendar,
	type Member,
} from '../../../nodes/Altegio/resources/availability/slots';
import { apiError } from '../../../nodes/Altegio/transport/errors';
import { formOf, newApi } from '../../support/units';

const ZONE = 'Europe/Vienna';
const at = (wall: string) => fromWallClock(wall, ZONE)!;
const anna: Member = { id: 1, name: 'Anna' };
const ben: Member = { id: 2, name: '' };

/** A calendar of free times by member and date, and what was asked of it. */
function calendarOf(times: Record<string, string[]>, minDates = 3) {
	const asked: string[] = [];
	const calendar: Calendar = {
		...{ members: [anna, ben], minDates },
		datesOf: async ({ id }, first, last) => {
			asked.push(`dates ${id} ${first} ${last}`);
			const dates = Object.keys(times)
				.filter((key) => key.startsWith(`${id} `))
				.map((key) => key.slice(2));
			return await Promise.resolve(new Set(dates));
		},
		timesOf: async ({ id }, date) => {
			asked.push(`times ${id} ${date}`);
			const found = times[`${id} ${date}`] ?? [];
			return await Promise.resolve(
				found.map((time) => ({ start: at(`${date} ${time}`), seconds: 60 })),
			);
		},
	};
	return { calendar, asked };
}

const { api } = newApi(() => []);
const period = (from: string, to: string, more: Partial<Period> = {}): Period => ({
	...{ from: at(from), to: at(to) },
	...more,
});
const DAY = period('2026-04-20 00:00', '2026-04-20 23:59');

async function find(calendar: Calendar, wanted = DAY, limit = Infinity): Promise<string[]> {
	const slots = await findSlots(api, calendar, wanted, limit);
	return slots.map(({ start, member }) => `${start.wall.slice(5, 16)} ${member.id}`);
}

describe('findSlots', () => {
	it('B1: gives the times of all members in their order, at one time in that of the members', async () => {
		const { calendar } = calendarOf({
			'1 2026-04-20': ['12:00', '10:00'],
			'2 2026-04-20': ['10:00', '09:00'],
		});
		expect(await find(calendar)).toEqual([
			...['04-20T09:00 2', '04-20T10:00 1', '04-20T10:00 2', '04-20T12:00 1'],
		]);
	});

	it('B1: gives a time of a member once', async () => {
		const { calendar } = calendarOf({ '1 2026-04-20': ['10:00', '10:00'] });
		expect(await find(calendar)).toEqual(['04-20T10:00 1']);
	});

	it('B1: only what is wanted, and no more of a day than that', async () => {
		const times = { '1 2026-04-20': ['08:00', '09:00', '10:00', '11:00'] };
		const wanted = { ...DAY, timeFrom: '09:00', slotsPerDay: 2 };
		expect(await find(calendarOf(times).calendar, wanted)).toEqual([
			...['04-20T09:00 1', '04-20T10:00 1'],
		]);
	});

	const DAYS = period('2026-04-20 00:00', '2026-04-22 23:59');
	const FREE = { '1 2026-04-21': ['10:00', '11:00'], '2 2026-04-22': ['10:00'] };

	it('B2: asks for the dates of many days first, and reads those alone', async () => {
		const { calendar, asked } = calendarOf(FREE);
		expect(await find(calendar, DAYS)).toHaveLength(3);
		expect(asked).toEqual([
			'dates 1 2026-04-20 2026-04-22',
			'dates 2 2026-04-20 2026-04-22',
			'times 1 2026-04-21',
			'times 2 2026-04-22',
		]);
	});

	it('B2: of few days it reads each', async () => {
		const { calendar, asked } = calendarOf(FREE, 4);
		await find(calendar, DAYS);
		expect(asked).toHaveLength(6);
		expect(asked).not.toContainEqual(expect.stringContaining('dates'));
	});

	it('B2: ends with the limit, and reads no day after it', async () => {
		const { calendar, asked } = calendarOf(FREE);
		expect(await find(calendar, DAYS, 2)).toEqual(['04-21T10:00 1', '04-21T11:00 1']);
		expect(asked.at(-1)).toBe('times 1 2026-04-21');
		expect(await find(calendar, DAYS, 1)).toEqual(['04-21T10:00 1']);
	});

	it('B2: asks nothing where no day is wanted', async () => {
		const { calendar, asked } = calendarOf(FREE, 0);
		expect(await find(calendar, { ...DAY, weekdays: [7] })).toEqual([]);
		expect(asked).toEqual([]);
	});

	it('B3: what cannot be read is said with the member and the time', async () => {
		const message = { message: 'No.', description: 'Look.', code: '403' };
		const refused = async () => await Promise.reject(apiError(formOf(), message));
		const { calendar } = calendarOf(FREE);
		const times = find({ ...calendar, timesOf: refused }, DAYS);
		await expect(times).rejects.toMatchObject({
			message:
				'No. The free time of Anna (1) on 2026-04-21 could not be read, so nothing is given. [item 0]',
			...{ description: 'Look.', httpCode: '403' },
		});
		const dates = find({ ...calendar, datesOf: refused }, DAYS);
		await expect(dates).rejects.toThrow(
			'No. The free time of Anna (1) from 2026-04-20 to 2026-04-22 could not be read',
		);
	});

	it('B3: a fault of the node itself is not hidden behind it', async () => {
		const { calendar } = calendarOf(FREE);
		const timesOf = async () => await Promise.reject(new Error('Odd'));
		await expect(find({ ...calendar, timesOf }, DAYS)).rejects.toThrow(/^Odd$/);
	});
});

describe('a slot as the node gives it', () => {
	const question = { locationId: 5, zone: ZONE, serviceIds: [], teamMemberIds: [] };
	const start = at('2026-04-20 10:00');

	it('B1: with its end, where Altegio says how long it is', () => {
		expect(toOutput({ start, seconds: 5400, member: anna }, question)).toEqual({
			start: '2026-04-20T10:00:00+02:00',
			end: '2026-04-20T11:30:00+02:00',
			duration_minutes: 90,
			team_member: { id: 1, name: 'Anna' },
			location_id: 5,
			time_zone: ZONE,
		});
		expect(toOutput({ start, member: ben }, question)).toMatchObject({
			...{ end: null, duration_minutes: null },
		});
	});

	it('B1: a member without a name is one all the same', () => {
		expect([anna, ben].map(titleOf)).toEqual(['Anna (1)', 'team member 2']);
	});
});
