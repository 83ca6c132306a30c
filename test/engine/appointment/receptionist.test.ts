import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { appointment, CHLOE, DAY, HAIRCUT, NEXT_DAY, onDay } from '../../support/appointments';
import { runAsTool } from '../../support/engine';
import { FIRST_ID, locator, UNPACED } from '../../support/fixture';
import { useSandboxInFakeTime } from '../../support/time';

const { fixture, time } = useSandboxInFakeTime();

beforeEach(() => {
	// Monday, the day before.
	jest.setSystemTime(new Date('2031-06-09T12:00:00Z'));
});

/** What the editor writes when the user lets the model fill in a field. */
const ai = (name: string) => `={{ $fromAI('${name}', \`\`, 'string') }}`;
const aiLocator = (name: string, mode: 'id' | 'name' = 'id') =>
	locator(ai(name), mode as 'id') as IDataObject;
const at = (resource: string, operation: string, more: object): INodeParameters =>
	({
		...{ resource, operation, locationId: locator(FIRST_ID), ...UNPACED },
		...more,
	}) as INodeParameters;

/** The tools of the agent, as a user would make them; the model fills in every other field. */
const TOOLS = {
	client: at('client', 'upsert', { phone: ai('phone'), name: ai('name') }),
	services: at('service', 'getAll', { filters: { search: ai('search') } }),
	team: at('teamMember', 'getAll', { filters: { search: ai('search') } }),
	slots: at('availability', 'getSlots', {
		...{ serviceIds: ai('services'), teamMemberIds: ai('team'), limit: 3 },
		...{ from: ai('from'), to: ai('to') },
	}),
	book: appointment('create', {
		...{ serviceIds: ai('services'), teamMemberId: aiLocator('team', 'name'), start: ai('start') },
		...{ clientPhone: ai('phone'), clientName: ai('name') },
		additionalFields: {
			...{ clientEmail: ai('email'), comment: ai('comment'), duration: ai('duration') },
			...{ externalId: ai('external'), labelIds: ai('labels'), sendSms: ai('sms') },
			...{ color: ai('color'), smsReminderHours: ai('reminder') },
		},
	}),
	find: appointment('getAll', {
		filters: {
			...{ clientId: ai('client'), from: ai('from'), to: ai('to'), status: ai('status') },
			...{ teamMemberId: ai('team'), includeCancelled: ai('cancelled') },
		},
	}),
	move: appointment('reschedule', {
		...{ appointmentId: aiLocator('id'), teamMemberId: aiLocator('team', 'name') },
		start: ai('start'),
		options: { expectedClientPhone: ai('phone'), duration: ai('duration') },
	}),
	status: appointment('setStatus', { appointmentId: aiLocator('id'), status: ai('status') }),
	cancel: appointment('cancel', {
		appointmentId: aiLocator('id'),
		options: { expectedClientPhone: ai('phone') },
	}),
};

/** Every argument that a model leaves out is an empty text. */
const BLANK = Object.fromEntries(
	[
		...['search', 'services', 'team', 'from', 'to', 'start', 'phone', 'name', 'email', 'comment'],
		...['duration', 'external', 'labels', 'sms', 'color', 'reminder', 'client', 'status', 'id'],
		'cancelled',
	].map((name) => [name, '']),
);

/** One call of a tool: the items that the model reads, or the one line of why there are none. */
async function call(tool: keyof typeof TOOLS, given: IDataObject) {
	const { answers } = await time.settle(
		runAsTool({ ...fixture.target, parameters: TOOLS[tool], calls: [{ ...BLANK, ...given }] }),
	);
	const { response, error } = answers[0] ?? {};
	const items = [response].flat().filter(Boolean) as IDataObject[];
	return { items, said: String(error ?? items[0]?.error ?? '').split('\n')[0] ?? '' };
}

const ZOE = { phone: '+1 (555) 010-0155', name: 'Zoe Quill' };
const HAIRCUT_BY_CHLOE = { services: 'Haircut', team: 'chloe martin' };

it('A1, A3, A5, A7, A8, A10: a receptionist books, moves and cancels by names', async () => {
	const [client] = (await call('client', ZOE)).items;
	expect(client).toMatchObject({ result: 'created', name: 'Zoe Quill' });
	const [service] = (await call('services', { search: 'haircut' })).items;
	expect(service).toMatchObject({ id: HAIRCUT });
	expect((await call('team', { search: 'Chloé' })).items).toMatchObject([{ id: CHLOE }]);

	const [free] = (await call('slots', { ...HAIRCUT_BY_CHLOE, from: DAY, to: DAY })).items;
	const slots = free?.slots as IDataObject[];
	expect(slots.map(({ start }) => start)).toEqual(
		['09:00', '09:15', '09:30'].map((clock) => `${DAY}T${clock}:00-04:00`),
	);

	const wanted = { ...HAIRCUT_BY_CHLOE, ...ZOE, start: String(slots[1]?.start) };
	const [booked] = (await call('book', wanted)).items;
	expect(booked).toMatchObject({
		...{ start: slots[1]?.start, created: true, status: 'waiting' },
		client: { id: client?.id, phone: '+15550100155' },
	});
	// Impatient, or not sure whether it worked.
	expect((await call('book', wanted)).items).toMatchObject([{ id: booked?.id, created: false }]);
	const { said: taken } = await call('book', { ...wanted, phone: '15550100156', name: 'Yan' });
	expect(taken).toContain('is taken');
	expect(taken).toContain(`${DAY}T10:00:00-04:00`);

	const found = await call('find', { client: String(client?.id), from: DAY, to: DAY });
	expect(found.items).toMatchObject([{ id: booked?.id, team_member: { name: 'Chloé Martin' } }]);

	const id = String(booked?.id);
	const start = `${NEXT_DAY}T14:30:00-04:00`;
	expect((await call('move', { id, start, phone: '+15550100101' })).said).toContain(
		'is not that of the client',
	);
	expect((await call('move', { id, start, phone: ZOE.phone })).items).toMatchObject([
		{ start, previous_start: slots[1]?.start, rescheduled: true },
	]);
	expect((await call('status', { id, status: 'Confirmed' })).items).toMatchObject([
		{ status: 'confirmed' },
	]);
	expect((await call('cancel', { id, phone: '+15550100101' })).said).toContain(
		'is not that of the client',
	);
	expect((await call('cancel', { id, phone: ZOE.phone })).items).toEqual([
		{ deleted: true, id: booked?.id },
	]);
	expect(onDay(fixture.sandbox, NEXT_DAY)).toEqual([]);
});

it.each<[string, IDataObject]>([
	['the ID of a service as text', { services: '70101' }],
	['JSON of a list', { services: '["Haircut"]' }],
	['other case and spaces', { services: ' HAIRCUT ' }],
	['the ID of the team member in the field of the name', { team: '50103' }],
	['a space in place of T', { start: `${DAY} 10:00` }],
	['UTC', { start: `${DAY}T14:00:00.000Z` }],
	['words for switches and numbers as texts', { sms: 'no', duration: '45', reminder: '24' }],
	['a phone with 00', { phone: '001 555 010 0155' }],
	['labels as text, and a color in capitals', { labels: 'VIP', color: 'Light Blue' }],
])('A1, V7: books although the model gives %s', async (_, given) => {
	const start = `${DAY}T10:00`;
	const { items, said } = await call('book', { ...HAIRCUT_BY_CHLOE, ...ZOE, start, ...given });
	expect(said).toBe('');
	expect(items).toMatchObject([{ start: `${start}:00-04:00`, created: true }]);
});

it.each<[string, IDataObject, string[]]>([
	[
		'yesterday',
		{ start: '2031-06-08T10:00' },
		["'Start' is 2031-06-08T10:00:00-04:00", 'in the past'],
	],
	['a word for a time', { start: 'tomorrow at 10' }, ["'Start' must be a date and time such as"]],
	['no time of day', { start: DAY }, ["'Start' must have a time of day"]],
	['a name that fits two people', { team: 'Jo Park' }, ['Jo Park (50110), Jo Park (50111)']],
	['a name that fits two services', { services: 'Head Massage' }, ['(70106)', '(70107)']],
	[
		'two services in one text',
		{ services: 'Haircut, Beard Trim' },
		['names no service', 'Beard Trim (70102)'],
	],
	['somebody who was dismissed', { team: 'Mia Fischer' }, ['names no team member']],
	[
		'what the team member does not do',
		{ services: 'Beard Trim' },
		['Chloé Martin (50103) does not offer Beard Trim'],
	],
	['no phone', { phone: '' }, ["'Client Phone' must be a phone number"]],
	['"undefined" as name', { name: 'undefined' }, ["'Client Name' must be text"]],
	['no service', { services: '' }, ["'Service Names or IDs' is blank"]],
	['nobody', { team: '' }, ["'Team Member' is blank"]],
])('A2, V6, V7: tells the model in one line what is wrong with %s', async (_, given, words) => {
	const start = `${DAY}T10:00`;
	const { said } = await call('book', { ...HAIRCUT_BY_CHLOE, ...ZOE, start, ...given });
	for (const one of words) expect(said).toContain(one);
	expect(onDay(fixture.sandbox, DAY)).toHaveLength(0);
	expect(fixture.sandbox.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});
