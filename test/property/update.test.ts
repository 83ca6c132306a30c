import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { runAltegio } from '../support/engine';
import { FIRST_ID, UNPACED, update, useSandbox } from '../support/fixture';
import { cell, LOCATION, record } from './cells';
import { bodyFor, NETWORKS, REFUSED, type BlankValues } from './model';
import { runs, TIME_FOR_RUNS } from './runs';

// Types and ranges are judged by the contract too: it knows nothing of the node and of the model.
const fixture = useSandbox();
jest.setTimeout(TIME_FOR_RUNS);

/** The body that arrives for an item, or `REFUSED` if nothing was sent for it. */
async function sentFor(json: IDataObject, more: object): Promise<unknown> {
	fixture.sandbox.reset();
	const { error } = await runAltegio({
		...fixture.target,
		items: [{ json }],
		parameters: update({}, { locationId: LOCATION, ...UNPACED, ...more }),
	});
	const { requests } = fixture.sandbox;
	if (requests.length > 0) {
		expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
			`PUT /company/${FIRST_ID}`,
		]);
		return requests[0].body;
	}
	expect(error?.message).toMatch(/\[item 0\]$/);
	return REFUSED;
}

/** As it looks on the wire, where -0 is 0. */
const onTheWire = (body: unknown): unknown =>
	body === REFUSED ? REFUSED : JSON.parse(JSON.stringify(body));

const blankValues = fc.constantFrom<BlankValues>('leaveUnchanged', 'clear');

const PARAMETERS: Record<string, string> = {
	...{ business_type_id: 'businessTypeId', city_id: 'cityId', country_id: 'countryId' },
	...{ coordinate_lat: 'coordinateLat', coordinate_lon: 'coordinateLon' },
	short_descr: 'shortDescr',
};

const networks = fc.dictionary(fc.constantFrom('facebook', 'vk', 'whatsapp'), cell, {
	noNullPrototype: true,
}) as fc.Arbitrary<IDataObject>;

/** What the form stores for a field whose value comes from the item. */
function inTheForm(name: string, links: IDataObject): unknown {
	if (name !== 'social') return `={{ $json.${name} }}`;
	const each = Object.keys(links).map((network) => [network, `={{ $json.social.${network} }}`]);
	return { links: Object.fromEntries(each) as IDataObject };
}

describe('R2, R3, R4, R5: update with anything a sheet can hold', () => {
	// A property that only ever sees refusals, or none, would prove little.
	let sent = 0;
	let refused = 0;
	const check = (body: unknown, expected: unknown) => {
		if (expected === REFUSED) refused++;
		else sent++;
		expect(body).toEqual(onTheWire(expected));
		expect(fixture.sandbox.violations).toEqual([]);
	};
	beforeEach(() => {
		sent = refused = 0;
	});
	afterEach(() => expect(Math.min(sent, refused)).toBeGreaterThan(8));

	it('auto-mapped: sends exactly what has something to send, or refuses before any request', async () => {
		await fc.assert(
			fc.asyncProperty(record, blankValues, async (json, blank) => {
				const options = { blankValues: blank };
				const body = await sentFor(json, { dataToSend: 'autoMapInputData', options });
				check(body, bodyFor(json, blank, true));
			}),
			{ numRuns: runs(120) },
		);
	});

	it('in the form: sends exactly what has something to send, or refuses before any request', async () => {
		await fc.assert(
			fc.asyncProperty(record, networks, blankValues, async (json, links, blank) => {
				const item = { ...json, ...('social' in json && { social: links }) };
				const names = Object.keys(item).filter((name) => name !== 'unrelated');
				const updateFields = Object.fromEntries(
					names.map((name) => [PARAMETERS[name] ?? name, inTheForm(name, links)]),
				);
				const body = await sentFor(item, { updateFields, options: { blankValues: blank } });
				// n8n fills in every network of the form, blank where the user wrote nothing.
				const all = Object.fromEntries(NETWORKS.map((network) => [network, '']));
				const form = { ...item, ...('social' in item && { social: { ...all, ...links } }) };
				check(body, bodyFor(form, blank, false));
			}),
			{ numRuns: runs(120) },
		);
	});
});

// n8n's client leaves out keys of these names, as deep as they are.
const json = fc
	.jsonValue()
	.filter((value) => !/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value)));

describe('R21: update with any JSON', () => {
	it('sends an object as it is, and refuses anything else', async () => {
		fixture.allowViolations();
		await fc.assert(
			fc.asyncProperty(json, fc.boolean(), async (value, isText) => {
				const jsonBody = isText ? JSON.stringify(value) : '={{ $json.value }}';
				const body = await sentFor({ value } as IDataObject, { dataToSend: 'json', jsonBody });
				const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
				expect(body).toEqual(
					isObject && Object.keys(value).length > 0 ? onTheWire(value) : REFUSED,
				);
			}),
			{
				numRuns: runs(80),
				examples: [
					[{}, true],
					[{ title: 1 }, true],
					[{ a: [null] }, false],
				],
			},
		);
	});
});
