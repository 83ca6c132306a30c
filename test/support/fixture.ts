import type { INodeParameters } from 'n8n-workflow';

import { credentials, startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';

/** The two ways in which the user of the sandbox signs in. */
export const TOKENS = {
	partnerToken: credentials.partnerToken,
	userToken: credentials.userToken,
};
export const BY_LOGIN = {
	partnerToken: credentials.partnerToken,
	userAuthentication: 'login',
	login: credentials.login,
	password: credentials.password,
};

/** A sandbox for each test of a file, and the credential that fits it. */
export interface Fixture {
	readonly sandbox: Sandbox;
	/** To be spread into the options of a run. */
	readonly target: { baseUrl: string; credentials: { partnerToken: string; userToken: string } };
	/** For a test that breaks the contract on purpose. */
	allowViolations(): void;
}

/** Where the sandboxes of this process were. */
const usedAddresses = new Set<string>();

/** The node keeps a rate limiter for each address: an old one would make the requests of this test wait. */
async function startAtNewAddress(options?: SandboxOptions): Promise<Sandbox> {
	const sandbox = await startSandbox(options);
	if (!usedAddresses.has(sandbox.origin)) {
		usedAddresses.add(sandbox.origin);
		return sandbox;
	}
	const other = await startAtNewAddress(options);
	await sandbox.close();
	return other;
}

/**
 * Starts a sandbox before each test of the file and ends it afterwards. A request, or an answer, that breaks
 * Altegio's contract fails the test.
 */
export function useSandbox(options?: SandboxOptions): Fixture {
	let sandbox: Sandbox;
	let violationsAllowed = false;
	beforeEach(async () => {
		violationsAllowed = false;
		sandbox = await startAtNewAddress(options);
	});
	afterEach(async () => {
		await sandbox.close();
		if (!violationsAllowed) expect(sandbox.violations).toEqual([]);
	});
	return {
		get sandbox() {
			return sandbox;
		},
		get target() {
			return { baseUrl: sandbox.url, credentials: TOKENS };
		},
		allowViolations() {
			violationsAllowed = true;
		},
	};
}

/** Ids of locations that the sandbox starts with and the user manages. */
export const [FIRST_ID, SECOND_ID, THIRD_ID] = [37532, 37540, 37551];

/** Request Options for tests that send many requests and are not about pacing. */
export const UNPACED = { requestOptions: { requestsPerSecond: 0, requestsPerMinute: 0 } };

/** The locator as the form stores it. */
export function locator(value: unknown, mode: 'id' | 'list' | 'url' = 'id'): INodeParameters {
	return { __rl: true, mode, value } as INodeParameters;
}

/** Parameters of Location > Update; `more` overrides any. */
export function update(updateFields: object, more: object = {}): INodeParameters {
	return {
		resource: 'location',
		operation: 'update',
		locationId: locator('={{ $json.id }}'),
		updateFields,
		...more,
	} as INodeParameters;
}

/** Parameters of Location > Delete; `more` overrides any. */
export function remove(more: object = {}): INodeParameters {
	return {
		resource: 'location',
		operation: 'delete',
		locationId: locator('={{ $json.id }}'),
		...more,
	} as INodeParameters;
}
