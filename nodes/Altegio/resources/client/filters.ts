import type { IDataObject } from 'n8n-workflow';

import { toNumber, toText } from '../../core/values';
import type { Field } from '../../kit/fields';
import { toIdOrNameList } from '../../kit/names';
import { fields, given, GENDERS, IMPORTANCES } from './fields';
import type { SearchFilter } from './lookups';
import { toDay, toIsoText, toNumberOf } from './values';

/** What restricts Get Many, by names of our own: the search has an object for each, and two it does not know. */
const filters = {
	birthdayFrom: dayFilter(
		'Birthday From',
		'birthdayFrom',
		'First birthday to find. Needs Birthday To as well.',
	),
	birthdayTo: dayFilter(
		'Birthday To',
		'birthdayTo',
		'Last birthday to find. Needs Birthday From as well.',
	),
	categoryIds: {
		api: 'categories',
		convert: given(toIdOrNameList),
		property: {
			...fields.categoryIds.property,
			description:
				'Only clients with one of these tags. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
	},
	changedAfter: {
		api: 'changedAfter',
		convert: given(toIsoText),
		property: {
			displayName: 'Changed After',
			name: 'changedAfter',
			type: 'dateTime',
			default: '',
			placeholder: 'e.g. 2026-11-28T09:00:00',
			description:
				'Only clients who were changed at this time or later. Without an offset, it is the time of the location. Cannot be combined with other filters.',
		},
	},
	gender: {
		api: 'gender',
		convert: given(toNumberOf(GENDERS)),
		property: { ...fields.gender.property, description: 'Only clients of this gender' },
	},
	importance: {
		api: 'importance',
		convert: given(toNumberOf(IMPORTANCES)),
		property: { ...fields.importance.property, description: 'Only clients of this importance' },
	},
	lastVisitAfter: {
		api: 'lastVisitAfter',
		convert: given(toIsoText),
		property: {
			displayName: 'Last Visit After',
			name: 'lastVisitAfter',
			type: 'dateTime',
			default: '',
			placeholder: 'e.g. 2026-10-01',
			description: 'Only clients whose last visit was at this time or later',
		},
	},
	lastVisitBefore: {
		api: 'lastVisitBefore',
		convert: given(toIsoText),
		property: {
			displayName: 'Last Visit Before',
			name: 'lastVisitBefore',
			type: 'dateTime',
			default: '',
			placeholder: 'e.g. 2026-06-01',
			description:
				'Only clients whose last visit was before this time. Those who never came are left out.',
		},
	},
	search: {
		api: 'search',
		convert: given(toText),
		property: {
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. winters',
			description: 'Part of the name, phone or card number',
		},
	},
	soldFrom: amountFilter('Sold From', 'soldFrom', 'Least amount that the client has bought for'),
	soldTo: amountFilter('Sold To', 'soldTo', 'Largest amount that the client has bought for'),
} satisfies Record<string, Field>;

function dayFilter(displayName: string, name: string, description: string): Field {
	return {
		api: name,
		convert: given(toDay),
		property: {
			displayName,
			name,
			type: 'dateTime',
			typeOptions: { dateOnly: true },
			default: '',
			placeholder: 'e.g. 2026-12-01',
			description,
		},
	};
}

function amountFilter(displayName: string, name: string, description: string): Field {
	return {
		api: name,
		convert: given(toNumber({ min: 0 })),
		property: {
			displayName,
			name,
			type: 'string',
			default: '',
			placeholder: 'e.g. 500',
			description,
		},
	};
}

export const FILTERS: readonly Field[] = Object.values(filters);

/** The names under which the values of the filters are read that Altegio's search does not know. */
export const { changedAfter, lastVisitAfter, lastVisitBefore } = filters;

/** Beyond every amount: of a range with one end only, Altegio may take the other end for 0. */
const LARGEST_AMOUNT = 999_999_999;

/** The filters as the search has them. */
export function toSearchFilters(chosen: IDataObject): SearchFilter[] {
	const { birthdayFrom, birthdayTo, categories, gender, importance, search } = chosen;
	const { soldFrom, soldTo } = chosen;
	const isSold = soldFrom !== undefined || soldTo !== undefined;
	const all: Array<[string, IDataObject | false]> = [
		['quick_search', search !== undefined && { value: search }],
		['birthday', birthdayFrom !== undefined && { from: birthdayFrom, to: birthdayTo }],
		['gender', gender !== undefined && { value: [gender] }],
		['importance', importance !== undefined && { value: [importance] }],
		['category', categories !== undefined && { value: categories }],
		['sold_amount', isSold && { from: soldFrom ?? 0, to: soldTo ?? LARGEST_AMOUNT }],
	];
	return all.flatMap(([type, state]) => (state ? [{ type, state }] : []));
}
