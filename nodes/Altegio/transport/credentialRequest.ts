import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { useOf } from '../core/credentialUse';
import type { ApiResponse } from '../core/response';

/** What n8n offers wherever a node may send requests. */
interface Context {
	helpers: Pick<IAllExecuteFunctions['helpers'], 'httpRequestWithAuthentication'>;
}

/**
 * The credential of one item or caller, and the requests that carry its tokens.
 *
 * The credential is read once, as n8n asks its database each time, and by itself reads it for the first item only.
 * For each request n8n gets a copy of its own: by that object credentials/ knows how the request is sent.
 */
export class CredentialRequest {
	private credentials?: ICredentialDataDecryptedObject;

	constructor(
		private readonly context: Context,
		private readonly load: () => Promise<ICredentialDataDecryptedObject>,
	) {}

	/** The credential with its expressions resolved. n8n puts a new session into it. */
	async read(): Promise<ICredentialDataDecryptedObject> {
		this.credentials ??= await this.load();
		return this.credentials;
	}

	/** As `Caller.request`. */
	async request(options: IHttpRequestOptions, renewsSession: boolean): Promise<ApiResponse> {
		this.credentials = { ...(await this.read()) };
		const { proxy, skipSslCertificateValidation, timeout } = options;
		const use = useOf(this.credentials);
		use.connection = { proxy, skipSslCertificateValidation, timeout };
		use.isRefused = renewsSession;
		const { httpRequestWithAuthentication } = this.context.helpers;
		return (await httpRequestWithAuthentication.call(
			this.context as IAllExecuteFunctions,
			'altegioApi',
			// Otherwise no handler of ours would ever see a response that is no success.
			{ ...options, returnFullResponse: true, ignoreHttpStatusErrors: true },
			{ credentialsDecrypted: { id: '', name: '', type: 'altegioApi', data: this.credentials } },
		)) as ApiResponse;
	}
}
