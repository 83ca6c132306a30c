import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestMethods,
	PreSendAction,
} from 'n8n-workflow';

import type { Answer } from './answer';

/** One request to Altegio, below the base URL of the credential. */
export interface AltegioRequest {
	method: IHttpRequestMethods;
	/** Path, made of checked parts only. */
	url: string;
	qs?: IDataObject;
	body?: IDataObject;
	/** A 404 is a good answer if an earlier deletion of this item may have been carried out. */
	mayBeGone?: boolean;
}

/**
 * Sends a request, inside Altegio's limits and repeated where that is safe.
 *
 * @throws an error for the user, unless Altegio did what was asked
 */
export type Send = (request: AltegioRequest) => Promise<Answer>;

/** What is left to do for a checked item when its turn comes; gives the json of its output items. */
export type Job = (send: Send) => Promise<IDataObject | IDataObject[]>;

/**
 * One operation of the node: looks at everything the user gave for an item and makes its job.
 *
 * @throws NodeOperationError that names the field, if the item is impossible
 */
export type Operation = (this: IExecuteSingleFunctions) => Job;

type Prepared = { job: Job } | { refusal: Error };

/** By the options object that the engine hands to `preSend` and then to the hook. */
const prepared = new WeakMap<object, Prepared>();

/**
 * Makes an operation a `preSend` of the engine.
 *
 * It never throws: an error thrown there reaches the user without its link to the input item, and cannot keep
 * the other items from being sent. The hook that sends the items can do both.
 */
export function prepare(operation: Operation): PreSendAction {
	return async function (options) {
		try {
			prepared.set(options, { job: operation.call(this) });
		} catch (error) {
			prepared.set(options, { refusal: error as Error });
		}
		return options;
	};
}

/** What `prepare` found for these request options. */
export function preparedFor(options: object): Prepared {
	return prepared.get(options) ?? { refusal: new Error('This operation has nothing to send') };
}
