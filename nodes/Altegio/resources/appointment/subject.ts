import type { Subject } from '../../transport/operation';
import { labelOf } from './fields';
import { appointmentIdIfKnown } from './locator';

export const APPOINTMENT: Subject = {
	noun: 'appointment',
	parameters: ['Appointment', 'Location'],
	fieldLabel: labelOf,
	idOf: appointmentIdIfKnown,
	texts: {
		400: {
			action: "Check 'Team Member' and the services: Altegio did not take this combination.",
			details:
				'A team member can only be booked for services that are linked to it in Altegio. An appointment that waits for an online payment cannot be changed either.',
		},
		403: {
			action:
				'The Altegio user needs the right to do this with appointments, or the appointment is closed for changes.',
			details:
				"In Altegio see Settings > Users > Appointments. Changes may be limited to some days, and paid appointments or those whose client has arrived may need rights of their own. Check 'Location' too.",
		},
	},
};
