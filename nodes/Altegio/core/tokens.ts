import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

import { baseUrl } from './baseUrl';

/** A token as Altegio wants it, however it was pasted: spaces and a leading "Bearer" or "User" go. */
export function cleanToken(token: unknown): string {
	return String(token ?? '')
		.trim()
		.replace(/^(bearer|user)\s+/i, '');
}

/** What is kept of a sign-in: the token, and whose it is. n8n keeps it when another login is entered. */
export function packSession(credentials: ICredentialDataDecryptedObject, token: string): string {
	return JSON.stringify([...sessionOwner(credentials), token]);
}

/** The user token of the last sign-in, if that was at the same address with the same login. */
export function readSession(credentials: ICredentialDataDecryptedObject): string | undefined {
	const session = jsonParse<unknown>(String(credentials.sessionToken), { fallbackValue: [] });
	const [address, login, token] = [session].flat();
	const [ownAddress, ownLogin] = sessionOwner(credentials);
	return address === ownAddress && login === ownLogin ? String(token) : undefined;
}

function sessionOwner({ login, ...rest }: ICredentialDataDecryptedObject): [string, string] {
	return [baseUrl(rest), String(login).trim()];
}

const SECRETS = ['partnerToken', 'userToken', 'password'];

/** Shorter ones would blot out ordinary words, and are no token of Altegio's. */
const MIN_SECRET_LENGTH = 4;

/** A text without the secrets of the credential: a response may repeat what was sent, and its words are shown. */
export function redact(text: string, credentials: ICredentialDataDecryptedObject): string {
	return (
		[...SECRETS.map((name) => credentials[name]), readSession(credentials)]
			.map(cleanToken)
			.filter((secret) => secret.length >= MIN_SECRET_LENGTH)
			// The longest first: one may be the beginning of another.
			.sort((a, b) => b.length - a.length)
			.reduce((redacted, secret) => redacted.replaceAll(secret, '***'), text)
	);
}
