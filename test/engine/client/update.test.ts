import type { INodeParameters } from 'n8n-workflow';

import { faults } from '../../../sandbox';
import {
	ADA,
	BEN,
	client,
	requestsOf,
	SEARCH,
	stored,
	theClient,
	upsert,
} from '../../support/clients';
import { runAltegio, type RunOptions } from '../../support/engine';
import { useSandbox } from '../../support/fixture';
import { reshapeData } from '../../support/reshape';

const fixture = useSandbox();

async function update(updateFields: object, more: object = {}, options: Partial<RunOptions> = {}) {
	return await runAltegio({
		...fixture.target,
		parameters: client('update', { clientId: theClient(ADA), updateFields, ...more }),
		...options,
	});
}

const GET_ADA = `GET /client/L/${ADA}`;
const PUT_ADA = `PUT /client/L/${ADA}`;
const bodyOfPut = () =>
	fixture.sandbox.requests.find(({ method }) => method === 'PUT')?.body as Record<string, unknown>;
const changed = { last_change_date: expect.any(String) as string };

describe('Update', () => {
	it('C3: reads, changes and sends back the whole card, without amounts, in both spellings', async () => {
		const before = stored(fixture.sandbox, ADA);
		const { error, outputs } = await update({ comment: 'New' });
		expect(error).toBeUndefined();
		expect(requestsOf(fixture.sandbox)).toEqual([GET_ADA, PUT_ADA]);
		expect(bodyOfPut()).toEqual({
			name: 'Ada',
			surname: 'Winters',
			middle_name: 'Jo',
			patronymic: 'Jo',
			phone: '15550100101',
			email: 'ada@client.example',
			gender_id: 2,
			sex_id: 2,
			importance_id: 3,
			discount: 10,
			card: '4401',
			birth_date: '1990-05-31',
			comment: 'New',
			sms_check: 1,
			sms_not: 0,
			categories: [301],
			labels: [301],
			custom_fields: { hair_type: 'curly', crm_id: 'A-1' },
		});
		expect(stored(fixture.sandbox, ADA)).toEqual({ ...before, comment: 'New', ...changed });
		expect(outputs[0]?.[0]?.json).toEqual({
			id: ADA,
			name: 'Ada',
			phone: '+15550100101',
			email: 'ada@client.example',
			discount: 10,
			sold_amount: 1250.5,
			visits_count: 12,
		});
	});

	it.each<[string, object, object]>([
		['name', { name: 'Adele' }, { name: 'Adele' }],
		['phone', { phone: '+1 555 010 0888' }, { phone: '+15550100888' }],
		['surname', { surname: 'Summers' }, { surname: 'Summers' }],
		['middleName', { middleName: 'K' }, { middle_name: 'K' }],
		['email', { email: 'a@b.example' }, { email: 'a@b.example' }],
		['gender', { gender: '={{ "Male " }}' }, { gender_id: 1 }],
		['gender by number', { gender: '={{ 1 }}' }, { gender_id: 1 }],
		['importance', { importance: 'none' }, { importance_id: 0 }],
		['discount', { discount: '0' }, { discount: 0 }],
		['card', { card: '0017' }, { card: '0017' }],
		['birthDate', { birthDate: '1991-06-01' }, { birth_date: '1991-06-01' }],
		[
			'birthDate of a Luxon',
			{ birthDate: '={{ DateTime.fromISO("1991-06-01") }}' },
			{ birth_date: '1991-06-01' },
		],
		['birthDate with a time', { birthDate: '1991-06-01 10:30' }, { birth_date: '1991-06-01' }],
		['birthdaySms', { birthdaySms: '={{ "no" }}' }, { sms_check: 0 }],
		['excludeFromMailings', { excludeFromMailings: true }, { sms_not: 1 }],
		['categoryIds', { categoryIds: [302] }, { categories: [302] }],
		[
			'categoryIds of a JSON list',
			{ categoryIds: '={{ "[302, \\"vip\\"]" }}' },
			{ categories: [302, 301] },
		],
		['categoryIds of a text', { categoryIds: '={{ "[Sensitive Skin" }}' }, {}],
		[
			'customFields',
			{ customFields: { field: [{ code: 'member_since', value: '2020-01-02' }] } },
			{ custom_fields: { hair_type: 'curly', crm_id: 'A-1', member_since: '2020-01-02' } },
		],
	])('C3: %s changes, and nothing else', async (_, fields, expected) => {
		const before = stored(fixture.sandbox, ADA);
		const { error } = await update(fields);
		if (Object.keys(expected).length === 0) {
			expect(error?.message).toMatch(/names no tag/);
			return;
		}
		expect(error).toBeUndefined();
		expect(stored(fixture.sandbox, ADA)).toEqual({ ...before, ...expected, ...changed });
	});

	it('C3: sends nothing if nothing would change', async () => {
		const { outputs } = await update({
			phone: '+1 (555) 010-0101',
			categoryIds: [301, 301],
			customFields: { field: [{ code: 'CRM ID', value: 'A-1' }] },
		});
		expect(requestsOf(fixture.sandbox)).not.toContain(PUT_ADA);
		expect(outputs[0]?.[0]?.json).toMatchObject({ id: ADA, name: 'Ada' });
	});

	it('R3: a blank field stays as it is, and Clear empties texts and tags', async () => {
		const blank = {
			...{ surname: '', middleName: ' ', email: '', comment: '', card: '', categoryIds: [] },
			customFields: { field: [{ code: 'crm_id', value: '' }] },
		};
		const { error } = await update({ ...blank, discount: '15' });
		expect(error).toBeUndefined();
		expect(stored(fixture.sandbox, ADA)).toMatchObject({ surname: 'Winters', categories: [301] });

		await update(blank, { options: { blankValues: 'clear' } });
		expect(stored(fixture.sandbox, ADA)).toMatchObject({
			...{ surname: '', middle_name: '', email: '', comment: '', card: '', categories: [] },
			custom_fields: { hair_type: 'curly', crm_id: '' },
			...{ name: 'Ada', gender_id: 2 },
		});
	});

	it.each(['name', 'phone', 'gender', 'birthDate', 'discount'])(
		'R3: Clear is refused for %s, which Altegio cannot empty',
		async (field) => {
			const { error } = await update(
				{ [field]: '={{ "" }}' },
				{ options: { blankValues: 'clear' } },
			);
			expect(error?.message).toMatch(/is blank, and Altegio has no way to empty it/);
			expect(fixture.sandbox.requests).toEqual([]);
		},
	);

	it('R4: an update with nothing to send is refused before any request', async () => {
		const { error } = await update({ comment: '' });
		expect(error?.message).toMatch(/^There is nothing to update/);
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it('C1: finds the client by phone', async () => {
		const { error } = await update(
			{ comment: 'New' },
			{ clientId: theClient('+1 (555) 010-0102', 'phone') },
		);
		expect(error).toBeUndefined();
		expect(requestsOf(fixture.sandbox)).toEqual([
			SEARCH,
			`GET /client/L/${BEN}`,
			`PUT /client/L/${BEN}`,
		]);
	});

	it('C3: a date that stands for none is not sent back', async () => {
		const { error } = await update({ comment: 'New' }, { clientId: theClient(7008) });
		expect(error).toBeUndefined();
		expect(bodyOfPut()).not.toHaveProperty('birth_date');
	});

	it.each(['masked', 'empty'] as const)(
		'C3: a hidden phone (%s) stops the update, unless the phone is given',
		async (phones) => {
			fixture.sandbox.clientRights.phones = phones;
			const { error } = await update({ comment: 'New' });
			expect(error?.message).toMatch(/phone of client 7001 cannot be seen with the rights/);
			expect(requestsOf(fixture.sandbox)).toEqual([GET_ADA]);

			const before = stored(fixture.sandbox, ADA);
			await update({ comment: 'New', phone: '+15550100101' });
			expect(bodyOfPut()).not.toHaveProperty('email');
			expect(bodyOfPut()).not.toHaveProperty('surname');
			expect(stored(fixture.sandbox, ADA)).toMatchObject({ email: before.email, comment: 'New' });
		},
	);

	it('C3: a shortened surname and a hidden middle name are not written back', async () => {
		fixture.sandbox.clientRights.surnames = false;
		const { error } = await update({ comment: 'New' });
		expect(error).toBeUndefined();
		expect(bodyOfPut()).not.toHaveProperty('surname');
		expect(bodyOfPut()).not.toHaveProperty('middle_name');
		expect(stored(fixture.sandbox, ADA)).toMatchObject({ surname: 'Winters', middle_name: 'Jo' });
	});

	it('C3: what the update changed without being asked is told by its label', async () => {
		fixture.sandbox.fault({ ignoreFields: ['card', 'email'] }, { method: 'PUT' });
		const { error } = await update({ comment: 'New' });
		expect(error?.message).toMatch(
			/^The update of client 7001 changed what was not to change: 'Email', 'Card Number' \(holds ""\)|'Card Number' \(holds ""\), 'Email'/,
		);
	});

	it('C3: what somebody else changed after a refused try is not told as a loss of the next one', async () => {
		const reshape = reshapeData((one) => ({ ...one, surname: 'Summers' }));
		fixture.sandbox.fault({ reshape }, { method: 'GET' });
		fixture.sandbox.fault(faults.invalidFields, { method: 'PUT' });
		const retryOnFail = { maxTries: 2, waitBetweenTries: 0 };
		const { error } = await update({ comment: 'New' }, {}, { retryOnFail });
		expect(error).toBeUndefined();
		expect(requestsOf(fixture.sandbox)).toEqual([GET_ADA, PUT_ADA, GET_ADA, PUT_ADA]);
	});

	it('C3: what was not saved and what was changed besides are told together', async () => {
		fixture.sandbox.fault({ ignoreFields: ['card', 'comment'] }, { method: 'PUT' });
		const { error } = await update({ comment: 'New' });
		expect(error?.message).toBe(
			`Altegio accepted the update of client ${ADA}, but did not save: 'Comment' (holds ""). The update of client ${ADA} changed what was not to change: 'Card Number' (holds ""). [item 0]`,
		);
	});

	it('R19: a message shows no phone or e-mail that Altegio holds', async () => {
		fixture.sandbox.fault({ ignoreFields: ['email'] }, { method: 'PUT' });
		const { error } = await update({ email: 'new@client.example' });
		expect(error?.message).toMatch(/did not save: 'Email'\.$|did not save: 'Email'\. /);
		expect(JSON.stringify(error)).not.toContain('ada@client');
	});

	it('C3: with Retry On Fail, a loss is a loss in every pass, and the update is sent once', async () => {
		fixture.sandbox.fault({ ignoreFields: ['surname'] }, { method: 'PUT' });
		const retryOnFail = { maxTries: 3, waitBetweenTries: 0 };
		const { error } = await update({ comment: 'New' }, {}, { retryOnFail });
		expect(error?.message).toContain("changed what was not to change: 'Surname'");
		expect(requestsOf(fixture.sandbox).filter((one) => one === PUT_ADA)).toHaveLength(1);
	});

	it('R22: Verify reads the client back', async () => {
		const { error } = await update({ comment: 'New' }, { options: { verify: true } });
		expect(error).toBeUndefined();
		expect(requestsOf(fixture.sandbox)).toEqual([GET_ADA, PUT_ADA, GET_ADA]);
	});

	it('R22: says so if the client was updated and cannot be read back', async () => {
		fixture.sandbox.fault({}, { method: 'GET' });
		fixture.sandbox.fault(
			{ status: 403, body: { success: false, data: null, meta: { message: 'No.' } } },
			{ method: 'GET' },
		);
		const { error } = await update({ comment: 'New' }, { options: { verify: true } });
		expect(error?.message).toMatch(
			/^Client 7001 was updated, but could not be read back to verify it\. No\./,
		);
	});

	it.each<[string, object, string[]]>([
		[
			'Update',
			client('update', { clientId: theClient(ADA), updateFields: { comment: 'New' } }),
			[],
		],
		['Create or Update', upsert({ comment: 'New' }), [SEARCH]],
	])(
		'R22: %s says so too if a later pass of Retry On Fail cannot read the client',
		async (_, parameters, search) => {
			fixture.sandbox.fault({ ignoreFields: ['surname'] }, { method: 'PUT' });
			fixture.sandbox.fault({}, { method: 'GET' });
			fixture.sandbox.fault(faults.forbidden, { method: 'GET' });
			const { outputs } = await runAltegio({
				...fixture.target,
				items: [{ phone: '+15550100101', name: 'Ada' }],
				parameters: parameters as INodeParameters,
				onError: 'continueRegularOutput',
				retryOnFail: { maxTries: 2, waitBetweenTries: 0 },
			});
			expect(outputs[0]?.[0]?.json).toEqual({
				error: expect.stringMatching(
					/^Client 7001 was updated, but could not be read back to verify it\. Not enough rights\. .*\[item 0\]$/,
				),
				id: ADA,
			});
			expect(requestsOf(fixture.sandbox)).toEqual([
				...[...search, GET_ADA, PUT_ADA],
				...[...search, GET_ADA],
			]);
		},
	);

	it("R15: names the field in Altegio's refusal, in either spelling", async () => {
		fixture.sandbox.fault(
			{
				status: 422,
				body: {
					success: false,
					data: null,
					meta: { message: 'Invalid.', errors: { sex_id: ['is wrong'], '[phone]': ['is taken'] } },
				},
			},
			{ method: 'PUT' },
		);
		const { error } = await update({ gender: 'male' });
		expect(error?.message).toMatch(/'?Gender'?: is wrong.*Phone: is taken/);
	});
});
