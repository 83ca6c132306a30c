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

/** Error shape A: most endpoints, and every status but 401 and 404 of a single location. */
export const failure = (
	status: number,
	message: string,
	errors?: Record<string, string[]>,
): Answer => ({
	status,
	body: { success: false, data: null, meta: errors ? { message, errors } : { message } },
});

/** Error shape B, without `success` and `data`: 401 and 404 of a single location. */
export const legacyFailure = (status: number, message: string): Answer => ({
	status,
	body: { errors: { code: status, message: message.replace(/\.$/, '') }, meta: { message } },
});
