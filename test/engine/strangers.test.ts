import type { INodeParameters } from 'n8n-workflow';

import { faults, type Fault } from '../../sandbox';
import { runAltegio } from '../support/engine';
import { FIRST_ID, locator, remove, update } from '../support/fixture';
import { useSandboxInFakeTime } from '../support/time';

// Who answered, before anything is concluded from a status: a proxy, a firewall or a load balancer is not Altegio.

const { fixture, time } = useSandboxInFakeTime();

const OPERATIONS: Record<string, INodeParameters> = {
	update: update({ title: 'New' }),
	delete: remove(),
	create: { resource: 'location', operation: 'create', title: 'New' },
	get: { resource: 'location', operation: 'get', locationId: locator(FIRST_ID) },
};

const page = (title: string) => `<html><head><title>${title}</title></head></html>`;

/** Bodies that Altegio never gives. */
const BODIES: Array<[string, unknown]> = [
	['a page', page('Blocked')],
	['a text', 'Too Many Requests'],
	['a text of a load balancer', 'default backend - 404'],
	['a message', { message: 'no Route matched with those values' }],
	['a word for what went wrong', { error: 'upstream' }],
	['success as a text', { success: 'false' }],
	['success alone', { success: true }],
	['a CDN in JSON', { success: false, errors: [{ code: 1000, message: 'x' }], result: null }],
	[
		'JSON behind two byte order marks',
		'\ufeff\ufeff{"success":true,"data":{"id":37532},"meta":[]}',
	],
	['JSON as a text', '"ok"'],
	['a list', [1, 2]],
	['an empty object', {}],
	['null', 'null'],
];

async function run(operation: string, more: object = {}) {
	return await time.settle(
		runAltegio({
			...fixture.target,
			items: [{ id: FIRST_ID }],
			parameters: OPERATIONS[operation]!,
			...more,
		}),
	);
}

const sent = () => fixture.sandbox.requests.map(({ method }) => method);

/** What a user must not be told to change when Altegio did not answer. */
const BLAME = /\bright\b|password|'User Token'|'Partner Token'|'Location'|licence/;
const OPEN = /It is not known whether|may exist/;

describe.each(Object.keys(OPERATIONS))('%s', (operation) => {
	const isRead = operation === 'get';

	it.each(BODIES)('R18: 200 with %s is no success', async (_, body) => {
		fixture.sandbox.fault({ status: 200, body, apply: true });
		const { error, outputs } = await run(operation);
		expect(outputs).toEqual([]);
		expect(error?.message).not.toMatch(BLAME);
		if (isRead) expect(error?.message).not.toMatch(OPEN);
		else expect(error?.message).toMatch(OPEN);
		expect(sent()).toHaveLength(1);
	});

	it.each([400, 401, 403, 404, 405, 422, 451, 501, 500])(
		"R15: a stranger's %i is not explained as Altegio's",
		async (status) => {
			for (const [, body] of BODIES.slice(0, 5)) {
				fixture.sandbox.reset();
				fixture.sandbox.fault({ status, body }, {}, Infinity);
				const { error } = await run(operation);
				expect(error?.message).toContain("came back instead of Altegio's answer");
				expect(error?.message).not.toMatch(BLAME);
				// A refusal came before the request was passed on; a 5xx may have come after that.
				const isOpen = status >= 500 && !isRead;
				expect(OPEN.test(String(error?.message))).toBe(isOpen);
				expect(sent()).toHaveLength(1);
			}
		},
	);

	it('R15: a proxy that wants a sign-in is named', async () => {
		fixture.sandbox.fault({ status: 407, body: page('Proxy') });
		expect((await run(operation)).error?.message).toMatch(/A proxy asks for a sign-in: check/);
	});
});

describe('a deletion', () => {
	const gone = (body: unknown): Fault => ({ status: 404, body });

	it.each([
		['the older shape', faults.notFound],
		['the newer shape', gone({ success: false, data: null, meta: { message: 'Not found' } })],
		['no words', gone({ success: false, data: null, meta: [] })],
	])('R11: counts where Altegio itself says 404 after a lost answer, in %s', async (_, fault) => {
		fixture.sandbox.fault({ ...faults.badGateway, apply: true });
		fixture.sandbox.fault(fault);
		const { outputs } = await run('delete');
		expect(outputs[0]?.map(({ json }) => json)).toEqual([{ deleted: true, id: FIRST_ID }]);
		expect(sent()).toEqual(['DELETE', 'DELETE']);
	});

	it.each(BODIES)('R15: does not count where a stranger says 404 with %s', async (_, body) => {
		fixture.sandbox.fault(faults.badGateway);
		fixture.sandbox.fault(gone(body));
		const { error } = await run('delete');
		expect(error?.message).toMatch(/It is not known whether the location was deleted/);
		expect(fixture.sandbox.locations.get(FIRST_ID)?.deleted).toBe(false);
	});

	it("R15: with Expected Title a stranger's 404 on the read says nothing either", async () => {
		const options = { expectedTitle: fixture.sandbox.locations.get(FIRST_ID)!.location.title };
		fixture.sandbox.fault(faults.badGateway, { method: 'DELETE' }, 3);
		const running = runAltegio({
			...fixture.target,
			items: [{ id: FIRST_ID }],
			parameters: remove({ options }),
			retryOnFail: { maxTries: 2, waitBetweenTries: 5_000 },
			onError: 'continueErrorOutput',
		});
		await time.until(() => sent().filter((method) => method === 'DELETE').length === 3);
		fixture.sandbox.fault(gone('default backend - 404'), { method: 'GET' });
		const { outputs } = await time.settle(running);
		expect(sent()).toEqual(['GET', 'DELETE', 'DELETE', 'DELETE', 'GET']);
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]?.[0]?.json.error).toMatch(/It is not known whether the location was deleted/);
		expect(fixture.sandbox.locations.get(FIRST_ID)?.deleted).toBe(false);
	});

	it.each([
		[202, ''],
		[204, ''],
		[200, ' \n'],
		[200, { success: true, data: null, meta: { message: 'Accepted' } }],
	])('R18: counts with %i and %j', async (status, body) => {
		fixture.sandbox.fault({ status, body, apply: true });
		expect((await run('delete')).outputs[0]?.[0]?.json).toEqual({ deleted: true, id: FIRST_ID });
	});
});

describe('a creation at a gateway', () => {
	const twice = { retryOnFail: { maxTries: 2, waitBetweenTries: 100 } };

	it.each([408, 502, 503, 504, 520, 522, 524, 527])(
		'R11: after %i the location may exist, and nothing is sent again, not even by Retry On Fail',
		async (status) => {
			fixture.sandbox.fault({ status, body: page('Gateway'), apply: true }, {}, Infinity);
			const { error } = await run('create', twice);
			expect(error?.message).toMatch(/The new location may exist/);
			expect(sent()).toEqual(['POST']);
		},
	);

	it.each([521, 523, 525, 526, 530])(
		'R11: after %i Altegio was not reached: sent again, three times in all',
		async (status) => {
			fixture.sandbox.fault({ status, body: page('CDN') }, {}, Infinity);
			const { error } = await run('create');
			expect(error?.message).not.toMatch(OPEN);
			expect(sent()).toEqual(['POST', 'POST', 'POST']);
		},
	);

	it.each(BODIES)(
		'R12: after 201 with %s Retry On Fail does not create it again',
		async (_, body) => {
			fixture.sandbox.fault({ status: 201, body, apply: true });
			const { error } = await run('create', twice);
			expect(error?.message).toMatch(/The new location may exist/);
			expect(sent()).toEqual(['POST']);
		},
	);
});

describe("Altegio's own words", () => {
	it('R15: field errors of its samples for 400 are read, with full stops between them', async () => {
		const errors = [
			{ field_name: 'zip', error_message: 'is too long' },
			{ field_name: 'title', error_message: 'is taken' },
		];
		fixture.sandbox.fault({ status: 400, body: { errors } });
		const { error } = await run('update');
		expect(error?.message).toBe(
			'ZIP Code: is too long. Title: is taken. Correct the values that it names. [item 0]',
		);
	});

	it('R15: a credential with a login is told of login and password, not of a user token', async () => {
		const { login, password } = { login: 'owner@salon.example', password: 'sandbox-password' };
		fixture.sandbox.fault(faults.unauthorized, { method: 'PUT' }, Infinity);
		const { error } = await run('update', {
			credentials: {
				partnerToken: 'sandbox-partner-token',
				userAuthentication: 'login',
				login,
				password,
			},
		});
		expect(error?.message).toContain("Check 'Partner Token', 'Login' and 'Password'");
		expect(error?.message).not.toContain('User Token');
	});
});
