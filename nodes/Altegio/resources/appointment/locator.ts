import { idIfKnown, idLocator, readLocator, toIdOf } from '../../kit/locator';
import type { Item } from '../../transport/item';

/** Which appointment an operation is about. */
export const appointmentLocator = idLocator({
	name: 'appointmentId',
	label: 'Appointment',
	noun: 'appointment',
	searchListMethod: 'searchAppointments',
	exampleId: 640000001,
});

/**
 * The id of the appointment that an item is about.
 *
 * @throws NodeOperationError unless it is one positive whole number
 */
export function readAppointmentId(item: Item): number {
	const { value } = readLocator(item, 'appointmentId');
	return toIdOf(item, 'Appointment', 'appointment', value);
}

/** The id of the appointment that an item is about, or undefined where it has none. */
export function appointmentIdIfKnown(item: Item): number | undefined {
	return idIfKnown(readAppointmentId, item);
}
