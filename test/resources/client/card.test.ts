import {
	changesOf,
	harmedFields,
	mergeBody,
	readCard,
	simplifyClient,
} from '../../../nodes/Altegio/resources/client/card';

const card = {
	...{ name: 'Ada', surname: 'Winters', middle_name: 'Jo', phone: '+15550100101' },
	...{ email: 'ada@client.example', comment: '', card: '4401', birth_date: '1990-05-31' },
	...{ discount: 10, gender_id: 2, importance_id: 0, sms_check: 0, sms_not: 0 },
	...{ categories: [301], custom_fields: { hair: 'curly' } },
};

describe('readCard', () => {
	it.each<[string, object, object]>([
		[
			'texts and numbers in their types',
			{ name: 7, discount: '5', sms_not: null },
			{ name: '7', discount: 5, sms_not: 0 },
		],
		['a number that is none', { discount: 'much' }, { discount: 0 }],
		[
			'the other spellings first',
			{ sex_id: '1', gender_id: 2, patronymic: 'A', middle_name: 'B' },
			{ gender_id: 1, middle_name: 'A' },
		],
		[
			'the usual spellings',
			{ gender_id: 2, middle_name: 'B', categories: [] },
			{ gender_id: 2, middle_name: 'B', categories: [] },
		],
		['labels for categories', { labels: [{ id: '3' }, { id: 4 }] }, { categories: [3, 4] }],
		['categories before labels', { categories: ['5'], labels: [6] }, { categories: [5] }],
		['categories that are no list', { categories: {} }, { categories: [] }],
		['a day with a time', { birth_date: '1990-05-31 00:00:00' }, { birth_date: '1990-05-31' }],
		['no day', { birth_date: '0000-00-00' }, { birth_date: '' }],
		['custom fields that are an empty list', { custom_fields: [] }, { custom_fields: {} }],
		['custom fields', { custom_fields: { a: 1 } }, { custom_fields: { a: 1 } }],
		['a phone as a number', { phone: 15550100101 }, { phone: '15550100101' }],
		['nothing else', { id: 1, spent: 5, balance: 6, visits: 7, name: 'Ada' }, { name: 'Ada' }],
		['nothing of nothing', {}, {}],
	])('%s', (_, given, read) => expect(readCard(given as never)).toEqual(read));
});

describe('changesOf', () => {
	it.each<[string, object, object]>([
		['another phone', { phone: '15550100102' }, { phone: '15550100102' }],
		['the same phone', { phone: '1 (555) 010-0101' }, {}],
		['the same tags in another order', { categories: [301, 301] }, {}],
		['more tags', { categories: [300, 301] }, { categories: [300, 301] }],
		['the same email in capitals', { email: 'Ada@Client.example' }, {}],
		['another email', { email: 'ada@other.example' }, { email: 'ada@other.example' }],
		['a name in capitals', { name: 'ADA' }, { name: 'ADA' }],
		['what the card does not show', { extra: 1 }, { extra: 1 }],
		[
			'one of two custom fields',
			{ custom_fields: { hair: 'curly', crm: 'A' } },
			{ custom_fields: { crm: 'A' } },
		],
		['the same custom fields', { custom_fields: { hair: 'curly' } }, {}],
	])('%s', (_, given, changes) => expect(changesOf(given as never, card)).toEqual(changes));

	it('an emoji is what Altegio keeps of it, a question mark', () => {
		expect(changesOf({ comment: 'Hi \u{1f600}' }, { ...card, comment: 'Hi ?' })).toEqual({});
		expect(changesOf({ comment: 'Hi \u{1f600}' }, { ...card, comment: 'Hi' })).not.toEqual({});
	});

	it('tags are compared as numbers', () => {
		expect(changesOf({ categories: [10, 9] }, { ...card, categories: [9, 10] })).toEqual({});
	});

	it('custom fields of a card that shows none are changes', () => {
		const given = { custom_fields: { hair: 'curly' } };
		expect(changesOf(given, { name: 'Ada' })).toEqual(given);
	});
});

describe('mergeBody', () => {
	const merged = (more: object, changes: object = { comment: 'New' }) =>
		mergeBody({ ...card, ...more }, changes as never);

	it('holds the card with the changes, in both spellings', () => {
		expect(merged({})).toEqual({
			...card,
			...{ comment: 'New', phone: '15550100101' },
			...{ sex_id: 2, patronymic: 'Jo', labels: [301] },
		});
	});

	it.each(['ada', '***@client.example', 'a***@client.example', 'ada@cl***', '@', ''])(
		'C3: does not send the email %j back',
		(email) => expect(merged({ email })).not.toHaveProperty('email'),
	);

	it.each([
		['W.', false],
		[' W. ', false],
		['É.', false],
		['E\u0301.', false],
		['', false],
		[' ', false],
		['Wi.', true],
		['W', true],
		['W.X', true],
		['Winters', true],
	])('C3: sends the surname %j back: %j', (surname, isSent) => {
		expect('surname' in merged({ surname })).toBe(isSent);
	});

	it.each(['****', '', '1555*****01'])(
		'C3: with the phone %j the rest of it is hidden too',
		(phone) => {
			const body = merged({ phone }, { phone: '15550100101' });
			for (const name of ['email', 'surname', 'middle_name', 'patronymic']) {
				expect(body).not.toHaveProperty(name);
			}
			expect(body.phone).toBe('15550100101');
		},
	);

	it('C3: blank texts are left out, zeros and empty lists are not', () => {
		const body = merged({ card: '', middle_name: '', discount: 0, categories: [] });
		expect(body).not.toHaveProperty('card');
		expect(body).not.toHaveProperty('middle_name');
		expect(body).toMatchObject({ discount: 0, categories: [], labels: [] });
	});

	it('C3: custom fields are those of the card and the changed ones, and left out where there are none', () => {
		const custom_fields = { crm: 'A' };
		expect(merged({}, { custom_fields }).custom_fields).toEqual({ hair: 'curly', crm: 'A' });
		expect(merged({ custom_fields: {} })).not.toHaveProperty('custom_fields');
	});

	it('C3: what is asked for is sent, also where the card hides it', () => {
		expect(merged({ email: '***' }, { email: 'new@client.example' }).email).toBe(
			'new@client.example',
		);
		expect(merged({}, { comment: '' }).comment).toBe('');
	});
});

describe('harmedFields', () => {
	it.each<[string, object, object, string[]]>([
		['nothing', {}, {}, []],
		['a field that was not to change', { surname: '' }, {}, ['surname']],
		['not one that was', { surname: '' }, { surname: 'X' }, []],
		['a phone', { phone: '+15550100102' }, {}, ['phone']],
		['not a phone that is hidden now', { phone: '1555*****01' }, {}, []],
		['a surname beside a hidden phone', { phone: '', surname: 'X' }, {}, ['surname']],
	])('C3: %s', (_, after, changes, harmed) => {
		expect(harmedFields(card, { ...card, ...after }, changes as never)).toEqual(harmed);
	});

	it('C3: not what is not shown any more', () => {
		const { surname, ...rest } = card;
		expect(harmedFields(card, rest, {})).toEqual([]);
		expect(surname).toBe('Winters');
	});
});

describe('simplifyClient', () => {
	it('takes the names of the search', () => {
		expect(simplifyClient({ id: 1, name: 'Ada', spent: 5, visits: 0, balance: 9 })).toEqual({
			...{ id: 1, name: 'Ada', sold_amount: 5, visits_count: 0 },
		});
		expect(simplifyClient({ id: 1, sold_amount: 6, visits_count: 7 })).toEqual({
			...{ id: 1, sold_amount: 6, visits_count: 7 },
		});
	});
});
