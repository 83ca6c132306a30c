import { makeAppointment } from '../../sandbox';
import { FIRST_ID } from '../support/fixture';
import { PollingNode } from '../support/poll';
import { useSandboxInFakeTime } from '../support/time';

const { fixture, time } = useSandboxInFakeTime({ appointments: [] });

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ZONE_HOURS = -5;

const stampOf = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}+0000`;
/** What the clock at the location shows (in winter): the tests begin on a day of it. */
const wallOf = (ms: number) =>
	new Date(ms + ZONE_HOURS * 60 * MINUTE).toISOString().slice(0, 19).replace('T', ' ');

beforeEach(() => {
	jest.setSystemTime(new Date('2026-12-01T12:00:00Z'));
});

/** Somebody makes or changes an appointment now, by the clock of Altegio. */
function put(id: number, change: object = {}, skewMs = 0): void {
	const known = fixture.sandbox.appointments.get(id);
	const start = wallOf(Date.now() + 3 * DAY);
	const made = known ?? makeAppointment({ id, date: start, staff_id: 50103, company_id: FIRST_ID });
	const last_change_date = stampOf(Date.now() + skewMs);
	fixture.sandbox.appointments.set(id, { ...made, last_change_date, ...change });
}

const node = (parameters: object = {}, data = {}) =>
	new PollingNode(fixture.target, { event: 'appointmentChanged', ...parameters }, data);

const ids = async (polling: PollingNode, mode?: 'manual') =>
	(await time.settle(polling.poll(mode)))?.map(({ id }) => id) ?? null;

describe('Appointment Changed', () => {
	test('P1: the first poll starts nothing, then each change does once', async () => {
		put(1);
		const polling = node();
		expect(await ids(polling)).toBeNull();
		expect(await ids(polling)).toBeNull();
		await time.pass(MINUTE);
		put(1, { attendance: 2 });
		put(2);
		expect(await ids(polling)).toEqual([1, 2]);
		expect(await ids(polling)).toBeNull();
	});

	test('P1: a cancelled appointment comes as such', async () => {
		put(1);
		const polling = node();
		await ids(polling);
		await time.pass(MINUTE);
		put(1, { deleted: true });
		expect(await time.settle(polling.poll())).toMatchObject([{ id: 1, status: 'cancelled' }]);
	});

	test.each([-48, -3, 3, 48])(
		'P1: a clock of Altegio that is %d hours off loses and repeats nothing',
		async (hours) => {
			const skew = hours * 60 * MINUTE;
			put(1, {}, skew);
			const polling = node();
			await ids(polling);
			for (const id of [2, 3]) {
				await time.pass(5 * MINUTE);
				put(id, {}, skew);
				expect(await ids(polling)).toEqual([id]);
				expect(await ids(polling)).toBeNull();
			}
		},
	);

	test('P1: nothing is repeated that Altegio changes without a new moment, such as a reminder sent', async () => {
		const polling = node();
		await ids(polling);
		put(1);
		expect(await ids(polling)).toEqual([1]);
		Object.assign(fixture.sandbox.appointments.get(1) ?? {}, { notified: 1 });
		expect(await ids(polling)).toBeNull();
	});

	test('P1: an appointment that does not show when it changed comes once for each content', async () => {
		const polling = node();
		const pollOf = async (...attendances: number[]) => {
			const data = attendances.map((attendance, index) => ({
				id: index + 1,
				date: '2026-12-03 10:00:00',
				attendance,
			}));
			const body = JSON.stringify({ success: true, data, meta: { total_count: data.length } });
			fixture.sandbox.fault({ status: 200, body }, { path: `/records/${FIRST_ID}` });
			return await ids(polling);
		};
		expect(await pollOf(0)).toBeNull();
		expect(await pollOf(0, 0)).toEqual([2]);
		await time.pass(MINUTE);
		expect(await pollOf(0, 0)).toBeNull();
		expect(await pollOf(1, 0)).toEqual([1]);
		expect(await pollOf(1, 0)).toBeNull();
	});

	test('P1: after a quiet month nothing old comes again', async () => {
		put(1, { last_change_date: stampOf(Date.now() - 30 * 60 * MINUTE) });
		put(2);
		const polling = node();
		await ids(polling);
		await time.pass(MINUTE);
		put(2);
		expect(await ids(polling)).toEqual([2]);
		await time.pass(30 * DAY);
		expect(await ids(polling)).toBeNull();
		put(3);
		expect(await ids(polling)).toEqual([3]);
	});

	test('P1: another location or event begins anew', async () => {
		put(1);
		const polling = node();
		await ids(polling);
		const { staticData } = polling;
		put(2);
		const other = node({ event: 'appointmentStartsSoon', before: 60 }, staticData);
		expect(await ids(other)).toBeNull();
		expect(await ids(node({}, other.staticData))).toBeNull();
	});

	test('P1: more than a page of changes come once each, in the order of the changes', async () => {
		const polling = node();
		await ids(polling);
		for (let id = 250; id >= 1; id--) put(id);
		const found = await ids(polling);
		expect(found).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
		expect(await ids(polling)).toBeNull();
	});

	test('P1: gives the whole appointment unless simplified', async () => {
		const polling = node({ simplify: false });
		await ids(polling);
		put(1);
		expect(await time.settle(polling.poll())).toMatchObject([{ id: 1, staff_id: 50103 }]);
	});

	test('P1: changes within one second, between and after a poll, all come', async () => {
		const polling = node();
		await ids(polling);
		const same = { last_change_date: stampOf(Date.now()) };
		put(1, same);
		expect(await ids(polling)).toEqual([1]);
		put(2, same);
		put(1, { ...same, attendance: 1 });
		expect((await ids(polling))?.sort()).toEqual([1, 2]);
	});

	test('P1: a restart, also after days, loses and repeats nothing', async () => {
		put(1);
		const polling = node();
		await ids(polling);
		put(2);
		await ids(polling);
		put(3);
		await time.pass(4 * DAY);
		put(4);
		expect(await ids(node({}, polling.staticData))).toEqual([3, 4]);
	});

	test('P3: remembers a bounded number, and shows an example without remembering it', async () => {
		const first = node();
		await ids(first);
		const second = Math.floor(Date.now() / 1000).toString(36);
		const keys = Array.from({ length: 4_000 }, (_, at) => `${at + 1000}:${second}:abcdef`);
		const polling = node({}, { ...first.staticData, keys });
		await time.pass(MINUTE);
		for (let id = 1; id <= 30; id++) put(id);
		expect(await ids(polling)).toHaveLength(30);
		expect(polling.staticData.keys).toHaveLength(4_000);
		expect(JSON.stringify(polling.staticData).length).toBeLessThan(120_000);
		const before = polling.staticData;
		expect(await ids(polling, 'manual')).toHaveLength(1);
		expect(polling.staticData).toEqual(before);
		expect(await ids(polling)).toBeNull();
	});

	test('P4: a failed poll loses nothing', async () => {
		const polling = node();
		await ids(polling);
		const before = polling.staticData;
		put(1);
		fixture.sandbox.fault({ status: 503, body: '' }, { path: `/records/${FIRST_ID}` }, 3);
		await expect(time.settle(polling.poll())).rejects.toThrow('Altegio is out of order');
		expect(polling.staticData).toEqual(before);
		expect(await ids(polling)).toEqual([1]);
	});

	test.each(['50103', 50103, 'chloe martin'])(
		'P1: filters by status and team member %p, and forgets nothing of the rest',
		async (teamMemberId) => {
			const polling = node({ filters: { status: ['arrived'], teamMemberId } });
			await ids(polling);
			put(1);
			put(2, { attendance: 1 });
			put(3, { attendance: 1, staff_id: 50101 });
			expect(await ids(polling)).toEqual([2]);
			expect(await ids(node({}, polling.staticData))).toBeNull();
		},
	);

	test.each([
		[{ filters: { status: ['late'] } }, '\'Status\' has no choice "late"'],
		[{ filters: { teamMemberId: 'Nobody' } }, "'Team Member Name or ID' names no team member"],
		[{ filters: { teamMemberId: [1, 2] } }, "'Team Member Name or ID' must be one team member"],
		[{ filters: { teamMemberId: '' } }, "'Team Member Name or ID' must be one team member"],
		[{ event: 'appointmentMoved' }, "'Event'"],
		[{ event: 'appointmentStartsSoon', before: 0 }, "'Minutes Before' must be"],
		[
			{ event: 'appointmentStartsSoon', filters: { status: ['cancelled', 'noShow'] } },
			"'Status' is cancelled, noShow: such appointments never start soon",
		],
	])('refuses %j in words', async (parameters, message) => {
		await expect(time.settle(node(parameters).poll())).rejects.toThrow(message);
	});
});

describe('Appointment Starts Soon', () => {
	const soon = (more: object = {}, data = {}) =>
		node({ event: 'appointmentStartsSoon', before: 60, ...more }, data);
	const at = (minutes: number) => ({ date: wallOf(Date.now() + minutes * MINUTE) });

	test('P2: once for each start, when it is near enough', async () => {
		const polling = soon();
		put(1, at(90));
		expect(await ids(polling)).toBeNull();
		await time.pass(30 * MINUTE);
		expect(await ids(polling)).toEqual([1]);
		expect(await ids(polling)).toBeNull();
		put(2, at(10));
		expect(await ids(polling)).toEqual([2]);
		put(1, at(50));
		expect(await ids(polling)).toEqual([1]);
		await time.pass(2 * 60 * MINUTE);
		expect(await ids(polling)).toBeNull();
		expect(polling.staticData.keys).toEqual([]);
	});

	test.each([
		['cancelled', { deleted: true }],
		['no-show', { attendance: -1 }],
	])('P2: never for one that is %s', async (_, change) => {
		const polling = soon();
		put(1, { ...at(30), ...change });
		expect(await ids(polling)).toBeNull();
	});

	test('P2: one that has begun starts nothing, and one of today does at the exact minute', async () => {
		const polling = soon();
		put(1, at(-1));
		put(2, at(60));
		put(3, at(61));
		expect(await ids(polling)).toEqual([2]);
		await time.pass(MINUTE);
		expect(await ids(polling)).toEqual([3]);
	});

	test('P2: by the clock of the location, also past its midnight', async () => {
		jest.setSystemTime(new Date('2026-12-02T04:30:00Z'));
		put(1, { date: '2026-12-02 00:15:00' });
		expect(await ids(soon())).toEqual([1]);
	});

	test('P2: moved out of the window it is silent until its new start is near', async () => {
		const polling = soon();
		put(1, at(30));
		expect(await ids(polling)).toEqual([1]);
		put(1, at(180));
		expect(await ids(polling)).toBeNull();
		await time.pass(2 * 60 * MINUTE);
		expect(await ids(polling)).toEqual([1]);
	});

	test('P2: a restart repeats nothing', async () => {
		const polling = soon();
		put(1, at(30));
		expect(await ids(polling)).toEqual([1]);
		put(2, at(31));
		expect(await ids(soon({}, polling.staticData))).toEqual([2]);
	});

	test('P4: a failed poll loses nothing', async () => {
		const polling = soon();
		await ids(polling);
		put(1, at(30));
		fixture.sandbox.fault({ status: 503, body: '' }, { path: `/records/${FIRST_ID}` }, 3);
		await expect(time.settle(polling.poll())).rejects.toThrow('Altegio is out of order');
		expect(await ids(polling)).toEqual([1]);
	});

	test('P3: shows the next one as an example, or else the last that changed', async () => {
		put(1, { ...at(-600), last_change_date: stampOf(Date.now() - 20 * DAY) });
		const polling = soon();
		expect(await ids(polling, 'manual')).toEqual([1]);
		put(2, at(600));
		put(3, at(10 * 24 * 60));
		expect(await ids(polling, 'manual')).toEqual([2]);
		expect(polling.staticData).toEqual({});
	});

	test('P3: where there is no example, says so', async () => {
		await expect(time.settle(soon().poll('manual'))).rejects.toThrow('there is no example to show');
	});
});
