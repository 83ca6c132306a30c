import type { IDataObject } from 'n8n-workflow';

import { fieldWordsOf, isFromAltegio, sentence, wordsOf, type ApiResponse } from '../core/response';
import type { Effect, ErrorText, Subject } from './operation';

/** A message for the user: enough on its own for an AI agent, which sees nothing else. */
export interface Message {
	message: string;
	description?: string;
	/** HTTP status. Not the code of a network fault: for that n8n would put its own text in place of ours. */
	code?: string;
	/** More for the output of the failed item, beside `error` and `id`. */
	output?: IDataObject;
}

/** What is known about a request when a message is made of its end. */
export interface Situation {
	subject: Subject;
	effect: Effect;
	isDeletion: boolean;
	/** What the request makes, where that is not what the resource works on. */
	noun?: string;
	/** Whether an earlier try, or this one, may have been carried out although no response says so. */
	outcomeUnknown: boolean;
	signsInByLogin: boolean;
	hasProxy: boolean;
	/** As in `Caller`. */
	retryWords: string;
}

const CHECK_ADDRESS = "Check 'Environment' and 'Base URL' in the Altegio credential";

function textsFor({ subject, signsInByLogin, retryWords }: Situation): Record<string, ErrorText> {
	const { noun, parameters } = subject;
	const labels = parameters.map((label) => `'${label}'`).join(' and ');
	return {
		400: {
			action: 'Correct the values that it names.',
			details:
				'Altegio could not read the request. Compare the values of this item with what the fields of the node ask for.',
		},
		401: signsInByLogin
			? {
					action: "Check 'Partner Token', 'Login' and 'Password' in the Altegio credential.",
					details:
						'The partner token is in the Altegio Marketplace under Account Settings (https://app.alteg.io/appstore/developers/1). Login and password are those of an Altegio user.',
				}
			: {
					action: "Check 'Partner Token' and 'User Token' in the Altegio credential.",
					details:
						'The partner token is in the Altegio Marketplace under Account Settings (https://app.alteg.io/appstore/developers/1). The user token belongs to an Altegio user and changes when that user changes the password.',
				},
		402: {
			action: 'Renew the Altegio licence.',
			details:
				'Altegio refuses changes where the licence has ended. The owner renews it in the settings of the business.',
		},
		403: {
			action: `The Altegio user needs the right to manage this ${noun}.`,
			details: `Check ${labels}, and that the owner gave the user of the credential access to it. With a Marketplace application, the business has to have installed it.`,
		},
		404: {
			action: `Check ${labels}: there is no such ${noun} for this user.`,
			details:
				'It may have been deleted, or it belongs to somebody else. Choose it from the list, or use Get Many to see the IDs that this user may use.',
		},
		409: {
			action: `Altegio holds something that contradicts this change: look at the ${noun} there first.`,
			details: 'The request was understood and refused because of the present state at Altegio.',
		},
		422: {
			action: 'Correct these values.',
			details:
				'Altegio understood the request and refused a value. The names in the message are those of the fields in the node.',
		},
		429: {
			action: `${capitalized(retryWords)} in a few minutes.`,
			details:
				"Altegio's limit of requests was still used up after five tries, so something else sends requests from the same address. Lower 'Requests per Second' and 'Requests per Minute' under Settings > Request Options.",
		},
		'5xx': {
			action: `Altegio is out of order at the moment: ${retryWords} later.`,
			details:
				'The cause is on the side of Altegio. Its status page or support (api@alteg.io) can tell more.',
		},
		other: {
			action: `Altegio did not carry it out: look at what it says and ${retryWords}.`,
			details: 'Altegio understood the request and refused it, whatever the status of the answer.',
		},
	};
}

const REDIRECT: ErrorText = {
	action: 'Correct the address of Altegio in the credential.',
	details: `The answer points to another address. It was not followed, since the tokens would have gone there too. ${CHECK_ADDRESS}.`,
};

/** What to do about the answer of a stranger. Nothing is said of rights, tokens or ids: Altegio did not see the request. */
function textForStranger(
	{ statusCode }: ApiResponse,
	{ hasProxy, retryWords }: Situation,
): ErrorText {
	const proxy = hasProxy ? "'Proxy' under Settings > Request Options" : 'the proxy settings of n8n';
	if (statusCode >= 300 && statusCode < 400) return REDIRECT;
	if (statusCode === 407) {
		return {
			action: `A proxy asks for a sign-in: check the user and password in ${proxy}.`,
			details: 'The proxy between n8n and Altegio answered. Altegio did not see the request.',
		};
	}
	if (statusCode >= 500) {
		return {
			action: `Altegio is out of order at the moment: ${retryWords} later.`,
			details: `A server in front of Altegio answered in its place. If it stays so, check the network of n8n and ${proxy}, and 'Environment' and 'Base URL' in the Altegio credential.`,
		};
	}
	return {
		action: `${CHECK_ADDRESS}, and ${hasProxy ? proxy : 'whether a proxy or firewall stands between n8n and Altegio'}.`,
		details:
			'The answer is not one that Altegio gives, so something between n8n and Altegio sent it, such as a proxy, a firewall or a load balancer.',
	};
}

/** Altegio, or a stranger in its place, answered and did not do what was asked: the words first, then what to do. */
export function messageForResponse(response: ApiResponse, situation: Situation): Message {
	const { subject, outcomeUnknown } = situation;
	const fields = fieldWordsOf(response).map(([field, words]) =>
		[subject.fieldLabel(field), words && sentence(words)].filter(Boolean).join(': '),
	);
	const { action, details } = textForResponse(response, situation);
	// A retry is no advice while the outcome is unknown.
	const isRetryAdvice = action.includes(situation.retryWords);
	const parts = [
		wordsOf(response),
		...(isFromAltegio(response) ? fields.map(sentence) : []),
		...(outcomeUnknown && isRetryAdvice ? [] : [action]),
	];
	return withOutcome(
		{
			message: parts.filter(Boolean).join(' '),
			description: details,
			code: String(response.statusCode),
		},
		situation,
	);
}

function textForResponse(response: ApiResponse, situation: Situation): ErrorText {
	const { statusCode } = response;
	// 429 comes before the question of who answered: nothing was done in either case.
	if (!isFromAltegio(response) && statusCode !== 429) return textForStranger(response, situation);
	if (statusCode >= 300 && statusCode < 400) return REDIRECT;
	const texts = textsFor(situation);
	const text =
		situation.subject.texts?.[statusCode] ??
		texts[statusCode] ??
		(statusCode >= 500 ? texts['5xx'] : texts.other);
	return text as ErrorText;
}

/** Codes of timers that ran out. */
const TIMEOUTS = ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'];

/** What to do where the connection was refused before any byte of the request could be sent. */
export type Untrusted = 'certificate' | 'protocol';

/** No response came. `code` is that of the network fault. */
export function messageForFailure(
	{ code = '', untrusted }: { code?: string; untrusted?: Untrusted },
	situation: Situation,
): Message {
	if (untrusted === 'certificate') {
		return withOutcome(
			{
				message: `Altegio cannot be reached. The certificate of the server is not trusted (${code}). ${CHECK_ADDRESS}, or let n8n trust the certificate.`,
				description:
					"Something on the way, such as a proxy that reads along, may use a certificate of its own. If the server is one of yours, its certificate can be added to n8n, or the option 'Ignore SSL Issues' under Settings > Request Options be switched on.",
			},
			situation,
		);
	}
	if (untrusted === 'protocol') {
		return withOutcome(
			{
				message: `Altegio cannot be reached. The server does not speak the protocol of the address (${code}). ${CHECK_ADDRESS}: http and https, and the port, have to fit the server.`,
				description: 'For example, an address with https leads to a port that speaks http only.',
			},
			situation,
		);
	}
	const isTimeout = TIMEOUTS.includes(code);
	const what = isTimeout ? 'Altegio did not answer in time.' : 'The connection to Altegio broke.';
	if (situation.outcomeUnknown) return withOutcome({ message: what }, situation);
	const proxy = situation.hasProxy ? " and 'Proxy' under Settings > Request Options" : '';
	return {
		message: `${isTimeout ? what : 'Altegio cannot be reached.'} Check the network of n8n${proxy}, then ${situation.retryWords}.`,
		description: `${CHECK_ADDRESS}, and whether n8n may reach that address.`,
	};
}

/** Altegio did not let the user in. The message comes from the credential. */
export function messageForSignIn(
	message: string,
	httpStatus: number,
	situation: Situation,
): Message {
	const description = textsFor(situation)[401]?.details;
	return withOutcome({ message, description, code: String(httpStatus) }, situation);
}

/** Adds, where it is so, that the request may have been carried out. */
export function withOutcome(text: Message, situation: Situation): Message {
	return situation.outcomeUnknown
		? { ...text, message: `${text.message} ${outcomeText(situation)}` }
		: text;
}

function outcomeText({ subject, effect, isDeletion, retryWords, ...rest }: Situation): string {
	const { noun = subject.noun } = rest;
	if (effect === 'create' && !isDeletion) {
		return `The new ${noun} may exist: look for it in Altegio before you ${retryWords}.`;
	}
	const what = isDeletion ? 'deleted' : 'changed';
	return `It is not known whether the ${noun} was ${what}: look at it before you ${retryWords}.`;
}

function capitalized(words: string): string {
	return words.charAt(0).toUpperCase() + words.slice(1);
}
