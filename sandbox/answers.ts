/** An answer before it is sent: a JSON body, or none. */
export interface Answer {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

/** The usual success. `meta` is an empty list where Altegio has nothing to say. */
export const success = (data: unknown, status = 200, meta: object = []): Answer => ({
	status,
	body: { success: true, data, meta },
});

/** Error shape A: most endpoints, and most statuses of the others. */
export const failure = (
	status: number,
	message: string,
	errors?: Record<string, string[]>,
): Answer => ({
	status,
	body: { success: false, data: null, meta: errors ? { message, errors } : { message } },
});

/** Error shape B, without `success` and `data`: 401 and 404 of operations with `x-legacy-errors`. */
export const legacyFailure = (status: number, message: string): Answer => ({
	status,
	body: { errors: { code: status, message: message.replace(/\.$/, '') }, meta: { message } },
});

/** Thrown by a handler to end the request with a refusal. The sandbox gives it the shape of the operation. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
		/** Messages by field. */
		readonly errors?: Record<string, string[]>,
	) {
		super(message);
	}
}

export const notFound = () => new Refusal(404, 'Not found');
export const forbidden = () => new Refusal(403, 'Access denied.');

/** A 422 for a field whose value has the right type and refers to nothing. */
export const invalidField = (field: string) =>
	new Refusal(422, 'The given data was invalid.', {
		[field]: [`The selected ${field} is invalid.`],
	});
