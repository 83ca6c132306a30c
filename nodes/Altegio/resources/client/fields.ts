import { CLIENT_PHONE, toPhone } from '../../core/phone';
import { InvalidValue, isBlank, toBoolean, toNumber, toText, toEmail } from '../../core/values';
import { clearable, notClearable, type Field } from '../../kit/fields';
import { toIdOrNameList } from '../../kit/names';
import { toCustomFields } from '../../kit/customFields';
import { toBirthDate, toNumberOf } from './values';

export const GENDERS = ['unknown', 'male', 'female'] as const;
export const IMPORTANCES = ['none', 'bronze', 'silver', 'gold'] as const;

const toSwitch = notClearable((value) => Number(toBoolean(value)));

/** The fields of a client that Altegio documents for creation and update. */
export const fields = {
	birthDate: {
		api: 'birth_date',
		convert: notClearable(toBirthDate),
		property: {
			displayName: 'Birth Date',
			name: 'birthDate',
			type: 'dateTime',
			typeOptions: { dateOnly: true },
			default: '',
			placeholder: 'e.g. 1990-05-31',
			description: 'Date such as 1990-05-31',
		},
	},
	birthdaySms: {
		api: 'sms_check',
		convert: toSwitch,
		property: {
			displayName: 'Birthday SMS',
			name: 'birthdaySms',
			type: 'boolean',
			default: true,
			description: 'Whether Altegio sends a message on the birthday',
		},
	},
	card: {
		api: 'card',
		convert: clearable(toText, ''),
		property: {
			displayName: 'Card Number',
			name: 'card',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4401',
			description: 'Number of the client card. It may hold the ID of the client in another system.',
		},
	},
	comment: {
		api: 'comment',
		convert: clearable(toText, ''),
		property: {
			displayName: 'Comment',
			name: 'comment',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Likes the window seat',
			description: 'Note in the card of the client',
		},
	},
	customFields: {
		api: 'custom_fields',
		convert: toCustomFields,
		property: {
			displayName: 'Custom Fields',
			name: 'customFields',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Custom Field',
			default: {},
			description: 'Fields that the business added to its clients',
			options: [
				{
					displayName: 'Field',
					name: 'field',
					values: [
						{
							displayName: 'Field Name or ID',
							name: 'code',
							type: 'options',
							typeOptions: {
								loadOptionsMethod: 'getClientCustomFields',
								loadOptionsDependsOn: ['locationId.value'],
							},
							default: '',
							description:
								'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							placeholder: 'e.g. curly',
							description: 'Value of the field. For a date, YYYY-MM-DD.',
						},
					],
				},
			],
		},
	},
	discount: {
		api: 'discount',
		convert: notClearable(toNumber({ min: 0, max: 100 })),
		property: {
			displayName: 'Discount',
			name: 'discount',
			type: 'string',
			default: '',
			placeholder: 'e.g. 15',
			description: 'Discount in percent, from 0 to 100',
		},
	},
	email: {
		api: 'email',
		convert: clearable(toEmail, ''),
		property: {
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'e.g. name@email.com',
			description: 'Email address of the client',
		},
	},
	excludeFromMailings: {
		api: 'sms_not',
		convert: toSwitch,
		property: {
			displayName: 'Exclude From Mailings',
			name: 'excludeFromMailings',
			type: 'boolean',
			default: true,
			description: 'Whether the client gets no messages to many clients',
		},
	},
	gender: {
		api: 'gender_id',
		convert: notClearable(toNumberOf(GENDERS)),
		property: {
			displayName: 'Gender',
			name: 'gender',
			type: 'options',
			options: [
				{ name: 'Female', value: 'female' },
				{ name: 'Male', value: 'male' },
				{ name: 'Unknown', value: 'unknown' },
			],
			default: 'unknown',
			description: 'By expression one of unknown, male and female',
		},
	},
	importance: {
		api: 'importance_id',
		convert: notClearable(toNumberOf(IMPORTANCES)),
		property: {
			displayName: 'Importance',
			name: 'importance',
			type: 'options',
			options: [
				{ name: 'Bronze', value: 'bronze' },
				{ name: 'Gold', value: 'gold' },
				{ name: 'None', value: 'none' },
				{ name: 'Silver', value: 'silver' },
			],
			default: 'none',
			description: 'By expression one of none, bronze, silver and gold',
		},
	},
	middleName: {
		api: 'middle_name',
		convert: clearable(toText, ''),
		property: {
			displayName: 'Middle Name',
			name: 'middleName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Jo',
			description: 'Middle name or patronymic',
		},
	},
	openingBalance: {
		api: 'balance',
		convert: notClearable(toNumber({})),
		property: {
			displayName: 'Opening Balance',
			name: 'openingBalance',
			type: 'string',
			default: '',
			placeholder: 'e.g. -200',
			description: 'Balance that the client brings along. Only sent for a new client.',
		},
	},
	openingSpent: {
		api: 'spent',
		convert: notClearable(toNumber({ min: 0 })),
		property: {
			displayName: 'Opening Spent Amount',
			name: 'openingSpent',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1000',
			description: 'Amount that the client has spent before. Only sent for a new client.',
		},
	},
	surname: {
		api: 'surname',
		convert: clearable(toText, ''),
		property: {
			displayName: 'Surname',
			name: 'surname',
			type: 'string',
			default: '',
			placeholder: 'e.g. Winters',
			description: 'Last name of the client',
		},
	},
	categoryIds: {
		api: 'categories',
		convert: clearable(toIdOrNameList, []),
		property: {
			displayName: 'Tag Names or IDs',
			name: 'categoryIds',
			type: 'multiOptions',
			typeOptions: {
				loadOptionsMethod: 'getClientTags',
				loadOptionsDependsOn: ['locationId.value'],
			},
			default: [],
			description:
				'The complete list of tags of the client: those left out are removed. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
	},
} satisfies Record<string, Field>;

export const nameField: Field = {
	api: 'name',
	convert: notClearable(toText),
	property: {
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ada',
		description: 'First name of the client',
	},
};

/** The phone, for which the user may have set a country code. */
export function phoneField(defaultCountryCode?: unknown): Field {
	return {
		api: 'phone',
		convert: notClearable((value) => toPhone(value, { ...CLIENT_PHONE, defaultCountryCode })),
		property: {
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			default: '',
			placeholder: 'e.g. +1 555 010 0101',
			description: 'Phone number with country code',
		},
	};
}

const { openingBalance, openingSpent, ...lasting } = fields;

/** What an update can change: opening amounts would shift the account. */
export const LASTING_FIELDS: readonly Field[] = Object.values(lasting);
export const OPENING_FIELDS: readonly Field[] = [openingBalance, openingSpent];

export const FIELDS: readonly Field[] = [nameField, phoneField(), ...Object.values(fields)];

/** Refuses a blank value: a filter without one would find more than was meant. */
export function given(convert: (value: unknown) => unknown): Field['convert'] {
	return (value) => {
		if (isBlank(value)) throw new InvalidValue('is blank. Give a value, or remove it');
		return convert(value);
	};
}
