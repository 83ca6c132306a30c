import { InvalidValue, toBoolean, toId, toNumber, toText } from '../../core/values';
import { lookup, notClearable, type Field } from '../../kit/fields';

/** A converter from minutes to Altegio's seconds. Altegio takes steps of five minutes only. */
function toSeconds(min: number, max: number): (value: unknown) => number {
	const toMinutes = toNumber({ min, max, integer: true });
	return (value) => {
		const minutes = toMinutes(value);
		if (minutes % 5 === 0) return minutes * 60;
		throw new InvalidValue(`must be a number of minutes that 5 divides, but is ${minutes}`);
	};
}

/** The fields that Altegio documents for `POST` and `PUT /services/{location_id}`, but for the links. */
export const fields = {
	active: {
		api: 'active',
		convert: notClearable((value) => (toBoolean(value) ? 1 : 0)),
		property: {
			displayName: 'Active',
			name: 'active',
			type: 'boolean',
			default: true,
			description: 'Whether clients can book the service online',
		},
	},
	categoryId: lookup('category_id', notClearable(toId), {
		displayName: 'Category Name or ID',
		name: 'categoryId',
		loadOptionsMethod: 'getServiceCategories',
		dependsOn: ['locationId.value'],
	}),
	comment: {
		api: 'comment',
		convert: notClearable(toText),
		property: {
			displayName: 'Comment',
			name: 'comment',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. Wash included',
			description: 'Description of the service, as clients see it',
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
			placeholder: 'e.g. 10',
			description: 'Discount in percent, from 0 to 100',
		},
	},
	duration: {
		api: 'duration',
		convert: notClearable(toSeconds(5, 1435)),
		property: {
			displayName: 'Duration (Minutes)',
			name: 'duration',
			type: 'string',
			default: '',
			placeholder: 'e.g. 45',
			description:
				'How long the service takes, from 5 to 1435 minutes in steps of 5. Team members can have lengths of their own, which stay as they are.',
		},
	},
	externalId: {
		api: 'api_id',
		convert: notClearable(toText),
		property: {
			displayName: 'External ID',
			name: 'externalId',
			type: 'string',
			default: '',
			placeholder: 'e.g. CUT-1',
			description: 'ID of the service in another system',
		},
	},
	priceMax: {
		api: 'price_max',
		convert: notClearable(toNumber({ min: 0 })),
		property: {
			displayName: 'Maximum Price',
			name: 'priceMax',
			type: 'string',
			default: '',
			placeholder: 'e.g. 60',
			description: 'Highest price, in the currency of the location. Give both for one price.',
		},
	},
	priceMin: {
		api: 'price_min',
		convert: notClearable(toNumber({ min: 0 })),
		property: {
			displayName: 'Minimum Price',
			name: 'priceMin',
			type: 'string',
			default: '',
			placeholder: 'e.g. 40',
			description: 'Lowest price, in the currency of the location. Give both for one price.',
		},
	},
	technicalBreak: {
		api: 'technical_break_duration',
		convert: notClearable(toSeconds(0, 60)),
		property: {
			displayName: 'Technical Break (Minutes)',
			name: 'technicalBreak',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10',
			description: 'Time to clean up after the service, from 0 to 60 minutes in steps of 5',
		},
	},
	title: {
		api: 'title',
		convert: notClearable(toText),
		property: {
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. Haircut',
			description: 'Name of the service',
		},
	},
	weight: {
		api: 'weight',
		convert: notClearable(toNumber({ integer: true })),
		property: {
			displayName: 'Weight',
			name: 'weight',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10',
			description: 'Place in lists: services with a higher number come first',
		},
	},
} satisfies Record<string, Field>;

export const FIELDS: Field[] = Object.values(fields);
