import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { refusal } from '../../transport/errors';
import { isBlank, positiveInteger, shown } from './values';

interface QueryField {
	/** Name of the node parameter. */
	parameter: string;
	/** Name in Altegio's query. */
	api: string;
	/** Name that the user sees, where a value is an id. */
	id?: string;
}

/** What the answer about a location, or about each of a list, can hold in addition. */
export const INCLUDES: QueryField[] = [
	{ parameter: 'includeBookingForms', api: 'showBookforms' },
	{ parameter: 'includeChains', api: 'show_groups' },
	{ parameter: 'includeNextSlot', api: 'forBooking' },
];

/**
 * The query for a collection of flags and ids. A flag is 1 or left out, as Altegio has it; a blank id is left out.
 *
 * @throws NodeOperationError that names the field, for an impossible id
 */
export function toQuery(
	context: IExecuteSingleFunctions,
	values: IDataObject,
	fields: QueryField[],
): IDataObject {
	const query: IDataObject = {};
	for (const { parameter, api, id: label } of fields) {
		const value = values[parameter];
		if (label === undefined) {
			if (value === true) query[api] = 1;
		} else if (!isBlank(value)) {
			const id = positiveInteger(value);
			if (id === undefined) {
				throw refusal(
					context,
					`'${label}' must be a positive whole number, but is ${shown(value)}.`,
				);
			}
			query[api] = id;
		}
	}
	return query;
}
