/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { LOOPBACK } from './ports';
import { childEnv, projectRoot } from './run';

// What n8n would otherwise fetch, send or show by itself.
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	// The list of verified community nodes comes from n8n's server.
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	// Its list of MCP servers does too, at every start.
	N8N_DISABLED_MODULES: 'mcp-registry',
};

export interface SettingsOptions {
	userFolder: string;
	port: number;
	/** Where n8n's task broker listens; one for each n8n process. */
	brokerPort: number;
	/** Wins over everything else, for example for queue mode. */
	env?: NodeJS.ProcessEnv;
}

/**
 * The complete environment of an n8n process. Nothing but PATH and the temporary folder is taken
 * over from this process: a developer's own N8N_* settings, proxies or NODE_ENV (n8n refuses to
 * start with Jest's) must not change what is tested.
 */
export function n8nEnv({ userFolder, port, brokerPort, env }: SettingsOptions): NodeJS.ProcessEnv {
	return {
		PATH: childEnv().PATH,
		TMPDIR: process.env.TMPDIR,
		LANG: 'C.UTF-8',
		HOME: userFolder,
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_HOST: LOOPBACK,
		N8N_LISTEN_ADDRESS: LOOPBACK,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		// The editor is used over plain http, where a secure cookie would not be sent.
		N8N_SECURE_COOKIE: 'false',
		DB_TYPE: 'sqlite',
		...QUIET,
		...env,
	};
}

/** The Node to run n8n with: the project's own (24), as n8n needs. */
export const nodeBinary = join(projectRoot, 'node_modules', '.bin', 'node');
