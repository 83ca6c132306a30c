import fc from 'fast-check';

import { businessGroups, cities, countries, makeLocation, type Location } from '../../sandbox';
import { readEditUpdate } from '../support/roundTrip';
import { FIRST_ID, useSandbox } from '../support/fixture';
import { LOCATION, visible } from './cells';
import type { BlankValues } from './model';
import { runs, TIME_FOR_RUNS } from './runs';

const fixture = useSandbox();
jest.setTimeout(TIME_FOR_RUNS);

const text = fc
	.oneof(
		fc.constantFrom('', '0', ' padded ', '<p>"A" &amp; b</p>', '💈', '={{ 1 }}'),
		visible,
		fc.integer().map(String),
	)
	// Clear is meant to empty a field that holds nothing but spaces and punctuation.
	.filter((value) => value === '' || /[\p{L}\p{N}]/u.test(value) || value === '💈');
const phone = fc.integer({ min: 2_000_000_000, max: 9_999_999_999 }).map((digits) => `+1${digits}`);
const networks = ['telegram', 'instagram', 'vk', 'facebook', 'viber', 'whatsapp'];
const types = businessGroups.flatMap((group) => group.types.map(({ id }) => id));
const degrees = (limit: number) =>
	fc
		.oneof(fc.constantFrom(0, -limit, limit), fc.double({ min: -limit, max: limit, noNaN: true }))
		// JSON has no -0.
		.map((number) => number + 0);
/** Altegio gives 0 for what was never chosen, and no name with it. */
const oneOf = <T extends { id: number }>(entries: T[]) =>
	fc.option(fc.constantFrom(...entries), { nil: undefined });

/** A location in any state that Altegio can hold it in. */
const location: fc.Arbitrary<Location> = fc
	.record({
		title: visible.filter((title) => /[\p{L}\p{N}]/u.test(title)),
		...{ address: text, zip: text, site: text, description: text, short_descr: text },
		phones: fc.array(phone, { maxLength: 3 }),
		social: fc.record(Object.fromEntries(networks.map((name) => [name, text]))),
		...{ coordinate_lat: degrees(90), coordinate_lon: degrees(180) },
		country: oneOf(countries),
		city: oneOf(cities),
		business_type_id: fc.constantFrom(0, ...types),
	})
	.map(({ country, city, phones, ...fields }) => ({
		...makeLocation({ id: FIRST_ID, ...fields }),
		...{ phones, phone: phones[0] ?? '' },
		...{ country_id: country?.id ?? 0, country: country?.full_title ?? '' },
		...{ city_id: city?.id ?? 0, city: city?.title ?? '' },
	}));

it('R21: Get or Get Many, auto-map, Update changes nothing, whatever the location is', async () => {
	const blankValues = fc.constantFrom<BlankValues>('leaveUnchanged', 'clear');
	await fc.assert(
		fc.asyncProperty(
			...([location, fc.constantFrom('get', 'getAll'), fc.boolean(), blankValues] as const),
			async (given, operation, simplify, blank) => {
				fixture.sandbox.reset();
				const record = fixture.sandbox.locations.get(FIRST_ID)!;
				record.location = structuredClone(given);
				const read =
					operation === 'get'
						? { operation, simplify, locationId: LOCATION }
						: { operation, simplify, filters: { locationId: String(FIRST_ID) } };
				const options = { blankValues: blank, verify: true };
				const { error } = await readEditUpdate(fixture.target, read, {}, options);

				expect(error).toBeUndefined();
				expect(fixture.sandbox.requests.map(({ method }) => method)).toContain('PUT');
				expect(record.location).toEqual(given);
			},
		),
		{ numRuns: runs(120) },
	);
});
