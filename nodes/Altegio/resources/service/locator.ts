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
