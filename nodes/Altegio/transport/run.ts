import {
	NodeConnectionTypes,
	type IExecuteSingleFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { Advice } from './advice';
import type { Doubt } from './retry';

/** One pass of the engine over all items of a node. Retry On Fail makes a new one each time. */
export class Pass {
	/** Set where the workflow stops at the first item that cannot be carried out: no request follows. */
	halted = false;

	/** What Altegio says of the tokens if it refuses them: then no other item need ask. */
	refusedTokens?: Advice;

	private arrived = 0;

	private lastIndex = -1;

	private allArrived = () => {};

	/** Settles when every item has been checked. */
	readonly complete = new Promise<void>((resolve) => (this.allArrived = resolve));

	/** The items take their turns in order, one at a time. */
	private turn: Promise<unknown> = Promise.resolve();

	constructor(private readonly expected: number) {}

	/** Counts an item in. The engine hands them over in order, so a step back starts another pass. */
	admits(index: number): boolean {
		if (index <= this.lastIndex) return false;
		this.lastIndex = index;
		if (++this.arrived === this.expected) this.allArrived();
		return true;
	}

	/** Runs a task after those of all earlier items. */
	async inTurn<T>(task: () => Promise<T>): Promise<T> {
		const result = this.turn.then(task);
		this.turn = result.catch(() => {});
		return await result;
	}
}

/** What the items of one execution of a node share, Retry On Fail included. */
export class Run {
	/** What succeeded, by item index: not to be sent again when Retry On Fail repeats all items. */
	readonly succeeded = new Map<number, INodeExecutionData[]>();

	private readonly doubts = new Map<number, Doubt>();

	private pass: Pass;

	constructor(private readonly itemCount: number) {
		this.pass = new Pass(itemCount);
	}

	/** What earlier passes left open of an item. */
	doubtOf(index: number): Doubt {
		let doubt = this.doubts.get(index);
		if (!doubt) this.doubts.set(index, (doubt = { inDoubt: false }));
		return doubt;
	}

	/** The pass that an item belongs to; to be called once for each item of a pass. */
	passFor(index: number): Pass {
		if (!this.pass.admits(index)) {
			this.pass = new Pass(this.itemCount);
			this.pass.admits(index);
		}
		return this.pass;
	}
}

const runs = new WeakMap<object, Run>();

/**
 * The run that an item belongs to. All items and all repeats of a run share the engine's execute data.
 *
 * An AI agent's calls of this node as a tool share it too, as it is the agent's: there each call is its own run.
 */
export function runOf(context: IExecuteSingleFunctions): Run {
	const executeData = context.getExecuteData();
	const node = context.getNode();
	const isToolCall = executeData.node.name !== node.name;
	const key = isToolCall ? context.getInputData(0, NodeConnectionTypes.AiTool).json : executeData;

	let run = runs.get(key);
	if (!run) {
		const [items] = Object.values(executeData.data)[0] ?? [];
		run = new Run(node.executeOnce || isToolCall ? 1 : (items?.length ?? 1));
		runs.set(key, run);
	}
	return run;
}
