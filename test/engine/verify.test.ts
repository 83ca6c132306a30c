import { faults, type Fault } from '../../sandbox';
import { success } from '../../sandbox/answers';
import { runAltegio, type RunOptions } from '../support/engine';
import { ALL_GIVEN, LOCATION_FIELDS } from '../support/locationFields';
import { requestsOf } from '../support/requests';
import { FIRST_ID, SECOND_ID, THIRD_ID, UNPACED, update, useSandbox } from '../support/fixture';

const fixture = useSandbox();

async function run(updateFields: object, more: Partial<RunOptions> = {}) {
	return await runAltegio({
		...fixture.target,
		items: [{ id: FIRST_ID }],
		parameters: update(updateFields, { options: { verify: true }, ...UNPACED }),
		...more,
	});
}

const requests = () => requestsOf(fixture.sandbox);
const UPDATE_AND_READ = [`PUT /company/${FIRST_ID}`, `GET /company/${FIRST_ID}`];

/** An update that claims success and leaves out these fields. */
const ignore = (...ignoreFields: string[]) => fixture.sandbox.fault({ ignoreFields });

/** The location says this of itself when it is read; what is undefined it leaves out, as JSON does. */
function show(more: object): void {
	const { location } = fixture.sandbox.locations.get(FIRST_ID)!;
	const answer = success({ ...location, ...more });
	fixture.sandbox.fault(answer, { method: 'GET', path: `/company/${FIRST_ID}` });
}

/** The location as read back, after an update that was made, says this of itself. */
function readBack(more: object): void {
	fixture.sandbox.fault({ ignoreFields: [] }, { method: 'PUT' });
	show(more);
}

describe('Verify', () => {
	it('R22: is off unless chosen: an update is one request', async () => {
		await run({ title: 'New' }, { parameters: update({ title: 'New' }) });
		expect(requests()).toEqual([`PUT /company/${FIRST_ID}`]);
	});

	it('R22: a read that fails leaves no doubt about an update that came through at the second try', async () => {
		fixture.sandbox.fault(faults.gatewayTimeoutApplied, { method: 'PUT' });
		fixture.sandbox.fault(faults.forbidden, { method: 'GET' });
		const { error } = await run({ title: 'New' });
		expect(error?.message).toMatch(/^Location 37532 was updated, but could not be read back/);
		expect(error?.message).not.toMatch(/not known whether/);
	});

	it('R22: one more request, and the item succeeds, when all fields were saved', async () => {
		const { error, outputs } = await run(ALL_GIVEN);

		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json.title)).toEqual(['La Visage']);
		expect(requests()).toEqual(UPDATE_AND_READ);
	});

	it('R22: gives the same item as without it', async () => {
		const [verified] = (await run({ title: 'New' })).outputs[0];
		const without = update({ title: 'New' });
		const [plain] = (await run({}, { parameters: without })).outputs[0];
		expect(verified).toEqual(plain);
	});

	it.each(LOCATION_FIELDS)(
		'R22: $api that was not saved is named as the user sees it',
		async ({ api, name, given, label }) => {
			// The country is the one of the samples.
			const { location } = fixture.sandbox.locations.get(FIRST_ID)!;
			Object.assign(location, { country: 'Germany', country_id: 15 });
			ignore(api);
			const { error, outputs } = await run({ [name]: given });

			expect(outputs).toEqual([]);
			expect(error?.message).toContain(`did not save: '${label}'`);
			expect(error?.message).toContain(`location ${FIRST_ID}`);
			expect(requests()).toEqual(UPDATE_AND_READ);
		},
	);

	it('R22: several are named, and none that was saved', async () => {
		ignore('phones', 'zip');
		const { error } = await run({
			phones: ['12125357710'],
			zip: '2',
			title: 'New',
			site: 'new.example',
		});
		expect(error?.message).toMatch(/did not save: 'Phones'.*, 'ZIP Code'/);
		expect(error?.message).not.toMatch(/'Title'|'Website'/);
	});

	it('R22: says of each what is known of it', async () => {
		fixture.sandbox.fault({ ignoreFields: ['zip'] }, { method: 'PUT' });
		show({ site: undefined });
		fixture.sandbox.fault(success([]), { path: '/companies' });

		const { error } = await run({ zip: '9', site: 'new.example' });
		expect(error?.message).toMatch(
			/^Altegio accepted .* did not save: 'ZIP Code' \(holds "\d+"\)\. Altegio does not show whether it saved: 'Website'\. \[item 0\]$/,
		);
		expect(error).toHaveProperty(
			'description',
			expect.stringMatching(/Turn off the option 'Verify'/),
		);
	});

	it('R22: one network of several that was not saved is seen', async () => {
		readBack({ social: { facebook: 'a', vk: 'old' } });
		const { error } = await run({ social: { links: { facebook: 'a', vk: 'b' } } });
		expect(error?.message).toContain("did not save: 'Social Networks'");
	});

	it('R22: nothing at all is not zero', async () => {
		readBack({ coordinate_lat: null });
		expect((await run({ coordinateLat: 0 })).error?.message).toContain("did not save: 'Latitude'");
	});

	it('R22: shows what Altegio holds, so that another spelling of the same is seen as such', async () => {
		fixture.sandbox.locations.get(FIRST_ID)!.location.country = 'Germany';
		const { error } = await run({ country: 'USA' });
		expect(error?.message).toMatch(/'Country'.*"United States"/);
	});

	it('R22: an update of which nothing was saved, though it was called a success', async () => {
		fixture.sandbox.fault(faults.notStored);
		expect((await run({ title: 'New' })).error?.message).toContain("did not save: 'Title'");
	});

	it('R22: fields that were to be emptied and were not are named', async () => {
		const fields = { site: '', phones: [], social: { links: { vk: '' } } };
		const parameters = update(fields, { options: { verify: true, blankValues: 'clear' } });
		fixture.sandbox.locations.get(FIRST_ID)!.location.social.vk = 'vk.com/old';
		ignore('site', 'phones', 'social');
		const { error } = await run({}, { parameters });
		for (const label of ['Website', 'Phones', 'Social Networks']) {
			expect(error?.message).toContain(`'${label}'`);
		}

		expect((await run({}, { parameters })).error).toBeUndefined();
	});

	it('R22: covers JSON and Auto-Map', async () => {
		const options = { verify: true };
		for (const more of [
			{ dataToSend: 'json', jsonBody: '{"zip": "9", "title": "New"}', options },
			{ dataToSend: 'autoMapInputData', options },
		]) {
			ignore('zip');
			const items = [{ id: FIRST_ID, zip: '9', title: 'New' }];
			const { error } = await run({}, { items, parameters: update({}, more) });
			expect(error?.message).toContain("did not save: 'ZIP Code'");
		}
	});
});

describe('Verify claims nothing', () => {
	it.each([
		['numbers come back as text', { coordinateLat: '40.5' }, { coordinate_lat: '40.500000' }],
		['ids come back as text', { cityId: 183 }, { city_id: '183', city: 'Miami' }],
		[
			'phones come back written out',
			{ phones: ['12125357710'] },
			{ phones: ['+1 (212) 535-77-10'] },
		],
		[
			'phones come back in another order',
			{ phones: ['12125357710', '12125357711'] },
			{ phones: ['+12125357711', '+12125357710'] },
		],
		['text comes back without spaces around', { title: ' New ' }, { title: 'New' }],
		['a ZIP code comes back as a number', { zip: '11435' }, { zip: 11435 }],
	])('R22: where %s', async (_, fields, saved) => {
		readBack(saved);
		expect((await run(fields)).error).toBeUndefined();
	});

	it('R22: where a text is emptied and comes back as null', async () => {
		readBack({ site: null });
		const parameters = update({ site: '' }, { options: { verify: true, blankValues: 'clear' } });
		expect((await run({}, { parameters })).error).toBeUndefined();
	});

	it('R22: where networks are emptied and no network comes back', async () => {
		readBack({ social: [] });
		const options = { verify: true, blankValues: 'clear' };
		const parameters = update({ social: { links: { vk: '' } } }, { options });
		expect((await run({}, { parameters })).error).toBeUndefined();
	});
});

describe('Verify where the location itself does not show a field', () => {
	/** Altegio documents the phones for the list only. */
	const hidePhones = () => show({ phones: undefined });

	it('R22: asks the list for it, once', async () => {
		hidePhones();
		expect((await run({ phones: ['12125357710'] })).error).toBeUndefined();
		expect(requests()).toEqual([...UPDATE_AND_READ, 'GET /companies']);
		expect(fixture.sandbox.requests[2].query).toEqual({ id: `${FIRST_ID}`, my: '1' });
	});

	it('R22: asks for it together with fields that it shows, and takes the right one of the list', async () => {
		hidePhones();
		const [first, second] = [FIRST_ID, SECOND_ID].map((id) => fixture.sandbox.locations.get(id)!);
		const data = [second.location, { ...first.location, phones: ['12125357710'] }];
		fixture.sandbox.fault(success(data), { path: '/companies' });
		const title = String(first.location.title);
		expect((await run({ title, phones: ['12125357710'] })).error).toBeUndefined();
		expect(requests()).toEqual([...UPDATE_AND_READ, 'GET /companies']);
	});

	it('R22: names what the list shows as not saved', async () => {
		ignore('phones');
		hidePhones();
		const { error } = await run({ phones: ['12125357710'] });
		expect(error?.message).toContain("did not save: 'Phones'");
	});

	it('R22: says so, and does not call it lost, where the list does not show it either', async () => {
		hidePhones();
		fixture.sandbox.fault(success([]), { path: '/companies' });
		const { error } = await run({ phones: ['12125357710'] });
		expect(error?.message).toContain("does not show whether it saved: 'Phones'");
		expect(error?.message).not.toContain('did not save');
	});
});

describe('Verify and several items', () => {
	it('R16: with Continue only the item that was not saved fails', async () => {
		fixture.sandbox.fault({ ignoreFields: ['zip'] }, { method: 'PUT', locationId: SECOND_ID });
		const { outputs, after } = await run(
			{ zip: '9' },
			{
				items: [FIRST_ID, SECOND_ID, THIRD_ID].map((id) => ({ id })),
				onError: 'continueErrorOutput',
				after: { id: "={{ $('Data').item.json.id }}" },
			},
		);
		expect(outputs.map((items) => items.length)).toEqual([2, 1]);
		expect(after).toEqual({
			success: [{ id: FIRST_ID }, { id: THIRD_ID }],
			error: [{ id: SECOND_ID }],
		});
		expect(outputs[1][0].json.error).toContain("did not save: 'ZIP Code'");
	});

	it('R9: with Stop Workflow the item that was not saved is the last', async () => {
		ignore('zip');
		const items = [FIRST_ID, SECOND_ID].map((id) => ({ id }));
		await run({ zip: '9' }, { items });
		expect(requests()).toEqual(UPDATE_AND_READ);
	});

	it.each([
		['403', faults.forbidden],
		['500', faults.serverError],
	])(
		'R22: an update that was made and cannot be read back (%s) says so',
		async (_, fault: Fault) => {
			fixture.sandbox.fault(fault, { method: 'GET' });
			const { error } = await run({ zip: '9' });
			expect(fixture.sandbox.locations.get(FIRST_ID)?.location.zip).toBe('9');
			expect(error?.message).toMatch(/^Location 37532 was updated, but [^[]*\[item 0\]$/);
		},
	);
});
