/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { credentials } from '../../sandbox';
import { runAltegio, savedText } from '../support/engine';
import { FIRST_ID, locator, remove, UNPACED, update } from '../support/scene';

/** A server that answers with whatever bytes a test wants, to see that no answer harms the workflow. */
let server: http.Server;
let answer: (response: http.ServerResponse) => void;
let received = 0;

beforeAll(async () => {
	server = http.createServer((request, response) => {
		received++;
		request.resume();
		answer(response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
	received = 0;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

async function run(parameters = update({ title: 'New' }, UNPACED)) {
	const { port } = server.address() as AddressInfo;
	return await runAltegio({
		baseUrl: `http://127.0.0.1:${port}/api/v1`,
		credentials: { partnerToken: credentials.partnerToken, userToken: credentials.userToken },
		items: [{ id: FIRST_ID }],
		parameters,
		onError: 'continueErrorOutput',
	});
}

const say = (status: number, body: string | Buffer, type = 'application/json') => {
	answer = (response) => {
		response.writeHead(status, { 'Content-Type': type });
		response.end(body);
	};
};

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const MEGABYTE = 2 ** 20;

describe('answers that no API should give', () => {
	it.each([
		['50 MB of text', 422, 'x'.repeat(50 * MEGABYTE)],
		['50 MB in the words', 422, JSON.stringify({ meta: { message: 'x'.repeat(50 * MEGABYTE) } })],
		['deep nesting', 422, nested(100_000)],
		['deep nesting in a field', 422, `{"meta":{"errors":{"zip":${nested(100_000)}}}}`],
		['words that are no text', 422, '{"meta":{"message":{"a":[1]}}}'],
		['meta as a list', 404, '{"success":false,"data":null,"meta":["a"]}'],
		['errors as a list', 422, '{"errors":["a",{"b":1}],"meta":[]}'],
		['errors as a text', 422, '{"errors":"all wrong"}'],
		[
			'prototype names',
			422,
			'{"__proto__":{"meta":{"message":"x"}},"constructor":1,"meta":{"errors":{"__proto__":["a"],"toString":"b"}}}',
		],
		['broken JSON', 500, '{"meta":{"message":"half'],
		['null', 500, 'null'],
		['a number', 500, '42'],
		['true', 403, 'true'],
		[
			'invalid UTF-8',
			422,
			Buffer.from('7b226d657461223a7b226d657373616765223a22fffe80227d7d', 'hex'),
		],
		['HTML called JSON', 200, '<!doctype html><p>Sign in to the hotel network</p>'],
		['a redirect', 301, ''],
		['an unknown status', 599, '{}'],
		['a challenge', 407, ''],
	])(
		'%s (%#): the item leaves with a short, readable message',
		async (_, status, body) => {
			say(status, body);
			const { outputs, status: end, run: saved } = await run();
			expect(end).toBe('success');
			expect(outputs[0]).toEqual([]);
			const [{ json }] = outputs[1];
			expect(json.id).toBe(FIRST_ID);
			expect(String(json.error)).toMatch(/^.{20,1500} \[item 0\]$/s);
			expect(String(json.error)).not.toMatch(/undefined|\[object|call stack/);
			expect(savedText(saved).length).toBeLessThan(100_000);
		},
		30_000,
	);

	it.each([
		[
			'numbers as text',
			'{"success":true,"data":{"id":"37532","active":"1"}}',
			{ id: '37532', active: '1' },
		],
		['success as a number', '{"success":1,"data":{"id":37532}}', { id: FIRST_ID }],
		['JSON called text', '{"success":true,"data":{"id":37532}}', { id: FIRST_ID }],
		['a list for data', '{"success":true,"data":[1]}', { id: FIRST_ID, updated: true }],
		['an answer without an envelope', '"ok"', { id: FIRST_ID, updated: true }],
		[
			'an empty list of errors',
			'{"success":true,"errors":[],"data":{"id":37532}}',
			{ id: FIRST_ID },
		],
	])('%s: the update counts', async (_, body, json) => {
		say(200, body, 'text/plain');
		const { outputs } = await run();
		expect(outputs[0].map((item) => item.json)).toEqual([json]);
	});

	it('prototype names in a location stay data and change nothing else', async () => {
		say(
			200,
			'{"data":{"id":1,"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}',
		);
		await run();
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});

	it('a huge location is handed on whole', async () => {
		say(200, JSON.stringify({ data: { id: FIRST_ID, description: 'x'.repeat(20 * MEGABYTE) } }));
		const { outputs } = await run();
		expect(String(outputs[0][0].json.description)).toHaveLength(20 * MEGABYTE);
	}, 30_000);

	it('a server that never answers is given up after the time-out, three times', async () => {
		answer = () => {};
		const requestOptions = { ...UNPACED.requestOptions, timeout: 50 };
		const { outputs } = await run(remove({ locationId: locator(FIRST_ID), requestOptions }));
		expect(outputs[1][0].json.error).toContain('Altegio did not answer in time. It is not known');
		expect(received).toBe(3);
	}, 30_000);

	it('a server that answers half is asked again, and the deletion counts once', async () => {
		answer = (response) => {
			if (received > 1) return void response.writeHead(404).end('{}');
			response.writeHead(200, { 'Content-Length': '500' });
			response.write('{"data":');
			setTimeout(() => response.destroy(), 20);
		};
		const { outputs } = await run(remove(UNPACED));
		expect(outputs[0].map(({ json }) => json)).toEqual([{ deleted: true, id: FIRST_ID }]);
		expect(received).toBe(2);
	}, 30_000);
});
