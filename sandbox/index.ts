import { Sandbox, type SandboxOptions } from './sandbox';

export type { RecordedRequest, SandboxOptions, Violation } from './sandbox';
export type { ContractError } from './contract';
export type { Limits } from './limiter';
export type { Sandbox };
export { faults, type Fault, type FaultMatch, type FaultName } from './faults';
export { credentials } from './resources/account/seed';
export { usualRules, type OnlineRules } from './resources/availability/seed';
export {
	defaultAppointments,
	makeAppointment,
	makeLine,
	manyAppointments,
	type Appointment,
	type AppointmentRules,
} from './resources/appointment/seed';
export {
	defaultClients,
	makeClient,
	manyClients,
	type Client,
	type ClientRights,
} from './resources/client/seed';
export { businessGroups, cities, countries } from './resources/dictionary/seed';
export { makeHookRow, type HookRow, type HookSettings } from './resources/hooks/seed';
export type { HookOptions } from './state';
export {
	chains,
	defaultLocations,
	makeLocation,
	manyLocations,
	type Location,
	type LocationRecord,
	type SeedLocation,
} from './resources/location/seed';
export {
	defaultServices,
	makeService,
	manyServices,
	type Service,
	type ServiceRules,
} from './resources/service/seed';
export {
	defaultSchedules,
	defaultTeamMembers,
	hoursOn,
	makeTeamMember,
	type Schedule,
	type TeamMember,
} from './resources/teamMember/seed';

/** Starts a local Altegio on 127.0.0.1: a server that keeps its records in memory and checks every request. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	return await Sandbox.start(options);
}
