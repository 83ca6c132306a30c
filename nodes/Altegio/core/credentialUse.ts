import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

/** How a request reaches Altegio: what the user set under Request Options. */
export type Connection = Pick<
	IHttpRequestOptions,
	'proxy' | 'skipSslCertificateValidation' | 'timeout'
>;

interface Use {
	connection?: Connection;
	/** Whether Altegio refused the tokens of this credential, so that n8n has to renew the session. */
	isRefused?: boolean;
	/** Whether n8n asked the credential to sign in before. */
	wasAsked?: boolean;
}

/**
 * What is known about the use of a credential for one request. n8n hands the credential the very object that the
 * node passed to its HTTP helper, and that is the only way in which the node can tell the credential something.
 */
const uses = new WeakMap<ICredentialDataDecryptedObject, Use>();

/** The use of a credential; made at the first look. */
export function useOf(credentials: ICredentialDataDecryptedObject): Use {
	let use = uses.get(credentials);
	if (!use) uses.set(credentials, (use = {}));
	return use;
}
