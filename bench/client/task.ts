/**
 * Who does the work:
 * - `altegio`: the node of this package;
 * - `http`: n8n's HTTP Request node, filled in as its form suggests: the body as fields, each with an expression;
 * - `httpExpert`: the same with a body made by a single expression;
 * - `fetch`: a plain loop without n8n.
 *
 * The HTTP Request node has a Header Auth credential, which is what a user without this package has. With the
 * credential of this package it would do more for each item, since that one has more fields to read.
 */
export type Peer = 'altegio' | 'http' | 'httpExpert' | 'fetch';

export type Operation = 'update' | 'delete' | 'getAll';

/** How n8n evaluates expressions: in its own process, or in an isolate as its server does. */
export type ExpressionEngine = 'legacy' | 'vm';

/** One workflow to run. */
export interface RunTask {
	kind: 'run';
	peer: Peer;
	operation: Operation;
	/** Where Altegio is. */
	baseUrl: string;
	/** How many locations: the input of the node, or what there is to list. */
	items: number;
	/** Id of the first location; the others follow. */
	firstId: number;
	engine: ExpressionEngine;
	/** Whether our node keeps Altegio's limits. */
	paced: boolean;
	/** The HTTP Request node's batching. */
	batching?: { batchSize: number; batchInterval: number };
	/** The node's Retry On Fail. */
	retryOnFail?: { maxTries: number; waitBetweenTries: number };
	/** Items of an unmeasured run before, since a server that runs workflows has run some already. */
	warmUp: number;
}

export interface RunResult {
	/** How n8n ended the execution. */
	status: string;
	error?: string;
	/** Items that the next node gets. */
	output: number;
	/** Milliseconds from start to end. */
	wallMs: number;
	/** Milliseconds of processor time of all threads, user and system. */
	cpuMs: number;
	/** What of it is system time. */
	systemMs: number;
	/** Expressions that n8n evaluated for each item. */
	evaluations: number;
	/** Bytes of memory before the run, and the most until its end. */
	rssBefore: number;
	peakRss: number;
}

/** Loading a package as n8n does when it starts. */
export interface LoadTask {
	kind: 'load';
	folder: string;
}

export interface LoadResult {
	nodes: number;
	wallMs: number;
}

export type Task = RunTask | LoadTask;

export type ResultOf<T extends Task> = T extends RunTask ? RunResult : LoadResult;

/** A task made ready: everything is loaded and warm when it is called. */
export type Ready<R> = () => Promise<R>;
