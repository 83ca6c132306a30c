import type { Subject } from '../../transport/operation';

const LABELS: Record<string, string> = {
	datetime: 'Start',
	date: 'Start',
	service_ids: 'Service Names or IDs',
	staff_id: 'Team Member Names or IDs',
	staff_ids: 'Team Member Names or IDs',
};

export const AVAILABILITY: Subject = {
	noun: 'calendar',
	parameters: ['Location', 'Service Names or IDs', 'Team Member Names or IDs'],
	fieldLabel: (api) => LABELS[api.split('.')[0] as string] ?? api,
	// Free time has no id.
	idOf: () => undefined,
};
