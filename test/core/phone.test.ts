import fc from 'fast-check';

import { digitsOf, isHiddenPhone, toPhone, toPhones } from '../../nodes/Altegio/core/phone';
import { InvalidValue } from '../../nodes/Altegio/core/values';

describe('toPhone', () => {
	it.each<[unknown, string]>([
		['+44 (0)20 7946 0958', '442079460958'],
		['+44(0)2079460958', '442079460958'],
		['+44 [0] 20 7946 0958', '442079460958'],
		['+44 ( 0 ) 20 7946 0958', '442079460958'],
		['+44 (020) 7946 0958', '442079460958'],
		['+44 020 7946 0958', '442079460958'],
		['0044 (0)20 7946 0958', '442079460958'],
		['00 44 20 7946 0958', '442079460958'],
		['+0044 20 7946 0958', '442079460958'],
		['011 44 20 7946 0958', '442079460958'],
		['44 (0)20 7946 0958', '442079460958'],
		['(+44) 20 7946 0958', '442079460958'],
		['+(44) 20 7946 0958', '442079460958'],
		['(0044) 20 7946 0958', '442079460958'],
		['0049 (0)30 12345-67', '49301234567'],
		['+49 (0) 30 / 123 45 67', '49301234567'],
		['+49 6221 / 1234567', '4962211234567'],
		['0049 6221 / 1234567', '4962211234567'],
		['+49 (0)6221/1234567', '4962211234567'],
		['+49-151-12 345-6789', '49151123456789'],
		['00491511 2345678', '4915112345678'],
		['+39 (0)6 1234 5678', '390612345678'],
		['+39 06 1234 5678', '390612345678'],
		['+225 07 12 34 56 78', '2250712345678'],
		['+7 (912) 345-67-89', '79123456789'],
		['+7 8 912 345 67 89', '79123456789'],
		['+36 06 20 123 4567', '36201234567'],
		['+1 (212) 535-7710', '12125357710'],
		['+1/212/535/7710', '12125357710'],
		['212.535.7710', '2125357710'],
		['(212) 535 7711', '2125357711'],
		['030 123456', '030123456'],
		['(0)30 123456', '030123456'],
		['030/1234567', '0301234567'],
		['1\u20132\u201435\u201177\u221210', '1235' + '7710'],
		['+1\u00a0212\u00a0535\u00a07710', '12125357710'],
		['\u202a+12125357710\u202c', '12125357710'],
		['\u200e+1 212\u200b535 7710\u200f', '12125357710'],
		['\u2066+1 212 535 7710\u2069', '12125357710'],
		['\ufeff12125357710', '12125357710'],
		[
			'\uff0b\uff11 \uff12\uff11\uff12\uff0d\uff15\uff13\uff15\uff0d\uff17\uff17\uff11\uff10',
			'12125357710',
		],
		['+\u0661\u0662\u0661\u0662\u0665\u0663\u0665\u0667\u0667\u0661\u0660', '12125357710'],
		["'+12125357710", '12125357710'],
		["'12125357710'", '12125357710'],
		['"+1 212 535 7710"', '12125357710'],
		['\u201c+1 212 535 7710\u201d', '12125357710'],
		['="12125357710"', '12125357710'],
		['=+12125357710', '12125357710'],
		['tel:+12125357710', '12125357710'],
		['TEL:+1-212-535-7710', '12125357710'],
		['<tel:+1-212-535-7710>', '12125357710'],
		['tel://12125357710', '12125357710'],
		['Tel.: +1 212 535 7710', '12125357710'],
		['whatsapp:+12125357710', '12125357710'],
		['12125357710.0', '12125357710'],
		['+12125357710.0', '12125357710'],
		['+1 212 535 7710.', '12125357710'],
		['12125357710,', '12125357710'],
		[' 12125357710\n', '12125357710'],
		[12125357710, '12125357710'],
		['+1 555 0100', '15550100'],
		['5357710', '5357710'],
		['123456789012345', '123456789012345'],
		['+380/44/123/45/67', '380441234567'],
		['0301234/567', '0301234567'],
		['03012/34', '0301234'],
		['+49 6221 1234/56789', '496221123456789'],
		['011 234 5678', '0112345678'],
		['12125357710.00', '12125357710'],
		['12125007710', '12125007710'],
	])('V5: %j is %s', (value, digits) => {
		expect(toPhone(value)).toBe(digits);
	});

	it.each<unknown>([
		// Two numbers in one text, or one with another ending.
		...['12125357710 12125357711', '12125357710 / 12125357711', '12125357710/12125357711'],
		...['5357710 5357711', '535 7710 / 535 7711', '535-7710 535-7711', '5357710-5357711'],
		...['5357710/5357711', '+1 212 535 7710 +1 212 535 7711', '+12125357710+12125357711'],
		...['12125357710 or 12125357711', '12125357710, 12125357711', '12125357710; 12125357711'],
		...['12125357710|12125357711', '12125357710 & 12125357711', '12125357710\n12125357711'],
		...[
			'030 1234567/68',
			'030 1234567/8/9',
			'212-535-7710/7711/12',
			'535-7700 535-7711',
			'12345-67/68',
			'212-535-7710/7711',
			'030 12345-67/-68',
			'12125357710\u001f5',
		],
		// Extensions and words.
		...[
			'+1 212 535 7710 ext. 5',
			'+1 212 535 7710 x12',
			'+12125357710;ext=5',
			'+1 212 535 7710 #5',
		],
		...[
			'call me',
			'212 535 ext',
			'1-800-FLOWERS',
			'Anna +12125357710',
			'12125357710p5',
			'\u0434\u043e\u0431. 5',
		],
		...[
			'https://example.com/12125357710',
			'12125357710@c.us',
			'tel:+44%2020%2079460958',
			'null',
			'#N/A',
		],
		// Signs of a spreadsheet.
		...[
			'1.21254E+10',
			'1,21254E+10',
			'1.21254e10',
			1.5,
			NaN,
			Infinity,
			-12125357710,
			2 ** 60,
			'1,212',
		],
		// Lengths and prefixes.
		...[
			'',
			' ',
			'+',
			'0',
			0,
			'00',
			'123456',
			'1234567890123456',
			'+',
			'++12125357710',
			'212+5357710',
		],
		...['12125357710.05', '12125357710.5', '+12125357710.50'],
		...['12125357710+', '+0', '+00', '+0 212 535 7710', '+44 00 20 7946 0958', '000442079460958'],
		...['0011 44 20 7946 0958', '+1 1 212 535 7710', '2079 (0)460958', '+210 123 4567 890 123'],
		...[
			'12\u00b2125357710',
			'\u2460212535771',
			null,
			undefined,
			true,
			['12125357710'],
			{ phone: 1 },
			new Date(0),
		],
	])('V5: %p is refused', (value) => {
		expect(() => toPhone(value)).toThrow(InvalidValue);
		expect(() => toPhone(value)).toThrow(/^must be a phone number made of digits, but i/);
	});

	it.each<[unknown, string]>([
		['call me', 'but is "call me"'],
		['', 'but it is blank'],
		['123', 'but is "123", which has 3 digits instead of 7 to 15'],
		[
			'12125357710 12125357711',
			'but is "12125357710 12125357711", which has 22 digits instead of 7 to 15',
		],
		['5357710 5357711', 'but is "5357710 5357711", which looks like two numbers'],
		['+0 212 535 7710', 'but is "+0 212 535 7710", which has no country code where one must be'],
		['\u200bx', 'but is "<U+200B>x"'],
		['2079 (0)460958', 'but is "2079 (0)460958"'],
		[0, 'but is 0'],
		[1.5, 'but is 1.5'],
		[true, 'but is true'],
	])('V5: the message about %j says why', (value, end) => {
		expect(() => toPhone(value)).toThrow(
			new InvalidValue(`must be a phone number made of digits, ${end}`),
		);
	});

	it('V5: a field can ask for other lengths', () => {
		expect(() => toPhone('5357710', { minDigits: 9 })).toThrow('7 digits instead of 9 to 15');
		expect(() => toPhone('12125357710', { maxDigits: 10 })).toThrow('11 digits instead of 7 to 10');
		expect(toPhone('123456789', { minDigits: 9 })).toBe('123456789');
	});

	/** Phones of real shapes, as groups of digits behind the country code. */
	const groups = fc.constantFrom(
		['1', '212', '555', '0142'],
		['44', '20', '7946', '0958'],
		['49', '1511', '2345678'],
		['33', '1', '23', '45', '67', '89'],
		['380', '44', '123', '45', '67'],
		['7', '912', '345', '67', '89'],
		['39', '06', '1234', '5678'],
	);
	const separators = fc.array(
		fc.constantFrom(
			...[
				'',
				' ',
				'-',
				'.',
				' - ',
				'\u00a0',
				'\u2011',
				'\u2013',
				'\u2212',
				' (',
				') ',
				'\u200b',
				'\u00b7',
				'\u3000',
			],
		),
		{ minLength: 5, maxLength: 5 },
	);
	const around = fc.constantFrom(
		...[
			['', ''],
			[' ', '\n'],
			['\u202a', '\u202c'],
			["'", ''],
			['"', '"'],
			['tel:', ''],
			['\u200e', '\u200f'],
		],
	);

	it('V5: the same digits with any prefix, separators and quotes are the same phone', () => {
		const prefix = fc.constantFrom('+', '00', '+00', '+ ', '00 ');
		fc.assert(
			fc.property(groups, separators, around, prefix, (parts, between, [before, behind], start) => {
				const written = parts.map((part, index) => part + (between[index] ?? '')).join('');
				expect(toPhone(`${before}${start}${written}${behind}`)).toBe(parts.join(''));
			}),
		);
	});

	it('V5: a phone with separators between any digits stays the same', () => {
		const phone = fc.stringMatching(/^[2-9][1-9]{9}$/);
		fc.assert(
			fc.property(
				phone,
				fc.array(fc.constantFrom('', '', ' ', '-', '.', '\u200b')),
				(digits, signs) => {
					const written = [...digits].map((digit, index) => digit + (signs[index] ?? '')).join('');
					expect(toPhone(`+1${written}`)).toBe(`1${digits}`);
				},
			),
		);
	});

	it('V5: two whole phones in one text never become one', () => {
		const phone = fc
			.tuple(fc.constantFrom('', '+'), fc.stringMatching(/^[2-9]\d{6,11}$/))
			.map((p) => p.join(''));
		const glue = fc.constantFrom(
			' ',
			' / ',
			'/',
			' or ',
			' - ',
			'\n',
			'|',
			' & ',
			'; ',
			', ',
			'\t',
			' + ',
		);
		fc.assert(
			fc.property(phone, glue, phone, (one, between, other) => {
				expect(() => toPhone(`${one}${between}${other}`)).toThrow(InvalidValue);
			}),
		);
	});

	it('V5: any value becomes digits or is refused', () => {
		const part = fc.oneof(
			fc.constantFrom(
				'+',
				'00',
				'0',
				'(0)',
				' ',
				'-',
				'/',
				'(',
				')',
				'.',
				'x',
				',',
				'011',
				'49',
				'1',
				'7',
			),
			fc.string({ unit: 'grapheme', maxLength: 3 }),
			fc.nat().map(String),
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.array(part).map((parts) => parts.join('')),
					fc.anything(),
				),
				fc.constantFrom(undefined, '1', '49', '39', '7'),
				(value, defaultCountryCode) => {
					try {
						expect(toPhone(value, { defaultCountryCode })).toMatch(/^\d{7,15}$/);
					} catch (error) {
						expect(error).toBeInstanceOf(InvalidValue);
					}
				},
			),
			{ numRuns: 500 },
		);
	});
});

describe('defaultCountryCode', () => {
	it.each<[unknown, string, string]>([
		// With a trunk zero, or what stands for it.
		['44', '020 7946 0958', '442079460958'],
		['+44', '(020) 7946 0958', '442079460958'],
		['0044', '(0)20 7946 0958', '442079460958'],
		[49, '0151 12345678', '4915112345678'],
		['49', '04921 12345', '49492112345'],
		['7', '8 (912) 345-67-89', '79123456789'],
		['36', '06 20 123 4567', '36201234567'],
		['375', '8 029 123 45 67', '375291234567'],
		['380', '050 123 45 67', '380501234567'],
		['33', '06 12 34 56 78', '33612345678'],
		['370', '8 612 34567', '37061234567'],
		// Without.
		['1', '(212) 555-0142', '12125550142'],
		['34', '612 345 678', '34612345678'],
		['7', '701 123 4567', '77011234567'],
		['48', '48 123 45 67', '48481234567'],
		['47', '471 23 456', '4747123456'],
		['39', '06 1234 5678', '390612345678'],
		['55', '11 91234-5678', '5511912345678'],
		['998', '90 123 45 67', '998901234567'],
		// With the country code already.
		['1', '12125550142', '12125550142'],
		['7', '79123456789', '79123456789'],
		['48', '48512345678', '48512345678'],
		['49', '4915112345678', '4915112345678'],
		['44', '447911123456', '447911123456'],
		['44', '44 (0)20 7946 0958', '442079460958'],
		// With a prefix the setting does not matter.
		['49', '+44 20 7946 0958', '442079460958'],
		['49', '0044 20 7946 0958', '442079460958'],
		['1', '011 44 20 7946 0958', '442079460958'],
	])('V5: with %j, %j is %s', (defaultCountryCode, value, digits) => {
		expect(toPhone(value, { defaultCountryCode })).toBe(digits);
	});

	it.each<[unknown]>([[undefined], [''], [' '], [null]])(
		'V5: %j is not set, and a national number stays as it is',
		(defaultCountryCode) => {
			expect(toPhone('020 7946 0958', { defaultCountryCode })).toBe('02079460958');
		},
	);

	it.each<[string, string, string]>([
		['49', '49211234', 'which may hold the country code 49 already: write + or 0 before it'],
		['55', '55 99123-4567', 'which may hold the country code 55 already'],
		['1', '555 0142', 'which needs 10 digits behind the country code 1'],
		['48', '4851234567', 'which needs 9 digits behind the country code 48'],
		['49', '447911123456', 'which needs at most 11 digits behind the country code 49'],
		['36', '06 020 123 4567', 'but is "06 020 123 4567"'],
		['44', '0 020 7946', 'but is "0 020 7946"'],
	])('V5: with %j, %j is refused', (defaultCountryCode, value, reason) => {
		expect(() => toPhone(value, { defaultCountryCode })).toThrow(reason);
		expect(() => toPhone(value, { defaultCountryCode })).not.toThrow('undefined');
	});

	it.each<unknown>(['abc', '0', '4', '4900', '999999', 'DE', '1.5', '49 30', true])(
		'V5: %j is no country code, and no phone is read with it',
		(defaultCountryCode) => {
			expect(() => toPhone('+12125550142', { defaultCountryCode })).toThrow(
				/^needs a default country code such as 49, but that is /,
			);
		},
	);
});

describe('toPhones', () => {
	it.each<[unknown, string[]]>([
		['+1 212 535-7710, (212) 535 7711', ['12125357710', '2125357711']],
		['12125357710;12125357711', ['12125357710', '12125357711']],
		['12125357710\r\n12125357711\n', ['12125357710', '12125357711']],
		['12125357710\uff0c12125357711', ['12125357710', '12125357711']],
		[12125357710, ['12125357710']],
		[['', ' ', null, '\u200b', '-', '12125357710'], ['12125357710']],
		[
			['12125357710', 12125357711, '12125357712,12125357713'],
			['12125357710', '12125357711', '12125357712', '12125357713'],
		],
		['', []],
		[null, []],
		[[], []],
		[', ;', []],
	])('V5: %j becomes %j', (value, phones) => {
		expect(toPhones(value)).toEqual(phones);
	});

	it.each<[unknown, string]>([
		[['call me'], 'but one is "call me"'],
		[['12125357710', '++1'], 'but one is "++1"'],
		[[{ a: 1 }], 'but one is {"a":1}'],
		[0, 'but one is 0'],
		['12125357710 12125357711', 'which has 22 digits instead of 7 to 15'],
		['12125357710 or 12125357711', 'but one is "12125357710 or 12125357711"'],
		['1,21254E+10', 'but one is "1"'],
		['12125357710,5', 'but one is "5"'],
		['12125357710, null', 'but one is " null"'],
		['a'.repeat(100), `but one is "${'a'.repeat(59)}\u2026`],
		['\u202ax', 'but one is "<U+202A>x"'],
	])('V5: %j is refused', (value, end) => {
		expect(() => toPhones(value)).toThrow('must hold phone numbers made of digits, ');
		expect(() => toPhones(value)).toThrow(end);
	});
});

describe('digitsOf', () => {
	it.each<[unknown, string]>([
		['+1 (212) 535-7710', '12125357710'],
		[12125357710, '12125357710'],
		['\uff11\uff12', '12'],
		['', ''],
		[null, ''],
		[undefined, ''],
		[{ phone: 1 }, ''],
	])('of %j are %j', (value, digits) => {
		expect(digitsOf(value)).toBe(digits);
	});
});

describe('isHiddenPhone', () => {
	it.each<[unknown, boolean]>([
		['12125357710', false],
		['+1 (212) 535-7710', false],
		[12125357710, false],
		['123456789', false],
		['123456789012345', false],
		['1234567890123456', true],
		['12345678', true],
		['121253****0', true],
		['****123456789', true],
		['123456789****', true],
		['', true],
		[null, true],
		[undefined, true],
	])('%j: %j', (phone, isHidden) => {
		expect(isHiddenPhone(phone)).toBe(isHidden);
	});
});

it('long hostile texts take no more than a moment', () => {
	for (const part of [
		' ',
		'0',
		'(',
		'( ',
		'(0)',
		'/',
		'"',
		'+',
		'\u200b',
		'1 ',
		'00',
		'1234567 ',
		'1/',
	]) {
		for (const text of [part.repeat(100_000), `${part.repeat(100_000)}x`]) {
			const start = performance.now();
			expect(() => toPhone(text)).toThrow(InvalidValue);
			expect(performance.now() - start).toBeLessThan(2000);
		}
	}
});
