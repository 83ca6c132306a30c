import type { IDataObject } from 'n8n-workflow';

import { faults, usualRules, type Fault } from '../../../sandbox';
import {
	ADAS_PHONE,
	appointment,
	BEARD,
	BEN,
	book,
	CHLOE,
	DAY,
	HAIRCUT,
	lastBody,
	LIST,
	NEW_PHONE,
	NEXT_DAY,
	onDay,
	POST,
	requestsOf,
	SERVICES,
	ZONE,
} from '../../support/appointments';
import { runAltegio, type RunOptions } from '../../support/engine';
import { locator } from '../../support/fixture';
import { reshapeData } from '../../support/reshape';
import { useSandboxInFakeTime } from '../../support/time';

const { fixture, time } = useSandboxInFakeTime();

async function run(parameters = book(), more: Partial<RunOptions> = {}) {
	return await time.settle(runAltegio({ ...fixture.target, parameters, ...more }));
}

const only = ({ outputs }: Awaited<ReturnType<typeof run>>) => outputs[0]?.[0]?.json;

describe('Create', () => {
	it('A1: books by names, with the length of the links, over nobody, without SMS', async () => {
		const result = await run(
			book({ serviceIds: ['haircut '], teamMemberId: locator('CHLOE MARTIN', 'name' as never) }),
		);
		expect(result.error).toBeUndefined();
		expect(requestsOf(fixture.sandbox)).toEqual([ZONE, 'GET /staff/L', SERVICES, LIST, POST]);
		expect(lastBody(fixture.sandbox, 'POST')).toEqual({
			staff_id: CHLOE,
			services: [{ id: HAIRCUT }],
			client: { name: 'Zoe Quill', phone: '15550100155' },
			datetime: `${DAY}T10:00:00`,
			seance_length: 2700,
			save_if_busy: false,
			send_sms: false,
		});
		expect(only(result)).toEqual({
			id: expect.any(Number) as number,
			location_id: 37532,
			start: `${DAY}T10:00:00-04:00`,
			end: `${DAY}T10:45:00-04:00`,
			status: 'waiting',
			client: { id: expect.any(Number) as number, name: 'Zoe Quill', phone: NEW_PHONE, email: '' },
			team_member: { id: CHLOE, name: 'Chloé Martin' },
			services: [{ id: HAIRCUT, title: 'Haircut', cost: 40 }],
			cost: 40,
			comment: '',
			created: true,
		});
		expect(Object.keys(only(result) ?? {})).toEqual(
			'id location_id start end status client team_member services cost comment created'.split(' '),
		);
	});

	const BY_BEN = { teamMemberId: locator(BEN), start: `${DAY}T14:00` };
	it.each<[string, object, number, (() => void)?]>([
		['the link with that team member', BY_BEN, 3600],
		['the links of all services', { ...BY_BEN, serviceIds: [HAIRCUT, BEARD] }, 5400],
		["'Duration' before the links", { ...BY_BEN, additionalFields: { duration: 75 } }, 4500],
		[
			'the service, where Altegio shows no links',
			BY_BEN,
			2700,
			() => {
				fixture.sandbox.serviceRules.showsStaff = false;
			},
		],
		[
			'the service, where the link has no length',
			BY_BEN,
			2700,
			() => {
				fixture.sandbox.services.get(HAIRCUT)!.staff[1]!.seance_length = 0;
			},
		],
	])('A1: takes the length of %s', async (...[, more, seconds, before]) => {
		before?.();
		const { error } = await run(book(more));
		expect(error).toBeUndefined();
		expect(lastBody(fixture.sandbox, 'POST').seance_length).toBe(seconds);
	});

	it('A1: refuses a length that Altegio says nothing of', async () => {
		const haircut = fixture.sandbox.services.get(HAIRCUT)!;
		Object.assign(haircut, { duration: 0, staff: [{ id: CHLOE, seance_length: 0 }] });
		const { error } = await run(book());
		expect(error?.message).toContain(
			"is not known: Altegio shows no length for these services. Add 'Duration (Minutes)'",
		);
		expect(requestsOf(fixture.sandbox)).not.toContain(POST);
	});

	it('A1: sends what was chosen, in the types of Altegio', async () => {
		const result = await run(
			book({
				additionalFields: {
					clientEmail: 'zoe@client.example',
					color: 'red',
					comment: 'Allergic to nuts',
					customFields: { field: [{ code: 'Room', value: 'Room 1' }] },
					duration: '90',
					emailReminderHours: 24,
					externalId: 4711,
					labelIds: ['first visit'],
					sendSms: 'yes',
					smsReminderHours: '0',
					status: 'confirmed',
				},
			}),
		);
		expect(result.error).toBeUndefined();
		expect(lastBody(fixture.sandbox, 'POST')).toMatchObject({
			client: { email: 'zoe@client.example' },
			custom_color: 'f44336',
			comment: 'Allergic to nuts',
			custom_fields: { room: 'Room 1' },
			seance_length: 5400,
			email_remain_hours: 24,
			api_id: '4711',
			record_labels: [311],
			send_sms: true,
			sms_remain_hours: 0,
			attendance: 2,
		});
		expect(only(result)).toMatchObject({ status: 'confirmed', comment: 'Allergic to nuts' });
	});

	it.each([
		[{ additionalFields: { status: 'done' } }, "'Status' must be one of waiting"],
		[{ additionalFields: { color: '#123456' } }, "'Color' must be a color of Altegio's calendar"],
		[{ additionalFields: { duration: '1h' } }, "'Duration (Minutes)' must be a whole number"],
		[{ additionalFields: { clientEmail: 'zoe' } }, "'Client Email' must be one e-mail address"],
		[{ start: '={{ "" }}' }, "'Start' must be a date and time"],
		[{ start: '10.06.2031 10:00' }, "'Start' must be a date and time"],
		[{ start: DAY }, "'Start' must have a time of day"],
		[{ serviceIds: [] }, "'Service Names or IDs' is blank"],
		[{ clientPhone: '={{ "" }}' }, "'Client Phone' must be a phone number"],
		[{ clientName: ' ' }, "'Client Name' must be text"],
		[{ clientName: 'undefined' }, "'Client Name' must be text"],
		[{ clientMode: 'nobody' }, "'Client Mode' has no choice"],
		[{ teamMemberId: locator('={{ "x" }}') }, "'Team Member' must be the ID of one team member"],
	])('A2: refuses %j before any request', async (more, words) => {
		const { error } = await run(book(more));
		expect(error?.message).toContain(words);
		expect(requestsOf(fixture.sandbox)).toEqual([]);
	});

	it.each([
		['a start in the past', { start: '2020-06-10T10:00' }, 'which is in the past'],
		[
			'a service that the team member does not offer',
			{ serviceIds: [BEARD] },
			'Chloé Martin (50103) does not offer Beard Trim (70102)',
		],
		['a time that the clocks skip', { start: '2031-03-09T02:30' }, 'which does not exist'],
		[
			'a name that fits two',
			{ teamMemberId: locator('Jo Park', 'name' as never) },
			'Jo Park (50110), Jo Park (50111)',
		],
		['an unknown label', { additionalFields: { labelIds: ['Gone'] } }, 'names no label'],
		[
			'an unknown custom field',
			{ additionalFields: { customFields: { field: [{ code: 'x', value: '1' }] } } },
			'there is Room (room)',
		],
	])('A2, V6, V7: refuses %s, and books nothing', async (_, more, words) => {
		const { error } = await run(book(more));
		expect(error?.message).toContain(words);
		expect(requestsOf(fixture.sandbox)).not.toContain(POST);
	});

	it('V6: converts a start with an offset to the clock of the location', async () => {
		const result = await run(book({ start: `${DAY}T14:00:00Z` }));
		expect(lastBody(fixture.sandbox, 'POST').datetime).toBe(`${DAY}T10:00:00`);
		expect(only(result)?.start).toBe(`${DAY}T10:00:00-04:00`);
	});

	it('A1: books for a client of the location, with the phone of the card', async () => {
		const result = await run(
			book({
				clientMode: 'existing',
				clientId: locator(7001),
			}),
		);
		expect(lastBody(fixture.sandbox, 'POST').client).toEqual({
			name: 'Ada',
			phone: '15550100101',
			email: 'ada@client.example',
		});
		expect(only(result)?.client).toMatchObject({ id: 7001, phone: ADAS_PHONE });
	});

	const existing = (clientId: unknown, more: object = {}) =>
		book({ clientMode: 'existing', clientId, ...more });
	const search = 'POST /company/L/clients/search';

	it('A1: by phone it books with what the search shows, without reading the card', async () => {
		const result = await run(existing(locator('+1 555 010 0101', 'phone' as never)));
		expect(requestsOf(fixture.sandbox)).toEqual([ZONE, search, LIST, SERVICES, POST]);
		expect(only(result)?.client).toMatchObject({ id: 7001, phone: ADAS_PHONE });
	});

	it.each([
		['by ID', locator(7001)],
		['by phone, where the search shows no name', locator('+1 555 010 0101', 'phone' as never)],
	])('A1: it reads the card of a client %s', async (_, clientId) => {
		const reshape = reshapeData((row) => ({ ...row, name: '' }));
		fixture.sandbox.fault({ reshape }, { path: /search/ });
		await run(existing(clientId));
		expect(requestsOf(fixture.sandbox)).toContain('GET /client/L/7001');
		expect(lastBody(fixture.sandbox, 'POST').client).toMatchObject({ name: 'Ada' });
	});

	it('A1: a client without an email, or with another one for this time', async () => {
		await run(existing(locator(7002)));
		expect(lastBody(fixture.sandbox, 'POST').client).toEqual({ name: 'Ben', phone: '15550100102' });
		const other = { clientEmail: 'other@client.example' };
		await run(existing(locator(7001), { start: `${DAY}T15:00`, additionalFields: other }));
		expect(lastBody(fixture.sandbox, 'POST').client).toMatchObject({ email: other.clientEmail });
	});

	it.each([
		['may not be seen', 7001, 'masked' as const],
		['is not there', 7009, 'shown' as const],
	])('A1: a client whose phone %s is not booked for', async (_, id, phones) => {
		fixture.sandbox.clientRights.phones = phones;
		const { error } = await run(existing(locator(id)));
		expect(error?.message).toContain(
			`Client ${id} has no phone that the user of the credential can`,
		);
		expect(error?.message).toContain('Nothing was booked.');
		expect(onDay(fixture.sandbox, DAY)).toEqual([]);
	});

	/** Lets the list of appointments show another phone of their clients. */
	const showPhone = (phone: string) => {
		const reshape = reshapeData(({ client, ...one }) => ({
			...one,
			client: { ...(client as IDataObject), phone },
		}));
		fixture.sandbox.fault({ reshape }, { method: 'GET', path: /^\/records/ }, Infinity);
	};
	const beside = { options: { allowBusy: true } };

	it('A3: a client of the location is known by the ID, whatever phone the appointment shows', async () => {
		const first = only(await run(existing(locator(7001))));
		showPhone('+15550100199');
		expect(only(await run(existing(locator(7001))))).toMatchObject({
			id: first?.id,
			created: false,
		});
		const other = only(await run(existing(locator(7002), beside)));
		expect(other).toMatchObject({ created: true, client: { id: 7002 } });
	});

	it('A3: a client whose phone may not be seen is known by the name', async () => {
		const first = only(await run());
		showPhone('1555*****55');
		expect(only(await run())).toMatchObject({ id: first?.id, created: false });
		const other = only(await run(book({ clientName: 'Yves Quill', ...beside })));
		expect(other).toMatchObject({ created: true });
	});

	it.each([
		['Client Phone', { clientPhone: 'x' }, "set 'Client Mode' to None to block the time."],
		['Client Name', { clientName: ' ' }, 'Give the name of the client.'],
		[
			'Team Member',
			{ teamMemberId: locator('={{ "" }}') },
			'A team member may be given by name or ID.',
		],
	])('A2: %s that is none is refused before any request', async (label, more, advice) => {
		const { error } = await run(book(more));
		expect(error?.message).toContain(`'${label}' `);
		expect((error as { description?: string }).description).toContain(advice);
		expect(requestsOf(fixture.sandbox)).toEqual([]);
	});

	it('A1: blocks the time where there is no client', async () => {
		const block = { clientMode: 'none', serviceIds: [], additionalFields: { duration: 30 } };
		const result = await run(book(block));
		expect(lastBody(fixture.sandbox, 'POST')).toMatchObject({ client: {}, services: [] });
		expect(only(result)).toMatchObject({ client: null, services: [], cost: 0, created: true });
		expect(only(await run(book(block)))).toMatchObject({ created: false });
	});

	it.each([
		['a second run', {}],
		['another way to write the phone', { clientPhone: '001 (555) 010-0155' }],
		['another name', { clientName: 'Z. Quill' }],
		['the same moment with an offset', { start: `${DAY}T16:00:00+02:00` }],
		['more of it', { additionalFields: { comment: 'New' } }],
	])('A3: books nothing twice after %s', async (_, more) => {
		const first = only(await run());
		const second = only(await run(book(more)));
		expect(second).toMatchObject({ id: first?.id, created: false });
		expect(onDay(fixture.sandbox, DAY)).toHaveLength(1);
	});

	it.each([
		['another start', { start: `${DAY}T11:00` }],
		['another day', { start: `${NEXT_DAY}T10:00` }],
		['another service', { serviceIds: [70105], options: { allowBusy: true } }],
		['one more service', { serviceIds: [HAIRCUT, 70105], options: { allowBusy: true } }],
		['another client', { clientPhone: ADAS_PHONE, options: { allowBusy: true } }],
		['no client', { clientMode: 'none', options: { allowBusy: true } }],
		['the same on purpose', { options: { allowBusy: true, preventDuplicates: false } }],
	])('A3: books %s beside it', async (_, more) => {
		const first = only(await run());
		const second = only(await run(book(more)));
		expect(second?.created).toBe(true);
		expect(second?.id).not.toBe(first?.id);
	});

	it('A3: an External ID is booked once on a day, whatever else differs', async () => {
		const first = only(await run(book({ additionalFields: { externalId: 'order-1' } })));
		const other = { externalId: 'order-1', duration: 60 };
		const second = only(
			await run(book({ start: `${DAY}T15:00`, clientPhone: ADAS_PHONE, additionalFields: other })),
		);
		expect(second).toMatchObject({ id: first?.id, created: false });
	});

	it('A3: an External ID is not taken for that of another appointment on that day', async () => {
		const first = only(await run());
		const later = { start: `${DAY}T15:00` };
		const second = only(await run(book({ ...later, additionalFields: { externalId: 'order-1' } })));
		const more = { start: `${DAY}T16:00`, additionalFields: { externalId: 'order-2' } };
		const third = only(await run(book(more)));
		expect([second, third].map((one) => one?.created)).toEqual([true, true]);
		expect(new Set([first?.id, second?.id, third?.id]).size).toBe(3);
	});

	it('A3: the same services in another order are the same appointment', async () => {
		const first = only(await run(book({ serviceIds: [70105, HAIRCUT] })));
		for (const serviceIds of [
			[70105, HAIRCUT],
			[HAIRCUT, 70105],
		]) {
			const again = only(await run(book({ serviceIds })));
			expect(again).toMatchObject({ id: first?.id, created: false });
		}
	});

	it('A3: what was cancelled can be booked again', async () => {
		const first = only(await run());
		await run(appointment('cancel', { appointmentId: locator(first?.id) }));
		expect(only(await run())).toMatchObject({ created: true });
	});

	it('A3: two runs at once book once', async () => {
		const results = await Promise.all([run(), run()]);
		expect(results.map((one) => only(one)?.created).sort()).toEqual([false, true]);
		expect(onDay(fixture.sandbox, DAY)).toHaveLength(1);
	});

	it.each([
		['409 with a conflict', undefined],
		[
			'409 alone',
			{ status: 409, body: { success: false, data: null, meta: { message: 'Busy.' } } },
		],
		[
			'a conflict with another status',
			{
				status: 422,
				body: { success: false, data: null, meta: { message: 'Busy.', conflict: true } },
			},
		],
		[
			'a conflict as a text, with HTTP 200',
			{
				status: 200,
				body: { success: false, data: null, meta: { message: 'Busy.', conflict: '1' } },
			},
		],
		[
			'code 433 in the older shape',
			{ status: 422, body: { errors: { code: 433, message: 'Busy.' }, meta: { message: '' } } },
		],
		...[433, 437].map((code): [string, Fault] => [
			`code ${code} of the online booking`,
			{
				status: 422,
				body: {
					success: false,
					data: null,
					meta: { message: 'Busy.', errors: [{ code, message: 'x' }] },
				},
			},
		]),
	])('A5: %s is a taken time, told with the next free starts', async (_, fault?: Fault) => {
		jest.setSystemTime(new Date(`${DAY}T08:00:00Z`));
		await run(book({ start: `${DAY}T12:15` }));
		if (fault) fixture.sandbox.fault(fault, { method: 'POST' });
		const result = await run(book({ start: `${DAY}T12:15`, clientPhone: ADAS_PHONE }), {
			onError: 'continueRegularOutput',
		});
		const starts = ['14:00', '14:15', '14:30'].map((clock) => `${DAY}T${clock}:00-04:00`);
		expect(only(result)?.error).toContain(
			`${DAY}T12:15 is taken, so nothing was booked or moved. The next free starts of this team member: ${starts.join(', ')}.`,
		);
		expect(only(result)?.alternatives).toMatchObject(
			starts.map((start) => ({ start, team_member: { id: CHLOE }, duration_minutes: 45 })),
		);
	});

	it('A5: free starts of later days count too, and none is said to be so', async () => {
		jest.setSystemTime(new Date(`${DAY}T08:00:00Z`));
		await run(book({ start: `${DAY}T16:00` }));
		const { error } = await run(book({ start: `${DAY}T16:00`, clientPhone: ADAS_PHONE }));
		expect(error?.message).toContain('2031-06-11T09:00:00-04:00');
		fixture.sandbox.schedules.get(CHLOE)!.days = {};
		fixture.sandbox.schedules.get(CHLOE)!.week = {};
		const none = await run(book({ start: `${DAY}T16:00`, clientPhone: ADAS_PHONE }));
		expect(none.error?.message).toContain('has no free start in the 14 days from then');
	});

	it.each([
		['who cannot be booked online', {}, ['11:45', '12:00', '12:15']],
		[
			'for longer than the services take',
			{ additionalFields: { duration: 90 } },
			['14:00', '14:15', '14:30'],
		],
		[
			'for a block, which needs no service',
			{ clientMode: 'none', serviceIds: [], additionalFields: { duration: 60 } },
			['11:45', '12:00', '14:00'],
		],
	])('A5: of somebody %s the journal tells the free starts', async (who, more, clocks) => {
		jest.setSystemTime(new Date(`${DAY}T08:00:00Z`));
		const isOn = !who.startsWith('who');
		fixture.sandbox.onlineRules.set(37532, { ...usualRules, id: 37532, isOn });
		await run(book({ start: `${DAY}T11:00` }));
		const { error } = await run(book({ start: `${DAY}T11:15`, clientPhone: ADAS_PHONE, ...more }));
		const starts = clocks.map((clock) => `${DAY}T${clock}:00-04:00`).join(', ');
		expect(error?.message).toContain(`The next free starts of this team member: ${starts}.`);
	});

	it('A5: a start that is refused is not told as a free one', async () => {
		fixture.sandbox.fault(faults.conflict, { method: 'POST' });
		const { error } = await run(book());
		expect(error?.message).toContain(`this team member: ${DAY}T10:15:00-04:00`);
	});

	it('A5: for a start in the past the free ones are those from now on', async () => {
		jest.setSystemTime(new Date(`${DAY}T14:20:00Z`));
		fixture.sandbox.fault(faults.conflict, { method: 'POST' });
		const { error } = await run(book({ start: `${DAY}T09:00`, options: { allowPast: true } }));
		expect(error?.message).toContain(`this team member: ${DAY}T11:00:00-04:00`);
	});

	const refusal = (meta: object) => ({ success: false, data: null, meta });
	it.each<[string, Fault]>([
		['409 that somebody else answers', { status: 409, body: '<html>Conflict</html>' }],
		[
			'500 that tells of a conflict',
			{ status: 500, body: refusal({ message: 'x', conflict: true }) },
		],
		[
			'422 with another code',
			{ status: 422, body: refusal({ message: 'x', errors: [{ code: 434 }] }) },
		],
		['403', faults.forbidden],
	])('A5: %s is no taken time', async (_, fault) => {
		fixture.sandbox.fault(fault, { method: 'POST' });
		const { error } = await run();
		expect(error).toBeDefined();
		expect(error?.message).not.toContain('is taken');
		expect(requestsOf(fixture.sandbox).filter((one) => one.includes('book_'))).toEqual([]);
	});

	it('A5: where free starts cannot be read, the time is taken all the same', async () => {
		await run();
		fixture.sandbox.fault(faults.forbidden, { path: /book_staff/ });
		const { error } = await run(book({ clientPhone: ADAS_PHONE }));
		expect(error?.message).toContain(
			'is taken, so nothing was booked or moved. Look for a free start',
		);
	});

	it('A5: books over others only if that is allowed', async () => {
		await run();
		const result = await run(book({ clientPhone: ADAS_PHONE, options: { allowBusy: true } }));
		expect(only(result)).toMatchObject({ created: true });
		expect(onDay(fixture.sandbox, DAY)).toHaveLength(2);
	});

	it('A1: what Altegio did not save is told in every pass of Retry On Fail, and nothing is booked twice', async () => {
		fixture.sandbox.fault({ ignoreFields: ['comment'] }, { method: 'POST' });
		const retryOnFail = { maxTries: 3, waitBetweenTries: 0 };
		const { error } = await run(book({ additionalFields: { comment: 'New' } }), { retryOnFail });
		expect(error?.message).toContain("was booked, but Altegio did not save: 'Comment'");
		expect(requestsOf(fixture.sandbox).filter((one) => one === POST)).toHaveLength(1);
	});

	const LOST: Array<[string, Fault, boolean]> = [
		['504 after it was done', faults.gatewayTimeoutApplied, true],
		['504 before', faults.gatewayTimeout, false],
		['a connection that breaks after it was done', faults.cutAfter, true],
		['a connection that breaks before', faults.cutBefore, false],
		['half an answer', faults.cutHalf, true],
		['a web page with 200 after it was done', { ...faults.htmlPage, apply: true }, true],
	];

	it('A4: looks a second time, 5 s later, for what is not there yet', async () => {
		const list = { method: 'GET', path: '/records/37532' };
		const none = { success: true, data: [], meta: { page: 1, total_count: 0 } };
		fixture.sandbox.fault({}, list);
		fixture.sandbox.fault({ status: 200, body: none }, list);
		fixture.sandbox.fault(faults.gatewayTimeoutApplied, { method: 'POST' });
		const began = time.elapsed();
		expect(only(await run())).toMatchObject({ created: true });
		expect(time.elapsed() - began).toBeGreaterThanOrEqual(5_000);
		expect(requestsOf(fixture.sandbox)).toEqual([ZONE, LIST, SERVICES, POST, LIST, LIST]);
	});

	describe.each(LOST)('after %s', (_, fault, isDone) => {
		it('A4: looks for it, and posts it once', async () => {
			fixture.sandbox.fault(fault, { method: 'POST' });
			const result = await run();
			expect(requestsOf(fixture.sandbox).filter((one) => one === POST)).toHaveLength(1);
			if (isDone) expect(only(result)).toMatchObject({ created: true });
			else expect(result.error?.message).toContain('The new appointment may exist');
			expect(onDay(fixture.sandbox, DAY)).toHaveLength(isDone ? 1 : 0);
		});

		it('A4: Retry On Fail books nothing twice', async () => {
			fixture.sandbox.fault(fault, { method: 'POST' });
			const retryOnFail = { maxTries: 3, waitBetweenTries: 0 };
			const result = await run(book(), { retryOnFail });
			expect(requestsOf(fixture.sandbox).filter((one) => one === POST)).toHaveLength(1);
			if (isDone) expect(only(result)).toMatchObject({ created: true });
			else expect(result.error?.message).toContain('The new appointment may exist');
		});

		it('A4: a second run books nothing twice', async () => {
			fixture.sandbox.fault(fault, { method: 'POST' });
			await run();
			expect(only(await run())).toMatchObject({ created: !isDone });
			expect(onDay(fixture.sandbox, DAY)).toHaveLength(1);
		});
	});
});
