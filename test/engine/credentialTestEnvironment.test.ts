/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code runs outside n8n */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { BASE_URL_EXPRESSION, baseUrl } from '../../nodes/Altegio/core/baseUrl';
import { altegioCredential } from '../support/credentials';
import { runAltegio } from '../support/engine';
import { ALTEGIO_TYPE, altegioNode, TestNodeTypes } from '../support/nodeTypes';
import { locator, useSandbox } from '../support/fixture';
import { newNode } from '../support/workflow';

const PRODUCTION = 'https://api.alteg.io/api/v1';
const MOCK = 'https://developer.alteg.io/_mock/en/b2b-v1/openapi';

const workflow = new Workflow({
	nodes: [newNode('Altegio', ALTEGIO_TYPE)],
	connections: {},
	active: false,
	nodeTypes: new TestNodeTypes(),
});

/** What the engine makes of the expression for a credential. */
function evaluated($credentials: ICredentialDataDecryptedObject): unknown {
	return workflow.expression.getSimpleParameterValue(
		workflow.nodes.Altegio,
		BASE_URL_EXPRESSION,
		'internal',
		{ $credentials },
	);
}

describe('the address of an environment', () => {
	it.each([
		['production', PRODUCTION],
		['mock', MOCK],
	])('R23: %s is %s, whatever stands in Base URL', (environment, address) => {
		for (const own of ['', 'http://127.0.0.1:1', undefined]) {
			const credentials = { environment, baseUrl: own } as ICredentialDataDecryptedObject;
			expect(evaluated(credentials)).toBe(address);
			expect(baseUrl(credentials)).toBe(address);
		}
	});

	it.each([
		['http://127.0.0.1:8790/api/v1', 'http://127.0.0.1:8790/api/v1'],
		['https://proxy.example/altegio/', 'https://proxy.example/altegio'],
		['https://proxy.example/altegio///', 'https://proxy.example/altegio'],
		['  https://proxy.example/a \n', 'https://proxy.example/a'],
		[' https://proxy.example/a/ ', 'https://proxy.example/a'],
		['https://proxy.example/?a=/', 'https://proxy.example/?a='],
	])('R23: custom %p is %p', (own, address) => {
		const credentials = { environment: 'custom', baseUrl: own };
		expect(evaluated(credentials)).toBe(address);
		expect(baseUrl(credentials)).toBe(address);
	});

	it.each([
		'',
		'   ',
		'///',
		'"quoted" {{ 1 }} \\',
		'ftp://a.example',
		'xhttp://a.example',
		'a.example',
	])('R23: custom %p is refused in words that name the field', (own) => {
		expect(() => baseUrl({ environment: 'custom', baseUrl: own })).toThrow("'Base URL'");
	});

	const values = ['production', 'mock', 'custom', 'PRODUCTION', 'other', '', ' ', undefined, null];
	it.each(values)('R23: node and credential agree on the environment %p', (environment) => {
		const credentials = {
			environment,
			baseUrl: 'http://a.example/',
		} as ICredentialDataDecryptedObject;
		expect(evaluated(credentials)).toBe(baseUrl(credentials));
	});

	it('R23: a credential without an environment is for production', () => {
		expect(baseUrl({})).toBe(PRODUCTION);
		expect(evaluated({})).toBe(PRODUCTION);
	});

	it('R23: the node and the Test button use the same address', () => {
		expect(altegioNode.description.requestDefaults?.baseURL).toBe(BASE_URL_EXPRESSION);
		expect(altegioCredential.test?.request.baseURL).toBe(BASE_URL_EXPRESSION);
	});
});

describe('where the requests of a node go', () => {
	const fixture = useSandbox();

	/** Runs Get through a proxy that notes the host it is asked for, and lets nothing through. */
	async function hostFor(environment: string): Promise<string[]> {
		const hosts: string[] = [];
		const proxy = createServer();
		proxy.on('connect', ({ url = '' }, socket) => {
			hosts.push(url);
			socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
		});
		await once(proxy.listen(0, '127.0.0.1'), 'listening');
		try {
			const { port } = proxy.address() as AddressInfo;
			await runAltegio({
				...fixture.target,
				credentials: { ...fixture.target.credentials, environment },
				parameters: {
					resource: 'location',
					operation: 'get',
					locationId: locator(37532),
					requestOptions: { proxy: `http://127.0.0.1:${port}` },
				},
			});
		} finally {
			proxy.close();
			proxy.closeAllConnections();
		}
		expect(fixture.sandbox.requests).toEqual([]);
		return [...new Set(hosts)];
	}

	it.each([
		['production', 'api.alteg.io:443'],
		['mock', 'developer.alteg.io:443'],
	])('R23: %s is asked at %s', async (environment, host) => {
		expect(await hostFor(environment)).toEqual([host]);
	});
});
