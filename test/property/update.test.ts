import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { runAltegio } from '../support/engine';
import { FIRST_ID, locator, UNPACED, update, useSandbox } from '../support/scene';

const scene = useSandbox();
jest.setTimeout(60_000);

/** What a cell of a sheet, or a field of an earlier node, can hold. */
const cell = fc.oneof(
	fc.constantFrom('', ' ', '\t\n', null, [], {}, [''], { a: '' }),
	fc.integer(),
	fc.double(),
	fc.integer().map(String),
	fc.double().map(String),
	fc.float({ min: -180, max: 180, noNaN: true }).map((degrees) => degrees.toFixed(4)),
	fc.boolean(),
	fc.string({ unit: 'grapheme' }),
	fc.constantFrom(
		'<p>Willkommen 💈</p>',
		'x'.repeat(20_000),
		'12125357710',
		'+1 (212) 535',
		'00',
		'-0',
	),
	fc.jsonValue(),
);

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.lorem(), fc.integer());
const id = fc.oneof(fc.constantFrom(7, '7', ' 7 '), fc.integer({ min: 1 }));
const phone = fc.constantFrom('+1 (212) 535-7710', '12125357710', 12125357710, '', '1-2,3 4');

/** A value that fits the field, mostly, or anything else. */
const mostly = (fitting: fc.Arbitrary<unknown>) =>
	fc.oneof({ weight: 6, arbitrary: fitting }, { weight: 1, arbitrary: cell });

const FIELDS = {
	address: mostly(text),
	business_type_id: mostly(id),
	city: mostly(text),
	city_id: mostly(id),
	country: mostly(text),
	country_id: mostly(id),
	description: mostly(text),
	coordinate_lat: mostly(fc.float({ min: -90, max: 90, noNaN: true }).map((lat) => lat.toFixed(5))),
	coordinate_lon: mostly(fc.float({ min: -180, max: 180, noNaN: true })),
	phones: mostly(fc.oneof(phone, fc.array(phone))),
	short_descr: mostly(text),
	social: mostly(fc.dictionary(fc.constantFrom('facebook', 'vk', 'myspace'), mostly(text))),
	title: mostly(text),
	site: mostly(text),
	zip: mostly(text),
};

const record = fc.record(
	{ ...FIELDS, unrelated: cell },
	{ requiredKeys: [] },
) as fc.Arbitrary<IDataObject>;

describe('update with anything a sheet can hold', () => {
	it('sends exactly what has something to send, within the contract, or refuses before any request', async () => {
		let sent = 0;
		await fc.assert(
			fc.asyncProperty(record, async (json) => {
				scene.sandbox.reset();
				const { error } = await runAltegio({
					...scene.target,
					items: [{ ...json }],
					parameters: update(
						{},
						{
							dataToSend: 'autoMapInputData',
							locationId: locator(FIRST_ID),
							...UNPACED,
						},
					),
				});

				// Types and ranges are the contract's business: it knows nothing of the node.
				expect(scene.sandbox.violations).toEqual([]);
				const [request] = scene.sandbox.requests;
				if (!request) {
					expect(error?.message).toMatch(/\[item 0\]$/);
					return;
				}
				sent++;
				const body = request.body as IDataObject;
				const filled = Object.keys(FIELDS).filter(
					(key) => key in json && hasSomething(key, json[key]),
				);
				expect(Object.keys(body).sort()).toEqual(filled.sort());
				for (const key of ['address', 'title', 'description']) {
					if (key in body) expect(body[key]).toBe(String(json[key]));
				}
			}),
			{ numRuns: 150 },
		);
		// A property that refuses everything would prove nothing.
		expect(sent).toBeGreaterThan(30);
	});
});

/** Written apart from the node: text is trimmed, lists and objects count by what they hold. */
function hasSomething(key: string, value: unknown): boolean {
	if (key === 'social') {
		const networks = Object(value ?? {}) as Record<string, unknown>;
		return ['facebook', 'vk'].some((name) => name in networks && hasSomething('', networks[name]));
	}
	if (value === null || value === undefined) return false;
	if (typeof value === 'string') return value.trim().length > 0;
	if (typeof value === 'object') return Object.values(value).some((one) => hasSomething('', one));
	return true;
}
