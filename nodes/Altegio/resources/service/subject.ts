import { fieldLabelOf } from '../../kit/fields';
import type { Subject } from '../../transport/operation';
import { FIELDS } from './fields';
import { serviceLocator } from './locator';

export const SERVICE: Subject = {
	noun: 'service',
	parameters: ['Service', 'Location'],
	fieldLabel: fieldLabelOf(FIELDS),
	idOf: serviceLocator.idIfKnown,
};
