import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../core/values';
import { listCustomFields, listLabels, toCodes } from '../../kit/customFields';
import { toLocalDate, toLocalTime } from '../../kit/localTime';
import { resolveIds, type IdOrName } from '../../kit/names';
import { convertValue } from '../../kit/parameters';
import { fields, labelIds } from './fields';
import type { Place } from './lookup';

/**
 * The labels of an appointment and its custom fields with the names that Altegio has for them, and in its types.
 *
 * @throws NodeApiError or NodeOperationError for a name that is unknown, and for a value that its field cannot hold
 */
export async function resolveNames(
	{ api, item, locationId, zone }: Place,
	labels: IdOrName[],
	customFields: unknown,
): Promise<IDataObject> {
	const result: IDataObject = {};
	if (labels.length > 0) {
		result.record_labels = await resolveIds(api, labels, {
			label: labelIds.displayName,
			noun: 'label',
			entries: async () => await listLabels(api, locationId, 'record'),
		});
	}
	if (isObject(customFields)) {
		const known = await listCustomFields(api, locationId, 'record');
		const dates = {
			toDate: (value: unknown) => toLocalDate(value, zone),
			toDateTime: (value: unknown) => toLocalTime(value, zone).wall.replace('T', ' '),
		};
		const { displayName } = fields.customFields.property;
		result.custom_fields = convertValue(item, displayName, customFields, (values) =>
			known ? toCodes(values as IDataObject, known, dates) : values,
		) as IDataObject;
	}
	return result;
}
