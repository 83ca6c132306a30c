import { fieldLabelOf } from '../../kit/fields';
import type { Subject } from '../../transport/operation';
import { FIELDS } from './fields';
import { locationIdIfKnown } from './locator';

export const LOCATION: Subject = {
	noun: 'location',
	parameters: ['Location'],
	fieldLabel: fieldLabelOf(FIELDS),
	idOf: locationIdIfKnown,
};

/** For the lists of the form that depend on no location: a 404 can only mean that this is not Altegio's address. */
export const DICTIONARY: Subject = {
	...LOCATION,
	texts: {
		404: {
			action: "Check 'Environment' and 'Base URL' in the Altegio credential.",
			details: 'There is no such list at this address.',
		},
	},
};
