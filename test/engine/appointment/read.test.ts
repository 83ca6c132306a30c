import type { IDataObject } from 'n8n-workflow';

import { makeAppointment, makeLine, manyAppointments } from '../../../sandbox';
import { appointment, CHLOE, HAIRCUT, LIST, requestsOf, ZONE } from '../../support/appointments';
import { listSearch, loadOptions, runAltegio } from '../../support/engine';
import { locator } from '../../support/fixture';
import { reshapeData } from '../../support/reshape';
import { useSandboxInFakeTime } from '../../support/time';

const changed = (last_change_date: string) => ({ last_change_date });
const seeds = [
	makeAppointment({
		...{
			id: 1,
			staff_id: CHLOE,
			client_id: 7001,
			date: '2031-07-01 18:30:00',
			seance_length: 5400,
		},
		services: [
			makeLine({ id: HAIRCUT, title: 'Haircut', first_cost: 50, manual_cost: 10.1 }),
			makeLine({ id: 70105, title: 'Full Colour', first_cost: 0.2, amount: 2 }),
		],
		...{ attendance: 2, comment: 'Late', ...changed('2031-01-10T12:00:00-0500') },
	}),
	makeAppointment({
		id: 2,
		staff_id: CHLOE,
		date: '2031-07-02 09:00:00',
		...changed('2031-01-10T12:00:01-0500'),
	}),
	makeAppointment({
		id: 3,
		staff_id: 50101,
		client_id: 7002,
		date: '2031-07-02 10:00:00',
		attendance: -1,
	}),
	makeAppointment({
		id: 4,
		staff_id: 50101,
		client_id: 7001,
		date: '2031-07-03 10:00:00',
		deleted: true,
	}),
	makeAppointment({
		id: 5,
		staff_id: 50101,
		client_id: 7001,
		date: '2031-11-02 01:30:00',
		attendance: 1,
	}),
];
const { fixture, time } = useSandboxInFakeTime({ appointments: seeds });

async function run(operation: string, more: object = {}) {
	const parameters = appointment(operation, more);
	return await time.settle(runAltegio({ ...fixture.target, parameters }));
}

const many = async (filters: object, more: object = {}) =>
	await run('getAll', { returnAll: true, filters, ...more });
const ids = ({ outputs }: Awaited<ReturnType<typeof run>>) =>
	(outputs[0] ?? []).map(({ json }) => json.id).sort();

describe('Get', () => {
	it('A11: tells the hour of the clock, whatever offset Altegio adds', async () => {
		const result = await run('get', { appointmentId: locator(1) });
		expect(result.outputs[0]?.[0]?.json).toEqual({
			id: 1,
			location_id: 37532,
			start: '2031-07-01T18:30:00-04:00',
			end: '2031-07-01T20:00:00-04:00',
			status: 'confirmed',
			client: { id: 7001, name: 'Ada', phone: '+15550100101', email: 'ada@client.example' },
			team_member: { id: CHLOE, name: 'Chloé Martin' },
			services: [
				{ id: HAIRCUT, title: 'Haircut', cost: 10.1 },
				{ id: 70105, title: 'Full Colour', cost: 0.2 },
			],
			cost: 10.5,
			comment: 'Late',
		});
		expect(requestsOf(fixture.sandbox)).toEqual([ZONE, 'GET /record/L/1']);
	});

	it.each([
		[2, { client: null, services: [], cost: 0, status: 'waiting' }],
		[3, { status: 'noShow' }],
		[4, { status: 'cancelled' }],
		// The clocks show it twice: it is the first one, and an hour later they show half past one again.
		[
			5,
			{ status: 'arrived', start: '2031-11-02T01:30:00-04:00', end: '2031-11-02T01:30:00-05:00' },
		],
	])('A11: shows appointment %i', async (id, expected) => {
		const { outputs } = await run('get', { appointmentId: locator(`={{ ${id} }}`) });
		expect(outputs[0]?.[0]?.json).toMatchObject(expected);
	});

	it('A11: gives the whole answer where Simplify is off, without asking for the time zone', async () => {
		const { outputs } = await run('get', { appointmentId: locator(1), simplify: false });
		expect(outputs[0]?.[0]?.json).toMatchObject({
			staff_id: CHLOE,
			datetime: '2031-07-01T18:30:00-05:00',
		});
		expect(requestsOf(fixture.sandbox)).toEqual(['GET /record/L/1']);
	});
});

describe('Get Many', () => {
	it.each<[object, object, number[]]>([
		[{}, {}, [1, 2, 3, 5]],
		[
			{ from: '2031-07-02', to: '2031-07-02' },
			{ start_date: '2031-07-02', end_date: '2031-07-02' },
			[2, 3],
		],
		[{ from: '2031-07-02T02:00:00Z', to: '2031-07-02' }, { start_date: '2031-07-01' }, [1, 2, 3]],
		[{ clientId: '7001' }, { client_id: '7001' }, [1, 5]],
		[{ clientId: 7001, includeCancelled: true }, { with_deleted: '1' }, [1, 4, 5]],
		[{ teamMemberId: CHLOE }, { staff_id: String(CHLOE) }, [1, 2]],
		[{ teamMemberId: 'chloe martin' }, { staff_id: String(CHLOE) }, [1, 2]],
		[{ status: ['noShow', 'arrived'] }, {}, [3, 5]],
		[{ status: '={{ "no-show, confirmed" }}' }, {}, [1, 3]],
		[{ status: ['noShow'], includeCancelled: 'yes' }, { with_deleted: '1' }, [3, 4]],
		[
			{ createdAfter: '2026-01-10', createdBefore: '2026-01-10' },
			{ c_start_date: '2026-01-10' },
			[1, 2, 3, 5],
		],
		[{ createdAfter: '2026-01-11' }, {}, []],
		[{ changedAfter: '2031-01-10T12:00:01' }, { changed_after: '2031-01-09T12:00:01' }, [2]],
		[{ changedAfter: '2031-01-10T17:00:00Z' }, { changed_after: '2031-01-09T12:00:00' }, [1, 2]],
		[
			{ changedAfter: '2031-01-10T12:00', changedBefore: '2031-01-10T12:00' },
			{ changed_before: '2031-01-11T12:00:00' },
			[1],
		],
		[{ from: '', status: [], changedAfter: '' }, {}, [1, 2, 3, 5]],
	])('A6: %j', async (filters, query, expected) => {
		const result = await many(filters);
		expect(result.error).toBeUndefined();
		expect(ids(result)).toEqual(expected);
		const list = fixture.sandbox.requests.find(({ path }) => path.startsWith('/records/'));
		expect(list?.query).toMatchObject({ ...query, count: '200', page: '1' });
	});

	it.each([
		[
			{ from: '2031-07-02', to: '2031-07-01' },
			"'To' is 2031-07-01, which is before 'From', 2031-07-02",
		],
		[{ from: '01.07.2031' }, "'From' must be a date"],
		[{ changedAfter: '2031-07-01' }, "'Changed After' must have a time of day"],
		[{ status: ['done'] }, "'Status' must be one of"],
		[{ clientId: 'Ada' }, "'Client ID' must be a positive whole number"],
		[{ clientId: '={{ $json.none }}' }, "'Client ID' is blank"],
		[{ teamMemberId: '={{ [1, 2] }}' }, "'Team Member Name or ID' must be one team member"],
		[{ teamMemberId: '={{ $json.none }}' }, "'Team Member Name or ID' must be one team member"],
		[{ clientPhone: 'Ada' }, "'Client Phone' must be a phone number"],
		[{ clientPhone: '={{ $json.nothing }}' }, 'would give the appointments of all clients'],
		[{ clientPhone: '+15550100101', clientId: 7001 }, 'both say whose appointments'],
		[{ clientPhone: '+15550100103' }, '2 clients at location 37532 have this phone: 7003, 7004'],
		[{ includeCancelled: '={{ "maybe" }}' }, "'Include Cancelled' must be true or false"],
	])('A6: refuses %j', async (filters, words) => {
		const { error } = await many(filters);
		expect(error?.message).toContain(words);
		expect(requestsOf(fixture.sandbox)).not.toContain(LIST);
	});

	it('A6, C1: finds the client by the digits of the phone, and gives nothing if nobody has it', async () => {
		expect(ids(await many({ clientPhone: '001 (555) 010-0101' }))).toEqual([1, 5]);
		expect(fixture.sandbox.requests.at(-1)?.query).toMatchObject({ client_id: '7001' });
		fixture.sandbox.requests.length = 0;
		// The number is part of that of another client.
		const { error, outputs } = await many({ clientPhone: '+1 555 010 010' });
		expect(error).toBeUndefined();
		expect(outputs[0] ?? []).toEqual([]);
		expect(requestsOf(fixture.sandbox)).not.toContain(LIST);
	});

	it('A6: reads all pages, also where the server gives smaller ones, and each appointment once', async () => {
		fixture.sandbox.appointments.clear();
		for (const one of manyAppointments(450)) fixture.sandbox.appointments.set(one.id, one);
		expect(ids(await many({}))).toHaveLength(450);
		expect(requestsOf(fixture.sandbox)).toEqual([ZONE, LIST, LIST, LIST]);
		fixture.sandbox.appointmentRules.maxCount = 150;
		expect(new Set(ids(await many({}, { simplify: false }))).size).toBe(450);
		expect(requestsOf(fixture.sandbox)).toHaveLength(7);
	});

	it('A6: reads all pages of a server with a size of its own and no total', async () => {
		fixture.sandbox.appointments.clear();
		for (const one of manyAppointments(60)) fixture.sandbox.appointments.set(one.id, one);
		fixture.sandbox.appointmentRules.maxCount = 25;
		const reshape = ({ success, data }: IDataObject) => ({ success, data });
		fixture.sandbox.fault({ reshape: reshape as never }, { path: '/records/37532' }, Infinity);
		expect(new Set(ids(await many({}))).size).toBe(60);
		expect(requestsOf(fixture.sandbox)).toEqual([ZONE, LIST, LIST, LIST]);
	});

	it('A6: leaves out what is cancelled and keeps what does not say when it was changed', async () => {
		const first = { deleted: '1' };
		const reshape = reshapeData((one, index) => ({
			...one,
			...(index === 0 && first),
			last_change_date: undefined,
		}));
		fixture.sandbox.fault({ reshape }, { path: '/records/37532' }, Infinity);
		expect(ids(await many({}))).toEqual([1, 2, 3]);
		const ever = '2031-01-09T12:00';
		expect(ids(await many({ changedAfter: ever, includeCancelled: true }))).toEqual([1, 2]);
		expect(ids(await many({ changedBefore: '2031-01-12T12:00' }))).not.toEqual([]);
	});

	it.each([
		[{ status: ['confirmed'] }, '12', 1],
		[{ changedAfter: '2031-01-10T12:00:01' }, '11', 2],
		[{ changedBefore: '2031-01-10T12:00' }, '13', 1],
	])('A6: with %j a limit counts what the filters leave', async (filters, hour, id) => {
		// Altegio's answer begins with these two: it is asked for the changes of a day more.
		for (const other of [3, 5]) {
			const one = fixture.sandbox.appointments.get(other)!;
			one.last_change_date = `2031-01-10T${hour}:00:00-0500`;
		}
		const result = await run('getAll', { returnAll: false, limit: 1, filters });
		expect(ids(result)).toEqual([id]);
	});

	it('A6, C1: a client whom only the list of full cards knows is found too', async () => {
		const none = { status: 200, body: { success: true, data: [], meta: { total_count: 0 } } };
		fixture.sandbox.fault(none, { path: /clients\/search/ });
		expect(ids(await many({ clientPhone: '+15550100101' }))).toEqual([1, 5]);
	});

	it('A6: reads no more than the limit needs', async () => {
		fixture.sandbox.appointments.clear();
		for (const one of manyAppointments(450)) fixture.sandbox.appointments.set(one.id, one);
		const limited = { returnAll: false, limit: 3, simplify: false };
		expect(ids(await run('getAll', limited))).toHaveLength(3);
		expect(fixture.sandbox.requests.at(-1)?.query).toMatchObject({ count: '3' });
		expect(ids(await run('getAll', { ...limited, filters: { status: ['waiting'] } }))).toHaveLength(
			3,
		);
		expect(fixture.sandbox.requests).toHaveLength(2);
	});
});

describe('the lists of the form', () => {
	const options = () => ({
		...fixture.target,
		parameters: { resource: 'appointment', operation: 'get', locationId: locator(37532) },
	});

	it('A6: the appointments of the coming days, found by client, phone and ID', async () => {
		jest.setSystemTime(new Date('2031-06-30T12:00:00Z'));
		const search = async (filter?: string) =>
			(await time.settle(listSearch('searchAppointments', { ...options(), filter } as never)))
				.results;
		expect(await search()).toEqual([
			{ name: '2031-07-01 18:30, Ada +15550100101, Haircut + Full Colour (1)', value: 1 },
			{ name: '2031-07-02 09:00, no client (2)', value: 2 },
			{ name: '2031-07-02 10:00, Ben +15550100102 (3)', value: 3 },
		]);
		for (const [filter, found] of [
			...[
				['ada', [1]],
				['555 010-0101', [1]],
				['colour', [1]],
				['3', [3]],
			],
			...[
				[' ', [1, 2, 3]],
				['(555) 010', [1, 3]],
				[' 0102 ', [3]],
				['010 0199', []],
			],
			// Digits beside words are no phone.
			...[
				['room 555', []],
				['---', []],
				['555 room', []],
			],
		] as Array<[string, number[]]>) {
			expect([filter, (await search(filter)).map(({ value }) => value)]).toEqual([filter, found]);
		}
		// The time zone and one page, for all letters of all searches.
		expect(fixture.sandbox.requests).toHaveLength(2);
	});

	it('V7: labels and custom fields by name', async () => {
		const load = async (name: string) => await time.settle(loadOptions(name, options() as never));
		expect(await load('getAppointmentLabels')).toEqual([
			{ name: 'First visit', value: 311 },
			{ name: 'VIP', value: 312 },
		]);
		expect(await load('getAppointmentCustomFields')).toContainEqual({
			name: 'Room',
			value: 'room',
		});
	});
});
