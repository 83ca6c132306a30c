import { Sandbox, type SandboxOptions } from './sandbox';

export type { FaultMatch, RecordedRequest, SandboxOptions, Violation } from './sandbox';
export type { ContractError } from './contract';
export type { Limits } from './limiter';
export type { LocationRecord } from './operations';
export type { Location, SeedLocation } from './seed';
export type { Sandbox };
export { credentials } from './operations';
export { faults, type Fault, type FaultName } from './faults';
export {
	businessGroups,
	chains,
	cities,
	countries,
	defaultLocations,
	makeLocation,
	manyLocations,
} from './seed';

/** Starts a local Altegio on 127.0.0.1: a server that keeps locations in memory and checks every request. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	return await Sandbox.start(options);
}
