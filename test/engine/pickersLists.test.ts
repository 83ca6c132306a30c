import type { INodeParameters } from 'n8n-workflow';

import { businessGroups, chains, cities, countries } from '../../sandbox';
import { loadOptions } from '../support/engine';
import { useSandbox } from '../support/fixture';

const fixture = useSandbox();

async function load(method: string, parameters: object = {}) {
	return await loadOptions(method, {
		...fixture.target,
		parameters: parameters as INodeParameters,
	});
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
const toOptions = (entries: Array<{ id: number; title: string }>) =>
	entries.map(({ id, title }) => ({ name: title, value: id })).sort(byName);

describe('the lists of the form', () => {
	it('R20: countries, sorted by name', async () => {
		expect(await load('getCountries')).toEqual(toOptions(countries));
		expect(fixture.sandbox.requests.map(({ url }) => url)).toEqual(['/api/v1/countries']);
	});

	it.each(['updateFields', 'additionalFields'])(
		'R20: cities of the country chosen in %s only',
		async (collection) => {
			const found = await load('getCities', { [collection]: { countryId: 30 } });

			expect(found).toEqual([
				{ name: 'Istanbul', value: 290 },
				{ name: 'Izmir', value: 291 },
			]);
			expect(fixture.sandbox.requests[0].query).toEqual({ country_id: '30' });
		},
	);

	it.each([
		['no collection', {}],
		['no country', { updateFields: { title: 'x' } }],
		['a blank country', { updateFields: { countryId: '' } }],
		['a country that only the run knows', { updateFields: { countryId: '={{ $json.country }}' } }],
	])('R20: all cities with %s', async (_, parameters) => {
		expect(await load('getCities', parameters)).toEqual(toOptions(cities));
		expect(fixture.sandbox.requests[0].query).toEqual({});
	});

	it('R20: a country written as text chooses its cities too', async () => {
		await load('getCities', { updateFields: { countryId: ' 12 ' } });
		expect(fixture.sandbox.requests[0].query).toEqual({ country_id: '12' });
	});

	it('R20: another country or list is another list, also within a minute', async () => {
		const citiesOf = async (countryId: number) =>
			(await load('getCities', { updateFields: { countryId } })).map(({ name }) => name);
		expect(await citiesOf(30)).toEqual(['Istanbul', 'Izmir']);
		expect(await citiesOf(12)).not.toContain('Izmir');
		expect(await citiesOf(30)).toEqual(['Istanbul', 'Izmir']);
		expect(await load('getCountries')).toEqual(toOptions(countries));
		expect(fixture.sandbox.requests).toHaveLength(3);
	});

	it('R20: business types under the name of their group, sorted', async () => {
		const types = businessGroups.flatMap(({ title: group, types: members }) =>
			members.map(({ id, title }) => ({ id, title: `${group}: ${title}` })),
		);
		expect(await load('getBusinessTypes')).toEqual(toOptions(types));
	});

	it('R20: groups of business types, sorted', async () => {
		expect(await load('getBusinessGroups')).toEqual(toOptions(businessGroups));
	});

	it('R20: chains of the user, sorted', async () => {
		expect(await load('getChains')).toEqual(toOptions(chains));
		expect(fixture.sandbox.requests.map(({ url }) => url)).toEqual(['/api/v1/groups']);
	});

	it('R20: ids that came as text are numbers in the list', async () => {
		const data = [{ id: '7', title: 'USA' }];
		fixture.sandbox.fault({ status: 200, body: { success: true, data, meta: [] } });
		expect(await load('getCountries')).toEqual([{ name: 'USA', value: 7 }]);
	});

	it('R20: a group without types does no harm', async () => {
		const data = [{ id: 1, title: 'Beauty' }];
		fixture.sandbox.fault({ status: 200, body: { success: true, data, meta: { count: 1 } } });
		expect(await load('getBusinessTypes')).toEqual([]);
	});
});
