import { makeAppointment } from '../../sandbox';
import { FIRST_ID } from '../support/scene';
import { PollingNode } from '../support/poll';
import { useSandboxInFakeTime } from '../support/time';

const { scene, time } = useSandboxInFakeTime({ appointments: [] });

const MINUTE = 60_000;
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
	const known = scene.sandbox.appointments.get(id);
	const start = wallOf(Date.now() + 3 * 24 * 60 * MINUTE);
	const made = known ?? makeAppointment({ id, date: start, staff_id: 50103, company_id: FIRST_ID });
	const last_change_date = stampOf(Date.now() + skewMs);
	scene.sandbox.appointments.set(id, { ...made, last_change_date, ...change });
}

const node = (parameters: object = {}, data = {}) =>
	new PollingNode(scene.target, { event: 'appointmentChanged', ...parameters }, data);

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

	test.each([-3 * 60 * MINUTE, 3 * 60 * MINUTE])(
		'P1: a clock of Altegio that is %d milliseconds off loses nothing',
		async (skew) => {
			put(1, {}, skew);
			const polling = node();
			await ids(polling);
			for (const id of [2, 3]) {
				await time.pass(5 * MINUTE);
				put(id, {}, skew);
				expect(await ids(polling)).toEqual([id]);
			}
		},
	);

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
		await time.pass(4 * 24 * 60 * MINUTE);
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
		scene.sandbox.fault({ status: 503, body: '' }, { path: `/records/${FIRST_ID}` }, 3);
		await expect(time.settle(polling.poll())).rejects.toThrow('Altegio is out of order');
		expect(polling.staticData).toEqual(before);
		expect(await ids(polling)).toEqual([1]);
	});

	test.each(['50103', 'chloe martin'])(
		'P1: filters by status and team member %s',
		async (teamMemberId) => {
			const polling = node({ filters: { status: ['arrived'], teamMemberId } });
			await ids(polling);
			put(1);
			put(2, { attendance: 1 });
			put(3, { attendance: 1, staff_id: 50101 });
			expect(await ids(polling)).toEqual([2]);
		},
	);
});

test.each([
	['status', ['done'], '\'Status\' has no choice "done"'],
	['teamMemberId', '', "'Team Member Name or ID' must be one team member"],
	['teamMemberId', 'Nobody', '\'Team Member Name or ID\' names no team member "Nobody"'],
])('P1: refuses the filter %s that is %j', async (name, value, words) => {
	await expect(time.settle(node({ filters: { [name]: value } }).poll())).rejects.toThrow(words);
});

describe('Appointment Starts Soon', () => {
	const soon = (more: object = {}) => node({ event: 'appointmentStartsSoon', before: 60, ...more });
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

	test('P3: shows the next one as an example', async () => {
		put(1, at(600));
		const polling = soon();
		expect(await ids(polling, 'manual')).toEqual([1]);
		expect(polling.staticData).toEqual({});
	});
});
