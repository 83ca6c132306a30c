import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import type { Answer } from './answer';
import type { Item } from './item';

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
export type Operation = (this: Item) => Job;
