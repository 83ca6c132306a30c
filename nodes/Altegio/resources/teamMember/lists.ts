import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { textOf } from '../../core/values';
import { matches, toOptions } from '../../kit/choices';
import { editorApi } from '../../transport/editor';
import { locationIdInForm } from '../location/locator';
import { isEmployed, listTeamMembers, namedTeamMembers } from './lookups';
import { TEAM_MEMBER } from './subject';

/** Team members of the chosen location who work there still, for the picker of one. */
async function searchTeamMembers(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const members = await listTeamMembers(editorApi(this, TEAM_MEMBER), locationIdInForm(this));
	const results = members
		.filter(isEmployed)
		.filter(({ id, name, specialization }) => matches(filter, [name, specialization, id]))
		.map(({ id, name, specialization }) => ({
			name: `${[name, textOf(specialization)].filter(Boolean).join(', ')} (${id})`,
			value: id,
		}))
		.sort((a, b) => a.name.localeCompare(b.name));
	return { results };
}

/** The same people, for lists of several. */
async function getTeamMembers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const api = editorApi(this, TEAM_MEMBER);
	return toOptions(await namedTeamMembers(api, locationIdInForm(this)));
}

export const teamMemberLists = {
	listSearch: { searchTeamMembers },
	loadOptions: { getTeamMembers },
};
