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

	/** Lets Altegio answer a poll with these rows, whatever it was asked for. */
	const pollAnswered = async (polling: PollingNode, ...data: object[]) => {
		const body = JSON.stringify({ success: true, data, meta: { total_count: data.length } });
		fixture.sandbox.fault({ status: 200, body }, { path: `/records/${FIRST_ID}` });
		fixture.allowViolations();
		return await ids(polling);
	};
	const row = (id: number, changedMsAgo: number, more: object = {}) => ({
		...{ id, date: '2026-12-03 10:00:00', attendance: 0 },
		last_change_date: stampOf(Date.now() - changedMsAgo),
		...more,
	});
	const asked = () => fixture.sandbox.requests.at(-1)?.query;

	test('P1: asks for four days at first, then for a day before the last change that it knows', async () => {
		const polling = node();
		put(1, { last_change_date: stampOf(Date.now() - 2 * 60 * MINUTE) });
		await ids(polling);
		expect(asked()).toEqual({
			...{ changed_after: '2026-11-27T07:00:00', with_deleted: '1', page: '1', count: '200' },
		});
		await time.pass(10 * MINUTE);
		await ids(polling);
		expect(asked()).toMatchObject({ changed_after: '2026-11-30T05:00:00' });
		put(2);
		await ids(polling);
		await ids(polling);
		expect(asked()).toMatchObject({ changed_after: '2026-11-30T07:10:00' });
	});

	test('P1: where nothing is known it asks for a day before the last poll', async () => {
		const polling = node();
		await ids(polling);
		await time.pass(60 * MINUTE);
		await ids(polling);
		expect(asked()).toMatchObject({ changed_after: '2026-11-30T07:00:00' });
	});

	test('P1: never asks for less than it asked for before, by whatever clock', async () => {
		const polling = node();
		put(1, {}, -72 * 60 * MINUTE);
		await ids(polling);
		await ids(polling);
		// Altegio's clock is three days behind, and one is the margin.
		expect(asked()).toMatchObject({ changed_after: '2026-11-27T07:00:00' });
		put(2, {}, 48 * 60 * MINUTE);
		await ids(polling);
		await ids(polling);
		expect(asked()).toMatchObject({ changed_after: '2026-11-30T07:00:00' });
	});

	test('P1: what changed before all that was asked for is not new, at the edge neither', async () => {
		const polling = node();
		expect(await pollAnswered(polling, row(1, MINUTE))).toBeNull();
		const { floor } = polling.staticData as { floor: number };
		expect(floor).toBe(Date.now() - 5 * DAY);
		expect(
			await pollAnswered(polling, row(1, MINUTE), row(2, 5 * DAY), row(3, 6 * DAY)),
		).toBeNull();
		expect(await pollAnswered(polling, row(4, 2 * DAY - 1_000))).toEqual([4]);
	});

	test.each<[string, object]>([
		['start', { date: '2026-12-03 11:00:00' }],
		['length', { seance_length: 60 }],
		['team member', { staff_id: 5 }],
		['status', { attendance: 1 }],
		['cancellation', { deleted: true }],
		['client', { client_id: 8 }],
		['client, by the object alone', { client_id: undefined, client: { id: 8 } }],
		['comment', { comment: 'Late' }],
		['service', { services: [{ id: 2, cost: 10, amount: 1 }] }],
		['price of a service', { services: [{ id: 1, cost: 11, amount: 1 }] }],
		['amount of a service', { services: [{ id: 1, cost: 10, amount: 2 }] }],
		['number of services', { services: [] }],
	])('P1: another %s within the same second starts it once more', async (_, change) => {
		const polling = node();
		const first = row(1, 0, {
			...{ staff_id: 4, seance_length: 30, client_id: 7, client: { id: 7 }, comment: '' },
			services: [{ id: 1, cost: 10, amount: 1 }],
		});
		await pollAnswered(polling);
		expect(await pollAnswered(polling, first)).toEqual([1]);
		expect(await pollAnswered(polling, { ...first, reminder: 1 })).toBeNull();
		expect(await pollAnswered(polling, { ...first, ...change })).toEqual([1]);
		expect(await pollAnswered(polling, { ...first, ...change })).toBeNull();
	});

	test('P3: remembers the newest first, in few characters, and nothing that is too old or gone', async () => {
		const polling = node();
		const unknown = row(9, 0, { last_change_date: undefined });
		const soonest = Math.floor(Date.now() / 1000);
		const second = (ago: number) => (soonest - ago * 60).toString(36);
		await pollAnswered(polling, row(1, 3 * MINUTE), row(2, MINUTE), row(3, 2 * MINUTE), unknown);
		const keys = polling.staticData.keys as string[];
		expect(keys.map((key) => key.replace(/:[\da-f]{6}$/, ''))).toEqual([
			...['9:', `2:${second(1)}`, `3:${second(2)}`, `1:${second(3)}`],
		]);
		// What shows no moment is remembered as long as Altegio gives it.
		await pollAnswered(polling, row(2, MINUTE));
		expect(polling.staticData.keys).toEqual(keys.slice(1));
		await time.pass(6 * DAY);
		await pollAnswered(polling, row(4, MINUTE));
		await pollAnswered(polling, row(4, MINUTE));
		expect(polling.staticData.keys).toEqual([expect.stringMatching(/^4:/)]);
	});

	test('P3: what had to be forgotten is not new again', async () => {
		const first = node();
		await ids(first);
		const at = (ago: number) => Math.floor((Date.now() - ago) / 1000).toString(36);
		const keys = Array.from(
			{ length: 4_000 },
			(_, index) => `${index + 1000}:${at(MINUTE)}:abcdef`,
		);
		const polling = node({}, { ...first.staticData, keys });
		await pollAnswered(polling, row(1, 2 * MINUTE));
		expect(polling.staticData.keys).toEqual(keys);
		expect(polling.staticData.floor).toBe(Math.floor((Date.now() - 2 * MINUTE) / 1000) * 1000);
		expect(await pollAnswered(polling, row(1, 2 * MINUTE), row(2, MINUTE - 1_000))).toEqual([2]);
	});

	test.each(['polledAt', 'askedFrom', 'floor', 'keys', 'subject'])(
		'P1: with %s missing from what it remembers it begins anew',
		async (name) => {
			const polling = node();
			await ids(polling);
			put(1);
			const broken = { ...polling.staticData, [name]: 'x' };
			expect(await ids(node({}, broken))).toBeNull();
			expect(await ids(node({}, polling.staticData))).toEqual([1]);
		},
	);

	test('P1: at one moment they come in the order of their IDs, else in that of the changes', async () => {
		const polling = node();
		await ids(polling);
		const rows = [row(3, MINUTE), row(2, 2 * MINUTE), row(1, MINUTE), row(4, 0)];
		expect(await pollAnswered(polling, ...rows)).toEqual([2, 1, 3, 4]);
	});

	test('P3: shows the last change as an example, of the last day if there is one', async () => {
		put(1, { last_change_date: stampOf(Date.now() - 20 * DAY) });
		expect(await ids(node(), 'manual')).toEqual([1]);
		put(2, { last_change_date: stampOf(Date.now() - 60 * MINUTE) });
		put(3, { last_change_date: stampOf(Date.now() - 90 * MINUTE) });
		const before = fixture.sandbox.requests.length;
		expect(await ids(node(), 'manual')).toEqual([2]);
		expect(fixture.sandbox.requests.slice(before).map(({ query }) => query.changed_after)).toEqual([
			'2026-11-30T07:00:00',
		]);
		expect(await ids(node({ filters: { teamMemberId: 50101 } }), 'manual').catch(String)).toContain(
			"No appointment of the last 31 days fits, so there is no example to show. Make one in Altegio, or remove 'Filters', then try again.",
		);
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

	test('P2: several come in the order of their starts, of the days that it asks for', async () => {
		const polling = soon({ before: 24 * 60 });
		put(1, at(90));
		put(2, at(30));
		put(3, at(60));
		expect(await ids(polling)).toEqual([2, 3, 1]);
		expect(fixture.sandbox.requests.at(-1)?.query).toEqual({
			...{ start_date: '2026-12-01', end_date: '2026-12-02', page: '1', count: '200' },
		});
	});

	test('P2: one that begins this second has begun, and is forgotten', async () => {
		const polling = soon();
		put(1, at(1));
		put(2, at(0));
		expect(await ids(polling)).toEqual([1]);
		expect(polling.staticData.keys).toHaveLength(1);
		await time.pass(MINUTE);
		expect(await ids(polling)).toBeNull();
		expect(polling.staticData.keys).toEqual([]);
	});

	test('P2: one whose start cannot be read starts nothing', async () => {
		fixture.allowViolations();
		const body = JSON.stringify({ success: true, data: [{ id: 1, date: 'soon' }], meta: [] });
		fixture.sandbox.fault({ status: 200, body }, { path: `/records/${FIRST_ID}` });
		expect(await ids(soon())).toBeNull();
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
