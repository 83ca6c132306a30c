import type { IDataObject } from 'n8n-workflow';

import {
	isEmployed,
	listTeamMembers,
	namedTeamMembers,
	readSchedule,
	toTeamMember,
} from '../../../nodes/Altegio/resources/teamMember/lookups';
import { answerOf, newApi } from '../../support/units';

describe('team members', () => {
	it('S3: have numbers in place of texts', () => {
		const names = [
			...['id', 'company_id', 'position_id', 'weight', 'show_rating', 'rating', 'votes_count'],
			...['comments_count', 'hidden', 'fired', 'status', 'bookable', 'user_id'],
		];
		const texts = Object.fromEntries(names.map((name, index) => [name, String(index)]));
		expect(toTeamMember({ ...texts, name: 'Anna', api_id: '7' })).toEqual({
			...Object.fromEntries(names.map((name, index) => [name, index])),
			...{ name: 'Anna', api_id: '7' },
		});
		expect(toTeamMember({ id: 1 })).toEqual({ id: 1, name: '' });
	});

	it('S2: are read once, and nobody without an ID', async () => {
		const { api, requests } = newApi(() => [{ id: '1', name: 'Anna' }, { id: 0 }, { name: 'x' }]);
		expect(await listTeamMembers(api, 5)).toEqual([{ id: 1, name: 'Anna' }]);
		await listTeamMembers(api, 5);
		await listTeamMembers(api, 6);
		expect(requests.map(({ path }) => path)).toEqual(['/staff/5', '/staff/6']);
	});

	it.each<[IDataObject, boolean]>([
		[{}, true],
		[{ fired: 0, status: 0 }, true],
		[{ fired: 1 }, false],
		[{ fired: '1' }, false],
		[{ status: 1 }, false],
	])('S3: with %j works here: %s', (flags, expected) => {
		expect(isEmployed({ id: 1, name: '', ...flags })).toBe(expected);
	});

	it('V7: names are those of the people who work here', async () => {
		const { api } = newApi(() => [
			{ id: 1, name: 'Anna' },
			{ id: 2, name: 'Ben', fired: 1 },
		]);
		expect(await namedTeamMembers(api, 5)).toEqual([{ id: 1, title: 'Anna' }]);
	});
});

describe('the schedule', () => {
	const request = { locationId: 5, memberIds: [1, 2], first: '2026-04-20', last: '2026-04-21' };

	it('S3: has the days of each, under either name, whatever is missing', async () => {
		const { api, requests } = newApi(() => [
			{ staff_id: '1', date: '2026-04-20T00:00:00', slots: [{ from: '9:00', to: '10:00' }] },
			{ team_member_id: 2, date: '2026-04-20', busy_intervals: [{ from: '9:00', to: '9:30' }] },
			{ staff_id: 1, date: '2026-04-21', slots: null, busy_intervals: 'x' },
		]);
		expect(await readSchedule(api, { ...request, withBusy: true })).toEqual([
			{
				...{ memberId: 1, date: '2026-04-20', busy: [] },
				slots: [{ from: '9:00', to: '10:00' }],
			},
			{ memberId: 2, date: '2026-04-20', slots: [], busy: [{ from: '9:00', to: '9:30' }] },
			{ memberId: 1, date: '2026-04-21', slots: [], busy: [] },
		]);
		const qs = { start_date: '2026-04-20', end_date: '2026-04-21', staff_ids: [1, 2] };
		expect(requests[0]).toMatchObject({ path: '/company/5/staff/schedule' });
		expect(requests[0]?.qs).toEqual({ ...qs, include: ['busy_intervals'] });
		await readSchedule(api, { ...request, withBusy: false });
		expect(requests[1]?.qs).toEqual(qs);
	});

	it('S3: is undefined for a refusal that is accepted', async () => {
		const { api } = newApi(() => answerOf(403));
		const accepts = ({ statusCode }: { statusCode: number }) => statusCode === 403;
		expect(await readSchedule(api, { ...request, withBusy: true, accepts })).toBeUndefined();
		await expect(readSchedule(api, { ...request, withBusy: true })).rejects.toThrow('no list');
	});
});
