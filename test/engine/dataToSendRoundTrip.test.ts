import type { IDataObject } from 'n8n-workflow';

import { manyLocations, type Location } from '../../sandbox';
import { runAltegio } from '../support/engine';
import { readEditUpdate } from '../support/roundTrip';
import { FIRST_ID, locator, useSandbox } from '../support/fixture';

const getOne = (simplify: boolean) => ({
	operation: 'get',
	locationId: locator(FIRST_ID),
	simplify,
});

describe('Get, change a field, Update', () => {
	const fixture = useSandbox();
	const stored = () => structuredClone(fixture.sandbox.locations.get(FIRST_ID)!.location);
	const updateRequests = () => fixture.sandbox.requests.filter(({ method }) => method === 'PUT');

	describe.each([
		['simplified', true],
		['raw', false],
	])('%s', (_, simplify) => {
		it('R21: without a change nothing changes', async () => {
			const before = stored();
			const { error } = await readEditUpdate(fixture.target, getOne(simplify), {});
			expect(error).toBeUndefined();
			expect(updateRequests()).toHaveLength(1);
			expect(stored()).toEqual(before);
		});

		it.each<[string, IDataObject, Partial<Location>]>([
			['title', { title: 'Neuer Name' }, { title: 'Neuer Name' }],
			['address', { address: 'ул. Новая, 1' }, { address: 'ул. Новая, 1' }],
			['short_descr', { short_descr: 'Spa' }, { short_descr: 'Spa' }],
			['site', { site: 'https://new.example' }, { site: 'https://new.example' }],
			['zip', { zip: 10115 }, { zip: '10115' }],
			['description', { description: '<p>New</p>' }, { description: '<p>New</p>' }],
			[
				'phones',
				{ phones: ['+1 212 535 7710', '12125357711'] },
				{ phones: ['+12125357710', '+12125357711'], phone: '+12125357710' },
			],
			['coordinate_lat', { coordinate_lat: '1.5' }, { coordinate_lat: 1.5 }],
			['coordinate_lon', { coordinate_lon: -0.5 }, { coordinate_lon: -0.5 }],
			['business_type_id', { business_type_id: '12' }, { business_type_id: 12 }],
			['city_id', { city_id: 183 }, { city_id: 183, city: 'Miami' }],
		])('R21: only %s changes', async (_name, fields, changed) => {
			const before = stored();
			const { error, items } = await readEditUpdate(fixture.target, getOne(simplify), fields);

			expect(error).toBeUndefined();
			expect(stored()).toEqual({ ...before, ...changed });
			expect(items.map(({ json }) => json.id)).toEqual([FIRST_ID]);
		});

		it('R21: a social network is changed and the others are kept', async () => {
			const { location } = fixture.sandbox.locations.get(FIRST_ID)!;
			location.social = { ...location.social, vk: 'vk.com/kept' };
			const before = stored();
			const social = { ...before.social, instagram: 'instagram.com/new' };
			await readEditUpdate(fixture.target, getOne(simplify), { social });
			expect(stored()).toEqual({ ...before, social });
		});

		it('R21: a location to which nothing but a title was ever given survives it', async () => {
			const { outputs } = await runAltegio({
				...fixture.target,
				parameters: { resource: 'location', operation: 'create', title: 'Bare' },
			});
			const id = outputs[0][0].json.id as number;
			const held = () => fixture.sandbox.locations.get(id)?.location;
			const before = structuredClone(held());
			// Altegio gives 0 for a country, city or business type that was never chosen.
			expect(before).toMatchObject({ country_id: 0, city_id: 0, business_type_id: 0 });

			const read = { ...getOne(simplify), locationId: locator(id) };
			const { error } = await readEditUpdate(fixture.target, read, { zip: '1' });
			expect(error).toBeUndefined();
			expect(held()).toEqual({ ...before, zip: '1' });
		});

		it('R21: values that came as text go back as numbers and change nothing', async () => {
			const before = stored();
			const { id, title, country_id, city_id, business_type_id } = before;
			const data = {
				...{ id: String(id), title, country_id: String(country_id), city_id: String(city_id) },
				business_type_id: String(business_type_id),
				coordinate_lat: String(before.coordinate_lat),
				coordinate_lon: `${before.coordinate_lon}0`,
			};
			fixture.sandbox.fault({ status: 200, body: { success: true, data, meta: [] } });
			const { error } = await readEditUpdate(fixture.target, getOne(simplify), { zip: '1' });
			expect(error).toBeUndefined();
			expect(stored()).toEqual({ ...before, zip: '1' });
		});
	});

	it('R21: the name of the city changes where no ID is there to win over it', async () => {
		const before = stored();
		await readEditUpdate(fixture.target, getOne(true), { city: 'Miami' });
		expect(stored()).toEqual({ ...before, city: 'Miami', city_id: 183 });
	});

	it('R22: where the ID wins over a changed name, Verify names the field', async () => {
		const options = { verify: true };
		const { error } = await readEditUpdate(
			fixture.target,
			getOne(false),
			{ city: 'Miami' },
			options,
		);
		expect(error?.message).toContain("'City'");
	});

	it('R22: an unchanged round trip is verified', async () => {
		const options = { verify: true };
		const { error } = await readEditUpdate(fixture.target, getOne(false), {}, options);
		expect(error).toBeUndefined();
	});
});

describe('Get Many, change a field, Update', () => {
	const fixture = useSandbox({ locations: manyLocations(12) });

	it.each([true, false])(
		'R21: only that field changes of each (simplify: %p)',
		async (simplify) => {
			const all = () => [...fixture.sandbox.locations.values()].map(({ location }) => location);
			const before = structuredClone(all());
			const read = { operation: 'getAll', returnAll: true, simplify };
			const options = { blankValues: 'leaveUnchanged' };
			const { error } = await readEditUpdate(
				fixture.target,
				read,
				{ site: 'new.example' },
				options,
			);

			expect(error).toBeUndefined();
			expect(all()).toEqual(before.map((location) => ({ ...location, site: 'new.example' })));
		},
	);
});
