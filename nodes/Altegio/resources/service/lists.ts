import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { searchEntries, toOptions } from '../../kit/choices';
import { editorApi } from '../../transport/editor';
import { locationIdInForm } from '../location/locator';
import { listServiceCategories, listServices } from './lookups';
import { SERVICE } from './subject';

/** Services of the chosen location, for the picker of one. */
async function searchServices(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const services = await listServices(editorApi(this, SERVICE), locationIdInForm(this));
	return searchEntries(services, filter, ({ title }) => [title]);
}

/** Services of the chosen location. */
async function getServices(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return toOptions(await listServices(editorApi(this, SERVICE), locationIdInForm(this)));
}

/** Categories of the services of the chosen location. */
async function getServiceCategories(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return toOptions(await listServiceCategories(editorApi(this, SERVICE), locationIdInForm(this)));
}

export const serviceLists = {
	listSearch: { searchServices },
	loadOptions: { getServiceCategories, getServices },
};
