import type { IDataObject, IHttpRequestMethods, INodeProperties, INodeType } from 'n8n-workflow';

import type { Path } from '../core/path';
import type { ApiResponse } from '../core/response';
import type { Caller, Item } from './item';

/**
 * What a request does at Altegio. It decides what may be repeated and what is said when no response came:
 * a read does nothing, a change ends in the same state when it is sent twice, a creation would be made twice.
 */
export type Effect = 'read' | 'change' | 'create';

/** One request to Altegio, below the base URL of the credential. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	path: Path;
	/** By default a GET reads, a POST creates, and everything else changes. */
	effect?: Effect;
	/** What it makes, where that is not what the resource works on: "comment". */
	noun?: string;
	qs?: IDataObject;
	body?: IDataObject | IDataObject[];
	/** Whether a success without Altegio's envelope counts too, as `isBareSuccess` tells it. */
	mayBeBare?: boolean;
	/** For the read before a deletion: Altegio's 404 is returned if an earlier deletion may have been carried out. */
	mayBeGone?: boolean;
	/** False: not repeated while its outcome is unknown, because the job looks at what it changed instead. */
	isRepeatable?: boolean;
	/** A refusal that the job itself understands is returned instead of thrown. Asked of Altegio's own responses only. */
	accepts?: (response: ApiResponse) => boolean;
}

/** What a request does, by what it says or by its method. */
export function effectOf({ method, effect }: ApiRequest): Effect {
	if (effect) return effect;
	if (method === 'GET') return 'read';
	return method === 'POST' ? 'create' : 'change';
}

/**
 * Sends a request, inside Altegio's limits and repeated where that is safe.
 *
 * @throws an error for the user, unless Altegio did what was asked
 */
export type Send = (request: ApiRequest) => Promise<ApiResponse>;

/** How a job reaches Altegio. */
export interface Api {
	send: Send;
	/**
	 * The result of `load`, which runs once for all items with the same tokens in a run of the node. A load that
	 * throws is forgotten, so the next item tries again.
	 *
	 * @param key names what is loaded, with the ids that it depends on
	 */
	once<T>(key: string, load: () => Promise<T>): Promise<T>;
	/**
	 * What the job noted of the item. It is kept while Retry On Fail repeats the item, so that a job can go on from what
	 * it knew before its first change.
	 */
	memory: Map<string, unknown>;
	/** Who sends: for messages about what a response lacks. */
	caller: Caller;
	/** Number of items of the run: tells whether it pays to read many objects at once. */
	itemCount: number;
}

/** What is left to do for a checked item when its turn comes; gives the json of its output items. */
export type Job = (api: Api) => Promise<IDataObject | IDataObject[]>;

/** One operation of a resource: its part of the form, and what it does with an item. */
export interface Operation {
	/** What the form shows for this operation only; the registry adds resource and operation to `displayOptions`. */
	properties: INodeProperties[];
	/**
	 * Looks at everything that the user gave for an item and makes its job.
	 *
	 * @throws NodeOperationError that names the field, if the item is impossible
	 */
	prepare(item: Item): Job;
}

/** What a user can do about a status: the action goes into the message, the details below it. */
export interface ErrorText {
	action: string;
	details: string;
}

/** The words that messages need about what a resource works on. */
export interface Subject {
	/** In the middle of a sentence: "location", "team member". */
	noun: string;
	/** Labels of the parameters that choose it, for example ['Client', 'Location']. */
	parameters: string[];
	/** The name that the user sees for a field of Altegio's; the field itself where the form has none. */
	fieldLabel(api: string): string;
	/** The id of what an item is about, for the output of a failed item. Undefined where it has none; never throws. */
	idOf(item: Item): IDataObject[string] | undefined;
	/** What to do about single statuses of Altegio's, where the resource knows more than the general text. */
	texts?: Partial<Record<number, ErrorText>>;
}

/** One resource of the node, as the registry needs it. */
export interface Resource {
	/** As the form names it. */
	displayName: string;
	subject: Subject;
	/** Everything that the form shows when the resource is chosen. */
	properties: INodeProperties[];
	/** By the operation's value in the form. */
	operations: Record<string, Operation>;
	/** Lists for the editor, by the names that the properties use. */
	lists?: Pick<NonNullable<INodeType['methods']>, 'listSearch' | 'loadOptions'>;
}
