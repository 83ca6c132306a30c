import type { Log } from '../../scripts/n8n';
import { type CommunityPackage, ensureCommunityPackages, measureTarball } from '../community';
import { inFreshProcess } from '../processes';
import { fixed, median } from '../report/numbers';
import type { Section } from '../report/table';
import type { Stage } from '../stage';

const REPETITIONS = 15;
const MOST_BYTES = 60_000;
const MOST_MS = 15;

/** What the package weighs, and how long n8n takes to load it when it starts. */
export async function packageSize(stage: Stage, log: Log): Promise<Section> {
	const ours: CommunityPackage = {
		name: 'n8n-nodes-altegio',
		folder: stage.packageFolder,
		dependencies: 0,
		...(await measureTarball(stage.packageFolder, log)),
	};
	const packages = [ours, ...(await ensureCommunityPackages(log))];
	log(`Package: loading each of ${packages.length} packages ${REPETITIONS} times`);
	const times = new Map<CommunityPackage, number[]>(packages.map((one) => [one, []]));
	const nodes = new Map<CommunityPackage, number>();
	for (let repetition = 0; repetition < REPETITIONS; repetition++) {
		for (const [one, done] of times) {
			const { wallMs, nodes: count } = await inFreshProcess(stage, {
				kind: 'load',
				folder: one.folder,
			});
			done.push(wallMs);
			nodes.set(one, count);
		}
	}
	const loadMs = median(times.get(ours)!);
	return {
		title: 'Package',
		what: `Sizes as npm tells them; time in which n8n's loader reads the package with all its nodes and credentials in a fresh process, median of ${REPETITIONS}. The others are five widely used community packages.`,
		head: ['', 'Nodes', 'Dependencies', 'Scripts', 'Packed, kB', 'Unpacked, kB', 'Loaded in, ms'],
		rows: packages.map((one) => [
			one.name,
			fixed(nodes.get(one)!),
			fixed(one.dependencies),
			fixed(one.scripts),
			fixed(one.packed / 1000, 1),
			fixed(one.unpacked / 1000, 1),
			fixed(median(times.get(one)!), 1),
		]),
		says: [
			verdict(
				`The tarball of ${fixed(ours.packed / 1000, 1)} kB`,
				ours.packed,
				MOST_BYTES,
				'60 kB',
			),
			verdict(`Loading in ${fixed(loadMs, 1)} ms`, loadMs, MOST_MS, `${MOST_MS} ms`),
			slower(packages, ours, times),
		],
	};
}

function verdict(what: string, value: number, most: number, shown: string): string {
	return `${what} ${value <= most ? 'is within' : 'is more than'} the ${shown} that this project allows itself.`;
}

function slower(
	packages: CommunityPackage[],
	ours: CommunityPackage,
	loadTimes: Map<CommunityPackage, number[]>,
): string {
	const time = (one: CommunityPackage) => median(loadTimes.get(one)!);
	const faster = packages.filter((one) => time(one) < time(ours));
	if (faster.length === 0) return 'None of the others is loaded sooner.';
	const why = faster.every(({ scripts }) => scripts < ours.scripts)
		? `, from fewer files: this package is not bundled and has ${fixed(ours.scripts)}`
		: '';
	return `Loaded sooner: ${faster.map(({ name }) => name).join(', ')}${why}.`;
}
