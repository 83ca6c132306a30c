import type { IDataObject } from 'n8n-workflow';

import { preview } from '../../core/values';
import { fieldLabelOf } from '../../kit/fields';
import { compareSaved, isSame, listFields } from '../../kit/verify';
import { apiError } from '../../transport/errors';
import type { Item } from '../../transport/item';
import { FIELDS } from './fields';
import type { Service, ServiceLink } from './lookups';

const fieldLabel = fieldLabelOf(FIELDS);

/** What a service has beside the fields of the form; nobody knows whether a PUT keeps it (question 12 of the facts). */
const EXTRA_FIELDS = [
	'booking_title',
	'image_group',
	'prepaid',
	'is_multi',
	'capacity',
	'service_type',
	'tax_variant',
	'vat_id',
	'print_title',
	'step',
	'seance_search_start',
	'seance_search_finish',
	'seance_search_step',
	'is_need_limit_date',
	'date_from',
	'date_to',
	'dates',
	'resources',
	'is_online',
	'online_invoicing_status',
	'price_prepaid_percent',
	'price_prepaid_amount',
];
const KEPT_FIELDS = [...FIELDS.map(({ api }) => api), ...EXTRA_FIELDS];

/** Whether an answer shows everything that is to be compared. */
export function showsAllOf(answered: IDataObject, before: Service): boolean {
	return ['staff', ...KEPT_FIELDS].every((name) => !(name in before) || name in answered);
}

interface Update {
	id: number;
	before: Service;
	/** Under Altegio's names. */
	chosen: IDataObject;
	after: Service;
}

/**
 * Compares a service with what it was before: the chosen fields are saved, and all else is kept.
 *
 * @throws NodeApiError that names what is not
 */
export function confirmSaved(item: Item, { id, before, chosen, after }: Update): void {
	const { lost, unknown } = compareSaved(chosen, after);
	// Altegio may show another title for booking when the title changes.
	const mayChange = 'title' in chosen ? ['booking_title', 'print_title'] : [];
	const changed = KEPT_FIELDS.filter(
		(name) =>
			!(name in chosen) &&
			!mayChange.includes(name) &&
			name in before &&
			name in after &&
			!isSame(before[name], after[name]),
	).map(
		(name) => `'${fieldLabel(name)}' (was ${preview(before[name])}, is ${preview(after[name])})`,
	);
	const links = lostLinks(before.staff ?? [], after.staff);
	const parts = [
		lost.length > 0 && `It did not save: ${listFields(lost, fieldLabel, after)}.`,
		unknown.length > 0 && `It does not show whether it saved: ${listFields(unknown, fieldLabel)}.`,
		changed.length > 0 && `It changed, without being asked to: ${changed.join(', ')}.`,
		links.length > 0 && `Of the team members it changed: ${links.join(', ')}.`,
		!after.staff && 'It does not show whether the links to team members are kept.',
	].filter(Boolean);
	if (parts.length === 0) return;
	throw apiError(item, {
		message: `Altegio accepted the update of service ${id}. ${parts.join(' ')} Correct the service in Altegio.`,
		description:
			'Some fields need a right that the user lacks, and a service of a chain can be changed in the chain only.',
		output: { id },
	});
}

/** What became of links, in words; nothing where all are as they were. */
function lostLinks(before: ServiceLink[], after: ServiceLink[] | undefined): string[] {
	if (!after) return [];
	return before.flatMap((link) => {
		const now = after.find(({ id }) => id === link.id);
		if (!now) return [`${link.id} (not linked any more)`];
		return [
			...(now.seance_length === link.seance_length
				? []
				: [`${link.id} (length was ${link.seance_length} s, is ${now.seance_length} s)`]),
			...((now.technological_card_id ?? null) === (link.technological_card_id ?? null)
				? []
				: [
						`${link.id} (technological card was ${link.technological_card_id ?? 'none'}, is ${now.technological_card_id ?? 'none'})`,
					]),
		];
	});
}
