import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { FIRST_ID, locator } from '../support/fixture';

/** By an expression: n8n checks a fixed id in 250 ms or not at all, and a busy machine may take longer. */
export const LOCATION = locator(`={{ ${FIRST_ID} }}`);

/**
 * What a cell of a sheet, or a field of an earlier node, can hold, as far as one rule says what becomes of it.
 * test/core asks about the rest: signs that cannot be seen, numbers written in other ways, wrapped phones.
 */
/** A text whose every sign can be seen, and that is more than punctuation unless it is blank. */
export const visible = fc
	.string({ unit: 'grapheme' })
	.filter(
		(text) =>
			!/[\p{C}\p{Default_Ignorable_Code_Point}]/u.test(text) &&
			(text.trim() === '' || /[\p{L}\p{N}]/u.test(text)),
	);

export const cell: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom('', ' ', '\t\n', '\u00a0', null, undefined, [], {}, [''], { a: '' }, [[]]),
	fc.integer(),
	fc.integer().map(String),
	fc.float({ min: -180, max: 180, noNaN: true }).map((degrees) => degrees.toFixed(4)),
	fc.boolean(),
	fc.date(),
	visible,
	fc.constantFrom(
		...['<p>Willkommen 💈</p>', 'x'.repeat(20_000), '={{ 1 + 1 }}', '{{ $json.zip }}'],
		...['12125357710', '+1 (212) 535', '00', '0', '-0', '1e3', '0x10', '9007199254740993'],
		...['TRUE', 'null', 'undefined', '[]', '{"a":1}'],
	),
	fc.constantFrom<unknown>([1, 'a'], { a: { b: [] } }, [[{}]], { a: 1 }),
);

/** A value that fits the field, mostly, or anything else. */
const mostly = (...fitting: Array<fc.Arbitrary<unknown>>) =>
	fc.oneof({ weight: 12, arbitrary: fc.oneof(...fitting) }, { weight: 1, arbitrary: cell });

const text = mostly(visible, fc.lorem(), fc.integer());
const id = mostly(fc.constantFrom(7, '7', ' 7 ', 0, '0'), fc.integer({ min: 1 }));
const phone = fc.constantFrom(
	'+1 (212) 535-7710',
	'12125357710',
	12125357710,
	'',
	'212.535.7710, 4930123456',
);
const degrees = (limit: number) => {
	const within = fc.float({ min: -limit, max: limit, noNaN: true });
	const edges = fc.constantFrom(limit, -limit, `${limit}.0`, `+${limit}`, limit + 1e-6, -limit - 1);
	return mostly(
		edges,
		within,
		within.map((number) => number.toFixed(5)),
	);
};

/** Items with any of the fields of a location, under Altegio's names, and one that is none. */
export const record = fc.record(
	{
		...{ address: text, city: text, country: text, description: text, short_descr: text },
		...{ site: text, title: text, zip: text, unrelated: cell },
		...{ business_type_id: id, city_id: id, country_id: id },
		...{ coordinate_lat: degrees(90), coordinate_lon: degrees(180) },
		phones: fc.oneof(
			phone,
			fc.array(phone),
			fc.constantFrom<unknown>('call us', '++1', 12, true, {}),
		),
		social: mostly(fc.dictionary(fc.constantFrom('facebook', 'vk', 'myspace'), text)),
	},
	{ requiredKeys: [] },
) as fc.Arbitrary<IDataObject>;
