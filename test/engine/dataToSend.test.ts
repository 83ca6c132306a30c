import type { IDataObject } from 'n8n-workflow';

import { runAltegio, type RunOptions } from '../support/engine';
import { FIRST_ID, SECOND_ID, update, useSandbox } from '../support/fixture';

const fixture = useSandbox();

async function run(more: object, items: RunOptions['items'], options: Partial<RunOptions> = {}) {
	return await runAltegio({
		...fixture.target,
		items,
		parameters: update({}, more),
		...options,
	});
}

const autoMap = async (json: IDataObject, options?: object) =>
	await run({ dataToSend: 'autoMapInputData', options }, [{ id: FIRST_ID, ...json }]);

const sendJson = async (jsonBody: unknown, json: IDataObject = {}) =>
	await run({ dataToSend: 'json', jsonBody }, [{ id: FIRST_ID, ...json }]);

const bodies = () => fixture.sandbox.requests.map(({ body }) => body);

describe('Auto-Map Input Data', () => {
	it("R21: takes the fields of a location under Altegio's names, in Altegio's types", async () => {
		const { error } = await autoMap({
			title: 'La Visage',
			country_id: '7',
			country: 'United States',
			city_id: ' 181 ',
			city: 'New York',
			address: '787 Jackson Drive',
			zip: 11435,
			phones: '+1 (212) 535-77-10, 12125357711',
			social: { instagram: 'instagram.com/x', facebook: '' },
			site: 'https://example.com',
			coordinate_lat: ' 40.73061 ',
			coordinate_lon: '-73.935242',
			description: '<b>x</b>',
			business_type_id: '11',
			short_descr: 'Skin clinic',
		});

		expect(error).toBeUndefined();
		expect(bodies()).toEqual([
			{
				title: 'La Visage',
				country_id: 7,
				country: 'United States',
				city_id: 181,
				city: 'New York',
				address: '787 Jackson Drive',
				zip: '11435',
				phones: ['12125357710', '12125357711'],
				social: { instagram: 'instagram.com/x' },
				site: 'https://example.com',
				coordinate_lat: 40.73061,
				coordinate_lon: -73.935242,
				description: '<b>x</b>',
				business_type_id: 11,
				short_descr: 'Skin clinic',
			},
		]);
	});

	it('R21: ignores everything else, also the names of the form', async () => {
		await autoMap({
			title: 'New',
			shortDescr: 'no',
			cityId: 181,
			Title: 'no',
			timezone_name: 'no',
			active: 1,
			access: {},
			groups: {},
			row_number: 4,
		});
		expect(bodies()).toEqual([{ title: 'New' }]);
	});

	it('R21: takes of each item what it has', async () => {
		await run({ dataToSend: 'autoMapInputData' }, [
			{ id: FIRST_ID, title: 'A' },
			{ id: SECOND_ID, zip: '2', title: '' },
		]);
		expect(bodies()).toEqual([{ title: 'A' }, { zip: '2' }]);
	});

	it('R21: what stands in the form for the other modes is not sent', async () => {
		await runAltegio({
			...fixture.target,
			items: [{ id: FIRST_ID, title: 'A' }],
			parameters: update(
				{ zip: '1' },
				{ dataToSend: 'autoMapInputData', jsonBody: '{"site":"x"}' },
			),
		});
		expect(bodies()).toEqual([{ title: 'A' }]);
	});

	it('R4: an item without a field of a location is refused before any request', async () => {
		const { error } = await autoMap({ name: 'A' });
		expect(error?.message).toContain('nothing to update');
		expect(error?.description).toMatch(
			/^Give the input item at least one field with Altegio's name/,
		);
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it.each([
		['Latitude', { coordinate_lat: 'north' }],
		['Latitude', { coordinate_lat: '40.7, -73.9' }],
		['ZIP Code', { zip: NaN }],
		['Phones', { phones: '212+535' }],
		['Phones', { phones: '212 535 ext' }],
		['Phones', { phones: 'call us' }],
		['City Name or ID', { city_id: 'New York' }],
		['Title', { title: { en: 'A' } }],
		['Social Networks', { social: 'instagram.com/x' }],
		['Social Networks', { social: ['instagram.com/x'] }],
		['Social Networks', { social: { links: 'instagram.com/x' } }],
	])('R5: an impossible %s is refused before any request', async (label, json: IDataObject) => {
		const { error } = await autoMap({ zip: '1', ...json });
		expect(error?.message).toContain(`'${label}' must`);
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it('R5: a long value is shown by its beginning', async () => {
		const { error } = await autoMap({ phones: 'a'.repeat(100) });
		expect(error?.message).toContain(`, but one is "${'a'.repeat(59)}…. [item 0]`);
		expect(error?.description).toMatch(/^Correct the value of this field, or leave it blank/);
	});

	it('R3: blank fields of the item are left unchanged, or emptied with Clear', async () => {
		const json = { title: 'A', zip: '', site: null, phones: [] };
		await autoMap(json);
		await autoMap(json, { blankValues: 'clear' });
		expect(bodies()).toEqual([{ title: 'A' }, { title: 'A', zip: '', site: '', phones: [] }]);
	});

	it('R3: with Clear, a field that cannot be emptied is named as the user sees it', async () => {
		const { error } = await autoMap({ zip: '1', business_type_id: '' }, { blankValues: 'clear' });
		expect(error?.message).toContain("'Business Type Name or ID'");
		expect(fixture.sandbox.requests).toEqual([]);
	});
});

describe('JSON', () => {
	const given = { title: 'La Visage', zip: '', phones: [], social: { vk: '' }, country_id: 7 };

	it.each([
		['text', JSON.stringify(given)],
		['text with spaces and lines around', `\n  ${JSON.stringify(given, null, 2)}\n`],
		['an object from an expression', '={{ $json.body }}'],
		['text from an expression', '={{ JSON.stringify($json.body) }}'],
		['text with expressions in it', `=${JSON.stringify({ ...given, title: '{{ $json.name }}' })}`],
	])('R21: sends the object as it is given: %s', async (_, jsonBody) => {
		const { error } = await sendJson(jsonBody, { body: given, name: 'La Visage' });
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([given]);
	});

	it('R21: Blank Values does not touch it', async () => {
		for (const blankValues of ['leaveUnchanged', 'clear']) {
			const more = {
				dataToSend: 'json',
				jsonBody: JSON.stringify(given),
				options: { blankValues },
			};
			await run(more, [{ id: FIRST_ID }]);
		}
		expect(bodies()).toEqual([given, given]);
	});

	it.each([
		['an array', '[{"title":"A"}]'],
		['an array from an expression', '={{ [{ title: "A" }] }}'],
		['a text', '"A"'],
		['a number', '5'],
		['a date', '={{ $now }}'],
		['null', 'null'],
		['nothing', '={{ "" }}'],
		['an undefined value', '={{ $json.nothing }}'],
		['broken JSON', '{"title": "A"'],
		['JavaScript', "{ title: 'A' }"],
	])('R5: %s is refused before any request', async (_, jsonBody) => {
		const { error } = await sendJson(jsonBody);
		expect(error?.message).toContain("'JSON Body' must be a JSON object");
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it.each(['{}', '={{ {} }}'])('R4: %s is refused before any request', async (jsonBody) => {
		const { error } = await sendJson(jsonBody);
		expect(error?.message).toContain('nothing to update');
		expect(error?.description).toMatch(/^Put at least one field into 'JSON Body'\./);
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it('R15: a field that Altegio refuses is named as Altegio names it', async () => {
		fixture.allowViolations();
		const { error } = await sendJson('{"tittle": "A"}');
		expect(error?.message).toContain('tittle');
	});
});

it('R5: a choice that the list does not have is refused before any request', async () => {
	const { error } = await run({ dataToSend: 'xml', updateFields: { zip: '1' } }, [
		{ id: FIRST_ID },
	]);
	expect(error?.message).toBe('\'Data to Send\' has no choice "xml". [item 0]');
	expect(error?.description).toMatch(/^Choose one from the list\./);
	expect(fixture.sandbox.requests).toEqual([]);
});
