import type { INodeParameters } from 'n8n-workflow';

import { faults } from '../../sandbox';
import { runAltegio, type RunOptions } from '../support/engine';
import { requestsOf } from '../support/requests';
import { useSandbox } from '../support/fixture';

const fixture = useSandbox();

function create(title: unknown, additionalFields: object = {}): INodeParameters {
	return {
		resource: 'location',
		operation: 'create',
		title,
		additionalFields,
	} as INodeParameters;
}

async function run(title: unknown, additionalFields?: object, more: Partial<RunOptions> = {}) {
	const parameters = create(title, additionalFields);
	const result = await runAltegio({ ...fixture.target, parameters, ...more });
	return { ...result, items: (result.outputs[0] ?? []).map(({ json }) => json) };
}

const requests = () => requestsOf(fixture.sandbox);
const created = () => [...fixture.sandbox.locations.values()].at(-1)!.location;

const EVERY_FIELD = {
	address: '1 New Road',
	businessTypeId: ' 2 ',
	cityId: '182',
	countryId: 7,
	coordinateLat: '41.87',
	coordinateLon: '-87.62',
	shortDescr: 'Barbershop',
	site: 'https://new.example',
};

describe('Create', () => {
	it('sends every field under its documented name and in its type', async () => {
		const { error, items } = await run('New Salon', EVERY_FIELD);

		expect(error).toBeUndefined();
		expect(requests()).toEqual(['POST /companies']);
		expect(fixture.sandbox.requests[0].status).toBe(201);
		expect(fixture.sandbox.requests[0].body).toEqual({
			title: 'New Salon',
			address: '1 New Road',
			business_type_id: 2,
			city_id: 182,
			country_id: 7,
			coordinate_lat: 41.87,
			// The documents misspell the longitude for this operation only, so both readings are served.
			coordinate_lon: -87.62,
			coordinate_lot: -87.62,
			short_descr: 'Barbershop',
			site: 'https://new.example',
		});
		expect(items).toEqual([
			expect.objectContaining({ id: created().id, title: 'New Salon', city: 'Chicago' }),
		]);
		expect(created()).toMatchObject({ address: '1 New Road', coordinate_lon: -87.62 });
	});

	it('sends nothing but the title if that is all there is', async () => {
		await run('Only a title');
		expect(fixture.sandbox.requests[0].body).toEqual({ title: 'Only a title' });
	});

	it('R3: fields added and left blank are not sent', async () => {
		const blank = Object.fromEntries(Object.keys(EVERY_FIELD).map((name) => [name, '']));
		await run('Only a title', blank);
		await run('Only a title', {
			...blank,
			address: '={{ null }}',
			coordinateLon: '={{ $json.no }}',
		});
		for (const { body } of fixture.sandbox.requests)
			expect(body).toEqual({ title: 'Only a title' });
	});

	it('a coordinate of zero is a coordinate', async () => {
		await run('Null Island', { coordinateLat: '0', coordinateLon: '={{ 0 }}' });
		expect(fixture.sandbox.requests[0].body).toEqual({
			title: 'Null Island',
			coordinate_lat: 0,
			coordinate_lon: 0,
			coordinate_lot: 0,
		});
	});

	it('fields of an update that Create does not have never go out', async () => {
		await run('New', { zip: '1', phones: ['1'], city: 'New York', description: 'x', timezone: 3 });
		expect(fixture.sandbox.requests[0].body).toEqual({ title: 'New' });
	});

	it('R17: each row becomes a location of its own, in order', async () => {
		const { items, after } = await run(
			'={{ $json.name }}',
			{},
			{
				items: [{ name: 'First' }, { name: 'Second' }],
				after: { name: "={{ $('Data').item.json.name }}", title: '={{ $json.title }}' },
			},
		);
		expect(items.map(({ title }) => title)).toEqual(['First', 'Second']);
		expect(after.success).toEqual([
			{ name: 'First', title: 'First' },
			{ name: 'Second', title: 'Second' },
		]);
	});

	it.each(['', '  ', null, undefined, [], {}])(
		'R5: a title that is %p is refused before any request',
		async (title) => {
			const { error } = await run('={{ $json.title }}', {}, { items: [{ title }] });
			expect(error?.message).toContain("'Title'");
			expect(fixture.sandbox.requests).toEqual([]);
		},
	);

	it('R5: a title left empty in the form makes no request', async () => {
		const { status } = await run('');
		expect(status).toBe('error');
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it.each([
		['Latitude', { coordinateLat: '91' }],
		['Longitude', { coordinateLon: '-180.5' }],
		['Country Name or ID', { countryId: 'USA' }],
		['City Name or ID', { cityId: 0 }],
		['Business Type Name or ID', { businessTypeId: '2.5' }],
		['Address', { address: '={{ { street: "x" } }}' }],
	])('R5: an impossible %s is refused before any request', async (label, fields) => {
		const { error } = await run('New', fields);
		expect(error?.message).toContain(`'${label}' must be`);
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it('R8: one row without a title means that no location is made', async () => {
		const items = [{ name: 'First' }, { name: '' }];
		await run('={{ $json.name }}', {}, { items });
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it('an answer without the location still says what was made', async () => {
		fixture.sandbox.fault({ status: 201, body: { success: true, data: null, meta: [] } });
		expect((await run('New')).items).toEqual([{ created: true, title: 'New' }]);
	});
});

it('R11: a refusal does not say that the location may exist', async () => {
	fixture.sandbox.fault(faults.invalidFields);
	const { error } = await run('New');
	expect(error?.message).not.toContain('may exist');
});
