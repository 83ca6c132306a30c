import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { isList, positiveInteger, textOf } from '../resources/location/values';
import { askForList } from './ask';

/** Countries known to Altegio. */
export async function getCountries(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return toOptions(await askForList(this, '/countries'));
}

/** Cities of the country chosen in the form, or all cities where there is none. */
export async function getCities(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const chosen = ['updateFields', 'additionalFields'].map((collection) =>
		this.getCurrentNodeParameter(`${collection}.countryId`),
	);
	const country = chosen.map(positiveInteger).find((id) => id !== undefined);
	return toOptions(await askForList(this, '/cities', country ? { country_id: country } : {}));
}

/** Business types, each under the name of its group. */
export async function getBusinessTypes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const groups = await askForList(this, '/references/business_groups_with_types');
	const types = groups.flatMap(({ title: group, types: members }) =>
		(isList(members) ? members : []).map(({ id, title }) => ({
			id,
			title: `${textOf(group)}: ${textOf(title)}`,
		})),
	);
	return toOptions(types);
}

/** Groups of business types. */
export async function getBusinessGroups(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return toOptions(await askForList(this, '/references/business_groups_with_types'));
}

/** Chains that the user belongs to. */
export async function getChains(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return toOptions(await askForList(this, '/groups'));
}

function toOptions(entries: IDataObject[]): INodePropertyOptions[] {
	return entries
		.filter(({ id }) => positiveInteger(id) !== undefined)
		.map(({ id, title }) => ({ name: textOf(title) || String(id), value: Number(id) }))
		.sort((a, b) => a.name.localeCompare(b.name));
}
