import type { ICredentialDataDecryptedObject, IHttpRequestMethods } from 'n8n-workflow';

import { baseUrl } from '../../../credentials/baseUrl';
import { adviceForAnswer, adviceForFault, withOpenEnd, type Advice } from './advice';
import { isSuccess, type Answer } from './answer';
import { attempt, isAnswer, type Fault } from './attempt';
import { apiError } from './errors';
import type { Item } from './item';
import type { AltegioRequest } from './operation';
import { pacerFor } from './pace';
import { setbackOf, Tries, type Doubt } from './retry';
import { withoutSecrets } from './secrets';
import type { Settings } from './settings';
import { Stopped, wait } from './wait';

const STOPPED: Advice = { message: 'The execution was canceled before Altegio answered.' };

/** What the items of one pass over a node's input share; Retry On Fail makes a new pass each time. */
export interface Pass {
	/** Items whose job was begun, for Batching. */
	itemsBegun: number;
	/** What Altegio says of tokens that it refuses, by credential: then no other item need ask with them. */
	refusedTokens: Map<string, Advice>;
}

export function newPass(): Pass {
	return { itemsBegun: 0, refusedTokens: new Map() };
}

/**
 * Sends one request inside the limits, and again where that is safe: after 429 nothing has happened, and an
 * update, a deletion or a read does no harm twice. A creation is repeated only if it cannot have arrived.
 *
 * @param doubt whether an earlier try may have been carried out; read and written
 * @returns Altegio's answer of success; a repeated deletion that finds nothing any more is one
 * @throws NodeApiError for the user otherwise, Stopped if the execution is stopped
 */
export async function send(
	item: Item,
	request: AltegioRequest,
	{ limits, connection }: Settings,
	pass: Pass,
	doubt: Doubt,
): Promise<Answer> {
	const credentials = await item.getCredentials('altegioApi');
	const baseURL = baseUrl(credentials);
	const account = accountOf(baseURL, credentials);
	const refused = pass.refusedTokens.get(account);
	if (refused) throw apiError(item, doubt.inDoubt ? withOpenEnd(refused, request.method) : refused);
	if (request.method === 'POST' && doubt.inDoubt) {
		throw apiError(item, adviceForFault(undefined, 'POST', true));
	}
	const pacer = pacerFor(baseURL);
	const signal = item.getExecutionCancelSignal();
	const tries = new Tries(request.method, doubt);
	const whenStopped = (error: unknown) => {
		const isOpen = error instanceof Stopped && doubt.inDoubt;
		throw isOpen ? apiError(item, withOpenEnd(STOPPED, request.method)) : error;
	};

	for (;;) {
		const arrived = await pacer.take(limits, signal).catch(whenStopped);
		const result = await attempt(item, request, { baseURL, ...connection });
		arrived();

		if (isAnswer(result)) {
			const isGone = request.mayBeGone && result.statusCode === 404 && doubt.inDoubt;
			if (isGone || isSuccess(result)) {
				if (request.method !== 'GET') doubt.inDoubt = false;
				return result;
			}
		}
		const setback = isAnswer(result) ? setbackOf(result.statusCode) : result.setback;
		const delay = setback && tries.next(setback, isAnswer(result) ? result : undefined);
		if (delay === undefined) {
			const ofItem = adviceFor(result, request.method, doubt.inDoubt);
			if (ofItem.code === '401') {
				const ofTokens = adviceFor(result, request.method, false);
				pass.refusedTokens.set(account, await withoutSecrets(item, ofTokens));
			}
			throw apiError(item, await withoutSecrets(item, ofItem));
		}
		if (setback === 'limited') pacer.backOff(delay);
		await wait(delay, signal).catch(whenStopped);
	}
}

/** What the user is known by. Not the session token, which is renewed meanwhile. */
const USER_FIELDS = ['partnerToken', 'userAuthentication', 'userToken', 'login', 'password'];

/** Tells the users of a pass apart, who may differ from item to item. */
function accountOf(baseURL: string, credentials: ICredentialDataDecryptedObject): string {
	return JSON.stringify([baseURL, ...USER_FIELDS.map((name) => credentials[name])]);
}

function adviceFor(result: Answer | Fault, method: IHttpRequestMethods, isOpen: boolean): Advice {
	if (isAnswer(result)) return adviceForAnswer(result, method, isOpen);
	if (!result.advice) return adviceForFault(result.code, method, isOpen);
	return isOpen ? withOpenEnd(result.advice, method) : result.advice;
}
