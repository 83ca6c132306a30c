/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- test code runs outside n8n */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';

import type { ICredentialDataDecryptedObject, INodeExecutionData } from 'n8n-workflow';

import { runAltegio } from '../support/engine';
import { FIRST_ID, locator, SECOND_ID, useSandbox } from '../support/fixture';

/** What n8n adds to the settings of every declarative node, which this node has to apply itself. */
const fixture = useSandbox();
let server: Server | undefined;

afterEach(() => {
	server?.close();
	server?.closeAllConnections();
	server = undefined;
});

async function get(
	requestOptions: object,
	credentials: ICredentialDataDecryptedObject = {},
	ids = [FIRST_ID, SECOND_ID],
) {
	return await runAltegio({
		...fixture.target,
		credentials: { ...fixture.target.credentials, ...credentials },
		items: ids.map((id) => ({ id })),
		parameters: {
			resource: 'location',
			operation: 'get',
			locationId: locator('={{ $json.id }}'),
			requestOptions: requestOptions as never,
		},
		onError: 'continueRegularOutput',
	});
}

const TITLES = ['Willow Street Barbers', 'Lumen Skin Clinic'];
const titles = ([items]: INodeExecutionData[][]) => items.map(({ json }) => json.title);

async function listen(newServer: Server): Promise<number> {
	server = newServer;
	await once(server.listen(0, '127.0.0.1'), 'listening');
	return (server.address() as AddressInfo).port;
}

describe('Proxy', () => {
	/** A proxy that lets everything through; gives the port and what it was told of its user. */
	async function startProxy() {
		const users: unknown[] = [];
		const note = ({ headers }: IncomingMessage) => users.push(headers['proxy-authorization']);
		const proxy = createServer((incoming, outgoing) => {
			note(incoming);
			const { method, headers, url = '' } = incoming;
			const { pathname, search } = new URL(url);
			const { hostname, port } = new URL(fixture.sandbox.url);
			const options = { method, headers, hostname, port, path: pathname + search };
			incoming.pipe(forward(options, (answer) => answer.pipe(outgoing)));
		});
		proxy.on('connect', (incoming, socket) => {
			note(incoming);
			const target = connect(Number(new URL(fixture.sandbox.url).port), '127.0.0.1', () => {
				socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
				target.pipe(socket).pipe(target);
			});
		});
		return { port: await listen(proxy), users };
	}

	it('carries the requests, under the user and the password of its address', async () => {
		const { port, users } = await startProxy();
		const { outputs } = await get({ proxy: `http://n8n:p%40ss@127.0.0.1:${port}` });

		expect(titles(outputs)).toEqual(TITLES);
		expect(users.length).toBeGreaterThan(0);
		expect(new Set(users)).toEqual(new Set([`Basic ${btoa('n8n:p@ss')}`]));
	});

	it('is asked for no user where its address has none', async () => {
		const { port, users } = await startProxy();
		await get({ proxy: `http://127.0.0.1:${port}` });
		expect(new Set(users)).toEqual(new Set([undefined]));
	});

	it.each(['127.0.0.1:3128', 'proxy', 'http://', 'ftp://n8n:secret@proxy:21', 7])(
		'is refused before any request if it is %p, without showing a password',
		async (proxy) => {
			const { outputs } = await get({ proxy });
			expect(fixture.sandbox.requests).toEqual([]);
			expect(outputs[0]).toHaveLength(2);
			for (const { json } of outputs[0]) {
				expect(json.error).toMatch(/^'Proxy' under Request Options must be a full address\./);
				expect(json.error).not.toContain('secret');
			}
		},
	);
});

describe('Ignore SSL Issues', () => {
	/** The sandbox behind a certificate that nobody trusts. */
	async function startTls(): Promise<ICredentialDataDecryptedObject> {
		const made = execFileSync(
			'openssl',
			'req -x509 -newkey rsa:2048 -nodes -keyout - -out - -days 1 -subj /CN=127.0.0.1'.split(' '),
			{ encoding: 'utf8', stdio: 'pipe' },
		);
		const tls = createTlsServer({ key: made, cert: made }, ({ method, url, headers }, response) => {
			const target = new URL(url ?? '', fixture.sandbox.url);
			forward(target, { method, headers }, (answer) => answer.pipe(response)).end();
		});
		return { baseUrl: `https://127.0.0.1:${await listen(tls)}/api/v1` };
	}

	it('reaches a server whose certificate is not trusted', async () => {
		const { outputs } = await get({ allowUnauthorizedCerts: true }, await startTls());
		expect(titles(outputs)).toEqual(TITLES);
	});

	it('is off unless it is chosen: nothing is sent to such a server', async () => {
		const { outputs } = await get({}, await startTls(), [FIRST_ID]);
		expect(fixture.sandbox.requests).toEqual([]);
		expect(outputs[0].map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/Altegio cannot be reached\./),
		]);
	});
});

describe('Timeout', () => {
	it.each([-1, '-5', 1e12, 2 ** 31, 'soon', null])(
		'lets an answer come if it is %p',
		async (timeout) => {
			const { outputs } = await get({ timeout });
			expect(titles(outputs)).toEqual(TITLES);
		},
	);
});
