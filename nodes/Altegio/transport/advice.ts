import type { IHttpRequestMethods } from 'n8n-workflow';

import { fieldLabel } from '../resources/location/fields';
import { fieldWordsOf, wordsOf, type Answer } from './answer';

/** A message for the user: enough on its own for an AI agent, which sees nothing else. */
export interface Advice {
	message: string;
	description?: string;
	/** HTTP status. Not the code of a network fault: for that n8n would put its own text in place of ours. */
	code?: string;
}

/** What a user can do about a status: `brief` goes into the message, `more` below it. */
interface Remedy {
	brief: string;
	more: string;
}

const REMEDIES: Record<string, Remedy> = {
	400: {
		brief: 'Correct the values that it names.',
		more: 'Altegio could not read the request. Compare the values of this item with what the fields of the node ask for.',
	},
	401: {
		brief: "Check 'Partner Token' and 'User Token' in the Altegio credential.",
		more: 'The partner token is in the Altegio Marketplace under Account Settings (https://app.alteg.io/appstore/developers/1). The user token belongs to an Altegio user and changes when that user changes the password.',
	},
	402: {
		brief: 'Renew the Altegio licence of this location.',
		more: 'Altegio refuses changes to a location whose licence has ended. The owner renews it in the settings of the location.',
	},
	403: {
		brief: 'The Altegio user needs the right to manage this location.',
		more: "Check that 'Location' is the one you mean, and that its owner gave the user of the credential access to its settings. With a Marketplace application, the location has to have installed it.",
	},
	404: {
		brief: "Check 'Location': there is no such location for this user.",
		more: 'It may have been deleted, or it belongs to somebody else. Choose it from the list, or use Get Many to see the IDs that this user manages.',
	},
	409: {
		brief:
			'Altegio holds something that contradicts this change: look at the location there first.',
		more: 'The request was understood and refused because of the present state at Altegio.',
	},
	422: {
		brief: 'Correct these values.',
		more: 'Altegio understood the request and refused a value. The names in the message are those of the fields in the node.',
	},
	429: {
		brief: 'Run this item again in a few minutes.',
		more: "Altegio's limit of requests was still used up after five tries, so something else sends requests from the same address. Lower 'Requests per Second' and 'Requests per Minute' under Settings > Request Options.",
	},
	'3xx': {
		brief: 'Correct the address of Altegio in the credential.',
		more: "The answer points to another address. It was not followed, since the tokens would have gone there too. Check 'Environment' and 'Base URL' in the Altegio credential.",
	},
	'5xx': {
		brief: 'Altegio is out of order at the moment: run this item again later.',
		more: 'The cause is on the side of Altegio. Its status page or support (api@alteg.io) can tell more.',
	},
};

const UNCLEAR: Remedy = {
	brief: "Check 'Environment' and 'Base URL' in the Altegio credential.",
	more: 'The answer is not one that Altegio gives, so something between n8n and Altegio may have sent it.',
};

const REFUSED: Remedy = {
	brief: 'Altegio did not carry it out: look at what it says and run this item again.',
	more: 'The answer had a status of success, yet said that the request was refused.',
};

/**
 * Altegio answered and did not do what was asked: its own words first, then what to do.
 *
 * @param isOpen whether the change may have been made by an earlier try
 */
export function adviceForAnswer(
	answer: Answer,
	method: IHttpRequestMethods,
	isOpen: boolean,
): Advice {
	const fields = fieldWordsOf(answer).map(([field, words]) =>
		words ? `${fieldLabel(field)}: ${words}` : `${fieldLabel(field)}.`,
	);
	const { brief, more } = remedyFor(answer);
	// To run the item again soon is no advice as long as nobody has looked.
	const whatToDo = isOpen && answer.statusCode >= 500 ? [] : [brief];
	const advice = {
		message: [wordsOf(answer), ...fields, ...whatToDo].join(' '),
		description: more,
		code: String(answer.statusCode),
	};
	return isOpen ? withOpenEnd(advice, method) : advice;
}

/** No answer came. `code` is that of the network fault, `isOpen` as above. */
export function adviceForFault(
	code: string | undefined,
	method: IHttpRequestMethods,
	isOpen: boolean,
): Advice {
	const isTimeout = code === 'ECONNABORTED' || code === 'ETIMEDOUT';
	const what = isTimeout ? 'Altegio did not answer in time.' : 'The connection to Altegio broke.';
	if (isOpen) return withOpenEnd({ message: what }, method);
	return {
		message: `${isTimeout ? what : 'Altegio cannot be reached.'} Check the network of n8n, then run this item again.`,
		description:
			"Check 'Environment' and 'Base URL' in the Altegio credential, and whether n8n may reach that address.",
	};
}

/** Altegio did not let the user in. The message comes from the credential. */
export function adviceForSignIn(message: string, httpStatus: number): Advice {
	return { message, description: REMEDIES[401].more, code: String(httpStatus) };
}

/** Adds that an earlier try may have been carried out. */
export function withOpenEnd(advice: Advice, method: IHttpRequestMethods): Advice {
	const end =
		method === 'POST'
			? 'The new location may exist: look for it in Altegio before you run this item again.'
			: 'It is not known whether the location was changed: look at it before you run this item again.';
	return { ...advice, message: `${advice.message} ${end}` };
}

function remedyFor({ statusCode, body }: Answer): Remedy {
	if (statusCode < 300) return typeof body === 'object' ? REFUSED : UNCLEAR;
	return REMEDIES[statusCode] ?? REMEDIES[`${String(statusCode)[0]}xx`] ?? UNCLEAR;
}
