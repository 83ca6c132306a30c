/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code runs outside n8n */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
	listSearch,
	loadOptions,
	runAltegio,
	runAsTool,
	startAltegio,
	testCredential,
} from './engine';

/**
 * The other tests rest on this harness, so it is proven here that it does what n8n does:
 * against a bare server, with as little of the node as possible.
 */
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let requests: string[];
let baseUrl: string;

const server = createServer((request, response) => {
	requests.push(`${request.method} ${request.url}`);
	answer(request, response);
});

beforeAll(async () => {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.close();
	server.closeAllConnections();
});
beforeEach(() => {
	requests = [];
	answer = success;
});

function reply(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function success(request: IncomingMessage, response: ServerResponse): void {
	reply(response, 200, { success: true, data: { id: idOf(request) } });
}

function failure(response: ServerResponse, status = 404): void {
	reply(response, status, { success: false, data: null, meta: { message: 'No luck' } });
}

function idOf({ url }: IncomingMessage): number {
	return Number(url?.split('/').at(-1));
}

const update = (id: string) => ({
	resource: 'location',
	operation: 'update',
	locationId: { __rl: true, mode: 'id', value: id },
	updateFields: { title: 'Salon' },
	// The pacing has tests of its own.
	requestOptions: { requestsPerSecond: 0, requestsPerMinute: 0 },
});
const parameters = update('={{ $json.id }}');
const items = [
	{ id: 1, row: 'first' },
	{ id: 2, row: 'second' },
	{ id: 3, row: 'third' },
];
const after = { row: "={{ $('Data').item.json.row }}" };

test('sends one request per item and links the outputs to the inputs', async () => {
	const result = await runAltegio({ baseUrl, parameters, items, after });

	expect(result.error).toBeUndefined();
	expect(result.status).toBe('success');
	expect(requests).toEqual(['PUT /company/1', 'PUT /company/2', 'PUT /company/3']);
	expect(result.outputs[0].map(({ json }) => json.id)).toEqual([1, 2, 3]);
	expect(result.after.success).toEqual([{ row: 'first' }, { row: 'second' }, { row: 'third' }]);
});

test('splits failed items off to the error output, with both outputs linked', async () => {
	answer = (request, response) =>
		idOf(request) === 2 ? failure(response) : success(request, response);
	const onError = 'continueErrorOutput';
	const result = await runAltegio({ baseUrl, parameters, items, after, onError });

	expect(result.status).toBe('success');
	expect(result.outputs.map((output) => output.length)).toEqual([2, 1]);
	expect(result.after).toEqual({
		success: [{ row: 'first' }, { row: 'third' }],
		error: [{ row: 'second' }],
	});
});

test('reports why an execution failed, and what was logged', async () => {
	answer = (_, response) => failure(response);
	const result = await runAltegio({ baseUrl, parameters, items: [{ id: 7 }] });

	expect(result.status).toBe('error');
	expect(result.error).toMatchObject({ name: 'NodeApiError', node: { name: 'Altegio' } });
	expect(result.log.map(({ text }) => text).join('\n')).toContain(result.error?.message);
});

test('reports an execution that n8n does not even start', async () => {
	const result = await runAltegio({ baseUrl, parameters: update('') });

	expect(result.status).toBe('error');
	expect(result.error?.name).toBe('WorkflowHasIssuesError');
	expect(requests).toEqual([]);
});

test('cancelling aborts the request under way', async () => {
	const arrived = new Promise<IncomingMessage>((resolve) => {
		answer = (request) => resolve(request);
	});
	const { result, cancel } = startAltegio({ baseUrl, parameters, items: [{ id: 1 }] });
	const aborted = once((await arrived).socket, 'close');
	cancel();

	await aborted;
	expect((await result).status).toBe('canceled');
});

test("repeats with n8n's Retry On Fail", async () => {
	answer = (request, response) =>
		requests.length < 2 ? failure(response) : success(request, response);
	const retryOnFail = { maxTries: 2, waitBetweenTries: 1 };
	const result = await runAltegio({ baseUrl, parameters, items: [{ id: 1 }], retryOnFail });

	expect(result.status).toBe('success');
	expect(requests).toEqual(['PUT /company/1', 'PUT /company/1']);
});

test('stores a session token that the credential fetched', async () => {
	answer = (request, response) =>
		request.url === '/auth'
			? reply(response, 201, { success: true, data: { user_token: 'fresh' } })
			: success(request, response);
	const credentials = { userAuthentication: 'login', login: 'me', password: 'mine' };
	const first = await runAltegio({ baseUrl, credentials, parameters, items: [{ id: 1 }] });

	expect(first.status).toBe('success');
	expect(first.credentials.sessionToken).toContain('fresh');

	await runAltegio({ baseUrl, credentials: first.credentials, parameters, items: [{ id: 2 }] });
	expect(requests).toEqual(['POST /auth', 'PUT /company/1', 'PUT /company/2']);
});

test('tests the credential', async () => {
	expect(await testCredential({ baseUrl })).toMatchObject({ status: 'OK' });

	answer = (_, response) => failure(response, 402);
	expect(await testCredential({ baseUrl })).toMatchObject({ status: 'Error' });
	expect(await testCredential({ baseUrl: 'http://127.0.0.1:1' })).toMatchObject({
		status: 'Error',
		message: 'ECONNREFUSED',
	});
});

test('fills the lists of the editor', async () => {
	answer = (_, response) =>
		reply(response, 200, { success: true, data: [{ id: 5, title: 'Salon' }] });
	const target = { baseUrl, parameters: update('') };

	expect((await listSearch('searchLocations', target)).results).toHaveLength(1);
	expect(await loadOptions('getCountries', target)).toHaveLength(1);
});

describe.each(['engine', 'invoke', 'invokeInParallel'] as const)('as a tool (%s)', (how) => {
	const asTool = update("={{ $fromAI('location', 'ID of the location', 'number') }}");

	test('answers each call of the agent', async () => {
		answer = (request, response) =>
			idOf(request) === 2 ? failure(response) : success(request, response);
		const calls = [{ location: 1 }, { location: 2 }, { location: 3 }];
		const result = await runAsTool({ baseUrl, parameters: asTool, calls, how });

		expect(result.status).toBe('success');
		expect(requests.sort()).toEqual(['PUT /company/1', 'PUT /company/2', 'PUT /company/3']);
		expect(result.answers[0]).toEqual({ response: [{ id: 1 }] });
		expect(JSON.stringify(result.answers[1])).toContain('error');
		expect(result.answers[2]).toEqual({ response: [{ id: 3 }] });
		if (how !== 'engine') expect(result.tool?.arguments).toEqual(['location']);
	});
});
