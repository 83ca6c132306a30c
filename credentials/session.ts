import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { dataOf, wordsOf, type Answer } from '../nodes/Altegio/transport/answer';
import { paced } from '../nodes/Altegio/transport/pace';
import { baseUrl } from './baseUrl';

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

/** A token as Altegio wants it, however it was pasted: spaces and a leading "Bearer" or "User" go. */
export function clean(token: unknown): string {
	return String(token ?? '')
		.trim()
		.replace(/^(bearer|user)\s+/i, '');
}

/** What is kept of a sign-in: the token, and whose it is. n8n keeps it when another login is entered. */
export function sessionOf(credentials: ICredentialDataDecryptedObject, token: string): string {
	return JSON.stringify([...owner(credentials), token]);
}

/** The user token of the last sign-in, if that was at the same address with the same login. */
export function sessionTokenOf(credentials: ICredentialDataDecryptedObject): string | undefined {
	const session = jsonParse<unknown>(String(credentials.sessionToken), { fallbackValue: [] });
	const [address, login, token] = [session].flat();
	const [ownAddress, ownLogin] = owner(credentials);
	return address === ownAddress && login === ownLogin ? String(token) : undefined;
}

function owner(credentials: ICredentialDataDecryptedObject): [address: string, login: string] {
	return [baseUrl(credentials), String(credentials.login).trim()];
}

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
	const reply = await ask(helpers, credentials, {
		method: 'POST',
		url: '/auth',
		body: { login: String(login).trim(), password },
	});
	const data = (dataOf(reply) ?? {}) as IDataObject;
	if (typeof data.user_token === 'string' && data.user_token) return data.user_token;

	// With a second factor switched on the answer is 200 with a uuid and no token (seen at YCLIENTS).
	if (data.uuid) {
		throw new SignInError(
			'This Altegio user signs in with a second factor, which a workflow cannot answer. Choose User Token in the Altegio credential, or a user without a second factor.',
			401,
		);
	}
	const said = wordsOf(reply);
	if (reply.statusCode === 429 || reply.statusCode >= 500) {
		throw new SignInError(
			`${said} Altegio could not sign the user in now. Try again later.`,
			reply.statusCode,
		);
	}
	throw new SignInError(
		`${said} Altegio did not accept the sign-in: check 'Login', 'Password' and 'Partner Token' in the Altegio credential.`,
		401,
	);
}

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
	const both = await ask(helpers, credentials, {
		url: '/companies',
		qs: { my: 1, count: 1 },
		user: clean(credentials.userToken),
	});
	if (both.statusCode !== 401) return;

	const partnerOnly = await ask(helpers, credentials, { url: '/countries' });
	const advice =
		partnerOnly.statusCode === 401
			? "Altegio refuses the partner token: check 'Partner Token' in the Altegio credential."
			: "Altegio accepts the partner token and refuses the user token: check 'User Token' in the Altegio credential. It changes when the user changes the password.";
	throw new SignInError(`${wordsOf(both)} ${advice}`, 401);
}

/** A turn for the request that n8n sends again after this, past the node. */
export async function takeTurn(credentials: ICredentialDataDecryptedObject): Promise<void> {
	await paced(baseUrl(credentials), async () => {});
}

async function ask(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
	{ user, ...request }: IHttpRequestOptions & { user?: string },
): Promise<Answer> {
	const partner = `Bearer ${clean(credentials.partnerToken)}`;
	const baseURL = baseUrl(credentials);
	const reply = paced(
		baseURL,
		async () =>
			await helpers.httpRequest({
				...request,
				baseURL,
				headers: {
					Accept: 'application/vnd.api.v2+json',
					Authorization: user === undefined ? partner : `${partner}, User ${user}`,
				},
				disableFollowRedirect: true,
				ignoreHttpStatusErrors: true,
				returnFullResponse: true,
				timeout: 60_000,
			}),
	);
	return (await reply.catch(cannotBeReached)) as Answer;
}

/** Named as what it is: otherwise a lost sign-in looks like a lost request, which may not be repeated. */
function cannotBeReached(): never {
	throw new SignInError('Altegio cannot be reached to sign the user in. Try again later.', 503);
}
