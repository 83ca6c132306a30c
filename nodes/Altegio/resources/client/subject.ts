import { fieldLabelOf } from '../../kit/fields';
import type { Subject } from '../../transport/operation';
import { FIELDS } from './fields';
import { clientIdIfKnown } from './locator';

export const CLIENT: Subject = {
	noun: 'client',
	parameters: ['Client', 'Location'],
	// Of a field with two spellings, a refusal may name either.
	fieldLabel: (api) => fieldLabelOf(FIELDS)(SPELLINGS[api] ?? api),
	idOf: clientIdIfKnown,
};

const SPELLINGS: Record<string, string> = {
	labels: 'categories',
	patronymic: 'middle_name',
	sex_id: 'gender_id',
};
