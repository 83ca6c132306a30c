import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { searchEntries, toOptions } from '../../kit/choices';
import { editorApi } from '../../transport/editor';
import { locationIdInForm } from '../location/locator';
import { isEmployed, listTeamMembers, namedTeamMembers, type TeamMember } from './lookups';
import { TEAM_MEMBER } from './subject';

/** Team members of the chosen location who work there still, for the picker of one. */
async function searchTeamMembers(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const members = await listTeamMembers(editorApi(this, TEAM_MEMBER), locationIdInForm(this));
	const textsOf = ({ name, specialization }: TeamMember) => [name, specialization];
	return searchEntries(members.filter(isEmployed), filter, textsOf);
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
