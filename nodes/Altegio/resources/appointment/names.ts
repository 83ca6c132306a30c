import type { IDataObject } from 'n8n-workflow';

import { listCustomFields, listLabels, toCodes } from '../../kit/customFields';
import { toLocalDate, toLocalTime } from '../../kit/localTime';
import { resolveIds, type IdOrName } from '../../kit/names';
import { convertValue } from '../../kit/parameters';
import { fields } from './fields';
import type { Place } from './lookup';

/**
 * The labels of an appointment by their ids, and its custom fields with the names that Altegio has for them and in its
 * types. What is undefined is left out.
 *
 * @throws NodeApiError or NodeOperationError for a name that is unknown, and for a value that its field cannot hold
 */
export async function resolveNames(
	{ api, item, locationId, zone }: Place,
	{ record_labels, custom_fields }: IDataObject,
): Promise<IDataObject> {
	const result: IDataObject = {};
	if (record_labels) {
		result.record_labels = await resolveIds(api, record_labels as IdOrName[], {
			label: fields.labels.property.displayName,
			noun: 'label',
			entries: async () => await listLabels(api, locationId, 'record'),
		});
	}
	if (custom_fields) {
		const known = await listCustomFields(api, locationId, 'record');
		const dates = {
			toDate: (value: unknown) => toLocalDate(value, zone),
			toDateTime: (value: unknown) => toLocalTime(value, zone).wall.replace('T', ' '),
		};
		const { displayName } = fields.customFields.property;
		result.custom_fields = convertValue(item, displayName, custom_fields, (values) =>
			known ? toCodes(values as IDataObject, known, dates) : values,
		) as IDataObject;
	}
	return result;
}
