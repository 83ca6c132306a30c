import { readRequestOptions } from '../../nodes/Altegio/transport/requestOptions';
import { formOf } from '../support/units';

const read = (requestOptions?: object) => readRequestOptions(formOf({ requestOptions } as never));

describe('Request Options', () => {
	it('R13: left alone, they are the limits of Altegio and a minute for an answer', () => {
		const standard = {
			limits: { perSecond: 5, perMinute: 200 },
			batching: { size: 1, intervalMs: 0 },
			connection: { timeout: 60_000 },
		};
		expect(read()).toEqual(standard);
		expect(read({})).toEqual(standard);
	});

	it.each<[unknown, number]>([
		[3, 3],
		['3', 3],
		[2.2, 3],
		[0, 0],
		['0', 0],
		['', 5],
		[null, 5],
		[' ', 5],
		[-1, 5],
		['many', 5],
		[Infinity, 5],
		[NaN, 5],
	])('R13: %j requests per second are %d', (requestsPerSecond, perSecond) => {
		expect(read({ requestsPerSecond }).limits).toEqual({ perSecond, perMinute: 200 });
	});

	it.each<[unknown, number]>([
		[60, 60],
		['', 200],
	])('R13: %j requests per minute are %d', (requestsPerMinute, perMinute) => {
		expect(read({ requestsPerMinute }).limits).toEqual({ perSecond: 5, perMinute });
	});

	it.each<[unknown, object]>([
		[
			{ batchSize: 10, batchInterval: 2_000 },
			{ size: 10, intervalMs: 2_000 },
		],
		[
			{ batchSize: '10', batchInterval: '2000' },
			{ size: 10, intervalMs: 2_000 },
		],
		[
			{ batchSize: -1, batchInterval: 2_000 },
			{ size: Infinity, intervalMs: 2_000 },
		],
		[{ batchSize: 0 }, { size: 1, intervalMs: 0 }],
		[
			{ batchSize: 'x', batchInterval: 'x' },
			{ size: 1, intervalMs: 0 },
		],
		[undefined, { size: 1, intervalMs: 0 }],
	])('Batching %j is %j', (batch, batching) => {
		expect(read({ batching: { batch } }).batching).toEqual(batching);
	});

	it.each<[unknown, number]>([
		[5_000, 5_000],
		['5000', 5_000],
		[0, 60_000],
		[-5, 60_000],
		['x', 60_000],
		['', 60_000],
		[2 ** 31 - 1, 2 ** 31 - 1],
		[2 ** 31, 2 ** 31 - 1],
	])('a Timeout of %j is %d ms', (timeout, expected) => {
		expect(read({ timeout }).connection).toEqual({ timeout: expected });
	});

	it.each<[unknown, object]>([
		[true, { timeout: 60_000, skipSslCertificateValidation: true }],
		[false, { timeout: 60_000 }],
		['true', { timeout: 60_000 }],
		[undefined, { timeout: 60_000 }],
	])('Ignore SSL Issues %j', (allowUnauthorizedCerts, connection) => {
		expect(read({ allowUnauthorizedCerts }).connection).toEqual(connection);
	});

	it.each<[string, object]>([
		['http://127.0.0.1:3128', { protocol: 'http', host: '127.0.0.1', port: 3128 }],
		['http://proxy.example', { protocol: 'http', host: 'proxy.example', port: 80 }],
		['https://proxy.example', { protocol: 'https', host: 'proxy.example', port: 443 }],
		['HTTPS://proxy.example:8443/', { protocol: 'https', host: 'proxy.example', port: 8443 }],
		[' http://proxy.example:8080 ', { protocol: 'http', host: 'proxy.example', port: 8080 }],
		[
			'http://anna:p%40ss@proxy.example:8080',
			{
				...{ protocol: 'http', host: 'proxy.example', port: 8080 },
				auth: { username: 'anna', password: 'p%40ss' },
			},
		],
		[
			'http://anna@proxy.example:8080',
			{
				...{ protocol: 'http', host: 'proxy.example', port: 8080 },
				auth: { username: 'anna', password: '' },
			},
		],
	])('the proxy %s', (proxy, expected) => {
		expect(read({ proxy }).connection).toEqual({ timeout: 60_000, proxy: expected });
	});

	it('a blank is no proxy', () => {
		expect(read({ proxy: '' }).connection).toEqual({ timeout: 60_000 });
	});

	it.each<unknown>([
		...['proxy.example:3128', '127.0.0.1', 'ftp://proxy.example', 'see http://x', 'http://', 7],
		'http://a b',
	])('R5: %j is no address of a proxy', (proxy) => {
		expect(() => read({ proxy })).toThrow(
			"'Proxy' under Request Options must be a full address. [item 0]",
		);
	});

	it.each(['http://anna:50%@proxy.example', 'http://a%zz:x@proxy.example'])(
		'R5: a %% in %s has to be written as %%25, and no password is shown',
		(proxy) => {
			expect(() => read({ proxy })).toThrow(
				"'Proxy' under Request Options holds a % in its user or password: write % as %25. [item 0]",
			);
		},
	);

	it('R5: says how a proxy is given', () => {
		expect(() => read({ proxy: 'x' })).toThrow(
			expect.objectContaining({
				description:
					'Give it with its protocol and port, for example http://127.0.0.1:3128, or remove the option.',
			}) as never,
		);
		expect(() => read({ proxy: 'http://x:50%@y' })).toThrow(
			expect.objectContaining({
				description:
					'Other signs that separate the parts of an address are written with % too: @ as %40, : as %3A, / as %2F.',
			}) as never,
		);
	});
});
