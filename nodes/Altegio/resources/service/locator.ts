import type { INodeProperties } from 'n8n-workflow';

import { namedLocator } from '../../kit/namedLocator';
import { listServices } from './lookups';

/** Which service an operation is about. */
export const serviceLocator = namedLocator({
	name: 'serviceId',
	label: 'Service',
	noun: 'service',
	searchListMethod: 'searchServices',
	exampleId: 70101,
	exampleName: 'Haircut',
	entries: listServices,
});

/** What is to be done in an appointment. */
export const serviceIds: INodeProperties = {
	displayName: 'Service Names or IDs',
	name: 'serviceIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getServices', loadOptionsDependsOn: ['locationId.value'] },
	default: [],
	description:
		'What is to be done; several are done one after the other. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};
