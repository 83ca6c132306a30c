import fc from 'fast-check';

import { runAltegio } from '../support/engine';
import { locator, remove, UNPACED, useSandbox } from '../support/fixture';
import { runs, TIME_FOR_RUNS } from './runs';

const fixture = useSandbox();
jest.setTimeout(TIME_FOR_RUNS);

/** The paths that a deletion of this location asked for. */
async function pathsFor(value: unknown, mode: 'id' | 'list' | 'url'): Promise<string[]> {
	fixture.sandbox.reset();
	await runAltegio({
		...fixture.target,
		items: [{ value: value as string }],
		parameters: remove({ locationId: locator('={{ $json.value }}', mode), ...UNPACED }),
	});
	return fixture.sandbox.requests.map(({ method, url }) => `${method} ${url}`);
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
				numRuns: runs(200),
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
	const tail = fc.constantFrom('', '/', '?a=1&b=/company/7', '#main_date=2026-01-01&record=5');
	const host = fc.constantFrom('app.alteg.io', 'n123.alteg.io', 'alteg.io', 'a.b.alteg.io');

	/** Some of the pages whose address names a location; altegio-api.md has all of them, and test/engine/request. */
	const page = fc.constantFrom(
		...['timetable/#', 'clients/#/base', 'settings/sidebar/staff/#', 'goods/list/#', 'dashboard/#'],
		...['settings/menu/#/general', 'analytics/reports/#/income', 'online/links/#', 'location/#'],
	);

	it('names the number in a page of a location, on app.alteg.io only', async () => {
		await fc.assert(
			fc.asyncProperty(host, id, page, tail, async (name, number, place, end) => {
				const address = `https://${name}/${place.replace('#', String(number))}${end}`;
				expect(await pathsFor(address, 'url')).toEqual(
					name === 'app.alteg.io' ? [`DELETE /api/v1/company/${number}`] : [],
				);
			}),
			{ numRuns: runs(50) },
		);
	});

	it('names nothing in any other page', async () => {
		const other = fc.constantFrom(
			...['select-city/#/select-branch', 'group/#', 'cabinet/#', 'clients/#/card', 'blog/#'],
			...['timetable/#/2026', 'user/#/timetable', 'records/#', '#', 'en/#', 'company/x/#'],
		);
		await fc.assert(
			fc.asyncProperty(host, id, other, tail, async (name, number, place, end) => {
				const address = `https://${name}/${place.replace('#', String(number))}${end}`;
				expect(await pathsFor(address, 'url')).toEqual([]);
			}),
			{ numRuns: runs(50) },
		);
	});

	it('names the number after company, whatever else is in it', async () => {
		await fc.assert(
			fc.asyncProperty(host, id, id, tail, async (name, number, other, end) => {
				const address = `https://${name}/company/${number}/record/${other}${end}`;
				expect(await pathsFor(address, 'url')).toEqual([`DELETE /api/v1/company/${number}`]);
			}),
			{ numRuns: runs(50) },
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
			{ numRuns: runs(150) },
		);
	});
});
