import { ANNA, BEN, byName, MIA, requestsOf, teamMember } from '../support/catalog';
import { listSearch, loadOptions, runAltegio, type RunOptions } from '../support/engine';
import { FIRST_ID, locator, useSandbox } from '../support/fixture';

const fixture = useSandbox();

async function run(operation: string, more: object = {}, options: Partial<RunOptions> = {}) {
	const result = await runAltegio({
		...fixture.target,
		parameters: teamMember(operation, more),
		...options,
	});
	return { ...result, items: (result.outputs[0] ?? []).map(({ json }) => json) };
}

const LIST = 'GET /staff/L';
const SCHEDULE = 'GET /company/L/staff/schedule';

describe('Get', () => {
	it.each([
		['ID', locator(MIA), MIA, [`GET /staff/L/${MIA}`]],
		['name', byName('anna  WINTER'), ANNA, [LIST, `GET /staff/L/${ANNA}`]],
	])('V7: by %s, the right one of the rows', async (_, teamMemberId, id, requests) => {
		const { items } = await run('get', { teamMemberId });
		expect(requestsOf(fixture.sandbox)).toEqual(requests);
		expect(items[0]).toMatchObject({ id, fired: id === MIA ? 1 : 0, hidden: 0 });
	});

	it.each([
		['Jo Park', /names 2 team members "Jo Park"/],
		['Mia Fischer', /names no team member "Mia Fischer". Team members: /],
	])(
		'V7: %s, who is two people or dismissed, is refused with the ids of others',
		async (name, message) => {
			const { error } = await run('get', { teamMemberId: byName(name) });
			expect(error?.message).toMatch(message);
		},
	);
});

describe('Get Many', () => {
	it.each<[string, object, number]>([
		['who work here', {}, 13],
		['dismissed ones too', { includeDismissed: true }, 14],
		['bookable ones, without hidden ones', { onlyBookable: true }, 11],
		['words of name and specialization', { search: 'colourist chloe' }, 1],
	])('S3: %s', async (_, filters, count) => {
		const { items } = await run('getAll', { filters });
		expect(items).toHaveLength(count);
	});

	it('S3: gives flags that Altegio has as texts as numbers', async () => {
		const { items } = await run('getAll', { simplify: false, limit: 1 });
		expect(items).toMatchObject([{ id: ANNA, hidden: 0, fired: 0, status: 0, rating: 4.8 }]);
	});

	it.each([
		['and gives its total', 5, true],
		['of a known size, without a total', 25, false],
	])('S2: a list that pages after all %s is read to its end', async (_, size, hasTotal) => {
		const members = Array.from({ length: 2 * size + 3 }, (_, index) => ({
			...{ id: index + 1, name: `Member ${index}`, hidden: 0, fired: 0, status: 0 },
		}));
		for (const page of [0, 1, 2]) {
			const data = members.slice(page * size, (page + 1) * size);
			const meta = hasTotal ? { total_count: members.length } : [];
			const body = { success: true, data, meta };
			fixture.sandbox.fault({ status: 200, body }, { path: `/staff/${FIRST_ID}` });
		}
		const { items } = await run('getAll', { returnAll: true });
		expect(items).toHaveLength(members.length);
		expect(fixture.sandbox.requests.map(({ query }) => query)).toEqual([
			{},
			{ page: '2' },
			{ page: '3' },
		]);
	});
});

describe('Get Schedule', () => {
	const week = { from: '2026-12-01', to: '2026-12-05' };

	it('gives one item for each person and day, with breaks and days off', async () => {
		const { error, items } = await run('getSchedule', {
			...{ teamMemberIds: ['ben okoro', ANNA], ...week },
			options: { includeBusy: true },
		});
		expect(error).toBeUndefined();
		expect(requestsOf(fixture.sandbox)).toEqual(['GET /company/L', LIST, SCHEDULE]);
		expect(items).toHaveLength(10);
		expect(items[5]).toEqual({
			team_member: { id: ANNA, name: 'Anna Winter' },
			...{ date: '2026-12-01', is_working: true },
			slots: [
				{ from: '09:00', to: '13:00' },
				{ from: '14:00', to: '17:00' },
			],
			busy_intervals: [
				{ entity_type: 'record', entity_id: 90101, from: '10:00:00', to: '10:45:00' },
				{ entity_type: 'activity', entity_id: 90102, from: '15:00:00', to: '16:00:00' },
			],
			...{ location_id: FIRST_ID, time_zone: 'America/New_York' },
		});
		expect(items[6]).toMatchObject({ date: '2026-12-02', is_working: false, slots: [] });
		expect(items[0]).toMatchObject({ team_member: { id: BEN }, busy_intervals: [] });
	});

	it('asks for everybody who works here if nobody is chosen, for a week from today', async () => {
		const { items } = await run('getSchedule');
		expect(items).toHaveLength(13 * 7);
		expect(items[0]).not.toHaveProperty('busy_intervals');
		const { 'staff_ids[]': ids } = fixture.sandbox.requests.at(-1)!.query;
		expect(ids).toHaveLength(13);
	});

	it('V6: takes a time with offset for the date at the location', async () => {
		const days = { from: '2026-12-01T03:00:00Z', to: '2026-12-01T03:00:00Z' };
		const { items } = await run('getSchedule', { teamMemberIds: [ANNA], ...days });
		expect(items.map(({ date }) => date)).toEqual(['2026-11-30']);
	});

	it.each([
		[{ from: '04/05/26' }, /'From' must be a date such as 2026-04-20/, 0],
		[{ from: '2026-12-05', to: '2026-12-01' }, /'To' is 2026-12-01, which is before 'From'/, 1],
		[{ from: '2026-01-01', to: '2026-12-31' }, /more than 92 days/, 1],
		[{ teamMemberIds: [999] }, /'Team Member Names or IDs' has the ID 999, but no team member/, 2],
	])('R5: %j is refused in words', async (more, message, requests) => {
		const { error } = await run('getSchedule', more);
		expect(error?.message).toMatch(message);
		expect(fixture.sandbox.requests).toHaveLength(requests);
	});
});

it('R20: the lists of the form show who works here', async () => {
	const options = {
		...fixture.target,
		parameters: teamMember('get'),
	};
	const { results } = await listSearch('searchTeamMembers', { ...options, filter: 'park' });
	expect(results).toEqual([
		{ name: 'Jo Park, Apprentice (50111)', value: 50111 },
		{ name: 'Jo Park, Barber (50110)', value: 50110 },
	]);
	const all = await loadOptions('getTeamMembers', options);
	expect(all).toHaveLength(13);
	expect(all).not.toContainEqual(expect.objectContaining({ value: MIA }));
});
