import {
	hostsOf,
	isAbandonedTest,
	isOfSameN8n,
	isPublic,
	isSamePlace,
	isSameSecret,
	maskAddresses,
	originOf,
	tokenOf,
	webhookIdOf,
	withoutQuery,
} from '../../nodes/Altegio/triggers/address';

const node = {
	...{ id: 'node-1', webhookId: 'hook-1', name: 'Trigger', type: 'x', typeVersion: 1 },
	...{ position: [0, 0] as [number, number], parameters: {} },
};
const OWN = 'https://n8n.example.com/webhook/hook-1/webhook';
const SECRET = 'x'.repeat(32);

describe('the secret in an address', () => {
	const token = tokenOf(node, { partnerToken: 'partner' }, false);

	it('T21: is the same for the same node and partner token, and long enough that nobody guesses it', () => {
		expect(token).toMatch(/^[\w-]{32}$/);
		expect(tokenOf({ ...node }, { partnerToken: 'Bearer partner', userToken: 'x' }, false)).toBe(
			token,
		);
	});

	it.each([
		['another node', tokenOf({ ...node, webhookId: 'hook-2' }, { partnerToken: 'partner' }, false)],
		['another partner token', tokenOf(node, { partnerToken: 'other' }, false)],
		['a test', tokenOf(node, { partnerToken: 'partner' }, true)],
	])('T21: is another one for %s', (_, other) => {
		expect(other).toMatch(/^[\w-]{32}$/);
		expect(other).not.toBe(token);
	});

	it('T21: takes the id of the node where n8n gave it no id for webhooks', () => {
		expect(webhookIdOf(node)).toBe('hook-1');
		expect(webhookIdOf({ ...node, webhookId: undefined })).toBe('node-1');
	});

	it.each([
		['abc', 'abc', true],
		['abc', 'abd', false],
		['abc', 'ab', false],
		['', '', true],
	])('T21: %j and %j are the same: %s', (a, b, isSame) => {
		expect(isSameSecret(a, b)).toBe(isSame);
	});
});

describe('whose address it is', () => {
	it.each<[string, string, boolean]>([
		[`${OWN}?token=1`, `${OWN}?token=2`, true],
		[OWN, `${OWN}#a`, true],
		[OWN, OWN.replace('hook-1', 'hook-2'), false],
		[OWN, OWN.replace('https', 'http'), false],
		[OWN, OWN.replace('.com', '.com:5678'), false],
		['nonsense', 'nonsense', false],
		[OWN, 'nonsense', false],
	])('T5: %s and %s lead to the same place: %s', (a, b, isSame) => {
		expect(isSamePlace(a, b)).toBe(isSame);
	});

	const test = OWN.replace('/webhook/', '/webhook-test/');

	it.each<[string, boolean]>([
		[`${test}?token=x`, true],
		[OWN, false],
		[test.replace('hook-1', 'hook-2'), false],
		[test.replace('n8n', 'other'), false],
		[test.replace('webhook-test', 'webhook-tests'), false],
		['https://n8n.example.com/in?webhook-test/hook-1', false],
		['nonsense', false],
	])('T35: %s is what a test left behind: %s', (url, isLeft) => {
		expect(isAbandonedTest(url, OWN, 'hook-1')).toBe(isLeft);
	});

	it.each<[string, boolean]>([
		[`https://n8n.example.com/webhook/hook-9/webhook?token=${SECRET}`, true],
		[`https://other.example.com/webhook/hook-9/webhook?token=${SECRET}`, false],
		['https://n8n.example.com/webhook/hook-9/webhook?token=short', false],
		['https://n8n.example.com/webhook/hook-9/webhook', false],
		['nonsense', false],
	])('T17: %s is of a trigger in the same n8n: %s', (url, isOne) => {
		expect(isOfSameN8n(url, OWN)).toBe(isOne);
	});

	it('T17: where the own address cannot be read, none is one of its own', () => {
		expect(isOfSameN8n('nonsense', 'nonsense')).toBe(false);
		expect(isAbandonedTest('nonsense', 'nonsense', 'hook-1')).toBe(false);
		expect(originOf('nonsense')).toBeUndefined();
		expect(originOf(OWN)).toBe('https://n8n.example.com');
	});
});

describe('what is shown of an address', () => {
	it('T40: no query of the own one', () => {
		expect(withoutQuery(`${OWN}?token=x#y`)).toBe(OWN);
		expect(withoutQuery('nonsense')).toBe('an unreadable address');
	});

	it('T40: of others the hosts, each once', () => {
		const urls = ['https://a.example/x?s=1', 'https://a.example:8443/', 'https://a.example/y', ''];
		expect(hostsOf(urls)).toBe('a.example, a.example:8443, unreadable');
		expect(hostsOf(['mailto:a@example.com'])).toBe('unreadable');
		expect(hostsOf([])).toBe('');
	});

	it.each([
		['Host https://a.example/x?s=1 is bad.', 'Host https://a.example/… is bad.'],
		['HTTP://A.example/x', 'http://a.example/…'],
		['"https://a.example/x","http://b.example/y"', '"https://a.example/…","http://b.example/…"'],
		["<https://a.example/x>'", "<https://a.example/…>'"],
		['https://[broken/secret', 'https:///…'],
		['xhttps://a.example/x', 'xhttps://a.example/x'],
		['No address.', 'No address.'],
	])('T13: %j becomes %j', (text, masked) => {
		expect(maskAddresses(text)).toBe(masked);
	});
});

describe('whether Altegio can reach an address', () => {
	const at = (host: string) => `https://${host}/webhook`;

	it.each([
		...['n8n.example.com', 'n8n.example.com:5678', 'N8N.Example.com.', 'localhost.example.com'],
		...['local.example', 'mylocal.io', 'intra.net', '1.1.1.1', '9.0.0.1', '11.0.0.1', '126.1.1.1'],
		...['128.0.0.1', '169.253.0.1', '169.255.0.1', '172.15.0.1', '172.32.0.1', '192.167.0.1'],
		...['192.169.0.1', '100.63.0.1', '100.128.0.1', '100.200.0.1', '223.0.0.1', '110.0.0.1'],
		...['[2001:db8::1]', '[3fff::1]', '10.example.com', '127.example.com'],
	])('T2: %s', (host) => expect(isPublic(at(host))).toBe(true));

	it.each([
		...['localhost', 'n8n', 'n8n.local', 'n8n.local.', 'n8n.localhost', 'n8n.localdomain'],
		...['n8n.internal', 'n8n.intranet', 'n8n.lan', 'N8N.LAN', 'n8n.home.arpa', 'localhost:5678'],
		...['0.0.0.0', '10.0.0.1', '127.0.0.1', '169.254.1.1', '192.168.0.1', '172.16.0.1'],
		...['172.19.0.1', '172.29.0.1', '172.31.0.1', '100.64.0.1', '100.69.0.1', '100.70.0.1'],
		...['100.99.0.1', '100.100.0.1', '100.119.0.1', '100.120.0.1', '100.127.0.1', '224.0.0.1'],
		...['229.0.0.1', '230.0.0.1', '239.0.0.1', '240.0.0.1', '255.255.255.255'],
		...['[::1]', '[fd00::1]', '[fe80::1]', '[::ffff:1.1.1.1]', '[2::1]'],
	])('T2: not %s', (host) => expect(isPublic(at(host))).toBe(false));

	it.each(['http://n8n.example.com', 'ftp://n8n.example.com', 'n8n.example.com', ''])(
		'T2: nor %j, which is no https',
		(url) => expect(isPublic(url)).toBe(false),
	);
});
