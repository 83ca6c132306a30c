import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { baseUrl } from '../nodes/Altegio/core/baseUrl';
import { useOf } from '../nodes/Altegio/core/credentialUse';
import { withRateLimit } from '../nodes/Altegio/core/rateLimiter';
import { dataOf, isFromAltegio, wordsOf, type ApiResponse } from '../nodes/Altegio/core/response';
import { cleanToken, redact } from '../nodes/Altegio/core/tokens';

/**
 * Altegio did not let the user in, so no request of a node was sent.
 *
 * `errorCode` holds the status of the sign-in. Every n8n keeps it as the `httpCode` of its own error, older ones
 * nothing else. A plain status would bring n8n's stock text for it in place of ours.
 */
export class SignInError extends Error {
	override readonly name = 'SignInError';

	readonly errorCode: string;

	constructor(message: string, httpStatus: number) {
		super(message);
		this.errorCode = `SIGN_IN_${httpStatus}`;
	}
}

/** As long as the requests of the node, unless the user chose otherwise. */
const TIMEOUT_MS = 60_000;

/**
 * Gets a user token for login and password through `POST /auth`.
 *
 * @throws SignInError if Altegio gives no token; the text names the fields, never their values
 */
export async function logIn(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const { login, password } = credentials;
	if (!login || !password) {
		throw new SignInError("Fill in 'Login' and 'Password' in the Altegio credential.", 401);
	}
	const response = await authRequest(helpers, credentials, {
		method: 'POST',
		url: '/auth',
		body: { login: String(login).trim(), password },
	});
	const data = (dataOf(response) ?? {}) as IDataObject;
	if (typeof data.user_token === 'string' && data.user_token) return data.user_token;

	// With a second factor switched on the answer is 200 with a uuid and no token (seen at YCLIENTS).
	if (data.uuid) {
		throw new SignInError(
			'This Altegio user signs in with a second factor, which a workflow cannot answer. Choose User Token in the Altegio credential, or a user without a second factor.',
			401,
		);
	}
	const words = redact(wordsOf(response), credentials);
	const { statusCode } = response;
	if (statusCode === 429 || statusCode >= 500) {
		throw new SignInError(
			`${words} Altegio could not sign the user in now. Try again later.`,
			statusCode,
		);
	}
	if (!isFromAltegio(response)) throw new SignInError(`${words} ${STRANGER}`, 400);
	throw new SignInError(
		`${words} Altegio did not accept the sign-in: check 'Login', 'Password' and 'Partner Token' in the Altegio credential.`,
		401,
	);
}

const STRANGER =
	"Altegio was not asked to sign the user in: check 'Environment' and 'Base URL' in the Altegio credential, and whether a proxy or firewall stands between n8n and Altegio.";

/**
 * Finds out which token Altegio refuses. Returns quietly if it refuses none.
 *
 * A dictionary needs the partner token alone, so its answer tells the two tokens apart.
 *
 * @throws SignInError that names the token
 */
export async function explainRefusedTokens(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<void> {
	const both = await authRequest(helpers, credentials, {
		url: '/companies',
		qs: { my: 1, count: 1 },
		user: cleanToken(credentials.userToken),
	});
	if (!isRefused(both)) return;

	const partnerOnly = await authRequest(helpers, credentials, { url: '/countries' });
	const advice = isRefused(partnerOnly)
		? "Altegio refuses the partner token: check 'Partner Token' in the Altegio credential."
		: "Altegio accepts the partner token and refuses the user token: check 'User Token' in the Altegio credential. It changes when the user changes the password.";
	throw new SignInError(`${redact(wordsOf(both), credentials)} ${advice}`, 401);
}

function isRefused(response: ApiResponse): boolean {
	return response.statusCode === 401 && isFromAltegio(response);
}

/** Reserves a place in Altegio's limits for the request that n8n itself sends after this. */
export async function waitForRateLimit(credentials: ICredentialDataDecryptedObject): Promise<void> {
	await withRateLimit(baseUrl(credentials), async () => {});
}

async function authRequest(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
	{ user, ...request }: IHttpRequestOptions & { user?: string },
): Promise<ApiResponse> {
	const partner = `Bearer ${cleanToken(credentials.partnerToken)}`;
	const baseURL = baseUrl(credentials);
	const response = withRateLimit(
		baseURL,
		async () =>
			await helpers.httpRequest({
				timeout: TIMEOUT_MS,
				// The same proxy and rule for certificates as the request that needs the session.
				...useOf(credentials).connection,
				...request,
				baseURL,
				headers: {
					Accept: 'application/vnd.api.v2+json',
					Authorization: user === undefined ? partner : `${partner}, User ${user}`,
				},
				disableFollowRedirect: true,
				ignoreHttpStatusErrors: true,
				returnFullResponse: true,
			}),
	);
	return (await response.catch(cannotBeReached)) as ApiResponse;
}

/** Named as what it is: otherwise a lost sign-in looks like a lost request, which may not be repeated. */
function cannotBeReached(): never {
	throw new SignInError('Altegio cannot be reached to sign the user in. Try again later.', 503);
}
