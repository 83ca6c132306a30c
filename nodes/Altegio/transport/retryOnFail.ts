import type { INodeExecutionData } from 'n8n-workflow';

import { has2xx, isRefusal, type ApiResponse } from '../core/response';
import { effectOf, type ApiRequest, type Effect, type Send } from './operation';

/** What is known of one request of an item, over all passes of Retry On Fail. */
export interface RequestState {
	effect: Effect;
	isDeletion: boolean;
	/** As in `ApiRequest`. */
	noun?: string;
	/** Whether a try may have been carried out although no response says so. */
	outcomeUnknown: boolean;
	/** The response by which Altegio confirmed that it was carried out. */
	confirmed?: ApiResponse;
}

/** What the node remembers of an item while Retry On Fail repeats all items. */
export class ItemState {
	/** The output items, once all requests of the item are done: none is sent again. */
	output?: INodeExecutionData[];

	/** What the job noted of the item. */
	readonly memory = new Map<string, unknown>();

	private readonly requests = new Map<string, RequestState>();

	/** The state of a request: the same one when the item sends the same method to the same path again. */
	of({ method, path, ...rest }: ApiRequest): RequestState {
		const key = `${method} ${path}`;
		let state = this.requests.get(key);
		if (!state) {
			const effect = effectOf({ method, path, ...rest });
			const { noun } = rest;
			state = { effect, isDeletion: method === 'DELETE', noun, outcomeUnknown: false };
			this.requests.set(key, state);
		}
		return state;
	}

	/** A request of the item whose outcome is not known, if there is one. */
	get unknown(): RequestState | undefined {
		return [...this.requests.values()].find(({ outcomeUnknown }) => outcomeUnknown);
	}

	/** Lets a job send only what was not carried out yet: what was is answered from memory. Reads are sent again. */
	withoutRepeats(send: Send): Send {
		return async (request) => {
			const state = this.of(request);
			if (state.confirmed) return state.confirmed;
			const response = await send(request);
			// Anything else that is returned is a refusal that the job understands.
			const isDone = state.effect !== 'read' && has2xx(response) && !isRefusal(response);
			if (isDone) state.confirmed = response;
			return response;
		};
	}
}

/** What the node remembers of its items while Retry On Fail repeats them all. */
export class RetryState {
	private readonly items = new Map<number, ItemState>();

	ofItem(index: number): ItemState {
		let item = this.items.get(index);
		if (!item) this.items.set(index, (item = new ItemState()));
		return item;
	}
}

const states = new WeakMap<object, RetryState>();

/** The retry state of one run of a node, by an object that n8n keeps for all repeats of the run. */
export function retryStateOf(key: object): RetryState {
	let state = states.get(key);
	if (!state) states.set(key, (state = new RetryState()));
	return state;
}
