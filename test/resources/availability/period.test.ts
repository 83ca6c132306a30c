import {
	clockText,
	daysOf,
	fits,
	titleOfPeriod,
	windowOf,
	type Period,
} from '../../../nodes/Altegio/resources/availability/period';
import { fromWallClock } from '../../../nodes/Altegio/kit/localTime';

const ZONE = 'Europe/Vienna';
/** Clocks go forward on 2026-03-29, at two. */
const at = (wall: string) => fromWallClock(wall, ZONE)!;

/** From Friday, 27 March, at 10:00 to Monday, 30 March, at 12:00. */
const period = (more: Partial<Period> = {}): Period => ({
	from: at('2026-03-27 10:00'),
	to: at('2026-03-30 12:00'),
	...more,
});

describe('fits', () => {
	it.each<[string, Partial<Period>, boolean]>([
		['2026-03-27 10:00', {}, true],
		['2026-03-27 09:59', {}, false],
		['2026-03-30 12:00', {}, true],
		['2026-03-30 12:01', {}, false],
		['2026-03-28 09:00', { timeFrom: '09:00' }, true],
		['2026-03-28 08:59', { timeFrom: '09:00' }, false],
		['2026-03-28 17:00', { timeTo: '17:00' }, true],
		['2026-03-28 17:01', { timeTo: '17:00' }, false],
		['2026-03-29 10:00', { weekdays: [7] }, true],
		['2026-03-29 10:00', { weekdays: [1, 6] }, false],
	])('%s with %j: %j', (start, more, isIt) => {
		expect(fits(period(more), at(start))).toBe(isIt);
	});
});

describe('daysOf', () => {
	const [friday, saturday, sunday, monday] = [
		'2026-03-27',
		'2026-03-28',
		'2026-03-29',
		'2026-03-30',
	];

	it.each<[Partial<Period>, Array<string | undefined>]>([
		[{}, [friday, saturday, sunday, monday]],
		[{ weekdays: [5, 7] }, [friday, sunday]],
		[{ weekdays: [] }, []],
		// The period begins on Friday at ten, and ends on Monday at twelve.
		[{ timeTo: '10:00' }, [friday, saturday, sunday, monday]],
		[{ timeTo: '09:59' }, [saturday, sunday, monday]],
		[{ timeFrom: '12:00' }, [friday, saturday, sunday, monday]],
		[{ timeFrom: '12:01' }, [friday, saturday, sunday]],
		[{ to: at('2026-03-27 11:00') }, [friday]],
		[{ to: at('2026-03-27 11:00'), timeFrom: '11:30' }, []],
		[{ to: at('2026-03-27 11:00'), timeTo: '09:00' }, []],
	])('with %j: %j', (more, days) => expect(daysOf(period(more))).toEqual(days));
});

describe('windowOf', () => {
	it.each<[string, Partial<Period>, string, string]>([
		['2026-03-28', {}, '2026-03-28 00:00', '2026-03-28 23:59'],
		['2026-03-27', {}, '2026-03-27 10:00', '2026-03-27 23:59'],
		['2026-03-30', {}, '2026-03-30 00:00', '2026-03-30 12:00'],
		['2026-03-28', { timeFrom: '09:00', timeTo: '17:00' }, '2026-03-28 09:00', '2026-03-28 17:00'],
		['2026-03-27', { timeFrom: '09:00', timeTo: '17:00' }, '2026-03-27 10:00', '2026-03-27 17:00'],
		['2026-03-30', { timeFrom: '09:00', timeTo: '17:00' }, '2026-03-30 09:00', '2026-03-30 12:00'],
	])('of %s with %j is from %s to %s', (date, more, start, end) => {
		const expected = { start: at(start).millis, end: at(end).millis };
		expect(windowOf(period(more), date, ZONE)).toEqual(expected);
	});

	it('a time that the clocks skip is the one an hour later', () => {
		const skipped = { timeFrom: '02:15', timeTo: '02:45' };
		expect(windowOf(period(skipped), '2026-03-29', ZONE)).toEqual({
			start: at('2026-03-29 03:15').millis,
			end: at('2026-03-29 03:45').millis,
		});
	});
});

describe('titleOfPeriod', () => {
	const whole = 'between 2026-03-27 10:00 and 2026-03-30 12:00';
	const restricted = `${whole} in the hours and on the days asked for`;

	it.each<[Partial<Period>, string]>([
		[{}, whole],
		[{ slotsPerDay: 1 }, whole],
		[{ timeFrom: '09:00' }, restricted],
		[{ timeTo: '17:00' }, restricted],
		[{ weekdays: [1] }, restricted],
		[{ to: at('2026-03-27 10:00') }, 'at 2026-03-27 10:00'],
	])('with %j is %s', (more, title) => expect(titleOfPeriod(period(more))).toBe(title));

	it('a moment is what the clock shows', () => {
		expect(clockText(at('2026-03-27 10:00'))).toBe('2026-03-27 10:00');
	});
});
