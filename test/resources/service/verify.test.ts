import type { IDataObject } from 'n8n-workflow';

import type { Service } from '../../../nodes/Altegio/resources/service/lookups';
import { confirmSaved, showsAllOf } from '../../../nodes/Altegio/resources/service/verify';
import { outputOf } from '../../../nodes/Altegio/transport/errors';
import { newItem } from '../../support/units';
import { without } from '../../support/reshape';

/** Everything that is compared, by a value that no PUT of these tests sends. */
const EXTRAS: IDataObject = {
	...{ booking_title: 'Cut', print_title: 'Cut', image_group: { id: 1 }, prepaid: 'optional' },
	...{ is_multi: 0, capacity: 1, service_type: 1, tax_variant: 2, vat_id: 3, step: 900 },
	...{ seance_search_start: 1, seance_search_finish: 2, seance_search_step: 3 },
	...{ is_need_limit_date: false, date_from: '2031-01-01', date_to: '2031-12-31' },
	...{ dates: ['2031-01-01'], resources: [5], is_online: true, online_invoicing_status: 1 },
	...{ price_prepaid_percent: 10, price_prepaid_amount: 20 },
};
const FORM: IDataObject = {
	...{ title: 'Haircut', category_id: 60101, price_min: 40, price_max: 60, duration: 2700 },
	...{ technical_break_duration: 300, discount: 5, comment: 'Wash', weight: 10, active: 1 },
	api_id: 'CUT-1',
};
const staff = [
	{ id: 1, seance_length: 1800, technological_card_id: 7 },
	{ id: 2, seance_length: 2700, technological_card_id: null },
];
const before: Service = { id: 5, title: '', ...FORM, ...EXTRAS, staff };

/** What is said where a service is so after an update; empty if nothing is. */
function said(after: IDataObject, chosen: IDataObject = { price_min: 45 }, was = before): string {
	try {
		confirmSaved(newItem(), {
			...{ id: 5, before: was, chosen },
			after: { ...was, ...chosen, ...after } as Service,
		});
	} catch (error) {
		expect(outputOf(error as Error)).toEqual({ id: 5 });
		expect((error as { description?: string }).description).toBe(
			'Some fields need a right that the user lacks, and a service of a chain can be changed in the chain only.',
		);
		const { message } = error as Error;
		const [, words] =
			/^Altegio accepted the update of service 5\. (.*) Correct the service in Altegio\. \[item 0\]$/.exec(
				message,
			) ?? [];
		return words ?? message;
	}
	return '';
}

describe('what is compared after an update of a service', () => {
	it('S1: nothing is said where all is as it was, but for what was to change', () => {
		expect(said({})).toBe('');
		expect(said({ price_max: '60.00', comment: ' Wash\r' })).toBe('');
	});

	it('S1: what was not saved, and what is not shown', () => {
		expect(said({ price_min: 40 })).toBe("It did not save: 'Minimum Price' (holds 40).");
		expect(said({ price_min: 40, title: 'x' }, { price_min: 45, title: 'Cut' })).toBe(
			"It did not save: 'Minimum Price' (holds 40), 'Title' (holds \"x\").",
		);
		const after = () =>
			confirmSaved(newItem(), {
				id: 5,
				before,
				chosen: { price_min: 45 },
				after: without(before, 'price_min'),
			});
		expect(after).toThrow("It does not show whether it saved: 'Minimum Price'.");
	});

	it.each(Object.keys({ ...FORM, ...EXTRAS }).filter((name) => name !== 'price_min'))(
		'S1: %s changed without being asked to',
		(name) => {
			expect(said({ [name]: 'other' })).toMatch(
				/^It changed, without being asked to: '.+' \(was .+, is "other"\)\.$/,
			);
			// What one of the two does not show cannot be compared.
			expect(said({ [name]: 'other' }, undefined, without(before, name))).toBe('');
		},
	);

	it('S1: fields of the form are named as there', () => {
		expect(said({ duration: 60 })).toBe(
			"It changed, without being asked to: 'Duration (Minutes)' (was 2700, is 60).",
		);
		expect(said({ step: 1, discount: 0 })).toBe(
			"It changed, without being asked to: 'Discount' (was 5, is 0), 'step' (was 900, is 1).",
		);
	});

	it.each(['booking_title', 'print_title'])('S1: %s may follow the title', (name) => {
		expect(said({ [name]: 'New' }, { title: 'New' })).toBe('');
		expect(said({ [name]: 'New' }, { comment: 'New' })).not.toBe('');
	});

	it.each<[string, IDataObject[] | undefined, string]>([
		['all of them', staff, ''],
		['one more', [...staff, { id: 3, seance_length: 1 }], ''],
		['another order', [...staff].reverse(), ''],
		['one less', [staff[1]!], 'Of the team members it changed: 1 (not linked any more).'],
		[
			'another length',
			[{ ...staff[0], seance_length: 60 }, staff[1]!],
			'Of the team members it changed: 1 (length was 1800 s, is 60 s).',
		],
		[
			'a card that is gone',
			[{ ...staff[0], technological_card_id: null }, staff[1]!],
			'Of the team members it changed: 1 (technological card was 7, is none).',
		],
		[
			'a card that is not shown any more',
			[{ id: 1, seance_length: 1800 }, staff[1]!],
			'Of the team members it changed: 1 (technological card was 7, is none).',
		],
		['no card, in another way', [staff[0]!, { id: 2, seance_length: 2700 }], ''],
		[
			'a card where there was none',
			[staff[0]!, { ...staff[1], technological_card_id: 8 }],
			'Of the team members it changed: 2 (technological card was none, is 8).',
		],
		['nothing', undefined, 'It does not show whether the links to team members are kept.'],
	])('S1: of the links it shows %s', (_, links, words) => {
		expect(said({ staff: links as never })).toBe(words);
	});

	it('S1: everything is told at once', () => {
		expect(said({ price_min: 40, step: 1, staff: [] as never })).toBe(
			"It did not save: 'Minimum Price' (holds 40). It changed, without being asked to: 'step' (was 900, is 1). Of the team members it changed: 1 (not linked any more), 2 (not linked any more).",
		);
	});
});

describe('whether an answer shows all that is to be compared', () => {
	it('S1: every field that was there, the links among them', () => {
		expect(showsAllOf(before, before)).toBe(true);
		expect(showsAllOf({ id: 5, title: 'x' }, { id: 5, title: 'x' })).toBe(true);
		for (const name of ['staff', ...Object.keys({ ...FORM, ...EXTRAS })]) {
			expect([name, showsAllOf(without(before, name), before)]).toEqual([name, false]);
		}
	});
});
