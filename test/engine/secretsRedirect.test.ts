import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { listSearch, loadOptions, runAltegio, testCredential } from '../support/engine';
import { BY_LOGIN, FIRST_ID, locator, remove, update, useSandbox } from '../support/fixture';

/** n8n's client would follow a redirect to any host, and take the tokens along. */
const fixture = useSandbox();
let elsewhere: Sandbox;
beforeEach(async () => {
	elsewhere = await startSandbox();
});
afterEach(async () => await elsewhere.close());

const OPERATIONS: Record<string, INodeParameters> = {
	update: update({ title: 'New' }),
	delete: remove(),
	create: { resource: 'location', operation: 'create', title: 'New' },
	get: { resource: 'location', operation: 'get', locationId: locator('={{ $json.id }}') },
	getMany: { resource: 'location', operation: 'getAll' },
};

function redirect(status: number, path = `/api/v1/company/${FIRST_ID}`, match: object = {}): void {
	fixture.allowViolations();
	const headers = { Location: `${elsewhere.origin}${path}` };
	fixture.sandbox.fault({ status, headers, body: '' }, match, Infinity);
}

describe.each([301, 302, 303, 307, 308])('%d', (status) => {
	it.each(Object.entries(OPERATIONS))(
		'R19: to %s is not followed, and is a failure',
		async (_, parameters) => {
			redirect(status);
			const { error } = await runAltegio({
				...fixture.target,
				items: [{ id: FIRST_ID }],
				parameters,
			});

			expect(elsewhere.requests).toEqual([]);
			expect(fixture.sandbox.requests).toHaveLength(1);
			expect(error?.message).toMatch(/address of Altegio/);
		},
	);

	it('R19: to the sign-in is not followed', async () => {
		redirect(status, '/api/v1/auth', { path: '/auth' });
		const { error } = await runAltegio({
			...fixture.target,
			credentials: BY_LOGIN,
			items: [{ id: FIRST_ID }],
			parameters: OPERATIONS.update,
		});

		expect(elsewhere.requests).toEqual([]);
		expect(fixture.sandbox.requests.map(({ path }) => path)).toEqual(['/auth']);
		expect(error).toBeDefined();
	});

	it('R19: to the look at refused tokens is not followed', async () => {
		fixture.sandbox.userTokens.clear();
		redirect(status, '/api/v1/companies', { method: 'GET' });
		const { error } = await runAltegio({
			...fixture.target,
			items: [{ id: FIRST_ID }],
			parameters: OPERATIONS.update,
		});

		expect(elsewhere.requests).toEqual([]);
		expect(fixture.sandbox.requests.some(({ method }) => method === 'GET')).toBe(true);
		expect(error).toBeDefined();
	});

	it('R19: to the editor is not followed', async () => {
		redirect(status, '/api/v1/companies');
		const { target } = fixture;
		expect(await testCredential(target)).toMatchObject({ status: 'Error' });
		expect(await testCredential({ ...target, credentials: BY_LOGIN })).toMatchObject({
			status: 'Error',
		});
		await expect(listSearch('searchLocations', target)).rejects.toThrow();
		await expect(loadOptions('getCountries', target)).rejects.toThrow();

		expect(fixture.sandbox.requests.length).toBeGreaterThanOrEqual(4);
		expect(elsewhere.requests).toEqual([]);
	});
});
