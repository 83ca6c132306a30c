import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
} from 'n8n-workflow';

import { baseUrl, BASE_URL_EXPRESSION } from './baseUrl';
import { clean, explainRefusedTokens, logIn, sessionOf, sessionTokenOf, takeTurn } from './session';

/** Credentials that n8n has used once: it comes back with the same object only after a 401. */
const used = new WeakSet<ICredentialDataDecryptedObject>();

const OTHER_SESSION = { response: { status: 401 } };

const OUT_OF_ORDER = 'Altegio is out of order at the moment. Test again later.';
const WRONG_ADDRESS = "There is no Altegio at this address. Check 'Environment' and 'Base URL'.";

/** What the test says where n8n would show no more than the name of a status. A refused token is named above. */
const TEST_RULES = [
	...Object.entries({
		301: WRONG_ADDRESS,
		302: WRONG_ADDRESS,
		307: WRONG_ADDRESS,
		308: WRONG_ADDRESS,
		403: 'Altegio knows both tokens and denies access. The location may have to install the application first.',
		404: WRONG_ADDRESS,
		429: "Altegio's limit of requests is used up. Test again in a minute.",
		500: OUT_OF_ORDER,
		502: OUT_OF_ORDER,
		503: OUT_OF_ORDER,
		504: OUT_OF_ORDER,
	}).map(([status, message]) => ({
		type: 'responseCode' as const,
		properties: { value: Number(status), message },
	})),
	{
		type: 'responseSuccessBody' as const,
		properties: { key: 'success', value: false, message: 'Altegio did not carry out the test.' },
	},
	// An answer without data: a web page, or nothing at all.
	{
		type: 'responseSuccessBody' as const,
		properties: { key: 'data', value: undefined, message: WRONG_ADDRESS },
	},
	// n8n reads both kinds, and its type allows only one.
] as unknown as ICredentialTestRequest['rules'];

export class AltegioApi implements ICredentialType {
	name = 'altegioApi';

	displayName = 'Altegio API';

	icon: Icon = {
		light: 'file:../nodes/Altegio/altegio.svg',
		dark: 'file:../nodes/Altegio/altegio.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-altegio/n8n-nodes-altegio#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Partner Token',
			name: 'partnerToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Identifies your integration. Register as a developer in the <a href="https://app.alteg.io/appstore/developers/1" target="_blank">Altegio Marketplace</a>, then find the token under Account Settings.',
		},
		{
			displayName: 'Identify User By',
			name: 'userAuthentication',
			type: 'options',
			options: [
				{ name: 'User Token', value: 'userToken' },
				{ name: 'Login and Password', value: 'login' },
			],
			default: 'userToken',
			description: 'How Altegio knows which user acts, and so which locations may be changed',
		},
		{
			displayName: 'User Token',
			name: 'userToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Token of the Altegio user who manages the locations, or the token of your Marketplace application. It changes when that user changes the password.',
			displayOptions: { show: { userAuthentication: ['userToken'] } },
		},
		{
			displayName: 'Login',
			name: 'login',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. nathan@example.com',
			description: 'Email address or phone number with country code of the Altegio user',
			displayOptions: { show: { userAuthentication: ['login'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: { show: { userAuthentication: ['login'] } },
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{
					name: 'Production',
					value: 'production',
					description: 'Your real locations at https://api.alteg.io',
				},
				{
					name: 'Mock Server',
					value: 'mock',
					description: 'Sample answers from the Altegio documentation, nothing is changed',
				},
				{
					name: 'Custom',
					value: 'custom',
					description: 'Another address, for example a proxy or a test server',
				},
			],
			default: 'production',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. http://127.0.0.1:8790/api/v1',
			description: 'Address of the API up to and including the version',
			displayOptions: { show: { environment: ['custom'] } },
		},
	];

	/**
	 * Runs before a request that has no session token yet, and again after a 401.
	 *
	 * @throws Error in plain words if the login is refused, or naming the token that Altegio refuses
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		if (credentials.userAuthentication === 'login') {
			const isRenewal = Boolean(credentials.sessionToken);
			const sessionToken = sessionOf(credentials, await logIn(this, credentials));
			if (isRenewal) await takeTurn(credentials);
			return { sessionToken };
		}
		if (used.has(credentials)) {
			await explainRefusedTokens(this, credentials);
			await takeTurn(credentials);
		}
		used.add(credentials);
		return {};
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		// Only to refuse a wrong one in words: a request of the node has its address already.
		if (options.baseURL !== undefined) baseUrl(credentials);
		const { partnerToken, userAuthentication, userToken } = credentials;
		const user = userAuthentication === 'login' ? sessionTokenOf(credentials) : userToken;
		// Of another login: n8n signs in where it sees this status, and nothing has been sent.
		if (user === undefined) throw Object.assign(new Error('No session'), OTHER_SESSION);
		options.headers = {
			...options.headers,
			Accept: 'application/vnd.api.v2+json',
			Authorization: `Bearer ${clean(partnerToken)}, User ${clean(user)}`,
		};
		// n8n's client would follow a redirect to any host together with the tokens.
		options.disableFollowRedirect = true;
		return options;
	}

	test: ICredentialTestRequest = {
		request: { baseURL: BASE_URL_EXPRESSION, url: '/companies', qs: { my: 1, count: 1 } },
		rules: TEST_RULES,
	};
}
