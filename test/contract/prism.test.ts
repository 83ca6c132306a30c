import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { credentials, makeLocation, startSandbox, type Fault, type Sandbox } from '../../sandbox';
import { Contract } from '../../sandbox/contract';
import { listSearch, loadOptions, runAltegio, testCredential } from '../support/engine';
import { altegioNode } from '../support/nodeTypes';
import { startPrism, type Prism } from '../support/prism';
import { BY_LOGIN, FIRST_ID, locator, remove, TOKENS, UNPACED, update } from '../support/scene';

/**
 * The sandbox checks every request of every test with a validator of its own. Here Stoplight Prism stands between
 * node and sandbox and judges both sides by the same document, so that no fault of that validator goes unseen.
 */
let sandbox: Sandbox;
let prism: Prism;
const seen = new Set<string>();

beforeAll(async () => {
	sandbox = await startSandbox();
	prism = await startPrism(sandbox.url);
});
afterAll(async () => {
	prism.close();
	await sandbox.close();
});
beforeEach(() => {
	sandbox.reset();
	prism.objections.length = 0;
});
afterEach(() => {
	for (const { operationId } of sandbox.requests) if (operationId) seen.add(operationId);
});

async function run(parameters: object, signIn: ICredentialDataDecryptedObject = TOKENS) {
	return await runAltegio({
		baseUrl: prism.url,
		credentials: signIn,
		items: [{ id: FIRST_ID }],
		parameters: { resource: 'location', ...parameters, ...UNPACED } as INodeParameters,
	});
}

const statuses = () =>
	sandbox.requests.map(({ operationId, status }) => `${operationId} ${status}`);

const UPDATE_FIELDS = {
	...{ address: 'ул. Абая, 10', title: 'Салон 💈', site: 'https://salon.example', zip: '011435' },
	...{ description: '<p>"New" & more</p>', shortDescr: '\\ % ? #', country: 'USA', city: 'Miami' },
	...{ countryId: '7', cityId: 183, businessTypeId: ' 2 ', coordinateLat: '-33.9' },
	...{ coordinateLon: 151, phones: ['+1 (212) 535-7710', '2'] },
	social: {
		links: { facebook: 'a', instagram: 'b', telegram: 'c', viber: 'd', vk: 'e', whatsapp: 'f' },
	},
};
const API_FIELDS = {
	...{ title: 7, zip: 11435, phones: '1, 2', coordinate_lat: '1.5', social: { whatsapp: 'f' } },
};
const FLAGS = { includeBookingForms: true, includeChains: true, includeNextSlot: true };
const FILTERS = {
	...{ businessGroupId: 2, businessTypeId: 11, chainId: 9206, cityId: 182, minId: 1 },
	...{ hideGroupBooking: true, hideIndividualBooking: true, hideMixedBooking: true },
	...{ includeDeleted: true, locationId: 37551, onlyActive: true },
};

const OPERATIONS: Array<[string, object, string[]]> = [
	['update of every field', update(UPDATE_FIELDS), ['update_location 200']],
	[
		'update with blank fields to clear',
		update(
			{ ...{ address: '', site: null, phones: [] }, social: { links: { vk: '' } } },
			{ options: { blankValues: 'clear' } },
		),
		['update_location 200'],
	],
	[
		'update with a JSON body',
		update({}, { dataToSend: 'json', jsonBody: '{"zip":"1","social":{"vk":""}}' }),
		['update_location 200'],
	],
	[
		'update that is verified',
		update({ zip: '2' }, { options: { verify: true } }),
		['update_location 200', 'get_location 200'],
	],
	['deletion', remove(), ['delete_location 202']],
	[
		'deletion of a title',
		remove({ options: { expectedTitle: 'Willow Street Barbers' } }),
		['get_location 200', 'delete_location 202'],
	],
	['reading', { operation: 'get', locationId: locator(FIRST_ID) }, ['get_location 200']],
	[
		'reading with everything',
		{
			...{ operation: 'get', locationId: locator(FIRST_ID), simplify: false },
			options: { ...FLAGS, includeAccess: true, bookingFormId: '19203' },
		},
		['get_location 200'],
	],
	['list', { operation: 'getAll' }, ['get_location_list 200']],
	[
		'list with every filter',
		{ operation: 'getAll', limit: 3, simplify: false, filters: FILTERS, options: FLAGS },
		['get_location_list 200'],
	],
	[
		'list of all there are, the public ones too',
		{ operation: 'getAll', returnAll: true, filters: { onlyManaged: false } },
		['get_location_list 200'],
	],
	['creation of a title', { operation: 'create', title: 'New' }, ['create_location 201']],
	[
		'creation with every field',
		{
			...{ operation: 'create', title: 'New' },
			additionalFields: {
				...{ address: 'a', businessTypeId: 2, cityId: '183', countryId: 7, site: 'b' },
				...{ coordinateLat: '1.5', coordinateLon: '-1.5', shortDescr: 'c' },
			},
		},
		['create_location 201'],
	],
];

describe('Prism lets pass', () => {
	afterEach(() => expect(prism.objections).toEqual([]));

	it.each(OPERATIONS)('%s', async (_, parameters, expected) => {
		const { error } = await run(parameters);
		expect(error).toBeUndefined();
		expect(statuses()).toEqual(expected);
	});

	it('update from the fields of an item', async () => {
		const { error } = await runAltegio({
			baseUrl: prism.url,
			credentials: TOKENS,
			items: [{ id: FIRST_ID, ...API_FIELDS }],
			parameters: update({}, { dataToSend: 'autoMapInputData', ...UNPACED }),
		});
		expect(error).toBeUndefined();
		expect(statuses()).toEqual(['update_location 200']);
	});

	it('signing in, and in again when the session has ended', async () => {
		const first = await run(update({ zip: '1' }), BY_LOGIN);
		sandbox.expireSessions();
		const second = await run(update({ zip: '2' }), first.credentials);

		expect([first.error, second.error]).toEqual([undefined, undefined]);
		expect(statuses()).toEqual([
			...['authorize_user 201', 'update_location 200'],
			...['update_location 401', 'authorize_user 201', 'update_location 200'],
		]);
	});

	it('the question for a second factor', async () => {
		const { error } = await run(update({ zip: '1' }), {
			...BY_LOGIN,
			login: credentials.secondFactorLogin,
		});
		expect(error?.message).toContain('second factor');
		expect(statuses()).toEqual(['authorize_user 200']);
	});

	it.each([
		['tokens', TOKENS, 1],
		['login and password', BY_LOGIN, 2],
	])('the credential test with %s', async (_, signIn, requests) => {
		const { status } = await testCredential({ baseUrl: prism.url, credentials: signIn });
		expect(status).toBe('OK');
		expect(sandbox.requests).toHaveLength(requests);
	});

	it('the search for the token that is refused', async () => {
		const wrong = { ...TOKENS, userToken: 'wrong' };
		const { message } = await testCredential({ baseUrl: prism.url, credentials: wrong });
		expect(message).toContain("'User Token'");
		expect(statuses()).toEqual([
			...['get_location_list 401', 'get_location_list 401', 'get_countries 200'],
		]);
	});

	it.each(Object.keys(altegioNode.methods?.loadOptions ?? {}))('the list %s', async (method) => {
		const options = { baseUrl: prism.url, credentials: TOKENS };
		const parameters = { updateFields: { countryId: 7 } };
		expect(await loadOptions(method, { ...options, parameters })).not.toEqual([]);
		expect(sandbox.requests).toHaveLength(1);
	});

	it('the picker, with and without a search', async () => {
		const options = { baseUrl: prism.url, credentials: TOKENS };
		const { results } = await listSearch('searchLocations', options);
		const found = await listSearch('searchLocations', { ...options, filter: 'лотос' });
		expect([results.length, found.results.length]).toEqual([8, 1]);
	});

	it.each<[string, object, string, ICredentialDataDecryptedObject?]>([
		['a location that does not exist', remove({ locationId: locator(1) }), '404'],
		["somebody else's location", remove({ locationId: locator(50010) }), '403'],
		['a city that does not exist', update({ cityId: 5 }), '422'],
		['tokens that are refused', remove(), '401', { ...TOKENS, partnerToken: 'wrong' }],
	])('the refusal of %s', async (_, parameters, status, signIn = TOKENS) => {
		const { error } = await run(parameters, signIn);
		expect((error as { httpCode?: string })?.httpCode).toBe(status);
		expect(sandbox.requests.at(-1)?.status).toBe(Number(status));
	});
});

it('every operation of the document has passed it', async () => {
	const { definition } = (await Contract.load())['api'];
	const operations = Object.values(definition.paths ?? {}).flatMap((path) =>
		Object.values(path as object).flatMap(
			({ operationId }: { operationId?: string }) => operationId ?? [],
		),
	);
	expect([...seen].sort()).toEqual(operations.sort());
});

describe('Prism stops', () => {
	it.each([
		['a number for a text', { zip: 1 }, 'body.zip: Request body property zip must be string'],
		['a field that is unknown', { name: 'New' }, 'body: Request body must NOT have'],
		['a blank title', { title: '' }, 'body.title: Request body property title must NOT'],
		['a phone with a plus', { phones: ['+1'] }, 'body.phones.0: Request body property'],
		['an id of zero', { city_id: 0 }, 'body.city_id: Request body property city_id must'],
	])('a request with %s', async (_, body, finding) => {
		const jsonBody = JSON.stringify(body);
		const { error } = await run(update({}, { dataToSend: 'json', jsonBody }));

		expect(error).toBeDefined();
		expect(prism.objections).toEqual([
			{ request: `PUT /company/${FIRST_ID}`, findings: [expect.stringContaining(finding)] },
		]);
		expect(sandbox.requests).toEqual([]);
	});

	const data = makeLocation({ id: FIRST_ID, title: 'New' });
	it.each<[string, Fault, string]>([
		['an id as text', { body: { success: true, data: { ...data, id: '1' }, meta: [] } }, 'id'],
		['no data', { body: { success: true, meta: [] } }, 'data'],
		['an envelope of success as a number', { body: { success: 1, data, meta: [] } }, 'success'],
		['a status that is not documented', { status: 418, body: {} }, 'Unable to match'],
		['a web page', { body: '<p>Sign in</p>' }, 'media type'],
	])('an answer with %s', async (_, fault, finding) => {
		sandbox.fault({ status: 200, ...fault });
		const { error } = await run(update({ zip: '1' }));

		expect(error).toBeDefined();
		expect(sandbox.requests).toHaveLength(1);
		expect(prism.objections).toHaveLength(1);
		expect(prism.objections[0].findings.join()).toContain(finding);
	});
});
