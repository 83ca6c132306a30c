/**
 * Runs the real n8n: installs it once, starts it with the packed node, talks to its REST API.
 * Used by the demo and by the end-to-end tests.
 */
export { ensureN8n, N8N_VERSION, n8nFolder, type N8nInstallation } from './install';
export { packNode } from './pack';
export { freePort, LOOPBACK } from './ports';
export { type N8nProcess, spawnN8n } from './process';
export {
	type Account,
	type CredentialTestResult,
	type Execution,
	N8nClient,
	outputOf,
	type ParameterQuery,
	type WorkflowJson,
} from './rest';
export { type Log, projectRoot, run, secondsSince } from './run';
export { installCommunityNode, type RunningN8n, startN8n, type StartOptions } from './start';
