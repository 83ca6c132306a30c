import type { INodeProperties } from 'n8n-workflow';

import { path } from '../../core/path';
import { isBlank } from '../../core/values';
import { additionalFieldsCollection } from '../../kit/collections';
import { readFields, type Field } from '../../kit/fields';
import { toIdsOrNames } from '../../kit/names';
import { readCollection } from '../../kit/parameters';
import { objectOf } from '../../kit/read';
import { validationError } from '../../transport/errors';
import type { Operation } from '../../transport/operation';
import { locationLocator, readLocationId } from '../location/locator';
import { teamMemberIds, teamMemberLocator } from '../teamMember/locator';
import { fields, FIELDS } from './fields';
import { toService } from './lookups';
import { checkPrices } from './prices';

const REQUIRED_FIELDS: Field[] = [fields.title, fields.categoryId];
const ADDITIONAL_FIELDS = FIELDS.filter((field) => !REQUIRED_FIELDS.includes(field));

const PROVIDERS: INodeProperties = {
	...teamMemberIds,
	description:
		'Who provides the service; without anybody it cannot be booked. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** Seconds that Altegio takes for a service without a duration. */
const DEFAULT_DURATION = 3600;

/** `POST /services/{location_id}`. New services are active: Altegio would make them inactive. */
export const create: Operation = {
	properties: [
		locationLocator,
		{ ...fields.title.property, required: true },
		{ ...fields.categoryId.property, required: true },
		additionalFieldsCollection([...ADDITIONAL_FIELDS, PROVIDERS]),
	],
	prepare(item) {
		const locationId = readLocationId(item);
		const required = Object.fromEntries(
			REQUIRED_FIELDS.map(({ property: { name } }) => [name, item.getNodeParameter(name, '')]),
		) as Record<string, string>;
		for (const { property } of REQUIRED_FIELDS) {
			if (!isBlank(required[property.name])) continue;
			throw validationError(
				item,
				`'${property.displayName}' is blank, and a new service needs one.`,
				'Give it a value. If it comes from an expression, check that the field exists in every input item.',
			);
		}
		const additionalFields = readCollection(item, 'additionalFields');
		const body = {
			active: 1,
			...readFields(item, REQUIRED_FIELDS, required),
			...readFields(item, ADDITIONAL_FIELDS, additionalFields),
		};
		checkPrices(item, body);
		const members = toIdsOrNames(item, PROVIDERS.displayName, additionalFields.teamMemberIds);

		return async (api) => {
			const ids = await teamMemberLocator.idsOf(api, locationId, PROVIDERS.displayName, members);
			const { duration: seance_length = DEFAULT_DURATION } = body as { duration?: number };
			const staff = ids.map((id) => ({ id, seance_length }));
			const response = await api.send({
				method: 'POST',
				path: path`/services/${locationId}`,
				body: { ...body, ...(staff.length > 0 && { staff }) },
			});
			const created = objectOf(response);
			return created ? toService(created) : { created: true, title: required.title };
		};
	},
};
