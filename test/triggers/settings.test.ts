import type { IDataObject } from 'n8n-workflow';

import {
	beforeOf,
	bodyOf,
	isRemoved,
	lacking,
	lackingAfterWrite,
	planRegistration,
	planRemoval,
	readMemory,
	readSettings,
	type Settings,
	type Wish,
} from '../../nodes/Altegio/triggers/settings';
import { ALL_FLAGS, type Flag } from '../../nodes/Altegio/triggers/flags';
import { without } from '../support/reshape';

const OWN = 'https://n8n.example.com/webhook/hook-1/webhook?token=x';
const CRM = 'https://crm.example.org/in?key=1';
const POS = 'https://pos.example.org/in';

const allOff: Record<string, number> = Object.fromEntries(ALL_FLAGS.map((flag) => [flag, 0]));

/** A row of Altegio's: everything is off that is not given. */
const row = (url: string, on: IDataObject = {}): IDataObject => ({
	...{ url, active: 1, self_sending: 0, ...allOff },
	...on,
});

/** The settings as a new Altegio answers them, with a row for each address. */
function settingsOf(...rows: IDataObject[]): Settings {
	const [first = row('', { active: 0 })] = rows;
	const urls = rows.length > 0 ? rows.map(({ url }) => url) : [''];
	return readSettings({ ...first, urls, url_settings: rows } as IDataObject) as Settings;
}

/** The same as an old Altegio answers them: one row for all, and no Schedule and Product in it. */
function oldSettingsOf(urls: string[], on: IDataObject = {}): Settings {
	const hidden = ALL_FLAGS.filter((flag) => ['good', 'schedule'].includes(flag) && !(flag in on));
	return readSettings({ ...without(row('', on), ...hidden), urls }) as Settings;
}

const wish = (needed: Flag[], more: Partial<Wish> = {}): Wish => ({
	...{ url: OWN, needed, ownChanges: false, isOwn: (url: string) => url === OWN },
	...more,
});

describe('what Altegio answers', () => {
	it('T4: flags are numbers, texts or booleans; what is not there is not known', () => {
		const settings = readSettings({
			...{ urls: [OWN], active: '1', record: true, client: 1, salon: '0', master: 0 },
			...{ good: null, self_sending: false },
		});
		expect(settings?.top).toEqual({
			...{ active: true, record: true, client: true, salon: false, master: false },
			self_sending: false,
		});
		expect(settings?.rows).toBeUndefined();
	});

	it('T4: blanks are no addresses', () => {
		expect(readSettings({ urls: ['', ' ', null, OWN, 5] } as never)?.urls).toEqual([OWN]);
		expect(readSettings({ urls: 'none' })).toBeUndefined();
		expect(readSettings({})).toBeUndefined();
	});

	it('T4: every difference shows in the fingerprint', () => {
		const prints = [settingsOf(row(OWN)), settingsOf(row(OWN, { record: 1 })), settingsOf()].map(
			({ fingerprint }) => fingerprint,
		);
		expect(new Set(prints).size).toBe(3);
		expect(settingsOf(row(OWN)).fingerprint).toBe(prints[0]);
	});
});

describe('what an address lacks', () => {
	it.each<[string, Settings, Flag[], string[]]>([
		['all of it', settingsOf(row(CRM, { record: 1 })), ['record'], ['the address of this trigger']],
		['nothing', settingsOf(row(OWN, { record: 1, client: 1 })), ['record'], []],
		[
			'a flag',
			settingsOf(row(OWN, { record: 1 })),
			['record', 'client', 'master'],
			[...['Client', 'Team Member']],
		],
		[
			'that it is on',
			settingsOf(row(OWN, { active: 0, record: 1 })),
			['record'],
			['sending itself'],
		],
		[
			'what others have',
			settingsOf(row(CRM, { record: 1 }), row(OWN)),
			['record'],
			['Appointment'],
		],
		['what an old Altegio does not show', oldSettingsOf([OWN]), ['good'], ['Product']],
	])('T3: %s', (_, settings, needed, expected) => {
		expect(lacking(settings, OWN, needed)).toEqual(expected);
	});

	it('T10: after a write it is no matter that an old Altegio shows no Product', () => {
		expect(lackingAfterWrite(oldSettingsOf([OWN]), OWN, ['good', 'record'])).toEqual([
			'Appointment',
		]);
		expect(lackingAfterWrite(settingsOf(row(OWN)), OWN, ['good'])).toEqual(['Product']);
		expect(lackingAfterWrite(oldSettingsOf([OWN], { record: 1 }), OWN, ['record'])).toEqual([]);
	});
});

describe('what is written to register', () => {
	it('T4: alone, what is needed and nothing else', () => {
		const plan = planRegistration(settingsOf(), wish(['record', 'client']), false);
		expect(plan).toMatchObject({ others: [], urls: [OWN], changes: [] });
		expect(bodyOf(plan)).toEqual({
			urls: [OWN],
			...{ ...allOff, active: 1, record: 1, client: 1, self_sending: 0 },
		});
	});

	it('T5: its own address with another secret gives way, and what was on for it goes off', () => {
		const old = `${OWN}old`;
		const isOwn = (url: string) => url.startsWith(OWN);
		const plan = planRegistration(
			settingsOf(row(old, { client: 1 })),
			wish(['record'], { isOwn }),
			false,
		);
		expect(plan.urls).toEqual([OWN]);
		expect(plan.row).toMatchObject({ record: true, client: false });
	});

	it('T17: an address that gets nothing may be its own, by what is off', () => {
		const isOwn = (_: string, isOff: boolean) => isOff;
		const others = (on: IDataObject) =>
			planRegistration(settingsOf(row(CRM, on)), wish(['record'], { isOwn }), false).others;
		expect(others({ active: 0 })).toEqual([]);
		expect(others({ active: 1 })).toEqual([CRM]);
		expect(others({ active: 0, salon: 1 })).toEqual([CRM]);
	});

	it('T6: beside others what is on for any of them stays on', () => {
		const settings = settingsOf(row(CRM, { client: 1 }), row(POS, { good: 1 }));
		const plan = planRegistration(settings, wish(['record']), false);
		expect(plan.urls).toEqual([CRM, POS, OWN]);
		expect(plan.row).toMatchObject({ record: true, client: true, good: true, salon: false });
	});

	it('T6: an old Altegio is not asked for a Schedule that nobody wants', () => {
		const settings = oldSettingsOf([CRM], { client: 1 });
		const without = planRegistration(settings, wish(['record']), false);
		expect(bodyOf(without)).not.toHaveProperty('schedule');
		expect(bodyOf(without)).toMatchObject({ good: 1, salon: 0 });
		const plan = planRegistration(settings, wish(['schedule']), false);
		expect(bodyOf(plan)).toMatchObject({ schedule: 1 });
		const alone = planRegistration(oldSettingsOf(['']), wish(['record']), false);
		expect(bodyOf(alone)).not.toHaveProperty('schedule');
		expect(bodyOf(alone)).toMatchObject({ good: 0 });
	});

	it('T6: a Schedule of some of the others is kept where that of one is not shown', () => {
		const hidden = without(row(POS), 'schedule');
		const settings = settingsOf(row(CRM, { schedule: 1 }), hidden);
		expect(planRegistration(settings, wish(['record']), false).row.schedule).toBe(true);
		const off = settingsOf(row(CRM), hidden);
		expect(planRegistration(off, wish(['record']), false).row).not.toHaveProperty('schedule');
	});

	it.each<[boolean, boolean, boolean, boolean, boolean]>([
		// Own changes wanted, others get theirs, alone, consent: what is sent.
		[true, false, true, false, true],
		[false, true, true, false, false],
		[false, true, false, false, true],
		[true, false, false, false, true],
		[false, false, false, false, false],
		[false, true, false, true, false],
		[true, false, false, true, true],
	])(
		'T8: own changes wanted: %s, sent to others: %s, alone: %s, consent: %s',
		(ownChanges, self_sending, isAlone, consent, expected) => {
			const settings = isAlone ? settingsOf() : settingsOf(row(CRM), row(POS, { self_sending }));
			const plan = planRegistration(settings, wish(['record'], { ownChanges }), consent);
			expect(plan.row.self_sending).toBe(expected);
		},
	);
});

describe('what registering would change for others', () => {
	const changes = (settings: Settings, needed: Flag[], more: Partial<Wish> = {}) =>
		planRegistration(settings, wish(needed, more), false).changes;
	const hidden = 'this Altegio does not show everything that they get';

	it.each<[string, Settings, Flag[], string[]]>([
		['nothing alone', settingsOf(), ['record'], []],
		['nothing that they have', settingsOf(row(CRM, { record: 1 })), ['record'], []],
		[
			'events that they do not have',
			settingsOf(row(CRM, { record: 1 })),
			['service', 'master'],
			['they would get Service, Team Member too'],
		],
		...(['client', 'record', 'finances_operation', 'loyalty_card'] as const).map(
			(flag): [string, Settings, Flag[], string[]] => [
				`data of clients (${flag})`,
				settingsOf(row(CRM)),
				[flag],
				[expect.stringMatching(/^they would get .* too, with your clients' data$/) as string],
			],
		),
		[
			'what one of them has and another not',
			settingsOf(row(CRM, { good: 1 }), row(POS)),
			[],
			['they would get Product too'],
		],
		[
			'that sending is off',
			settingsOf(row(CRM, { active: 0, record: 1 })),
			['record'],
			['sending to them would be switched on'],
		],
		[
			'one address of an old Altegio',
			oldSettingsOf([CRM]),
			[],
			[`${hidden} (Product), so it may change`],
		],
		[
			'several of an old Altegio',
			oldSettingsOf([CRM, POS], { good: 0 }),
			[],
			[`${hidden}, so it may change`],
		],
	])('T7: %s', (_, settings, needed, expected) => {
		expect(changes(settings, needed)).toEqual(expected);
	});

	it('T7: that several addresses share one row, of which nobody knows whose it is', () => {
		const top = { ...row(''), urls: [CRM, POS] };
		expect(changes(readSettings(top) as Settings, [])).toEqual([`${hidden}, so it may change`]);
		const one = { ...row(''), urls: [CRM] };
		expect(changes(readSettings(one) as Settings, [])).toEqual([]);
	});

	it("T7: whether changes of one's own are sent, where that is not wanted alike", () => {
		const settings = settingsOf(row(CRM, { self_sending: 1 }), row(POS));
		const words = "whether changes of one's own are sent would change";
		expect(changes(settings, [])).toEqual([words]);
		expect(changes(settingsOf(row(CRM)), [], { ownChanges: true })).toEqual([words]);
		const unknown = settingsOf(without(row(CRM), 'self_sending'));
		expect(changes(unknown, [], { ownChanges: true })).toEqual([`${hidden}, so it may change`]);
	});
});

describe('what is written to remove', () => {
	const isOwn = (url: string) => url === OWN;
	const before = beforeOf(settingsOf(row(CRM, { record: 1 })), [CRM]);
	const made = planRegistration(settingsOf(row(CRM, { record: 1 })), wish(['client']), false);
	const memory = { before, written: made.row };
	const registered = (...more: IDataObject[]) =>
		settingsOf(row(CRM, { record: 1, client: 1 }), row(OWN, { record: 1, client: 1 }), ...more);

	it('T14: of other addresses only hashes are remembered', () => {
		expect(before.urls).toEqual([expect.stringMatching(/^[\da-f]{64}$/)]);
		expect(before.row).toMatchObject({ record: true, client: false, active: true });
		expect(beforeOf(settingsOf(row(OWN, { salon: 1 })), []).row.salon).toBe(true);
		expect(beforeOf(settingsOf(row(CRM), row(POS, { salon: 1 })), [CRM, POS]).row).toMatchObject({
			...{ salon: true, record: false },
		});
	});

	it('T16: the flags are put back if nothing else changed', () => {
		const plan = planRemoval(registered(), isOwn, memory);
		expect(plan).toMatchObject({ urls: [CRM], others: [CRM], changes: [] });
		expect(plan.row).toMatchObject({ record: true, client: false, active: true });
	});

	it.each<[string, Settings]>([
		['a flag was switched on', settingsOf(row(CRM, { record: 1, client: 1, salon: 1 }), row(OWN))],
		['another address came', registered(row(POS, { record: 1, client: 1 }))],
		['another address took the place', settingsOf(row(POS, { record: 1, client: 1 }), row(OWN))],
	])('T16: they stay as they are if %s', (_, settings) => {
		const { row: left, urls } = planRemoval(settings, isOwn, memory);
		expect(left.client).toBe(true);
		expect(urls).not.toContain(OWN);
	});

	it('T16: what is not shown is sent as it was written', () => {
		const hidden = without(row(CRM, { record: 1 }), 'client');
		const plan = planRemoval(settingsOf(hidden, row(OWN), row(POS)), isOwn, memory);
		expect(plan.row.client).toBe(false);
		const alone = planRemoval(settingsOf(hidden, row(OWN)), isOwn, {
			...memory,
			before: { ...before, urls: [] },
		});
		expect(alone.row.client).toBe(true);
	});

	it('T17: the last address stays, and gets nothing', () => {
		const plan = planRemoval(settingsOf(row(OWN, { record: 1 })), isOwn, memory);
		expect(plan).toMatchObject({ others: [], urls: [OWN] });
		expect(bodyOf(plan)).toEqual({ urls: [OWN], ...allOff, active: 0, self_sending: 0 });
		const old = planRemoval(oldSettingsOf([OWN], { record: 1 }), isOwn, memory);
		expect(bodyOf(old)).not.toHaveProperty('schedule');
	});

	it.each<[string, Settings, boolean]>([
		['it is gone', settingsOf(row(CRM)), true],
		['there is none', settingsOf(), true],
		['it is there', settingsOf(row(OWN)), false],
		['it is the last, switched off', settingsOf(row(OWN, { active: 0 })), true],
		['it is the last, and something is on', settingsOf(row(OWN, { active: 0, good: 1 })), false],
		['it is switched off beside others', settingsOf(row(OWN, { active: 0 }), row(CRM)), false],
	])('T18: where %s it is removed: %4$s', (_, settings, isGone) => {
		expect(isRemoved(settings, isOwn)).toBe(isGone);
	});
});

describe('what is remembered', () => {
	const whole = {
		...{ location: 37532, url: OWN, token: 'x' },
		...{ before: { row: { record: true }, urls: ['hash'] }, written: { client: true } },
	};

	it('T14: is read back', () => {
		expect(readMemory(whole)).toEqual(whole);
	});

	it.each<[string, IDataObject]>([
		['nothing', {}],
		['no location', { ...whole, location: '37532' }],
		['no address', { ...whole, url: undefined }],
	])('T15: %s is no registration', (_, data) => expect(readMemory(data)).toBeUndefined());

	it('T15: what is broken counts as nothing', () => {
		const rest = { location: 37532, url: OWN, token: 'x' };
		const empty = { ...rest, before: { row: {}, urls: [] }, written: {} };
		expect(readMemory(rest)).toEqual(empty);
		expect(readMemory({ ...rest, before: { row: 5, urls: 'x' }, written: 5 })).toEqual(empty);
	});
});
