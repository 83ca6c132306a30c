import type { IDataObject } from 'n8n-workflow';

import { FIELDS } from '../../nodes/Altegio/resources/location/fields';
import { runAltegio } from '../support/engine';
import { LOCATION_FIELDS, NO_NETWORKS } from '../support/locationFields';
import { FIRST_ID, update, useSandbox } from '../support/fixture';

const fixture = useSandbox();
const held = () => fixture.sandbox.locations.get(FIRST_ID)!.location;

type BlankValues = 'leaveUnchanged' | 'clear' | undefined;

async function send(updateFields: object, blankValues?: BlankValues, json: IDataObject = {}) {
	const { error } = await runAltegio({
		...fixture.target,
		items: [{ id: FIRST_ID, ...json }],
		parameters: update(updateFields, blankValues && { options: { blankValues } }),
	});
	return { error, sent: fixture.sandbox.requests.at(-1)?.body };
}

/** Auto-Map of one item, with Clear. */
async function sendItem(json: IDataObject) {
	return await runAltegio({
		...fixture.target,
		items: [{ id: FIRST_ID, ...json }],
		parameters: update({}, { dataToSend: 'autoMapInputData', options: { blankValues: 'clear' } }),
	});
}

/** Everything that a form, a sheet or an expression may hold where nothing is meant. */
const BLANKS: Array<[what: string, value: unknown]> = [
	['an empty text', ''],
	['spaces', '  '],
	['a line break', '\n'],
	['null', '={{ null }}'],
	['undefined', '={{ undefined }}'],
	['a field that the item does not have', '={{ $json.nothing }}'],
	['an expression around nothing', '={{ $json.empty }}'],
	['an empty list', '={{ [] }}'],
	['a list of nothing', '={{ ["", null] }}'],
];

const CLEARABLE = LOCATION_FIELDS.filter(({ cleared }) => cleared !== undefined);
const NEVER_EMPTY = LOCATION_FIELDS.filter(({ cleared }) => cleared === undefined);

/** Another field of the same update, so that there is something to send. */
const companion = (parameter: string) =>
	parameter === 'address' ? { zip: '7' } : { address: 'Kept 1' };

it('R3: all fields of the node are looked at', () => {
	const names = FIELDS.map(({ api, property }) => [property.name, api, property.displayName]);
	expect(LOCATION_FIELDS.map(({ name, api, label }) => [name, api, label])).toEqual(names);
});

// Any blank in any combination: test/property/update.test.ts. Each kind in each collection: everyOperation/fields.
describe.each([undefined, 'leaveUnchanged'] as BlankValues[])('Blank Values: %s', (blankValues) => {
	it.each(BLANKS)('R3: %s is not sent', async (_, blank) => {
		const { sent, error } = await send({ site: blank, zip: '7' }, blankValues, { empty: '' });
		expect(error).toBeUndefined();
		expect(sent).toEqual({ zip: '7' });
	});

	it('R4: nothing but blank fields is refused before any request', async () => {
		const blank = Object.fromEntries(LOCATION_FIELDS.map(({ name }) => [name, '']));
		const { error } = await send(blank, blankValues);
		expect(error?.message).toContain('nothing to update');
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it('R3: blank social networks are not sent, the others are', async () => {
		const links = { facebook: '', instagram: 'instagram.com/x', vk: '={{ null }}' };
		const { sent } = await send({ social: { links } }, blankValues);
		expect(sent).toEqual({ social: { instagram: 'instagram.com/x' } });
	});

	it('R3: phones that are blank are left out of the others', async () => {
		const { sent } = await send({ phones: ['', '12125357710', ' '] }, blankValues);
		expect(sent).toEqual({ phones: ['12125357710'] });
	});
});

describe('Blank Values: Clear', () => {
	it.each(CLEARABLE)('R3: $label is emptied', async ({ name, api, cleared }) => {
		const blank = name === 'social' ? { links: {} } : '';
		const { sent, error } = await send({ [name]: blank }, 'clear');
		expect(error).toBeUndefined();
		expect(sent).toEqual({ [api]: cleared });
		expect(held()).toMatchObject({ [api]: cleared });
	});

	it.each(BLANKS)('R3: a text with %s is emptied', async (_, blank) => {
		const { sent, error } = await send({ site: blank }, 'clear', { empty: '' });
		expect(error).toBeUndefined();
		expect(sent).toEqual({ site: '' });
	});

	it.each([...BLANKS, ['an empty list in the form', []], ['blank entries', ['', ' ']]])(
		'R3: phones with %s are emptied',
		async (_, blank) => {
			const { sent } = await send({ phones: blank }, 'clear', { empty: '' });
			expect(sent).toEqual({ phones: [] });
		},
	);

	it.each(NEVER_EMPTY)(
		'R3: a blank $label is refused before any request',
		async ({ name, label }) => {
			for (const blank of ['', '={{ null }}', '={{ [] }}']) {
				const { error } = await send({ [name]: blank, ...companion(name) }, 'clear');
				expect(error?.message).toMatch(new RegExp(`^'${label}' is blank, .*empty`));
			}
			expect(fixture.sandbox.requests).toEqual([]);
		},
	);

	it('R3: blank social networks are emptied: the form shows all six, so all six are given', async () => {
		Object.assign(held().social, { facebook: 'old', vk: 'old', viber: 'old' });
		const links = { facebook: '', vk: '={{ null }}', instagram: 'instagram.com/x' };
		await send({ social: { links } }, 'clear');

		expect(held().social).toEqual({ ...NO_NETWORKS, instagram: 'instagram.com/x' });
	});

	it('R3: networks that an item does not hold are kept, blank ones are emptied', async () => {
		Object.assign(held().social, { facebook: 'old', vk: 'old', viber: 'old' });
		await sendItem({ social: { facebook: '', vk: null, instagram: 'instagram.com/x' } });

		expect(fixture.sandbox.requests[0].body).toEqual({
			social: { facebook: '', instagram: 'instagram.com/x', vk: '' },
		});
		expect(held().social).toMatchObject({ facebook: '', vk: '', viber: 'old' });
	});

	it.each(['', '  ', null, [], {}])(
		'R3: social networks that are %p in an item are emptied, never passed over',
		async (social) => {
			await sendItem({ social, address: 'Kept 1' } as IDataObject);
			const body = { address: 'Kept 1', social: NO_NETWORKS };
			expect(fixture.sandbox.requests[0].body).toEqual(body);
		},
	);

	it('R3: fields with a value are sent as ever', async () => {
		const { sent } = await send({ title: 'New', zip: '', cityId: 181 }, 'clear');
		expect(sent).toEqual({ title: 'New', zip: '', city_id: 181 });
	});

	it('R3: fields that were not added are not emptied', async () => {
		const before = structuredClone(fixture.sandbox.locations.get(FIRST_ID)!.location);
		await send({ site: '' }, 'clear');
		expect(fixture.sandbox.locations.get(FIRST_ID)?.location).toEqual({ ...before, site: '' });
	});
});

describe('values that look blank and are none', () => {
	it.each([
		['coordinateLat', '={{ 0 }}', { coordinate_lat: 0 }],
		['coordinateLon', '0', { coordinate_lon: 0 }],
		['zip', '={{ 0 }}', { zip: '0' }],
		['zip', '0', { zip: '0' }],
	])('R3: %s: %s is sent', async (parameter, value, body) => {
		for (const blankValues of ['leaveUnchanged', 'clear'] as const) {
			expect((await send({ [parameter]: value }, blankValues)).sent).toEqual(body);
		}
	});

	it.each([
		['title', '={{ false }}', 'Title'],
		['coordinateLat', '={{ NaN }}', 'Latitude'],
		['cityId', '={{ 0 }}', 'City Name or ID'],
		['phones', '={{ 0 }}', 'Phones'],
	])('R5: %s: %s is refused', async (parameter, value, label) => {
		const { error } = await send({ [parameter]: value, address: 'x' });
		expect(error?.message).toContain(`'${label}' must`);
		expect(fixture.sandbox.requests).toEqual([]);
	});
});
