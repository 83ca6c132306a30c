import type { Answer } from './answers';
import type { State } from './state';
import type { Values } from './values';

/** What a handler knows of a request, all of it checked against the document. */
export interface Call {
	/** Parameters in the path; numbers where the document says integer. */
	params: Values;
	/** Numbers, booleans and lists where the document says so; defaults are not filled in. */
	query: Values;
	/** Fields of the body; empty without one. */
	body: Values;
	/** The partner whose token came. */
	partner?: string;
	/** Who is signed in; `undefined` where the partner token alone is enough and came alone. */
	user?: User;
}

export interface User {
	token: string;
}

/** What an operation does. It throws a `Refusal` to end the request with an error. */
export type Handler = (state: State, call: Call) => Answer;

/** Handlers by operationId. */
export type Handlers = Record<string, Handler>;
