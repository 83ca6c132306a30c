import type { INodeExecutionData } from 'n8n-workflow';

import type { Doubt } from './retry';

/** What the node remembers of its items while Retry On Fail repeats them all. */
export class Memory {
	/** What succeeded, by item index: not to be sent again. */
	readonly succeeded = new Map<number, INodeExecutionData[]>();

	private readonly doubts = new Map<number, Doubt>();

	/** What earlier passes left open of an item. */
	doubtOf(index: number): Doubt {
		let doubt = this.doubts.get(index);
		if (!doubt) this.doubts.set(index, (doubt = { inDoubt: false }));
		return doubt;
	}
}

const memories = new WeakMap<object, Memory>();

/** The memory of one run of a node, by an object that n8n keeps for all repeats of the run. */
export function memoryOf(key: object): Memory {
	let memory = memories.get(key);
	if (!memory) memories.set(key, (memory = new Memory()));
	return memory;
}
