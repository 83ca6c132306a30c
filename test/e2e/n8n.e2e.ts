import { credentials as tokens } from '../../sandbox';
import { CREDENTIAL_NAME, CREDENTIAL_TYPE, sandboxCredential } from '../../scripts/examples';
import { outputOf, type ParameterQuery } from '../../scripts/n8n';
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

const updates = () => stage.sandbox.requests.filter(({ method }) => method === 'PUT');
const location = (id: number) => stage.sandbox.locations.get(id)?.location;

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

describe('the example workflows', () => {
	it('updates one location, with the chosen fields only', async () => {
		const execution = await stage.runExample('update-one-location.json');

		expect(execution.status).toBe('success');
		const body = {
			address: '12 Harbour Lane',
			description: '<p>Barbers on the waterfront, open every day.</p>',
			phones: ['15550100199'],
		};
		expect(updates()).toMatchObject([{ path: '/company/37532', status: 200 }]);
		expect(updates()[0].body).toEqual(body);
		expect(stage.sandbox.violations).toEqual([]);
		expect(location(37532)).toMatchObject({
			address: body.address,
			description: body.description,
			zip: '11435',
		});
		const [item, ...others] = outputOf(execution, 'Update Location');
		expect(others).toEqual([]);
		expect(item).toMatchObject({ json: { id: 37532 }, pairedItem: { item: 0 } });
	});

	it('updates many locations and collects the rows that fail', async () => {
		const untouched = location(41990)?.address;
		const execution = await stage.runExample('update-many-locations.json');

		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'Updated').map(({ json }) => json.id)).toEqual([
			37540, 37551, 45001,
		]);
		expect(outputOf(execution, 'Failed Rows').map(({ json }) => json)).toEqual([
			{ id: 41990, reason: expect.stringContaining('Phones') },
			{ id: 99999, reason: expect.stringMatching(/location/i) },
		]);
		expect(updates().map(({ path }) => path)).toEqual([
			'/company/37540',
			'/company/37551',
			'/company/45001',
			'/company/99999',
		]);
		// The empty address of this row is not sent.
		expect(Object.keys(updates()[2].body as object).sort()).toEqual(['description', 'phones']);
		expect(location(41990)?.address).toBe(untouched);
		expect(stage.sandbox.violations).toEqual([]);
	});

	it('leaves no token in the execution data or in the log of n8n', async () => {
		const execution = await stage.runExample('update-many-locations.json');

		const seen = JSON.stringify(execution.data) + stage.n8n.lines.join('\n');
		expect(seen).not.toContain(tokens.partnerToken);
		expect(seen).not.toContain(tokens.userToken);
	});
});
