import type { INode, INodeParameters } from 'n8n-workflow';

import { faults, startSandbox, type Fault } from '../../sandbox';
import { runAltegio, startAltegio } from '../support/engine';
import { idsSent } from '../support/requests';
import { BY_LOGIN, FIRST_ID, remove, SECOND_ID, THIRD_ID, update } from '../support/fixture';
import { useSandboxInFakeTime } from '../support/time';

const { fixture, time } = useSandboxInFakeTime();

const IDS = [FIRST_ID, SECOND_ID, THIRD_ID];

/** Whether Altegio carried it out is what the client cannot know; here it is the flag. */
const LOST: Array<[name: string, fault: Fault, isDone: boolean]> = [
	['502', faults.badGateway, false],
	['503', faults.unavailable, false],
	['504', faults.gatewayTimeout, false],
	['504 after it was done', faults.gatewayTimeoutApplied, true],
	['a connection that breaks before it is done', faults.cutBefore, false],
	['a connection that breaks after it was done', faults.cutAfter, true],
	['a time-out', faults.never, false],
	['a time-out after it was done', faults.neverButApplied, true],
];

async function run(parameters: INodeParameters, onError?: INode['onError']) {
	const items = IDS.map((id) => ({ id, title: `New ${id}` }));
	return await time.settle(runAltegio({ ...fixture.target, items, parameters, onError }));
}

const OPERATIONS = {
	update: update({ title: '={{ $json.title }}' }),
	delete: remove(),
	get: { resource: 'location', operation: 'get', locationId: update({}).locationId },
};

describe.each(Object.entries(OPERATIONS))('%s', (name, parameters) => {
	it.each(LOST)('R11: after %s it is sent again, for that item alone', async (_, fault) => {
		fixture.sandbox.fault(fault, { locationId: SECOND_ID });
		const { error, outputs } = await run(parameters);

		expect(error).toBeUndefined();
		expect(idsSent(fixture.sandbox)).toEqual([FIRST_ID, SECOND_ID, SECOND_ID, THIRD_ID]);
		expect(fixture.sandbox.requests[2]).toMatchObject(pick(fixture.sandbox.requests[1]));
		expect(outputs[0].map(({ json }) => json.id)).toEqual(IDS);
		expectDone(name, IDS);
	});

	it.each(LOST)('R11: after %s twice, the third try counts', async (_, fault) => {
		fixture.sandbox.fault(fault, { locationId: SECOND_ID }, 2);
		const { error } = await run(parameters);

		expect(error).toBeUndefined();
		expect(idsSent(fixture.sandbox)).toEqual([FIRST_ID, SECOND_ID, SECOND_ID, SECOND_ID, THIRD_ID]);
		expectDone(name, IDS);
	});

	it.each(LOST)('R11: after %s three times, the item has failed', async (lost, fault, isDone) => {
		fixture.sandbox.fault(fault, { locationId: SECOND_ID }, Infinity);
		const { error } = await run(parameters);

		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		// A deletion that was done is found to be so, unless no answer comes at all.
		expect(idsSent(fixture.sandbox)).toEqual([FIRST_ID, SECOND_ID, SECOND_ID, SECOND_ID]);
		expectDone(name, isDone ? [FIRST_ID, SECOND_ID] : [FIRST_ID]);
		expect(error?.message).toBe(`${wordsFor(lost, name)} [item 1]`);
	});
});

/** What is told of an answer that never came: a read leaves nothing to look at. */
function wordsFor(lost: string, operation: string): string {
	const isRead = operation === 'get';
	const network = 'Check the network of n8n, then run this item again.';
	const done = operation === 'delete' ? 'deleted' : 'changed';
	const open = `It is not known whether the location was ${done}: look at it before you run this item again.`;
	if (lost.startsWith('50')) {
		const page = `A web page came back instead of Altegio's answer (HTTP ${lost.slice(0, 3)}).`;
		const later = 'Altegio is out of order at the moment: run this item again later.';
		return `${page} ${isRead ? later : open}`;
	}
	if (lost.startsWith('a time-out')) {
		return `Altegio did not answer in time. ${isRead ? network : open}`;
	}
	return isRead
		? `Altegio cannot be reached. ${network}`
		: `The connection to Altegio broke. ${open}`;
}

/** What makes two requests the same to Altegio. */
function pick({ method, url, body, headers: { authorization, accept } }: Sent) {
	return { method, url, body, headers: { authorization, accept } };
}
type Sent = (typeof fixture.sandbox.requests)[number];

function expectDone(operation: string, ids: number[]): void {
	for (const id of IDS) {
		const record = fixture.sandbox.locations.get(id);
		const isDone = ids.includes(id);
		if (operation === 'delete') expect(record?.deleted).toBe(isDone);
		if (operation === 'update') expect(record?.location.title === `New ${id}`).toBe(isDone);
	}
}

it('R13: a lost answer of one execution does not slow down the others', async () => {
	const headers = { 'Retry-After': '20' };
	fixture.sandbox.fault({ ...faults.unavailable, headers }, { locationId: FIRST_ID });
	const one = (id: number) =>
		runAltegio({ ...fixture.target, items: [{ id, title: 'x' }], parameters: OPERATIONS.update });
	const slow = one(FIRST_ID);
	await time.until(() => fixture.sandbox.requests[0]?.status === 503);
	await time.pass(100);
	await time.settle(one(SECOND_ID));

	expect(idsSent(fixture.sandbox)).toEqual([FIRST_ID, SECOND_ID]);
	expect(time.elapsed()).toBeLessThan(1000);
	await time.settle(slow);
});

it('R11: the waits between the tries grow, as nothing says when Altegio is back', async () => {
	fixture.sandbox.fault(faults.badGateway, { locationId: FIRST_ID }, 2);
	await run(OPERATIONS.update);

	const [first, second, third] = fixture.sandbox.requests.map(({ at }) => at);
	expect(second - first).toBeGreaterThanOrEqual(375);
	expect(second - first).toBeLessThanOrEqual(626);
	expect(third - second).toBeGreaterThanOrEqual(1500);
	expect(third - second).toBeLessThanOrEqual(2501);
});

it('R11: a Retry-After that comes with 503 is honoured', async () => {
	const headers = { 'Retry-After': '20' };
	fixture.sandbox.fault({ ...faults.unavailable, headers }, { locationId: FIRST_ID });
	await run(OPERATIONS.update);

	const [first, second] = fixture.sandbox.requests.map(({ at }) => at);
	expect((second - first) / 1000).toBeCloseTo(20, 0);
});

it('R11: the time-out is a minute, or what Request Options say', async () => {
	fixture.sandbox.fault(faults.never, { locationId: FIRST_ID });
	await run(OPERATIONS.update);
	const [first, second] = fixture.sandbox.requests.map(({ at }) => at);
	expect((second - first) / 1000).toBeCloseTo(60.5, 0);

	fixture.sandbox.reset();
	fixture.sandbox.fault(faults.never, { locationId: FIRST_ID });
	await run({ ...OPERATIONS.update, requestOptions: { timeout: 3000 } });
	const [third, fourth] = fixture.sandbox.requests.map(({ at }) => at);
	expect((fourth - third) / 1000).toBeCloseTo(3.5, 0);
});

it.each([
	['400', { status: 400, body: {} }],
	['403', faults.forbidden],
	['404', faults.notFound],
	['409', faults.conflict],
	['422', faults.invalidFields],
	['500', faults.serverError],
	['200 with success: false', faults.notSuccessful],
	['a web page', faults.htmlPage],
	['a redirect', faults.redirect],
] as Array<[string, Fault]>)('R11: %s is an answer, and not asked for twice', async (_, fault) => {
	for (const parameters of [OPERATIONS.update, OPERATIONS.delete]) {
		fixture.sandbox.reset();
		fixture.sandbox.fault(fault, { locationId: FIRST_ID });
		const { error } = await run(parameters);
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
		expect(idsSent(fixture.sandbox)).toEqual([FIRST_ID]);
	}
});

describe('half an answer', () => {
	it.each(['update', 'delete'] as const)(
		'R11: to %s is none, or at least no item is lost by it',
		async (operation) => {
			fixture.sandbox.fault(faults.cutHalf, { locationId: SECOND_ID });
			const { error, outputs } = await run(OPERATIONS[operation]);

			expect(error).toBeUndefined();
			expect(outputs[0].map(({ json }) => json.id)).toEqual(IDS);
			expectDone(operation, IDS);
		},
	);

	it.each(['update', 'delete', 'get'] as const)(
		'R11: to %s is asked for again, for it may have begun a refusal',
		async (operation) => {
			const refusal: Fault = { ...faults.notSuccessful, cut: 'half', apply: false };
			fixture.sandbox.fault(refusal, { locationId: SECOND_ID });
			const { error, outputs } = await run(OPERATIONS[operation]);

			expect(error).toBeUndefined();
			expect(idsSent(fixture.sandbox)).toEqual([FIRST_ID, SECOND_ID, SECOND_ID, THIRD_ID]);
			expect(outputs[0]).toHaveLength(IDS.length);
			expectDone(operation, IDS);
		},
	);

	it('R11: to Get Many is asked for again, instead of being taken for an empty list', async () => {
		fixture.sandbox.fault(faults.cutHalf);
		const parameters = { resource: 'location', operation: 'getAll', returnAll: true };
		const { error, outputs } = await time.settle(runAltegio({ ...fixture.target, parameters }));

		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(8);
	});
});

describe('a deletion that is asked for again', () => {
	it('R11: and answered 404 counts as done', async () => {
		fixture.sandbox.fault(faults.cutAfter, { locationId: SECOND_ID });
		const { error, outputs } = await run(OPERATIONS.delete);

		expect(error).toBeUndefined();
		expect(fixture.sandbox.requests.map(({ status }) => status)).toEqual([202, 0, 404, 202]);
		expect(outputs[0].map(({ json }) => json)).toEqual(IDS.map((id) => ({ deleted: true, id })));
	});

	it('R11: and refused for another reason has failed, and what became of it is open', async () => {
		fixture.sandbox.fault(faults.cutAfter, { locationId: FIRST_ID });
		fixture.sandbox.fault(faults.serverError, { locationId: FIRST_ID });
		const { error } = await run(OPERATIONS.delete);

		expect(error?.message).toMatch(/^An error has occurred\. It is not known whether the location/);
	});

	it('R11: 404 is a failure if no earlier try can have arrived', async () => {
		fixture.sandbox.fault(faults.tooManyRequests, { locationId: FIRST_ID });
		fixture.sandbox.fault(faults.notFound, { locationId: FIRST_ID });
		const { error } = await run(OPERATIONS.delete);
		expect(error).toMatchObject({ httpCode: '404', context: { itemIndex: 0 } });
	});

	it('R11: what is open of one item says nothing of the next', async () => {
		fixture.sandbox.fault(faults.cutAfter, { locationId: FIRST_ID });
		fixture.sandbox.fault(faults.notFound, { locationId: SECOND_ID });
		const { error } = await run(OPERATIONS.delete);
		expect(error).toMatchObject({ httpCode: '404', context: { itemIndex: 1 } });
	});
});

describe.each(['update', 'delete'] as const)('%s', (operation) => {
	it.each([
		['the tokens', faults.unauthorizedLegacy],
		['the licence', faults.licenseExpired],
		['the rights', faults.forbidden],
	])('R11: a refusal because of %s leaves open what became of the try before', async (_, fault) => {
		fixture.sandbox.fault(faults.cutAfter, { locationId: FIRST_ID });
		fixture.sandbox.fault(fault, { locationId: FIRST_ID }, 2);
		const { error } = await run(OPERATIONS[operation]);

		expect(fixture.sandbox.requests[0].applied).toBe(true);
		const done = operation === 'delete' ? 'deleted' : 'changed';
		expect(error?.message).toContain(`not known whether the location was ${done}`);
	});
});

it('R11: where the sign-in is refused after a lost answer, that too is open', async () => {
	fixture.sandbox.fault(faults.cutAfter, { method: 'PUT' });
	const started = startAltegio({
		...fixture.target,
		credentials: BY_LOGIN,
		items: [{ id: FIRST_ID }],
		parameters: update({ title: 'New' }),
	});
	await time.until(() =>
		fixture.sandbox.requests.some(({ applied, method }) => applied && method === 'PUT'),
	);
	fixture.sandbox.expireSessions();
	fixture.sandbox.fault(faults.unauthorized, { path: '/auth' }, Infinity);
	const { error } = await time.settle(started.result);

	expect(error?.message).toMatch(/did not accept the sign-in.*It is not known whether/);
});

describe('a creation', () => {
	const create = {
		resource: 'location',
		operation: 'create',
		title: '={{ $json.title }}',
	};
	const titled = (title: string) =>
		[...fixture.sandbox.locations.values()].filter(({ location }) => location.title === title);

	it.each([...LOST, ['half an answer', faults.cutHalf, true] as (typeof LOST)[number]])(
		'R11: after %s is sent once, and the message says that the location may exist',
		async (_, fault, isDone) => {
			fixture.sandbox.fault(fault);
			const { error } = await run(create);

			expect(fixture.sandbox.requests).toHaveLength(1);
			expect(titled(`New ${FIRST_ID}`)).toHaveLength(isDone ? 1 : 0);
			expect(error).toMatchObject({ context: { itemIndex: 0 } });
			expect(error?.message).toMatch(/The new location may exist: look for it.*\[item 0\]$/);
		},
	);

	it('R11: with Continue, the next ones are sent', async () => {
		fixture.sandbox.fault(faults.cutAfter);
		const { outputs } = await run(create, 'continueErrorOutput');

		expect(outputs.map((items) => items.length)).toEqual([2, 1]);
		for (const id of IDS) expect(titled(`New ${id}`)).toHaveLength(1);
	});

	it('R11: after 429 is sent again, as nothing was done', async () => {
		fixture.sandbox.fault(faults.tooManyRequests, {}, 2);
		const { error } = await run(create);

		expect(error).toBeUndefined();
		for (const id of IDS) expect(titled(`New ${id}`)).toHaveLength(1);
	});

	it.each([
		['502', faults.badGateway],
		['a connection that breaks', faults.cutAfter],
		['a time-out', faults.never],
	] as Array<[string, Fault]>)(
		'R11: is sent where %s hit only the sign-in before it',
		async (_, fault) => {
			fixture.sandbox.fault(fault, { path: '/auth' });
			const { baseUrl } = fixture.target;
			const credentials = { ...fixture.target.credentials, ...BY_LOGIN };
			const items = [{ title: 'New' }];
			const { error } = await time.settle(
				runAltegio({ baseUrl, credentials, items, parameters: create }),
			);

			expect(error).toBeUndefined();
			expect(titled('New')).toHaveLength(1);
			expect(fixture.sandbox.requests.map(({ path }) => path)).toEqual([
				'/auth',
				'/auth',
				'/companies',
			]);
		},
	);

	describe('where the connection is refused', () => {
		const attempts = () => {
			const { request } = jest.requireActual<typeof import('node:http')>('node:http');
			return jest.mocked(request).mock.calls.length;
		};

		it('R11: is sent again, as it cannot have arrived', async () => {
			const port = Number(new URL(fixture.sandbox.origin).port);
			const { target } = fixture;
			await fixture.sandbox.close();
			const started = startAltegio({ ...target, items: [{ title: 'New' }], parameters: create });
			await time.until(() => attempts() === 1);

			const back = await startSandbox({ port });
			const { error, outputs } = await time.settle(started.result);
			await back.close();

			expect(error).toBeUndefined();
			expect(outputs[0]).toMatchObject([{ json: { title: 'New' } }]);
			expect(back.requests.map(({ method, applied }) => [method, applied])).toEqual([
				['POST', true],
			]);
		});

		it('R11: three times, it has failed, and nothing says that the location may exist', async () => {
			const { target } = fixture;
			await fixture.sandbox.close();
			const { error } = await time.settle(
				runAltegio({ ...target, items: [{ title: 'New' }], parameters: create }),
			);

			expect(attempts()).toBe(3);
			expect(error?.message).toMatch(/cannot be reached/);
			expect(error?.message).not.toMatch(/may exist/);
		});
	});
});

describe('what is said of an item after a lost answer, and of the others', () => {
	const open = /It is not known whether the location was (changed|deleted)/;

	it('R15: refused tokens leave open what was sent before, and nothing else', async () => {
		fixture.sandbox.fault(faults.gatewayTimeoutApplied);
		fixture.sandbox.fault(faults.unauthorized, {}, Infinity);
		const { outputs } = await run(OPERATIONS.update, 'continueErrorOutput');

		const messages = outputs[1].map(({ json }) => json.error);
		expect(messages).toHaveLength(IDS.length);
		expect(messages[0]).toMatch(open);
		for (const message of messages.slice(1)) expect(message).not.toMatch(open);
	});

	it('R15: tokens refused in the next pass leave it open too', async () => {
		fixture.sandbox.fault(faults.invalidFields, { locationId: FIRST_ID });
		fixture.sandbox.fault(faults.gatewayTimeoutApplied, { locationId: SECOND_ID }, 3);
		const running = runAltegio({
			...fixture.target,
			items: IDS.map((id) => ({ id, title: `New ${id}` })),
			parameters: OPERATIONS.update,
			onError: 'continueErrorOutput',
			retryOnFail: { maxTries: 2, waitBetweenTries: 5000 },
		});
		await time.until(() => fixture.sandbox.requests.length === 5);
		fixture.sandbox.fault(faults.unauthorized, {}, Infinity);
		const { outputs } = await time.settle(running);

		const messages = outputs[1].map(({ json }) => json.error);
		expect(messages).toEqual([expect.not.stringMatching(open), expect.stringMatching(open)]);
	});

	it('R14: a stop while an answer is awaited sends the user to look', async () => {
		fixture.sandbox.fault(faults.never, {}, Infinity);
		const { result, cancel } = startAltegio({
			...fixture.target,
			items: IDS.map((id) => ({ id })),
			parameters: OPERATIONS.delete,
			onError: 'continueErrorOutput',
		});
		await time.until(() => fixture.sandbox.requests[0]?.faulted);
		cancel();
		const { outputs } = await result;

		const unsent = 'The execution was canceled before this item was sent.';
		expect(outputs[1].map(({ json }) => json.error)).toEqual([
			'The execution was canceled before Altegio answered. It is not known whether the location was deleted: look at it before you run this item again. [item 0]',
			`${unsent} [item 1]`,
			`${unsent} [item 2]`,
		]);
	});

	it('R14: a stop between two tries does not call the item unsent', async () => {
		const slow = { ...faults.gatewayTimeoutApplied, headers: { 'Retry-After': '100' } };
		fixture.sandbox.fault(slow, { locationId: SECOND_ID }, Infinity);
		const { result, cancel } = startAltegio({
			...fixture.target,
			items: IDS.map((id) => ({ id })),
			parameters: OPERATIONS.delete,
			onError: 'continueErrorOutput',
		});
		await time.until(() => time.elapsed() >= 10_000);
		cancel();
		const { outputs } = await result;

		expect(fixture.sandbox.requests).toHaveLength(2);
		const messages = outputs[1].map(({ json }) => json.error);
		expect(messages[0]).toMatch(open);
		expect(messages[0]).not.toMatch(/before this item was sent/);
		expect(messages[1]).toMatch(/before this item was sent/);
	});
});
