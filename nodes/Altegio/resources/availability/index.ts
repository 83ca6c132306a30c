import { defineResource } from '../../kit/resource';
import { check } from './check';
import { getSlots } from './getSlots';
import { AVAILABILITY } from './subject';

export const availability = defineResource({
	value: 'availability',
	displayName: 'Availability',
	subject: AVAILABILITY,
	operations: { check, getSlots },
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'getSlots',
		options: [
			{
				name: 'Check Slot',
				value: 'check',
				action: 'Check slot',
				description:
					'Tell whether a start is free for services, with whom, and if not, why not and what is free next. Get Many of services and of team members list what can be asked for.',
			},
			{
				name: 'Find Free Slots',
				value: 'getSlots',
				action: 'Find free slots',
				description:
					'List the free starts for services over all team members, soonest first, ready to be booked as they are with Create of appointment. Get Many of services and of team members list what can be asked for.',
			},
		],
	},
});
