import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeProperties,
} from 'n8n-workflow';
import { deepCopy, ICredentialsHelper } from 'n8n-workflow';

/**
 * The credentials side of n8n, which belongs to its server: one credential in memory, and n8n's rule for when
 * to call `preAuthentication`. Only what every tested n8n has in common.
 */
export class Credentials extends ICredentialsHelper {
	constructor(
		private readonly type: ICredentialType,
		/** As n8n's database would hold it. */
		public stored: ICredentialDataDecryptedObject,
	) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(): INodeProperties[] {
		return this.type.properties;
	}

	async getCredentials(): Promise<ICredentials> {
		return { getData: () => deepCopy(this.stored) } as unknown as ICredentials;
	}

	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		return deepCopy(this.stored);
	}

	async updateCredentials(
		_reference: unknown,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored = deepCopy(data);
	}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		request: object,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type;
		if (typeof authenticate !== 'function') throw new Error('Not a function any more');
		return await authenticate(credentials, request as IHttpRequestOptions);
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		_node: INode,
		isExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		if (credentials.sessionToken !== '' && !isExpired) return undefined;
		const output = await this.runPreAuthentication(helpers, credentials);
		if (output?.sessionToken === undefined) return undefined;
		this.stored = { ...this.stored, ...output };
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		return (await this.type.preAuthentication?.call(helpers, credentials)) as
			| ICredentialDataDecryptedObject
			| undefined;
	}
}
