import fc from 'fast-check';

import { runAltegio } from '../support/engine';
import { locator, remove, UNPACED, useSandbox } from '../support/scene';

const scene = useSandbox();
jest.setTimeout(60_000);

/** The paths that a deletion of this location asked for. */
async function pathsFor(value: unknown, mode: 'id' | 'list' | 'url'): Promise<string[]> {
	scene.sandbox.reset();
	await runAltegio({
		...scene.target,
		items: [{ value: value as string }],
		parameters: remove({ locationId: locator('={{ $json.value }}', mode), ...UNPACED }),
	});
	return scene.sandbox.requests.map(({ method, url }) => `${method} ${url}`);
}

describe('any value as a location', () => {
	const digits = fc.bigInt({ min: 0n, max: 2n ** 70n }).map(String);
	const anything = fc.oneof(
		fc.integer(),
		fc.double(),
		fc.maxSafeInteger(),
		fc.string({ unit: 'binary' }),
		digits,
		digits.map((text) => ` ${text}\t`),
		fc
			.tuple(digits, fc.constantFrom('', '/', '..', '?', '#', '%2F', ';', ','))
			.map((parts) => parts.join('')),
		fc.jsonValue(),
	);

	it('is accepted exactly if it is a positive safe integer', async () => {
		await fc.assert(
			fc.asyncProperty(anything, fc.constantFrom('id', 'list'), async (value, mode) => {
				const id =
					typeof value === 'string' && /^[1-9][0-9]*$/.test(value.trim()) ? Number(value) : value;
				const expected =
					Number.isSafeInteger(id) && (id as number) > 0 ? [`DELETE /api/v1/company/${id}`] : [];
				expect(await pathsFor(value, mode as 'id')).toEqual(expected);
			}),
			{
				numRuns: 400,
				examples: [
					[9007199254740991, 'id'],
					['9007199254740992', 'id'],
					[1, 'list'],
				],
			},
		);
	});
});

describe('any address as a location', () => {
	const id = fc.integer({ min: 1, max: 10_000_000 });
	const word = fc.constantFrom('timetable', 'clients', 'settings', 'sidebar', 'staff', 'base', 'e');
	const tail = fc.constantFrom('', '/', '?a=1&b=/company/7', '#main_date=2026-01-01&record=5');
	const host = fc.constantFrom('app.alteg.io', 'n123.alteg.io', 'alteg.io', 'a.b.alteg.io');

	it('names the only number in its path, wherever it stands', async () => {
		await fc.assert(
			fc.asyncProperty(
				host, id, fc.array(word, { minLength: 1, maxLength: 3 }), fc.array(word, { maxLength: 2 }), tail,
				async (name, number, before, after, end) => {
					const path = [...before, number, ...after].join('/');
					expect(await pathsFor(`https://${name}/${path}${end}`, 'url')).toEqual([
						`DELETE /api/v1/company/${number}`,
					]);
				},
			), // prettier-ignore
			{ numRuns: 100 },
		);
	});

	it('names the number after company, whatever else is in it', async () => {
		await fc.assert(
			fc.asyncProperty(host, id, id, tail, async (name, number, other, end) => {
				const address = `https://${name}/company/${number}/record/${other}${end}`;
				expect(await pathsFor(address, 'url')).toEqual([`DELETE /api/v1/company/${number}`]);
			}),
			{ numRuns: 100 },
		);
	});

	it('names one exactly if the path says which, whatever the address is made of', async () => {
		const number = fc.oneof(id.map(String), fc.constantFrom('0', '007', '9007199254740993'));
		const part = fc.oneof(
			{ weight: 5, arbitrary: number },
			{ weight: 4, arbitrary: word },
			{ weight: 2, arbitrary: fc.constantFrom('company', 'company', 'appstore', 'group') },
			{ weight: 1, arbitrary: fc.constantFrom('', '7a', '1%2F2', '-7', '1e3', 'company7', '7.5') },
		);
		const anyHost = fc.constantFrom(
			...['app.alteg.io', 'app.alteg.io', 'n123.alteg.io', 'a.b.alteg.io', 'alteg.io'],
			...['APP.Alteg.IO', 'alteg.io:8443', 'me@n1.alteg.io'],
			...['alteg.io.example.com', 'alteg.example', 'notalteg.io', 'app.alteg.io@example.com'],
		);
		const scheme = fc.constantFrom(
			...['https://', 'https://', 'https://', 'http://', 'HTTPS://', 'ftp://', ''],
		);
		await fc.assert(
			fc.asyncProperty(
				fc.tuple(scheme, anyHost, fc.array(part, { minLength: 1, maxLength: 4 }), tail),
				fc.constantFrom('', ' ', '\n'),
				async ([before, name, parts, end], space) => {
					const address = `${space}${before}${name}/${parts.join('/')}${end}${space}`;
					const isAltegio = /^http/i.test(before) && /(^|[.@])alteg\.io(:8443)?$/i.test(name);
					const meant = isAltegio ? meantBy(parts.filter(Boolean)) : undefined;
					expect(await pathsFor(address, 'url')).toEqual(
						meant === undefined ? [] : [`DELETE /api/v1/company/${meant}`],
					);
				},
			),
			{ numRuns: 300 },
		);
	});

	it('names nothing on any other host, or where two numbers could be meant', async () => {
		const elsewhere = fc.oneof(
			fc.webUrl({ withFragments: true, withQueryParameters: true }),
			id.map((number) => `https://app.alteg.io.example.com/company/${number}`),
			id.map((number) => `https://notalteg.io/company/${number}`),
			id.map((number) => `https://app.alteg.io:pw@example.com/company/${number}`),
			fc.tuple(id, id).map(([a, b]) => `https://app.alteg.io/clients/${a}/card/${b}`),
			fc.string(),
		);
		await fc.assert(
			fc.asyncProperty(elsewhere, async (address) => {
				expect(await pathsFor(address, 'url')).toEqual([]);
			}),
			{ numRuns: 300 },
		);
	});
});

/** The id in a path: behind `company`, or the only number. Unless something else has the page, such as a chain. */
function meantBy(parts: string[]): string | undefined {
	const [leading] = parts.join('/').split(/(?:^|\/)company(?:\/|$)/);
	if (/appstore|marketplace|group/.test(leading)) return undefined;
	const numbers = parts.filter((part) => /^[0-9]+$/.test(part));
	const meant = parts.includes('company')
		? parts[parts.indexOf('company') + 1]
		: numbers.length === 1
			? numbers[0]
			: '';
	return /^[1-9][0-9]{0,15}$/.test(meant) && Number(meant) < 2 ** 53 ? meant : undefined;
}
