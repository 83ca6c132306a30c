import type { INodePropertyOptions } from 'n8n-workflow';

import { credentials as tokens } from '../../sandbox';
import { CREDENTIAL_NAME, CREDENTIAL_TYPE, sandboxCredential } from '../../scripts/examples';
import { outputOf, type ParameterQuery, type WorkflowJson } from '../../scripts/n8n';
import { type N8nFixture, startN8nFixture, TIME_TO_START } from './n8nFixture';

const NODE_TYPE = 'n8n-nodes-altegio.altegio';

let fixture: N8nFixture;

beforeAll(async () => {
	fixture = await startN8nFixture();
}, TIME_TO_START);

afterAll(async () => {
	await fixture?.close();
});

beforeEach(() => fixture.sandbox.reset());

describe('the installed package', () => {
	it('brings the node, its tool variant and its credential', async () => {
		const nodes = await fixture.n8n.client.types('nodes');
		const credentials = await fixture.n8n.client.types<{ name: string; supportedNodes?: string[] }>(
			'credentials',
		);

		const node = nodes.find(({ name }) => name === NODE_TYPE);
		expect(node?.credentials).toEqual([expect.objectContaining({ name: CREDENTIAL_TYPE })]);
		expect(nodes.map(({ name }) => name)).toContain(`${NODE_TYPE}Tool`);
		const credential = credentials.find(({ name }) => name === CREDENTIAL_TYPE);
		expect(credential?.supportedNodes).toContain(NODE_TYPE);
	});

	it('shows its icons, light and dark', async () => {
		const node = (await fixture.n8n.client.types('nodes')).find(({ name }) => name === NODE_TYPE);
		const { light, dark } = node?.iconUrl as { light: string; dark: string };

		for (const icon of [light, dark]) {
			const response = await fetch(`${fixture.n8n.url}/${icon}`);
			expect(response.headers.get('content-type')).toContain('image/svg+xml');
		}
	});
});

describe('the credential test', () => {
	const test = async (changed: Record<string, string> = {}) =>
		await fixture.n8n.client.testCredential(
			fixture.credentialId,
			CREDENTIAL_NAME,
			CREDENTIAL_TYPE,
			{
				...sandboxCredential(fixture.sandbox.url),
				...changed,
			},
		);

	it('succeeds with the right tokens', async () => {
		expect(await test()).toMatchObject({ status: 'OK' });
	});

	it('signs in with login and password', async () => {
		const { login, password } = tokens;
		const result = await test({ userAuthentication: 'login', userToken: '', login, password });
		expect(result).toMatchObject({ status: 'OK' });
	});

	it('names the user token if that one is wrong', async () => {
		const result = await test({ userToken: 'wrong-user' });
		expect(result).toEqual({
			status: 'Error',
			message: expect.stringContaining('refuses the user token'),
		});
	});

	it('names the partner token if that one is wrong', async () => {
		const result = await test({ partnerToken: 'wrong-partner' });
		expect(result).toEqual({
			status: 'Error',
			message: expect.stringContaining('refuses the partner token'),
		});
	});
});

describe("the rest of Altegio's API", () => {
	it('is offered as Custom API Call in both lists of the node', async () => {
		const nodes = await fixture.n8n.client.types('nodes');
		const { properties } = nodes.find(({ name }) => name === NODE_TYPE)!;
		for (const list of ['resource', 'operation']) {
			const values = properties
				.filter(({ name }) => name === list)
				.map(({ options }) => (options as INodePropertyOptions[]).map(({ value }) => value));
			expect(values.length).toBeGreaterThan(0);
			for (const choices of values) expect(choices).toContain('__CUSTOM_API_CALL__');
		}
	});

	it('can be reached by HTTP Request, which the editor offers for credentials that sign requests', async () => {
		const types = await fixture.n8n.client.types<{ name: string; authenticate?: object }>(
			'credentials',
		);
		const type = types.find(({ name }) => name === CREDENTIAL_TYPE);
		expect(type).toHaveProperty('authenticate');

		const execution = await request('/companies?my=1');
		expect(execution.status).toBe('success');
		const [{ json }] = outputOf(execution, 'HTTP Request');
		expect(json).toMatchObject({ success: true });
		const [{ path, headers }] = fixture.sandbox.requests;
		expect(path).toBe('/companies');
		expect(headers.authorization).toBe(`Bearer ${tokens.partnerToken}, User ${tokens.userToken}`);
	});

	/** Sends a request with the Altegio credential from an HTTP Request node. */
	async function request(path: string) {
		const base = { typeVersion: 1, position: [0, 0] as [number, number], parameters: {} };
		const workflow: WorkflowJson = {
			name: 'Custom API call',
			nodes: [
				{ ...base, id: 'a', name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
				{
					...base,
					id: 'b',
					name: 'HTTP Request',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					parameters: {
						url: fixture.sandbox.url + path,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: CREDENTIAL_TYPE,
					},
					credentials: { [CREDENTIAL_TYPE]: { id: fixture.credentialId, name: CREDENTIAL_NAME } },
				},
			],
			connections: { Start: { main: [[{ node: 'HTTP Request', type: 'main', index: 0 }]] } },
		};
		const id = await fixture.n8n.client.createWorkflow(workflow);
		return await fixture.n8n.client.runWorkflow(id, 'Start');
	}
});

describe('what the editor asks for', () => {
	const query = (more: Pick<ParameterQuery, 'path' | 'methodName' | 'filter'>): ParameterQuery => ({
		nodeTypeAndVersion: { name: NODE_TYPE, version: 1 },
		currentNodeParameters: { resource: 'location', operation: 'update' },
		credentials: { [CREDENTIAL_TYPE]: { id: fixture.credentialId, name: CREDENTIAL_NAME } },
		...more,
	});

	it('finds locations by a part of their title', async () => {
		const node = (await fixture.n8n.client.types('nodes')).find(({ name }) => name === NODE_TYPE);
		const locator = node?.properties.find(({ name }) => name === 'locationId');
		const methodName = locator?.modes?.[0].typeOptions?.searchListMethod ?? '';

		const { results } = await fixture.n8n.client.searchList(
			query({ path: 'parameters.locationId', methodName, filter: 'LUMEN' }),
		);

		expect(results.map(({ name }) => name).sort()).toEqual([
			'Lumen Skin Clinic North, Chicago (37551)',
			'Lumen Skin Clinic, New York (37540)',
		]);
	});

	it('lists the cities of the chosen country', async () => {
		const cities = await fixture.n8n.client.loadOptions({
			...query({ path: 'parameters.updateFields.cityId', methodName: 'getCities' }),
			currentNodeParameters: {
				resource: 'location',
				operation: 'update',
				updateFields: { countryId: 12 },
			},
		});

		expect(cities.map(({ name }) => name)).toContain('London');
		expect(cities.map(({ name }) => name)).not.toContain('New York');
	});
});
