import { runAltegio } from '../support/engine';
import { ALL_GIVEN, ALL_SENT } from '../support/locationFields';
import { FIRST_ID, locator, remove, SECOND_ID, update, useSandbox } from '../support/fixture';

const fixture = useSandbox();

/** Runs Update for the first location and gives the body that arrived. */
async function bodySent(updateFields: object, json: object = {}): Promise<unknown> {
	const { error } = await runAltegio({
		...fixture.target,
		items: [{ id: FIRST_ID, ...json }],
		parameters: update(updateFields),
	});
	expect(error).toBeUndefined();
	expect(fixture.sandbox.requests).toHaveLength(1);
	return fixture.sandbox.requests[0].body;
}

describe('what is sent', () => {
	it('R1: the requests go to version 1, and a deletion has no body', async () => {
		await runAltegio({ ...fixture.target, items: [{ id: FIRST_ID }], parameters: remove() });

		const [{ headers, method, url }] = fixture.sandbox.requests;
		expect(`${method} ${url}`).toBe(`DELETE /api/v1/company/${FIRST_ID}`);
		expect(headers['content-length'] ?? '0').toBe('0');
	});

	it("R2: every field goes out under Altegio's name and in its type", async () => {
		expect(await bodySent(ALL_GIVEN)).toEqual(ALL_SENT);
	});

	it('R2: nothing but the chosen field is sent, and nothing else changes', async () => {
		const before = { ...fixture.sandbox.locations.get(FIRST_ID)?.location };
		expect(await bodySent({ address: 'Elsewhere 1' })).toEqual({ address: 'Elsewhere 1' });
		expect(fixture.sandbox.locations.get(FIRST_ID)?.location).toEqual({
			...before,
			address: 'Elsewhere 1',
		});
	});

	it.each([
		['one text with commas', '+1 212 535-7710, (212) 535 7711', ['12125357710', '2125357711']],
		['a number', 12125357710, ['12125357710']],
		['a list with blanks', ['', ' ', '12125357710'], ['12125357710']],
		['dashes of all kinds', ['1–212—535‑77'], ['121253577']],
	])('R2: phones from %s become digits', async (_, phones, digits) => {
		expect(await bodySent({ phones: '={{ $json.phones }}' }, { phones })).toEqual({
			phones: digits,
		});
	});

	it('R2: each item of a list reaches its own location', async () => {
		const run = await runAltegio({
			...fixture.target,
			items: [
				{ id: SECOND_ID, where: 'b' },
				{ id: FIRST_ID, where: 'a' },
			],
			parameters: update({ address: '={{ $json.where }}' }),
		});

		expect(fixture.sandbox.requests.map(({ path, body }) => [path, body])).toEqual([
			[`/company/${SECOND_ID}`, { address: 'b' }],
			[`/company/${FIRST_ID}`, { address: 'a' }],
		]);
		expect(run.outputs[0].map(({ json }) => json.id)).toEqual([SECOND_ID, FIRST_ID]);
	});
});

describe('what is refused before any request', () => {
	async function refusalOf(updateFields: object, more: object = {}): Promise<string> {
		const { error } = await runAltegio({
			...fixture.target,
			items: [{ id: FIRST_ID }],
			parameters: update(updateFields, more),
		});
		expect(fixture.sandbox.requests).toHaveLength(0);
		return error?.message ?? 'no error';
	}

	it.each([
		['no field', {}],
		['blank fields only', { title: '', phones: [], social: { links: { vk: '' } }, zip: ' ' }],
		['an expression that gives nothing', { address: '={{ $json.missing }}' }],
	])('R4: an update with %s', async (_, updateFields) => {
		expect(await refusalOf(updateFields)).toMatch(/nothing to update.*\[item 0\]/);
	});

	it.each([
		[{ coordinateLat: '90.1' }, "'Latitude' must be a number between -90 and 90"],
		[{ coordinateLat: 'north' }, "'Latitude'"],
		[{ coordinateLat: '40,73' }, "'Latitude'"],
		[{ coordinateLat: '1e1' }, "'Latitude'"],
		[{ coordinateLat: '={{ NaN }}' }, "'Latitude'"],
		[{ coordinateLon: '-180.5' }, "'Longitude' must be a number between -180 and 180"],
		[{ cityId: 'New York' }, "'City Name or ID' must be a positive whole number"],
		[{ cityId: 0 }, "'City Name or ID'"],
		[{ countryId: '-7' }, "'Country Name or ID'"],
		[{ businessTypeId: '1.5' }, "'Business Type Name or ID'"],
		[{ businessTypeId: '={{ [1] }}' }, "'Business Type Name or ID'"],
		[{ phones: ['call me'] }, "'Phones'"],
		[{ phones: ['12125357710', '++1'] }, "'Phones'"],
		[{ phones: '={{ [{ a: 1 }] }}' }, "'Phones'"],
		[{ title: '={{ { a: 1 } }}' }, "'Title' must be text"],
		[{ address: '={{ true }}' }, "'Address' must be text"],
	])('R5: %j', async (updateFields, message) => {
		const refusal = await refusalOf(updateFields);
		expect(refusal).toContain(message);
		expect(refusal).toContain('[item 0]');
	});

	it('R5: a text in the place of the social networks', async () => {
		const { error } = await runAltegio({
			...fixture.target,
			items: [{ id: FIRST_ID, social: 'instagram.com/x' }],
			parameters: update({}, { dataToSend: 'autoMapInputData' }),
		});
		expect(error?.message).toContain("'Social Networks' must be an object of networks");
		expect(fixture.sandbox.requests).toHaveLength(0);
	});

	it.each(['[]', '"text"', '{ broken', 'null', '={{ [1] }}'])(
		'R5: %s as JSON Body',
		async (jsonBody) => {
			expect(await refusalOf({}, { dataToSend: 'json', jsonBody })).toContain(
				"'JSON Body' must be a JSON object",
			);
		},
	);
});

describe('which location', () => {
	const IMPOSSIBLE_IDS: unknown[] = [
		'', ' ', '0', 0, '-1', -1, '1.5', 1.5, '1e3', '0x10', '1/../2', '1?x=1', '1#2', '..', '../2',
		'%31', '1 2', '1,2', '١٢', '１２', '007', '+1', 'NaN', 'Infinity', 'true', 'abc', 'null',
		'9007199254740993', 9007199254740992, '99999999999999999999', '1\n2', '1\u0000',
		true, null, [37532], [], {}, { id: 37532 },
	]; // prettier-ignore

	// By an expression, for every locator: everyOperation/locators.test.ts.
	it.each(IMPOSSIBLE_IDS.map((id) => [id]))(
		'R6: %j as ID makes no request where it is fixed',
		async (id) => {
			for (const locationId of [locator(id), id]) {
				const parameters = remove({ locationId });
				const { error } = await runAltegio({ ...fixture.target, items: [{}], parameters });
				// Some are refused by n8n itself, in its own words.
				expect(error).toBeDefined();
			}
			expect(fixture.sandbox.requests).toHaveLength(0);
		},
	);

	it('R6: a missing field is refused, naming the field and the item', async () => {
		const { error } = await runAltegio({
			...fixture.target,
			items: [{ id: FIRST_ID }, {}],
			parameters: remove(),
		});
		expect(error?.message).toMatch(/^'Location' must be the ID of one location.*\[item 1\]$/);
		expect(error).toHaveProperty('description', expect.stringMatching(/^Choose the location from/));
		expect(fixture.sandbox.requests).toHaveLength(0);
	});

	it.each([FIRST_ID, String(FIRST_ID), ` ${FIRST_ID}\n`])('R6: %j is an ID', async (id) => {
		await runAltegio({ ...fixture.target, items: [{ id }], parameters: remove() });
		expect(fixture.sandbox.requests.map(({ url }) => url)).toEqual([`/api/v1/company/${FIRST_ID}`]);
	});

	it.each([
		`https://app.alteg.io/timetable/${FIRST_ID}`,
		`https://app.alteg.io/timetable/${FIRST_ID}/#main_date=2026-01-02&open_modal_by_record_id=99`,
		`https://app.alteg.io/clients/${FIRST_ID}/base/?fields%5B0%5D=name`,
		`https://app.alteg.io/settings/sidebar/staff/${FIRST_ID}?fired=0`,
		`https://app.alteg.io/company/${FIRST_ID}/settings/profile`,
		`https://n19203.alteg.io/company/${FIRST_ID}/personal/menu?o=m123`,
		`  https://n19203.alteg.io/company/${FIRST_ID}/record/555  `,
	])('R7: the address %s names the location, fixed or by expression', async (address) => {
		for (const value of [address, '={{ $json.page }}']) {
			fixture.sandbox.reset();
			await runAltegio({
				...fixture.target,
				items: [{ page: address }],
				parameters: remove({ locationId: locator(value, 'url') }),
			});
			expect(fixture.sandbox.requests.map(({ url }) => url)).toEqual([
				`/api/v1/company/${FIRST_ID}`,
			]);
		}
	});

	it.each([
		'https://n19203.alteg.io/',
		'https://app.alteg.io/timetable',
		'https://app.alteg.io/appstore/developers/1',
		`https://app.alteg.io/group/${FIRST_ID}`,
		`https://app.alteg.io/group_analytics/${FIRST_ID}/dashboard`,
		`https://app.alteg.io/chains/${FIRST_ID}/settings`,
		`https://app.alteg.io/settings/user/${FIRST_ID}`,
		`https://app.alteg.io/clients/${FIRST_ID}/card/998877`,
		`https://alteg.io.evil.example/company/${FIRST_ID}`,
		`https://evilalteg.io/company/${FIRST_ID}`,
		`https://app.alteg.io@evil.example/company/${FIRST_ID}`,
		`https://app.alteg.io/company/${FIRST_ID}x`,
		'https://app.alteg.io/company/0',
		`ftp://app.alteg.io/company/${FIRST_ID}`,
		`shttps://app.alteg.io/company/${FIRST_ID}`,
		`https2://app.alteg.io/company/${FIRST_ID}`,
		`app.alteg.io/company/${FIRST_ID}`,
		String(FIRST_ID),
		'',
	])('R7: the address %j names no location and makes no request', async (address) => {
		const runWith = async (value: string) =>
			await runAltegio({
				...fixture.target,
				items: [{ page: address }],
				parameters: remove({ locationId: locator(value, 'url') }),
			});
		// n8n has seen already what a fixed one looks like.
		const fixed = await runWith(address);
		expect(fixed.error?.message).toMatch(
			/^'Location' must be the address of one|Copy the address of a page|"Location" is required/,
		);
		const { error } = await runWith('={{ $json.page }}');
		expect(error?.message).toMatch(/^'Location' must be the address of one location in Altegio, /);
		expect(error).toHaveProperty('description', expect.stringContaining('copy the address'));
		expect(fixture.sandbox.requests).toHaveLength(0);
	});

	it('R7: a number is no address, though it may be an ID', async () => {
		const { error } = await runAltegio({
			...fixture.target,
			items: [{ id: FIRST_ID }],
			parameters: remove({ locationId: locator('={{ $json.id }}', 'url') }),
		});
		expect(error?.message).toMatch(/^'Location' must be the address .*, but is 37532\./);
		expect(fixture.sandbox.requests).toHaveLength(0);
	});
});
