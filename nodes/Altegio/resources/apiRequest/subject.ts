import type { Subject } from '../../transport/operation';

export const API_REQUEST: Subject = {
	noun: 'object',
	parameters: ['Path'],
	fieldLabel: (api) => api,
	idOf: () => undefined,
};
