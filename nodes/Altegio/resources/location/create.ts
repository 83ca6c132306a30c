import { path } from '../../core/path';
import { isBlank } from '../../core/values';
import { additionalFieldsCollection } from '../../kit/collections';
import { readFields } from '../../kit/fields';
import { readCollection } from '../../kit/parameters';
import { objectOf } from '../../kit/read';
import { validationError } from '../../transport/errors';
import type { Operation } from '../../transport/operation';
import { fields } from './fields';

const ADDITIONAL_FIELDS = [
	fields.address,
	fields.businessTypeId,
	fields.cityId,
	fields.countryId,
	fields.coordinateLat,
	fields.coordinateLon,
	fields.shortDescr,
	fields.site,
];

/** `POST /companies`. */
export const create: Operation = {
	properties: [
		{ ...fields.title.property, required: true },
		additionalFieldsCollection(ADDITIONAL_FIELDS),
	],
	prepare(item) {
		const title = item.getNodeParameter('title', '');
		if (isBlank(title)) {
			throw validationError(
				item,
				"'Title' is blank, and a new location needs one.",
				'Give the location a name.',
			);
		}
		const body = {
			...readFields(item, [fields.title], { title: title as string }),
			...readFields(item, ADDITIONAL_FIELDS, readCollection(item, 'additionalFields')),
		};
		// Altegio documents the longitude as `coordinate_lot` here and as `coordinate_lon` everywhere else.
		if ('coordinate_lon' in body) body.coordinate_lot = body.coordinate_lon;

		return async ({ send }) => {
			const response = await send({ method: 'POST', path: path`/companies`, body });
			return objectOf(response) ?? { created: true, title: body.title };
		};
	},
};
