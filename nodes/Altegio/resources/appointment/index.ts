import { defineResource } from '../../kit/resource';
import { cancel } from './cancel';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { appointmentLists } from './lists';
import { reschedule } from './reschedule';
import { setStatus } from './setStatus';
import { APPOINTMENT } from './subject';
import { update } from './update';

export const appointment = defineResource({
	value: 'appointment',
	displayName: 'Appointment',
	subject: APPOINTMENT,
	lists: appointmentLists,
	operations: { cancel, create, get, getAll: getMany, reschedule, setStatus, update },
	operationProperty: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'create',
		options: [
			{
				name: 'Cancel',
				value: 'cancel',
				action: 'Cancel appointment',
				description:
					'Cancel an appointment for good. Get Many of appointments gives its ID; Expected Client Phone makes sure that it is the right one.',
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create appointment',
				description:
					'Book an appointment, once only. Takes services and team member by name or ID (Get Many of services and of team members list them) and a free start as Find Free Slots of availability gives it.',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get appointment',
				description: 'Retrieve an appointment by its ID, which Get Many of appointments gives',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many appointments',
				description:
					'Retrieve a list of appointments, by dates, client (Get Many of clients gives the ID), team member or status',
			},
			{
				name: 'Reschedule',
				value: 'reschedule',
				action: 'Reschedule appointment',
				description:
					'Move an appointment to another time or team member and keep all else. Get Many of appointments gives its ID, Find Free Slots of availability a free start.',
			},
			{
				name: 'Set Status',
				value: 'setStatus',
				action: 'Set status of appointment',
				description:
					'Set an appointment to waiting, confirmed, arrived or no-show. Get Many of appointments gives its ID.',
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update appointment',
				description:
					'Change comment, services, reminders and more of an appointment and keep all else. Get Many of appointments gives its ID.',
			},
		],
	},
});
