/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { stat } from 'node:fs/promises';

import type { Log } from '../../scripts/n8n';
import type { BenchSetup } from '../benchSetup';
import { inFreshProcess } from '../processes';
import { fixed, median } from '../report/numbers';
import type { Table } from '../report/table';

const REPETITIONS = 15;

/** What the package weighs, and how long n8n's own loader needs for it when n8n starts. */
export async function packageLoad(setup: BenchSetup, log: Log): Promise<Table> {
	log(`Package: loaded ${REPETITIONS} times`);
	const loadMs: number[] = [];
	let nodes = 0;
	for (let repetition = 0; repetition < REPETITIONS; repetition++) {
		const result = await inFreshProcess(setup, { kind: 'load', folder: setup.packageFolder });
		loadMs.push(result.wallMs);
		nodes = result.nodes;
	}
	const { size } = await stat(setup.tarball);
	return {
		head: ['Nodes', 'Packed, kB', 'Loaded in, ms'],
		rows: [[fixed(nodes), fixed(size / 1000, 1), fixed(median(loadMs), 1)]],
	};
}
