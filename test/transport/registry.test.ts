import { resources } from '../../nodes/Altegio/resources';
import { findOperation } from '../../nodes/Altegio/transport/registry';
import { formOf } from '../support/units';

/** The message with which every item is refused. */
function refusalOf(resource: string, operation: string): string {
	const found = findOperation(resources, resource, operation);
	expect(found.isKnown).toBe(false);
	expect(found.operation.properties).toEqual([]);
	try {
		found.operation.prepare(formOf() as never);
	} catch (error) {
		const { message, description } = error as Error & { description: string };
		expect(description).toBe('Choose it from the list. An expression cannot give it.');
		return message;
	}
	return 'not refused';
}

describe('findOperation', () => {
	it('R5: finds what the form offers', () => {
		const { operation, subject, isKnown } = findOperation(resources, 'location', 'update');
		expect(isKnown).toBe(true);
		expect(operation).toBe(resources.location?.operations.update);
		expect(subject.noun).toBe('location');
	});

	it.each(['close', '', 'constructor', 'toString'])(
		'R5: the operation %j is refused with those that there are',
		(operation) => {
			expect(refusalOf('location', operation)).toBe(
				"'Operation' is none of Create, Delete, Get, Get Many and Update. [item 0]",
			);
		},
	);

	it.each(['salon', '', 'constructor'])(
		'R5: the resource %j is refused with those that there are',
		(resource) => {
			expect(refusalOf(resource, 'get')).toBe(
				"'Resource' is none of API Request, Appointment, Availability, Client, Location, Service and Team Member. [item 0]",
			);
		},
	);

	it('R5: of an unknown resource messages and failed items say what they can', () => {
		const { subject } = findOperation(resources, 'salon', 'get');
		expect(subject.noun).toBe('object');
		expect(subject.parameters).toEqual(['Resource']);
		expect(subject.fieldLabel('zip')).toBe('zip');
		expect(subject.idOf(formOf() as never)).toBeUndefined();
	});
});
