import fc from 'fast-check';
import { DateTime } from 'luxon';

import { InvalidValue } from '../../nodes/Altegio/core/values';
import {
	addDays,
	addSeconds,
	atMillis,
	fromWallClock,
	isTimeZone,
	nowIn,
	toLocalDate,
	toLocalTime,
	toMillis,
	weekdayOf,
} from '../../nodes/Altegio/kit/localTime';

const ZONES = [
	'Europe/Vienna',
	'America/New_York',
	'Asia/Tashkent',
	'Asia/Dubai',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'UTC',
];

describe('toLocalTime', () => {
	it.each<[value: unknown, zone: string, iso: string]>([
		['2026-04-20T18:30:00', 'Europe/Vienna', '2026-04-20T18:30:00+02:00'],
		['2026-04-20 18:30', 'Europe/Vienna', '2026-04-20T18:30:00+02:00'],
		['2026-04-20t18:30:15.250', 'Europe/Vienna', '2026-04-20T18:30:15+02:00'],
		[' 2026-12-20 18:30\u200b', 'Europe/Vienna', '2026-12-20T18:30:00+01:00'],
		['2026-04-20T18:30:00Z', 'Europe/Vienna', '2026-04-20T20:30:00+02:00'],
		['2026-04-20T18:30:00.000-05:00', 'Europe/Vienna', '2026-04-21T01:30:00+02:00'],
		['2026-04-20T18:30:00-0500', 'Asia/Tashkent', '2026-04-21T04:30:00+05:00'],
		['2026-04-20 18:30:00 +02', 'Asia/Dubai', '2026-04-20T20:30:00+04:00'],
		['2026-04-20T18:30', 'Asia/Kathmandu', '2026-04-20T18:30:00+05:45'],
		[new Date('2026-04-20T18:30:00Z'), 'America/New_York', '2026-04-20T14:30:00-04:00'],
		[
			DateTime.fromISO('2026-04-20T18:30', { zone: 'Asia/Tokyo' }),
			'Europe/Vienna',
			'2026-04-20T11:30:00+02:00',
		],
		// The last second before the clocks change, and the first after.
		['2026-03-29T01:59:59', 'Europe/Vienna', '2026-03-29T01:59:59+01:00'],
		['2026-03-29T03:00', 'Europe/Vienna', '2026-03-29T03:00:00+02:00'],
		['2026-03-08T03:00', 'America/New_York', '2026-03-08T03:00:00-04:00'],
		['2026-10-04T02:30', 'Australia/Lord_Howe', '2026-10-04T02:30:00+11:00'],
		// What the clocks show twice is the first.
		['2026-10-25T02:00', 'Europe/Vienna', '2026-10-25T02:00:00+02:00'],
		['2026-10-25T02:59:59', 'Europe/Vienna', '2026-10-25T02:59:59+02:00'],
		['2026-10-25T03:00', 'Europe/Vienna', '2026-10-25T03:00:00+01:00'],
		['2026-11-01T01:30', 'America/New_York', '2026-11-01T01:30:00-04:00'],
		['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-05T01:45:00+11:00'],
		// With an offset it is what was meant.
		['2026-10-25T02:30:00+01:00', 'Europe/Vienna', '2026-10-25T02:30:00+01:00'],
		['2026-03-29T02:30:00+01:00', 'Europe/Vienna', '2026-03-29T03:30:00+02:00'],
	])('reads %s in %s as %s', (value, zone, iso) => {
		const time = toLocalTime(value, zone);
		expect(time).toEqual({ wall: iso.slice(0, 19), iso: time.iso, millis: Date.parse(iso) });
		expect(time.iso.replace(/Z$/, '+00:00')).toBe(iso);
	});

	it.each([
		['2026-03-29T02:00', 'Europe/Vienna'],
		['2026-03-29 02:59:59', 'Europe/Vienna'],
		['2026-03-08T02:30', 'America/New_York'],
		['2026-10-04T02:15', 'Australia/Lord_Howe'],
	])('refuses %s, which the clocks in %s skip', (value, zone) => {
		const message = `which does not exist in ${zone}: the clocks go forward then`;
		expect(() => toLocalTime(value, zone)).toThrow(message);
	});

	it.each<[unknown, string]>([
		['04/05/2026 10:00', 'must be a date and time such as 2026-04-20T18:30'],
		['20.04.2026 10:00', 'must be a date and time'],
		['Mon, 20 Apr 2026 18:30:00 GMT', 'must be a date and time'],
		['tomorrow at 5', 'but is "tomorrow at 5"'],
		['2026-4-20 10:00', 'must be a date and time'],
		['2026-04-20T24:00', 'must be a date and time'],
		['2026-04-20T10:60', 'must be a date and time'],
		['2026-04-20T10:00+25:00', 'must be a date and time'],
		['2026-W17-1T10:00', 'must be a date and time'],
		['2026-02-29T10:00', 'there is no such day'],
		['2026-04-31 10:00', 'there is no such day'],
		['2026-04-20', 'must have a time of day, such as 2026-04-20T18:30'],
		['18:30', 'must be a date and time'],
		['', 'but it is blank'],
		[null, 'but it is blank'],
		[undefined, 'but it is blank'],
		[1776702600000, 'but is 1776702600000'],
		['1776702600', 'must be a date and time'],
		[true, 'but is true'],
		[{ start: '2026-04-20T18:30' }, 'must be a date and time'],
		[['2026-04-20T18:30'], 'must be a date and time'],
		['null', 'must be a date and time'],
		[new Date(NaN), 'must be a date and time'],
		[DateTime.fromISO('never'), 'must be a date and time'],
	])('refuses %s', (value, words) => {
		expect(() => toLocalTime(value, 'Europe/Vienna')).toThrow(InvalidValue);
		expect(() => toLocalTime(value, 'Europe/Vienna')).toThrow(words);
	});

	it('does not depend on the season in which it is asked', () => {
		const ask = () => [
			toLocalTime('2026-10-25T02:30', 'Europe/Vienna').iso,
			toLocalTime('2026-04-05T01:45', 'Australia/Lord_Howe').iso,
			toLocalTime('2026-11-01T01:30', 'America/New_York').iso,
		];
		jest.useFakeTimers({ now: new Date('2026-01-15T12:00:00Z') });
		const inWinter = ask();
		jest.setSystemTime(new Date('2026-07-15T12:00:00Z'));
		const inSummer = ask();
		jest.useRealTimers();
		expect(inWinter).toEqual(inSummer);
	});
});

/** Any second of 2025 to 2027, and often one near a change of the clocks. */
const moments = fc.oneof(
	fc.integer({ min: Date.UTC(2025, 0, 1) / 1000, max: Date.UTC(2028, 0, 1) / 1000 }),
	fc
		.tuple(
			fc.constantFrom(
				'2026-03-29T01:00Z',
				'2026-10-25T01:00Z',
				'2026-03-08T07:00Z',
				'2026-11-01T06:00Z',
				'2026-04-04T15:00Z',
				'2026-10-03T15:30Z',
			),
			fc.integer({ min: -7_200, max: 7_200 }),
		)
		.map(([change, seconds]) => Date.parse(change) / 1000 + seconds),
);
const zones = fc.constantFrom(...ZONES);

describe('any moment in any zone', () => {
	it('comes back from its text with offset', () => {
		fc.assert(
			fc.property(moments, zones, (seconds, zone) => {
				const time = atMillis(seconds * 1000, zone);
				expect(time.millis).toBe(seconds * 1000);
				expect(Date.parse(time.iso)).toBe(seconds * 1000);
				expect(toLocalTime(time.iso, zone)).toEqual(time);
			}),
		);
	});

	it('comes back from what the clock shows, or as the first time that the clock shows it', () => {
		fc.assert(
			fc.property(moments, zones, (seconds, zone) => {
				const time = atMillis(seconds * 1000, zone);
				const read = toLocalTime(time.wall, zone);
				expect(read.wall).toBe(time.wall);
				const hoursBefore = (time.millis - read.millis) / 3_600_000;
				expect([0, 0.5, 1]).toContain(hoursBefore);
				expect(fromWallClock(time.wall.replace('T', ' '), zone)).toEqual(read);
			}),
		);
	});

	it('lies so many seconds before the one that is later by them', () => {
		fc.assert(
			fc.property(moments, fc.nat(200_000), zones, (seconds, length, zone) => {
				const end = addSeconds(atMillis(seconds * 1000, zone), length, zone);
				expect(end).toEqual(atMillis((seconds + length) * 1000, zone));
			}),
		);
	});
});

it('adds a length in real time across a change of the clocks', () => {
	const zone = 'Europe/Vienna';
	const end = (start: string) => addSeconds(toLocalTime(start, zone), 3600, zone).iso;
	expect(end('2026-03-29T01:30')).toBe('2026-03-29T03:30:00+02:00');
	expect(end('2026-10-25T02:30')).toBe('2026-10-25T02:30:00+01:00');
});

describe('toLocalDate', () => {
	it.each<[unknown, string]>([
		['2026-04-20', '2026-04-20'],
		['2026-04-20T00:00:00', '2026-04-20'],
		['2026-04-20 23:59', '2026-04-20'],
		['2026-04-20T23:30:00Z', '2026-04-21'],
		[new Date('2026-04-20T22:00:00Z'), '2026-04-21'],
	])('reads %s as %s in Vienna', (value, date) => {
		expect(toLocalDate(value, 'Europe/Vienna')).toBe(date);
	});

	it.each(['', '20.04.2026', '2026-02-30', 20260420])('refuses %s', (value) => {
		expect(() => toLocalDate(value, 'Europe/Vienna')).toThrow(InvalidValue);
	});
});

describe("Altegio's own times", () => {
	it.each([
		['2026-04-20 18:30:00', '2026-04-20T18:30:00+02:00'],
		['2026-04-20T18:30:00', '2026-04-20T18:30:00+02:00'],
		['2026-04-20T18:30:00.000+01:00', '2026-04-20T18:30:00+02:00'],
		['2026-04-20T18:30:00-0500', '2026-04-20T18:30:00+02:00'],
		['2026-10-25 02:30:00', '2026-10-25T02:30:00+02:00'],
		// Nobody was there at this time; Altegio's rows may say so all the same.
		['2026-03-29 02:30:00', '2026-03-29T03:30:00+02:00'],
	])('shows %s on the clock in Vienna as %s, whatever its offset', (date, iso) => {
		expect(fromWallClock(date, 'Europe/Vienna')?.iso).toBe(iso);
	});

	it.each([undefined, null, '', '0000-00-00 00:00:00', '2026-02-30 10:00:00', 5, {}])(
		'makes nothing of %s',
		(date) => {
			expect(fromWallClock(date, 'Europe/Vienna')).toBeUndefined();
			expect(toMillis(date, 'Europe/Vienna')).toBeUndefined();
		},
	);

	it.each([
		['2026-04-20T12:36:27-0500', '2026-04-20T17:36:27Z'],
		['2026-04-20T12:36:27+05:00', '2026-04-20T07:36:27Z'],
		['2026-04-20 12:36:27', '2026-04-20T10:36:27Z'],
	])('takes the offset of %s at its word where a moment counts', (date, utc) => {
		expect(toMillis(date, 'Europe/Vienna')).toBe(Date.parse(utc));
	});
});

it('knows the present moment at a location', () => {
	jest.useFakeTimers({ now: new Date('2026-10-25T01:30:15.900Z') });
	expect(nowIn('Europe/Vienna').iso).toBe('2026-10-25T02:30:15+01:00');
	jest.useRealTimers();
});

it('counts days by the calendar', () => {
	expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
	expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
	expect(weekdayOf('2026-04-20')).toBe(1);
	expect(weekdayOf('2026-04-26')).toBe(7);
});

it.each([
	['Europe/Vienna', true],
	['Nowhere/Land', false],
	['', false],
	[undefined, false],
	[3, false],
])('tells whether %s is a time zone: %s', (zone, is) => {
	expect(isTimeZone(zone)).toBe(is);
});
