import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { faults } from '../../sandbox';
import { runAltegio } from '../support/engine';
import { FIRST_ID, locator, SECOND_ID, THIRD_ID, UNPACED, useSandbox } from '../support/fixture';

const fixture = useSandbox();

function get(more: object = {}): INodeParameters {
	return {
		resource: 'location',
		operation: 'get',
		locationId: locator('={{ $json.id }}'),
		...more,
	} as INodeParameters;
}

async function getFirst(more: object = {}): Promise<IDataObject> {
	const { error, outputs } = await runAltegio({
		...fixture.target,
		items: [{ id: FIRST_ID }],
		parameters: get(more),
	});
	expect(error).toBeUndefined();
	expect(outputs[0]).toHaveLength(1);
	return outputs[0][0].json;
}

describe('Get', () => {
	it('simplifies unless told otherwise: at most ten fields, title and id first', async () => {
		const location = await getFirst();

		const fields = Object.keys(location);
		expect(fields.slice(0, 2)).toEqual(['title', 'id']);
		expect(fields.length).toBeLessThanOrEqual(10);
		expect(location).toEqual({
			title: 'Willow Street Barbers',
			id: FIRST_ID,
			short_descr: 'Barbershop',
			address: '787 Willow Street',
			city: 'New York',
			country: 'United States',
			phones: ['+15550037532'],
			site: 'willow-barbers.example',
			timezone_name: 'America/New_York',
		});
	});

	it('gives everything that Altegio gives, with Simplify off', async () => {
		const data = { id: FIRST_ID, title: 'Salon', main_group: [], anything: { new: [1, null] } };
		fixture.sandbox.fault({ status: 200, body: { success: true, data, meta: [] } });
		expect(await getFirst({ simplify: false })).toEqual(data);
	});

	it('keeps numbers that came as text as they are', async () => {
		const data = { id: '37532', title: 'Salon', city_id: '181', coordinate_lat: '40.730610' };
		for (const simplify of [false, true]) {
			fixture.sandbox.fault({ status: 200, body: { success: true, data, meta: [] } });
			const given = simplify ? { title: 'Salon', id: '37532' } : data;
			expect(await getFirst({ simplify })).toEqual(given);
		}
	});

	it('asks for nothing in addition unless told to', async () => {
		await getFirst();
		expect(fixture.sandbox.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
			`GET /api/v1/company/${FIRST_ID}`,
		]);
	});

	it.each([
		['includeAccess', true, 'my', '1', 'access'],
		['includeBookingForms', true, 'showBookforms', '1', 'bookforms'],
		['includeChains', true, 'show_groups', '1', 'groups'],
		['includeNextSlot', true, 'forBooking', '1', 'next_slot'],
		['bookingFormId', ' 19203 ', 'bookform_id', '19203', 'online_sales_form_url'],
	])(
		'%s adds one query parameter, and its answer also simplified',
		async (name, value, api, sent, field) => {
			for (const simplify of [false, true]) {
				const location = await getFirst({ simplify, options: { [name]: value } });
				expect(fixture.sandbox.requests.at(-1)?.query).toEqual({ [api]: sent });
				expect(location).toHaveProperty(field);
			}
		},
	);

	it('flags that are off are left out', async () => {
		await getFirst({ options: { includeAccess: false, includeChains: false } });
		expect(fixture.sandbox.requests[0].query).toEqual({});
	});

	it.each([
		['TRUE ', '1'],
		[1, '1'],
		['false', undefined],
		[' 0', undefined],
		['', undefined],
	])('a flag that a sheet gives as %p is understood', async (flag, sent) => {
		await getFirst({ options: { includeChains: `={{ ${JSON.stringify(flag)} }}` } });
		expect(fixture.sandbox.requests[0].query.show_groups).toBe(sent);
	});

	it.each([
		['Include Booking Forms', 'includeBookingForms'],
		['Include Chains', 'includeChains'],
		['Include Next Free Slot', 'includeNextSlot'],
	])('R5: %s that is neither on nor off is refused before any request', async (label, name) => {
		const { error } = await runAltegio({
			...fixture.target,
			items: [{ id: FIRST_ID }],
			parameters: get({ options: { [name]: '={{ "maybe" }}' } }),
		});
		expect(error?.message).toBe(`'${label}' must be true or false, but is "maybe". [item 0]`);
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it('R11: a read that is given up leaves nothing to look at', async () => {
		fixture.sandbox.fault(faults.gatewayTimeout, {}, Infinity);
		const { error } = await runAltegio({
			...fixture.target,
			items: [{ id: FIRST_ID }],
			parameters: get(UNPACED),
		});
		expect(error?.message).toMatch(/run this item again later/);
		expect(error?.message).not.toMatch(/not known whether/);
	});

	it.each(['', 'abc', '0', '-1', '1.5', '1&my=1'])(
		'R5: the booking form %p is refused before any request',
		async (bookingFormId) => {
			const { error } = await runAltegio({
				...fixture.target,
				items: [{ id: FIRST_ID }],
				parameters: get({ options: { bookingFormId } }),
			});
			expect(error?.message).toMatch(
				/^'Booking Form ID' (must be a positive whole number|is blank)/,
			);
			expect(fixture.sandbox.requests).toEqual([]);
		},
	);

	it('R17: one linked item for each location asked for', async () => {
		const { outputs, after } = await runAltegio({
			...fixture.target,
			items: [
				{ id: THIRD_ID, row: 'a' },
				{ id: FIRST_ID, row: 'b' },
				{ id: SECOND_ID, row: 'c' },
			],
			parameters: get(),
			after: { row: "={{ $('Data').item.json.row }}", id: '={{ $json.id }}' },
		});

		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].map((item) => ({ item })),
		);
		expect(after.success).toEqual([
			{ row: 'a', id: THIRD_ID },
			{ row: 'b', id: FIRST_ID },
			{ row: 'c', id: SECOND_ID },
		]);
	});

	it.each([null, [], 'text'])(
		'an answer with data %p is an error, not an empty item',
		async (data) => {
			fixture.sandbox.fault({ status: 200, body: { success: true, data, meta: [] } });
			const { error } = await runAltegio({
				...fixture.target,
				items: [{ id: FIRST_ID }],
				parameters: get(),
			});
			expect(error?.message).toContain(`location ${FIRST_ID}`);
		},
	);

	it('R11: an answer that breaks off in the middle is asked for again', async () => {
		fixture.sandbox.fault(faults.cutHalf);
		expect(await getFirst()).toMatchObject({ id: FIRST_ID });
		expect(fixture.sandbox.requests).toHaveLength(2);
	});
});
