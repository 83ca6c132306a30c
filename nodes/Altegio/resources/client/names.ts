import type { IDataObject } from 'n8n-workflow';

import { listCustomFields, listLabels, toCodes } from '../../kit/customFields';
import { resolveIds, type IdOrName } from '../../kit/names';
import { convertValue } from '../../kit/parameters';
import type { Item } from '../../transport/item';
import type { Api } from '../../transport/operation';
import { fields } from './fields';
import { toDay, toIsoText, toWall } from './values';

/** A client's dates are what the user wrote: no time zone of the location is asked for. */
const DATES = {
	toDate: toDay,
	toDateTime: (value: unknown) => toWall(toIsoText(value), 'UTC').replace('T', ' '),
};

/**
 * The given fields with the ids of tags in place of names, and custom fields by their codes and in their types.
 *
 * @throws NodeOperationError that names the field, for a name that is unknown or not the only one
 */
export async function resolveNames(
	api: Api,
	item: Item,
	locationId: number,
	given: IDataObject,
): Promise<IDataObject> {
	const resolved = { ...given };
	if (given.categories) {
		resolved.categories = await resolveIds(api, given.categories as IdOrName[], {
			label: fields.categoryIds.property.displayName,
			noun: 'tag',
			entries: async () => await listLabels(api, locationId, 'client'),
		});
	}
	if (given.custom_fields) {
		const known = await listCustomFields(api, locationId, 'client');
		const { displayName } = fields.customFields.property;
		resolved.custom_fields = convertValue(item, displayName, given.custom_fields, (values) =>
			known ? toCodes(values as IDataObject, known, DATES) : values,
		) as IDataObject;
	}
	return resolved;
}
