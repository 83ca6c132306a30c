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

import { baseUrl, BASE_URL_EXPRESSION } from '../nodes/Altegio/core/baseUrl';
import { useOf } from '../nodes/Altegio/core/credentialUse';
import { cleanToken, packSession, readSession } from '../nodes/Altegio/core/tokens';
import { explainRefusedTokens, logIn, waitForRateLimit } from './session';

/** n8n signs in, or asks again for the tokens, where it sees this status; nothing has been sent then. */
const RENEW_SESSION = { response: { status: 401 } };

const OUT_OF_ORDER =
	'Altegio is out of order at the moment, or a server on the way to it. Test again later.';
const WRONG_ADDRESS =
	"There is no Altegio at this address. Check 'Environment' and 'Base URL', and whether a proxy or firewall stands between n8n and Altegio.";

/** What the test says where n8n would show no more than the name of a status. A refused token is named above. */
const TEST_RULES = [
	...Object.entries({
		301: WRONG_ADDRESS,
		302: WRONG_ADDRESS,
		307: WRONG_ADDRESS,
		308: WRONG_ADDRESS,
		400: WRONG_ADDRESS,
		// Tokens that Altegio refuses are named by `preAuthentication`, so this one comes from somebody else.
		401: 'The request was refused before it reached Altegio, or a token is wrong. Check both tokens, and whether a proxy or firewall stands between n8n and Altegio.',
		403: 'Access was denied. If Altegio said so, the location may have to install the application first; otherwise a proxy or firewall stands between n8n and Altegio.',
		404: WRONG_ADDRESS,
		405: WRONG_ADDRESS,
		407: 'A proxy between n8n and Altegio asks for a sign-in. Check the proxy settings of n8n.',
		429: "Altegio's limit of requests is used up. Test again in a minute.",
		...Object.fromEntries(
			[500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530].map((status) => [
				status,
				OUT_OF_ORDER,
			]),
		),
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
		const use = useOf(credentials);
		if (credentials.userAuthentication === 'login') {
			const isRenewal = Boolean(credentials.sessionToken);
			const sessionToken = packSession(credentials, await logIn(this, credentials));
			if (isRenewal) await waitForRateLimit(credentials);
			use.isRefused = false;
			return { sessionToken };
		}
		if (use.wasAsked) {
			await explainRefusedTokens(this, credentials);
			await waitForRateLimit(credentials);
			use.isRefused = false;
		}
		use.wasAsked = true;
		return {};
	}

	/** A property and not a method: n8n copies a credential type of a package and so loses what is on its prototype. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		// Only to refuse a wrong address in words: a request of the node has its address already.
		if (options.baseURL !== undefined) baseUrl(credentials);
		const { partnerToken, userAuthentication, userToken } = credentials;
		const user = userAuthentication === 'login' ? readSession(credentials) : userToken;
		if (user === undefined || useOf(credentials).isRefused) {
			throw Object.assign(new Error('No session'), RENEW_SESSION);
		}
		options.headers = {
			...options.headers,
			Accept: 'application/vnd.api.v2+json',
			Authorization: `Bearer ${cleanToken(partnerToken)}, User ${cleanToken(user)}`,
		};
		// n8n's client would follow a redirect to any host together with the tokens.
		options.disableFollowRedirect = true;
		return options;
	};

	test: ICredentialTestRequest = {
		request: { baseURL: BASE_URL_EXPRESSION, url: '/companies', qs: { my: 1, count: 1 } },
		rules: TEST_RULES,
	};
}
