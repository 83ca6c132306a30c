import type { IDataObject } from 'n8n-workflow';

import { readChoice } from '../../nodes/Altegio/triggers/parameters';
import { readPollingChoice } from '../../nodes/Altegio/triggers/pollingForm';
import { formOf } from '../support/units';

const webhook = (more: IDataObject = {}) =>
	readChoice(formOf({ locationId: 37532, resources: ['record'], ...more }));
const polling = (more: IDataObject = {}) =>
	readPollingChoice(formOf({ locationId: 37532, ...more }));

describe('the form of the webhook trigger', () => {
	it('T1: left alone, all changes of what was chosen', () => {
		expect(webhook()).toEqual({
			...{ location: 37532, resources: ['record'], changes: ['create', 'update', 'delete'] },
			...{ statuses: [], ownChanges: false, readBack: false, changeSharedSettings: false },
		});
	});

	it.each<[unknown, string[]]>([
		[
			['record', 'client'],
			['record', 'client'],
		],
		['record, client', ['record', 'client']],
		['record,client ', ['record', 'client']],
		[[' record '], ['record']],
		['record', ['record']],
	])('T1: by expression %j is %j', (resources, expected) => {
		expect(webhook({ resources } as IDataObject).resources).toEqual(expected);
	});

	it.each<[unknown, string]>([
		[['salons'], '\'Trigger On\' has no choice "salons". By expression it takes record, client, '],
		[[7], "'Trigger On' has no choice 7."],
		[7, "'Trigger On' has no choice 7."],
		[{ record: true }, '\'Trigger On\' has no choice {"record":true}.'],
		['record,,client', '\'Trigger On\' has no choice "".'],
		[[], "'Trigger On' is empty: choose at least one. [item 0]"],
		['', "'Trigger On' is empty: choose at least one. [item 0]"],
		[undefined, "'Trigger On' is empty: choose at least one. [item 0]"],
	])('T1: by expression %j is refused', (resources, words) => {
		expect(() => webhook({ resources } as IDataObject)).toThrow(words);
	});

	it.each(['ownChanges', 'readBack', 'changeSharedSettings'] as const)(
		'T1: the option %s is read by name',
		(name) => {
			const choice = webhook({ options: { [name]: true } });
			expect(choice).toEqual({ ...webhook(), [name]: true });
			expect(() => webhook({ options: { [name]: 'perhaps' } })).toThrow(/^'.+' must be/);
		},
	);

	it('T23: statuses are a filter', () => {
		expect(webhook({ options: { status: ['noShow', 'arrived'] } }).statuses).toEqual([
			...['noShow', 'arrived'],
		]);
		expect(() => webhook({ options: { status: ['cancelled'] } })).toThrow(
			'\'Status\' has no choice "cancelled". By expression it takes waiting, confirmed, arrived, noShow.',
		);
	});
});

describe('the form of the polling trigger', () => {
	it('P1: left alone, every change of an appointment', () => {
		expect(polling()).toEqual({
			...{ location: 37532, event: 'appointmentChanged', beforeMs: 0, statuses: [] },
			...{ teamMember: undefined, isSimple: true },
		});
	});

	it('P2: a day before the start, or what was chosen', () => {
		const soon = (more: object = {}) => polling({ event: 'appointmentStartsSoon', ...more });
		expect(soon().beforeMs).toBe(24 * 60 * 60_000);
		expect(soon({ before: 1 }).beforeMs).toBe(60_000);
		expect(soon({ before: 31 * 24 * 60 }).beforeMs).toBe(31 * 24 * 60 * 60_000);
		for (const before of [0, 31 * 24 * 60 + 1, 'soon']) {
			expect(() => soon({ before })).toThrow(/^'Minutes Before' must be/);
			expect(polling({ before }).beforeMs).toBe(0);
		}
	});

	it('P2: statuses that never start soon are refused, but not beside others', () => {
		const filters = (status: string[]) => ({ filters: { status } });
		const soon = (status: string[]) =>
			polling({ event: 'appointmentStartsSoon', ...filters(status) });
		expect(() => soon(['cancelled'])).toThrow(
			"'Status' is cancelled: such appointments never start soon. Choose another status, or none for all. [item 0]",
		);
		expect(() => soon(['cancelled', 'noShow'])).toThrow("'Status' is cancelled, noShow:");
		expect(soon(['cancelled', 'waiting']).statuses).toEqual(['cancelled', 'waiting']);
		expect(polling(filters(['cancelled', 'noShow'])).statuses).toEqual(['cancelled', 'noShow']);
	});
});
