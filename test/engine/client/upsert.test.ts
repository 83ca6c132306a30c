import type { IDataObject } from 'n8n-workflow';

import {
	ADA,
	countOf,
	CREATE,
	PHONES,
	requestsOf,
	SEARCH,
	stored,
	upsert,
} from '../../support/clients';
import { runAltegio, type RunOptions } from '../../support/engine';
import { FIRST_ID } from '../../support/fixture';
import { useSandboxInFakeTime } from '../../support/time';

const { fixture, time } = useSandboxInFakeTime();

async function run(item: IDataObject, additionalFields = {}, more: Partial<RunOptions> = {}) {
	return await time.settle(
		runAltegio({
			...fixture.target,
			items: [item],
			parameters: upsert(additionalFields),
			...more,
		}),
	);
}

const ada = (more: object = {}) => ({ phone: '+1 (555) 010-0101', name: 'Ada', ...more });
/** Rows of custom fields, as the form stores them. */
const rows = (...given: Array<[code: string, value: string]>) => ({
	field: given.map(([code, value]) => ({ code, value })),
});
const GET_ADA = `GET /client/L/${ADA}`;
const PUT_ADA = `PUT /client/L/${ADA}`;

describe('Create or Update', () => {
	it('C2: creates a client whose phone nobody has', async () => {
		const { outputs, error } = await run(
			{ phone: '+1 555 010 0999', name: 'Zoe' },
			{ surname: 'Quill', gender: 'female', openingSpent: '1000', openingBalance: '-200' },
		);
		expect(error).toBeUndefined();
		expect(requestsOf(fixture.sandbox)).toEqual([SEARCH, CREATE]);
		expect(fixture.sandbox.requests[1]?.body).toEqual({
			phone: PHONES.unknown,
			name: 'Zoe',
			surname: 'Quill',
			gender_id: 2,
			sex_id: 2,
			spent: 1000,
			balance: -200,
		});
		expect(outputs[0]?.[0]?.json).toMatchObject({
			name: 'Zoe',
			phone: '+15550100999',
			sold_amount: 1000,
			visits_count: 0,
			result: 'created',
		});
	});

	it('C2: changes only what is given, and keeps every other field of the card', async () => {
		const before = stored(fixture.sandbox, ADA);
		const { outputs, error } = await run(ada({ name: 'Adele' }), {
			email: 'new@client.example',
			discount: '15',
		});
		expect(error).toBeUndefined();
		expect(requestsOf(fixture.sandbox)).toEqual([SEARCH, GET_ADA, PUT_ADA]);
		expect(stored(fixture.sandbox, ADA)).toEqual({
			...before,
			email: 'new@client.example',
			discount: 15,
			last_change_date: expect.any(String) as string,
		});
		expect(outputs[0]?.[0]?.json).toMatchObject({ id: ADA, name: 'Ada', result: 'updated' });
	});

	it.each([
		['nothing but phone and name', {}, [SEARCH]],
		['what the search shows', { email: 'Ada@client.example', discount: '10.0' }, [SEARCH]],
		[
			'what the card shows',
			{
				surname: 'Winters',
				middleName: 'Jo',
				gender: 'female',
				importance: 'gold',
				birthDate: '1990-05-31T00:00:00',
				card: 4401,
				comment: 'Likes the window seat',
				birthdaySms: true,
				excludeFromMailings: false,
			},
			[SEARCH, GET_ADA],
		],
	])('C2: sends nothing if nothing would change: %s', async (_, fields, requests) => {
		const before = stored(fixture.sandbox, ADA);
		const { outputs, error } = await run(ada(), fields);
		expect(error).toBeUndefined();
		expect(requestsOf(fixture.sandbox)).toEqual(requests);
		expect(stored(fixture.sandbox, ADA)).toEqual(before);
		expect(outputs[0]?.[0]?.json).toMatchObject({ id: ADA, result: 'unchanged' });
	});

	it('C2: keeps the name of a client who exists, unless it is to be overwritten', async () => {
		const parameters = upsert({}, { options: { existingName: 'overwrite' } });
		await run(ada({ name: 'Adele' }));
		expect(stored(fixture.sandbox, ADA).name).toBe('Ada');
		const { outputs } = await run(ada({ name: 'Adele' }), {}, { parameters });
		expect(stored(fixture.sandbox, ADA).name).toBe('Adele');
		expect(outputs[0]?.[0]?.json).toMatchObject({ name: 'Adele', result: 'updated' });
	});

	it('C2: an emoji, which Altegio keeps as a question mark, is no change the second time', async () => {
		await run(ada(), { comment: 'Loves 🌸' });
		expect(stored(fixture.sandbox, ADA).comment).toBe('Loves ?');
		const { outputs } = await run(ada(), { comment: 'Loves 🌸' });
		expect(outputs[0]?.[0]?.json.result).toBe('unchanged');
	});

	it('C2: tags and custom fields come by name, and are read once for all items', async () => {
		const items = [ada(), { phone: '+1 555 010 0102', name: 'Ben' }];
		const { error } = await run(
			{},
			{},
			{
				items,
				parameters: upsert({
					categoryIds: '={{ ["vip", "CAFE REGULARS"] }}',
					customFields: rows(['Hair type', 'Straight'], ['children', '2'], ['CRM ID', 'X-1']),
				}),
			},
		);
		expect(error).toBeUndefined();
		for (const id of [ADA, ADA + 1]) {
			expect(stored(fixture.sandbox, id)).toMatchObject({
				categories: [301, 303],
				custom_fields: { hair_type: 'straight', children: 2, crm_id: 'X-1' },
			});
		}
		const reads = requestsOf(fixture.sandbox).filter((one) => /labels|custom_fields/.test(one));
		expect(reads).toHaveLength(2);
	});

	it.each([
		['categoryIds', ['Nobody'], /'Tag Names or IDs' names no tag "Nobody". Tags: VIP \(301\)/],
		[
			'customFields',
			rows(['shoe', '1']),
			/'Custom Fields' holds "shoe", which names none.*Hair Type/,
		],
		['customFields', rows(['hair_type', 'blue']), /Hair Type which must be one of straight, curly/],
		['customFields', rows(['children', 'two']), /Children which must be a number/],
		['customFields', rows(['member_since', '31.5.2020']), /Member Since which must be a date/],
	])(
		'R5: %s of %j is refused by name before anything is changed',
		async (field, value, message) => {
			const { error } = await run(ada(), { [field]: value });
			expect(error?.message).toMatch(message);
			expect(requestsOf(fixture.sandbox).filter((one) => !one.startsWith('GET'))).toEqual([]);
		},
	);

	it('C1: refuses several clients with one phone, and shows their ids', async () => {
		const { outputs, error } = await run(
			{ phone: PHONES.twice, name: 'Cleo' },
			{},
			{ onError: 'continueRegularOutput' },
		);
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({
			error: expect.stringContaining(
				'2 clients at location 37532 have this phone: 7003, 7004',
			) as string,
			client_ids: [7003, 7004],
		});
		expect(requestsOf(fixture.sandbox)).toEqual([SEARCH]);
	});

	it.each(['masked', 'empty'] as const)(
		'C1: a phone that is hidden (%s) is not "no client"',
		async (phones) => {
			fixture.sandbox.clientRights.phones = phones;
			const { error } = await run(ada());
			expect(error?.message).toMatch(/phone cannot be seen with the rights of this user/);
			expect(requestsOf(fixture.sandbox)).toEqual([SEARCH]);
			expect(countOf(fixture.sandbox, PHONES.ada)).toBe(1);
		},
	);

	it('C1: a number that is the further phone of another client is reported, not created', async () => {
		const { error } = await run({ phone: PHONES.extra, name: 'Fay' });
		expect(error?.message).toMatch(/Client 7007 .* has this number as a further phone/);
		expect(countOf(fixture.sandbox, PHONES.extra)).toBe(0);
	});

	it('C1: a longer number that holds the phone is another one', async () => {
		fixture.sandbox.clients.delete(ADA);
		const { outputs } = await run(ada());
		expect(outputs[0]?.[0]?.json).toMatchObject({ name: 'Ada', result: 'created' });
	});

	it('V5: a national number gets its country code only where one is set', async () => {
		const options = { defaultCountryCode: '1' };
		const parameters = upsert({}, { options });
		const { outputs } = await run({ phone: '555 010 0101', name: 'Ada' }, {}, { parameters });
		expect(outputs[0]?.[0]?.json).toMatchObject({ id: ADA, result: 'unchanged' });
		const { error } = await run({ phone: '555 0101', name: 'Ada' });
		expect(error?.message).toMatch(/^'Phone' must be a phone number.*9 to 15/);
	});

	it.each([
		[{ phone: '', name: 'Zoe' }, /^'Phone' is blank/],
		[{ phone: '+15550100999', name: ' ' }, /^'Name' is blank/],
		[{ phone: '+15550100999 / +15550100998', name: 'Zoe' }, /^'Phone' must be a phone number/],
	])('R5: %j is refused before any request', async (item, message) => {
		const { error } = await run(item);
		expect(error?.message).toMatch(message);
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it.each([
		['birthDate', '31.05.1990', /'Birth Date' must be a date/],
		['birthDate', '1990-02-30', /'Birth Date' is "1990-02-30", and there is no such day/],
		['birthDate', '1990-05-31T22:00:00Z', /'Birth Date' must be a date without a time/],
		['birthDate', '1890-05-31', /'Birth Date' must be a date between 1900/],
		['discount', '110', /'Discount' must be a number between 0 and 100/],
		['email', 'ada at example', /'Email' must be one e-mail address/],
		['gender', 'girl', /'Gender' must be one of unknown, male, female/],
		['importance', '={{ 7 }}', /'Importance' must be one of none, bronze/],
		[
			'customFields',
			rows(['', 'curly']),
			/'Custom Fields' holds the value "curly" without a field/,
		],
		[
			'categoryIds',
			'={{ [{}, true] }}',
			/'Tag Names or IDs' (must be an ID or a name|has a blank entry)/,
		],
	])('R5: %s of %j is refused before any request', async (field, value, message) => {
		const { error } = await run(ada(), { [field]: value });
		expect(error?.message).toMatch(message);
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it('C2: the full card comes with Simplify off, and the result beside it', async () => {
		const parameters = upsert({}, { simplify: false });
		const { outputs } = await run(ada(), {}, { parameters });
		expect(outputs[0]?.[0]?.json).toMatchObject({
			id: ADA,
			spent: 1250.5,
			custom_fields: { hair_type: 'curly' },
			result: 'unchanged',
		});
		expect(requestsOf(fixture.sandbox)).toEqual([SEARCH, GET_ADA]);
	});

	it('C2: opening amounts are for new clients only', async () => {
		const { outputs } = await run(ada(), { openingSpent: '5', openingBalance: '5', comment: 'x' });
		expect(outputs[0]?.[0]?.json.result).toBe('updated');
		expect(stored(fixture.sandbox, ADA)).toMatchObject({ spent: 1250.5, balance: -50.5 });
	});

	it('C2: two runs at once do not make two clients', async () => {
		const options = {
			...fixture.target,
			items: [{ phone: PHONES.unknown, name: 'Zoe' }],
			parameters: upsert({ comment: '={{ $json.name }}' }),
		};
		const both = await time.settle(Promise.all([runAltegio(options), runAltegio(options)]));
		expect(both.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(countOf(fixture.sandbox, PHONES.unknown)).toBe(1);
		const results = both.map(({ outputs }) => outputs[0]?.[0]?.json.result);
		expect(results.sort()).toEqual(['created', 'unchanged']);
	});

	it('C2: two rows with one phone make one client', async () => {
		const items = ['Zoe', 'Zoe'].map((name) => ({ phone: PHONES.unknown, name }));
		const { outputs } = await run({}, {}, { items });
		expect(outputs[0]?.map(({ json }) => json.result)).toEqual(['created', 'unchanged']);
		expect(countOf(fixture.sandbox, PHONES.unknown)).toBe(1);
	});

	it("C2: shows Altegio's own words where a refused creation has another cause", async () => {
		fixture.sandbox.fault(
			{
				status: 422,
				body: { success: false, data: null, meta: { message: 'The name is not allowed.' } },
			},
			{ method: 'POST', path: `/clients/${FIRST_ID}` },
		);
		const { error } = await run({ phone: PHONES.unknown, name: 'Zoe' });
		expect(error?.message).toMatch(/^The name is not allowed\./);
		expect(requestsOf(fixture.sandbox)).toEqual([SEARCH, CREATE, SEARCH, 'GET /clients/L']);
	});
});
