import { credentials as tokens } from '../../sandbox';
import { CREDENTIAL_NAME, CREDENTIAL_TYPE, sandboxCredential } from '../../scripts/examples';
import type { ParameterQuery } from '../../scripts/n8n';
import { type Stage, startStage, TIME_TO_START } from './stage';

const NODE_TYPE = 'n8n-nodes-altegio.altegio';

let stage: Stage;

beforeAll(async () => {
	stage = await startStage();
}, TIME_TO_START);

afterAll(async () => {
	await stage?.close();
});

beforeEach(() => stage.sandbox.reset());

describe('the installed package', () => {
	it('brings the node, its tool variant and its credential', async () => {
		const nodes = await stage.n8n.client.types('nodes');
		const credentials = await stage.n8n.client.types<{ name: string; supportedNodes?: string[] }>(
			'credentials',
		);

		const node = nodes.find(({ name }) => name === NODE_TYPE);
		expect(node?.credentials).toEqual([expect.objectContaining({ name: CREDENTIAL_TYPE })]);
		expect(nodes.map(({ name }) => name)).toContain(`${NODE_TYPE}Tool`);
		const credential = credentials.find(({ name }) => name === CREDENTIAL_TYPE);
		expect(credential?.supportedNodes).toContain(NODE_TYPE);
	});

	it('shows its icons, light and dark', async () => {
		const node = (await stage.n8n.client.types('nodes')).find(({ name }) => name === NODE_TYPE);
		const { light, dark } = node?.iconUrl as { light: string; dark: string };

		for (const icon of [light, dark]) {
			const response = await fetch(`${stage.n8n.url}/${icon}`);
			expect(response.headers.get('content-type')).toContain('image/svg+xml');
		}
	});
});

describe('the credential test', () => {
	const test = async (changed: Record<string, string> = {}) =>
		await stage.n8n.client.testCredential(stage.credentialId, CREDENTIAL_NAME, CREDENTIAL_TYPE, {
			...sandboxCredential(stage.sandbox.url),
			...changed,
		});

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

describe('what the editor asks for', () => {
	const query = (more: Pick<ParameterQuery, 'path' | 'methodName' | 'filter'>): ParameterQuery => ({
		nodeTypeAndVersion: { name: NODE_TYPE, version: 1 },
		currentNodeParameters: { resource: 'location', operation: 'update' },
		credentials: { [CREDENTIAL_TYPE]: { id: stage.credentialId, name: CREDENTIAL_NAME } },
		...more,
	});

	it('finds locations by a part of their title', async () => {
		const node = (await stage.n8n.client.types('nodes')).find(({ name }) => name === NODE_TYPE);
		const locator = node?.properties.find(({ name }) => name === 'locationId');
		const methodName = locator?.modes?.[0].typeOptions?.searchListMethod ?? '';

		const { results } = await stage.n8n.client.searchList(
			query({ path: 'parameters.locationId', methodName, filter: 'LUMEN' }),
		);

		expect(results.map(({ name }) => name).sort()).toEqual([
			'Lumen Skin Clinic North, Chicago (37551)',
			'Lumen Skin Clinic, New York (37540)',
		]);
	});

	it('lists the cities of the chosen country', async () => {
		const cities = await stage.n8n.client.loadOptions({
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
