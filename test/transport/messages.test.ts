import {
	messageForFailure,
	messageForResponse,
	messageForSignIn,
	type Situation,
} from '../../nodes/Altegio/transport/messages';
import { answerOf, strangersAnswerOf } from '../support/units';

const situation: Situation = {
	subject: {
		noun: 'client',
		parameters: ['Client', 'Location'],
		fieldLabel: (api) => (api === 'phone' ? 'Phone' : api),
		idOf: () => undefined,
	},
	effect: 'change',
	isDeletion: false,
	outcomeUnknown: false,
	signsInByLogin: false,
	hasProxy: false,
	retryWords: 'run this item again',
};

const TOKENS =
	'The partner token is in the Altegio Marketplace under Account Settings (https://app.alteg.io/appstore/developers/1).';
const USER_TOKEN = `${TOKENS} The user token belongs to an Altegio user and changes when that user changes the password.`;
const LOGIN = `${TOKENS} Login and password are those of an Altegio user.`;
const OUT_OF_ORDER = 'Altegio is out of order at the moment: run this item again later.';
const SUPPORT =
	'The cause is on the side of Altegio. Its status page or support (api@alteg.io) can tell more.';
const ADDRESS = "Check 'Environment' and 'Base URL' in the Altegio credential";
const REDIRECT = `The answer points to another address. It was not followed, since the tokens would have gone there too. ${ADDRESS}.`;

describe('what is said of an answer of Altegio', () => {
	it.each<[number, string, string, Partial<Situation>?]>([
		[302, 'Correct the address of Altegio in the credential.', REDIRECT],
		[
			400,
			'Correct the values that it names.',
			'Altegio could not read the request. Compare the values of this item with what the fields of the node ask for.',
		],
		[401, "Check 'Partner Token' and 'User Token' in the Altegio credential.", USER_TOKEN],
		[
			401,
			"Check 'Partner Token', 'Login' and 'Password' in the Altegio credential.",
			LOGIN,
			{ signsInByLogin: true },
		],
		[
			402,
			'Renew the Altegio licence.',
			'Altegio refuses changes where the licence has ended. The owner renews it in the settings of the business.',
		],
		[
			403,
			'The Altegio user needs the right to manage this client.',
			"Check 'Client' and 'Location', and that the owner gave the user of the credential access to it. With a Marketplace application, the business has to have installed it.",
		],
		[
			404,
			"Check 'Client' and 'Location': there is no such client for this user.",
			'It may have been deleted, or it belongs to somebody else. Choose it from the list, or use Get Many to see the IDs that this user may use.',
		],
		[
			409,
			'Altegio holds something that contradicts this change: look at the client there first.',
			'The request was understood and refused because of the present state at Altegio.',
		],
		[
			422,
			'Correct these values.',
			'Altegio understood the request and refused a value. The names in the message are those of the fields in the node.',
		],
		[
			429,
			'Run this item again in a few minutes.',
			"Altegio's limit of requests was still used up after five tries, so something else sends requests from the same address. Lower 'Requests per Second' and 'Requests per Minute' under Settings > Request Options.",
		],
		[
			418,
			'Altegio did not carry it out: look at what it says and run this item again.',
			'Altegio understood the request and refused it, whatever the status of the answer.',
		],
		[499, 'Altegio did not carry it out: look at what it says and run this item again.', ''],
		[500, OUT_OF_ORDER, SUPPORT],
		[503, OUT_OF_ORDER, SUPPORT],
	])('R15: %i: %s', (statusCode, action, details, more = {}) => {
		const said = messageForResponse(answerOf(statusCode), { ...situation, ...more });
		expect(said).toMatchObject({ message: `Words. ${action}`, code: String(statusCode) });
		expect(said.description).toContain(details);
	});

	it('R15: the texts of a resource go before those that hold for all', () => {
		const texts = { 404: { action: 'Look for it.', details: 'It is gone.' } };
		const own = { ...situation, subject: { ...situation.subject, texts } };
		expect(messageForResponse(answerOf(404), own)).toEqual({
			message: 'Words. Look for it.',
			description: 'It is gone.',
			code: '404',
		});
		expect(messageForResponse(answerOf(402), own).message).toBe(
			'Words. Renew the Altegio licence.',
		);
	});

	it('R15: fields are named as the form names them, with or without words', () => {
		const errors = { phone: ['Too short!'], zip: [{ deep: 1 }] };
		const body = { success: false, data: null, meta: { message: 'Invalid', errors } };
		const response = { statusCode: 422, headers: {}, body };
		expect(messageForResponse(response, situation).message).toBe(
			'Invalid. Phone: Too short. zip. Correct these values.',
		);
	});

	it('R15: fields in the answer of a stranger are not shown', () => {
		const response = { statusCode: 422, headers: {}, body: { errors: [{ field: 'phone' }] } };
		expect(messageForResponse(response, situation).message).not.toContain('Phone');
	});
});

describe('what is said of an answer of a stranger', () => {
	const between =
		'The answer is not one that Altegio gives, so something between n8n and Altegio sent it, such as a proxy, a firewall or a load balancer.';
	const inFront = (proxy: string) =>
		`A server in front of Altegio answered in its place. If it stays so, check the network of n8n and ${proxy}, and 'Environment' and 'Base URL' in the Altegio credential.`;
	const proxy = "'Proxy' under Settings > Request Options";
	const proxyOfN8n = 'the proxy settings of n8n';

	it.each<[number, boolean, string, string]>([
		[300, false, 'Correct the address of Altegio in the credential.', REDIRECT],
		[399, true, 'Correct the address of Altegio in the credential.', REDIRECT],
		...[200, 400, 403, 404].flatMap(
			(status): Array<[number, boolean, string, string]> => [
				[
					status,
					false,
					`${ADDRESS}, and whether a proxy or firewall stands between n8n and Altegio.`,
					between,
				],
				[status, true, `${ADDRESS}, and ${proxy}.`, between],
			],
		),
		...[[proxyOfN8n, false] as const, [proxy, true] as const].flatMap(
			([where, hasProxy]): Array<[number, boolean, string, string]> => [
				[
					407,
					hasProxy,
					`A proxy asks for a sign-in: check the user and password in ${where}.`,
					'The proxy between n8n and Altegio answered. Altegio did not see the request.',
				],
				[500, hasProxy, OUT_OF_ORDER, inFront(where)],
				[502, hasProxy, OUT_OF_ORDER, inFront(where)],
			],
		),
		[429, false, 'Run this item again in a few minutes.', "Altegio's limit of requests was still"],
	])('R15: %i with a proxy in the options %s: %s', (statusCode, hasProxy, action, details) => {
		const said = messageForResponse(strangersAnswerOf(statusCode), { ...situation, hasProxy });
		expect(said).toMatchObject({
			message: `A web page came back instead of Altegio's answer (HTTP ${statusCode}). ${action}`,
			code: String(statusCode),
		});
		expect(said.description).toContain(details);
	});
});

describe('what is said where no answer came', () => {
	const timeouts = ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'];

	it.each(timeouts)('R11: %s: Altegio did not answer in time', (code) => {
		expect(messageForFailure({ code }, situation)).toEqual({
			message:
				'Altegio did not answer in time. Check the network of n8n, then run this item again.',
			description: `${ADDRESS}, and whether n8n may reach that address.`,
		});
		expect(messageForFailure({ code }, { ...situation, outcomeUnknown: true })).toEqual({
			message:
				'Altegio did not answer in time. It is not known whether the client was changed: look at it before you run this item again.',
		});
	});

	it.each(['ECONNREFUSED', 'ECONNRESET', undefined])('R11: %s: it cannot be reached', (code) => {
		expect(messageForFailure({ code }, situation).message).toBe(
			'Altegio cannot be reached. Check the network of n8n, then run this item again.',
		);
		expect(messageForFailure({ code }, { ...situation, hasProxy: true }).message).toBe(
			"Altegio cannot be reached. Check the network of n8n and 'Proxy' under Settings > Request Options, then run this item again.",
		);
		expect(messageForFailure({ code }, { ...situation, outcomeUnknown: true }).message).toBe(
			'The connection to Altegio broke. It is not known whether the client was changed: look at it before you run this item again.',
		);
	});

	it('R15: a certificate that is not trusted', () => {
		const failure = { code: 'CERT_HAS_EXPIRED', untrusted: 'certificate' } as const;
		expect(messageForFailure(failure, situation)).toEqual({
			message: `Altegio cannot be reached. The certificate of the server is not trusted (CERT_HAS_EXPIRED). ${ADDRESS}, or let n8n trust the certificate.`,
			description:
				"Something on the way, such as a proxy that reads along, may use a certificate of its own. If the server is one of yours, its certificate can be added to n8n, or the option 'Ignore SSL Issues' under Settings > Request Options be switched on.",
		});
	});

	it('R15: a server that speaks no https', () => {
		const failure = { code: 'EPROTO', untrusted: 'protocol' } as const;
		expect(messageForFailure(failure, situation)).toEqual({
			message: `Altegio cannot be reached. The server does not speak the protocol of the address (EPROTO). ${ADDRESS}: http and https, and the port, have to fit the server.`,
			description: 'For example, an address with https leads to a port that speaks http only.',
		});
	});

	it.each(['certificate', 'protocol'] as const)(
		'R11: an earlier try that may have arrived is told beside the %s',
		(untrusted) => {
			const { message } = messageForFailure(
				{ code: 'X', untrusted },
				{ ...situation, outcomeUnknown: true },
			);
			expect(message).toMatch(/ It is not known whether the client was changed: .* again\.$/);
		},
	);
});

describe('what is said of a request that may have been carried out', () => {
	const after = { ...situation, outcomeUnknown: true };

	it.each<[string, Partial<Situation>, string]>([
		[
			'change',
			{},
			'It is not known whether the client was changed: look at it before you run this item again.',
		],
		[
			'deletion',
			{ isDeletion: true },
			'It is not known whether the client was deleted: look at it before you run this item again.',
		],
		[
			'deletion by a creation',
			{ effect: 'create', isDeletion: true },
			'It is not known whether the client was deleted: look at it before you run this item again.',
		],
		[
			'creation',
			{ effect: 'create' },
			'The new client may exist: look for it in Altegio before you run this item again.',
		],
		[
			'creation of something else',
			{ effect: 'create', noun: 'comment' },
			'The new comment may exist: look for it in Altegio before you run this item again.',
		],
	])('R11: of a %s, and no retry is advised', (_, more, words) => {
		const now = { ...after, ...more };
		expect(messageForResponse(answerOf(503), now).message).toBe(`Words. ${words}`);
		expect(messageForResponse(answerOf(403), now).message).toBe(
			`Words. The Altegio user needs the right to manage this client. ${words}`,
		);
	});
});

describe('what is said of a refused sign-in', () => {
	it.each([
		[true, LOGIN],
		[false, USER_TOKEN],
	])('R15: the words of the credential, with login %s', (signsInByLogin, description) => {
		expect(messageForSignIn('Wrong password.', 403, { ...situation, signsInByLogin })).toEqual({
			message: 'Wrong password.',
			description,
			code: '403',
		});
	});

	it('R11: an earlier try that may have arrived is told too', () => {
		const { message } = messageForSignIn('No.', 403, { ...situation, outcomeUnknown: true });
		expect(message).toMatch(/^No\. It is not known whether the client was changed/);
	});
});
