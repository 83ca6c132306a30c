import './environment';
import { getAdditionalKeys } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { deepCopy, ICredentialsHelper, NodeHelpers } from 'n8n-workflow';

import {
	getCredentialOwnRequestAllowedDomains,
	injectDomainRestrictionFields,
	isExpression,
} from './olderEngines';
import { AltegioApi } from './underTest';

/** What the credential keeps of a sign-in. */
export function sessionOf(baseUrl: string, login: string, token: string): string {
	return JSON.stringify([baseUrl, login, token]);
}

/** One instance for the whole process, as in n8n. */
export const altegioCredential: ICredentialType = new AltegioApi();
// n8n adds its own fields ("Allowed HTTP Request Domains") to every credential type.
injectDomainRestrictionFields(altegioCredential);

/** What the tests put on a node so that it uses the stored credential. */
export const CREDENTIAL_REFERENCE: INodeCredentialsDetails = { id: '1', name: 'Altegio' };

/**
 * The credentials side of n8n. The real one belongs to the n8n server and needs its
 * database; this one follows its rules over a single credential held in memory, of the
 * Altegio type unless told otherwise.
 */
export class TestCredentialsHelper extends ICredentialsHelper {
	private stored: ICredentialDataDecryptedObject;

	constructor(
		data: ICredentialDataDecryptedObject,
		private readonly type: ICredentialType = altegioCredential,
	) {
		super();
		this.stored = deepCopy(data);
	}

	/** A copy of what is stored now, as n8n's database would hold it. */
	get data(): ICredentialDataDecryptedObject {
		return deepCopy(this.stored);
	}

	getParentTypes(): string[] {
		return this.type.extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(): INodeProperties[] {
		return this.type.properties;
	}

	async getCredentials(reference: INodeCredentialsDetails): Promise<ICredentials> {
		if (!reference.id) throw new Error(`Credential "${reference.name}" is not saved`);
		return { ...reference, getData: async () => this.data } as unknown as ICredentials;
	}

	async updateCredentials(
		_reference: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored = deepCopy(data);
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('Altegio has no OAuth');
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		reference: INodeCredentialsDetails,
		_type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		expressionValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const data = (await (
			await this.getCredentials(reference)
		).getData()) as ICredentialDataDecryptedObject;
		if (raw) return data;
		return this.withDefaults(data, additionalData, mode, executeData, expressionValues);
	}

	/**
	 * Fills in the defaults of the credential type, as n8n does on reading, and resolves
	 * expressions. (Outside an execution n8n resolves them too; here they stay as they are.)
	 */
	withDefaults(
		data: ICredentialDataDecryptedObject,
		additionalData: IWorkflowExecuteAdditionalData,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		expressionValues?: ICredentialsExpressionResolveValues,
	): ICredentialDataDecryptedObject {
		const complete = NodeHelpers.getNodeParameters(
			this.type.properties,
			deepCopy(data) as INodeParameters,
			true,
			false,
			null,
			null,
		) as INodeParameters;
		if (!expressionValues) return complete as ICredentialDataDecryptedObject;

		return expressionValues.workflow.expression.getParameterValue(
			complete,
			expressionValues.runExecutionData,
			expressionValues.runIndex,
			expressionValues.itemIndex,
			expressionValues.node.name,
			expressionValues.connectionInputData,
			mode,
			getAdditionalKeys(additionalData, mode, null, { isCredential: true }),
			executeData,
			false,
			complete,
		) as ICredentialDataDecryptedObject;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		request: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const options = request as IHttpRequestOptions;
		const { authenticate } = this.type;
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		if (!authenticate) return options;
		if (!workflow || !node) throw new Error('A generic "authenticate" needs a workflow and a node');

		const resolve = (text: string) => {
			if (!isExpression(text)) return text;
			const keys = { $credentials: credentials };
			const value = workflow.expression.getSimpleParameterValue(
				node,
				text,
				'internal',
				keys,
				undefined,
				'',
			);
			return value ? String(value) : '';
		};

		const target = options as unknown as Record<string, Record<string, string>>;
		target.headers ??= {};
		for (const [part, values] of Object.entries(authenticate.properties)) {
			target[part] ||= {};
			for (const [key, value] of Object.entries(values as Record<string, string>)) {
				target[part][resolve(key)] = resolve(value);
			}
		}
		return options;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const { preAuthentication, properties, name } = this.type;
		const expirable = properties.find((p) => p.type === 'hidden' && p.typeOptions?.expirable);
		if (!expirable || !preAuthentication) return undefined;

		const isCredentialTest = node.parameters?.temp === '' && node.type === 'n8n-nodes-base.noOp';
		if (credentials[expirable.name] !== '' && !credentialsExpired && !isCredentialTest) {
			return undefined;
		}

		const output = (await preAuthentication.call(
			withCredentialDomains(helpers, credentials),
			credentials,
		)) as ICredentialDataDecryptedObject;
		if (output[expirable.name] === undefined || !node.credentials) return undefined;

		const reference = node.credentials[name];
		const toStore = (await (
			await this.getCredentials(reference)
		).getData()) as ICredentialDataDecryptedObject;
		for (const [key, value] of Object.entries(output)) {
			if (key === expirable.name || !isExpression(toStore[key])) toStore[key] = value;
		}
		await this.updateCredentials(reference, name, toStore);
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		return (await this.type.preAuthentication?.call(
			withCredentialDomains(helpers, credentials),
			credentials,
		)) as ICredentialDataDecryptedObject | undefined;
	}
}

/** The login step may only reach the domains that the user allowed for the credential. */
function withCredentialDomains(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): IHttpRequestHelper {
	return {
		helpers: {
			httpRequest: async (options) => {
				const allowedDomains = getCredentialOwnRequestAllowedDomains(credentials);
				return (await helpers.httpRequest(
					allowedDomains === undefined ? options : { ...options, allowedDomains },
				)) as unknown;
			},
		},
	};
}
