import { credentials, startSandbox, type Sandbox } from '../../sandbox';

let sandbox: Sandbox;
let now = Date.parse('2026-11-27T06:00:00Z');

beforeEach(async () => {
	now = Date.parse('2026-11-27T06:00:00Z');
	sandbox = await startSandbox({ now: () => now });
});
afterEach(async () => {
	await sandbox.close();
	expect(sandbox.violations).toEqual([]);
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers are compared as they are
async function ask(path: string, ids: number[] = [70101], more = ''): Promise<any> {
	const services = ids.map((id) => `service_ids[]=${id}`).join('&');
	const response = await fetch(
		`${sandbox.url}${path}${ids.length > 0 ? `?${services}${more}` : ''}`,
		{
			headers: {
				authorization: `Bearer ${credentials.partnerToken}, User ${credentials.userToken}`,
				accept: 'application/vnd.api.v2+json',
			},
		},
	);
	return ((await response.json()) as { data: unknown }).data;
}

const ANNA = 50101;
const times = async (path: string, ids?: number[]) =>
	(await ask(path, ids)).map(({ time }: { time: string }) => time);

it('shows who may be booked for services: neither dismissed nor hidden, and linked to all', async () => {
	const bookable = async (...ids: number[]) =>
		(await ask('/book_staff/37532', ids))
			.filter((one: { bookable: boolean }) => one.bookable)
			.map(({ id }: { id: number }) => id);
	expect(await bookable(70101)).toEqual([50101, 50102, 50103, 50104, 50105, 50106]);
	expect(await bookable(70101, 70102)).toEqual([50101, 50102, 50104]);
	// Not bookable online.
	expect(await bookable(70109)).toEqual([]);
	const shown = await ask('/book_staff/37532');
	expect(shown.map(({ id }: { id: number }) => id)).not.toContain(50112);
});

it('offers times between appointments and breaks, with the offset of winter', async () => {
	const found = await ask(`/book_times/37532/${ANNA}/2026-12-01`, [70101]);
	expect(found[0]).toEqual({
		time: '09:00',
		seance_length: 2700,
		sum_length: 2700,
		datetime: '2026-12-01T09:00:00-05:00',
	});
	const starts = found.map(({ time }: { time: string }) => time);
	// Busy from 10:00 to 10:45 and from 15:00 to 16:00, a break from 13:00 to 14:00.
	expect(starts).toEqual([
		...['09:00', '09:15', '10:45', '11:00', '11:15', '11:30', '11:45', '12:00', '12:15'],
		...['14:00', '14:15', '16:00', '16:15'],
	]);
	expect(await times(`/book_times/37532/${ANNA}/2026-12-02`)).toEqual([]);
});

it('offers nothing before the lead time and after the horizon', async () => {
	now = Date.parse('2026-12-01T17:00:00Z');
	expect((await times(`/book_times/37532/${ANNA}/2026-12-01`))[0]).toBe('14:00');
	expect(await times(`/book_times/37532/${ANNA}/2027-06-01`)).toEqual([]);
});

it('tells dates of work from dates with free time', async () => {
	const rules = { isOn: false, leadMinutes: 0, horizonDays: 90, stepMinutes: 15 };
	const period = `&staff_id=${ANNA}&date_from=2026-12-01&date_to=2026-12-03`;
	const open = await ask('/book_dates/37532', [70101], period);
	expect([...open.booking_dates].sort()).toEqual(['2026-12-01', '2026-12-03']);
	expect(open.booking_days).toEqual({ '12': [1, 3] });
	sandbox.onlineRules.set(37532, { id: 37532, ...rules });
	const closed = await ask('/book_dates/37532', [70101], period);
	expect(closed).toMatchObject({ booking_dates: [], booking_days: [] });
	expect(closed.working_dates).toEqual(['2026-12-01', '2026-12-03']);
});

it('shows in the journal what the team member has, whatever the online rules', async () => {
	sandbox.onlineRules.set(37532, {
		...{ id: 37532, isOn: false, leadMinutes: 0, horizonDays: 0, stepMinutes: 30 },
	});
	const steps = await ask(`/timetable/seances/37532/${ANNA}/2026-12-01`, []);
	const free = steps.filter((one: { is_free: boolean }) => one.is_free);
	expect(steps).toHaveLength(14);
	expect(free.map(({ time }: { time: string }) => time)).toEqual([
		...['09:00', '09:30', '11:00', '11:30', '12:00', '12:30', '14:00', '14:30', '16:00', '16:30'],
	]);
});
