import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { faults, type Fault } from '../../sandbox';
import { runAsTool, startAsTool } from '../support/engine';
import { FIRST_ID, locator, remove, SECOND_ID, THIRD_ID, update } from '../support/fixture';
import { useSandboxInFakeTime } from '../support/time';

/**
 * An agent may call the tool many times in one run, and n8n hands the same object to all these calls. What the
 * node remembers by that object for a list of items must not answer for another call.
 */
const { fixture, time } = useSandboxInFakeTime({ limits: { perSecond: 5, perMinute: 200 } });

const HOW = ['engine', 'invoke', 'invokeInParallel'] as const;
const askedFor = locator("={{ $fromAI('location', 'ID of the location', 'string') }}");
const rename = update(
	{ title: "={{ $fromAI('title', 'New title', 'string') }}" },
	{ locationId: askedFor },
);
const close = remove({ locationId: askedFor });
const create: INodeParameters = {
	resource: 'location',
	operation: 'create',
	title: "={{ $fromAI('title', 'Title', 'string') }}",
};

const call = (location: number | string, title = 'New'): IDataObject => ({
	location: String(location),
	title,
});
const sent = () =>
	fixture.sandbox.requests.map(({ method, path, body }) =>
		`${method} ${path} ${(body as { title?: string } | undefined)?.title ?? ''}`.trim(),
	);

describe.each(HOW)('%s', (how) => {
	const run = async (
		parameters: INodeParameters,
		calls: IDataObject[],
		more: Partial<Parameters<typeof runAsTool>[0]> = {},
	) => await time.settle(runAsTool({ ...fixture.target, parameters, calls, how, ...more }));

	it('R12: the same update asked for twice is sent twice', async () => {
		const { status, answers } = await run(rename, [
			call(FIRST_ID, 'A'),
			call(FIRST_ID, 'A'),
			call(FIRST_ID, 'A'),
		]);

		expect(status).toBe('success');
		expect(sent()).toEqual(Array(3).fill(`PUT /company/${FIRST_ID} A`));
		expect(answers).toHaveLength(3);
		for (const { response } of answers) expect(response).toMatchObject([{ title: 'A' }]);
	});

	it('R12: each call has the answer to what it asked', async () => {
		const calls = [call(SECOND_ID, 'B'), call(FIRST_ID, 'A'), call(THIRD_ID, 'C')];
		const { answers } = await run(rename, calls);

		expect(sent().sort()).toEqual(
			calls
				.map(({ location, title }) => `PUT /company/${String(location)} ${String(title)}`)
				.sort(),
		);
		expect(answers.map(({ response }) => response)).toMatchObject(
			calls.map(({ location, title }) => [{ id: Number(location), title }]),
		);
	});

	it.each(['refused by the node', 'refused by Altegio', 'lost'])(
		'R8, R9: a call that is %s stops none after it',
		async (kind) => {
			const spoilt = kind === 'refused by the node' ? call('nowhere') : call(SECOND_ID);
			const fault: Fault = kind === 'lost' ? faults.badGateway : faults.forbidden;
			fixture.sandbox.fault(fault, { locationId: SECOND_ID }, Infinity);
			const { status, answers } = await run(rename, [
				call(FIRST_ID, 'A'),
				spoilt,
				call(THIRD_ID, 'C'),
				call(FIRST_ID, 'D'),
			]);

			expect(status).toBe('success');
			expect(answers[0].response).toMatchObject([{ title: 'A' }]);
			expect(JSON.stringify(answers[1])).toMatch(
				kind === 'refused by the node'
					? /'Location' must be the ID/
					: kind === 'lost'
						? /HTTP 502|web page/
						: /Not enough rights/,
			);
			expect(answers[2].response).toMatchObject([{ title: 'C' }]);
			expect(answers[3].response).toMatchObject([{ title: 'D' }]);
			expect(sent()).toContain(`PUT /company/${THIRD_ID} C`);
			expect(sent()).toContain(`PUT /company/${FIRST_ID} D`);
		},
	);

	it('R11: a deletion asked for a second time says that there is no such location', async () => {
		const { answers } = await run(close, [call(FIRST_ID), call(FIRST_ID)]);

		expect(sent()).toEqual(Array(2).fill(`DELETE /company/${FIRST_ID}`));
		const texts = answers.map((answer) => JSON.stringify(answer));
		expect(texts.filter((text) => text.includes('"deleted":true'))).toHaveLength(1);
		expect(texts.filter((text) => /no such location/.test(text))).toHaveLength(1);
	});

	it('R11: what is open of one deletion does not make another a success', async () => {
		fixture.sandbox.fault(faults.badGateway, { locationId: FIRST_ID }, 3);
		const { answers } = await run(close, [call(FIRST_ID), call(999)]);
		expect(JSON.stringify(answers[1])).toMatch(/no such location/);
		expect(JSON.stringify(answers[1])).not.toContain('"deleted"');
	});

	it('R11: a creation that is open forbids no other', async () => {
		fixture.sandbox.fault(faults.cutAfter);
		const { answers } = await run(create, [{ title: 'A' }, { title: 'B' }]);

		expect(sent()).toEqual(['POST /companies A', 'POST /companies B']);
		expect(JSON.stringify(answers)).toMatch(/The new location may exist/);
		expect(
			answers.filter(({ response }) => JSON.stringify(response)?.includes('"id"')),
		).toHaveLength(1);
	});

	it("R13: many calls keep Altegio's limits together", async () => {
		const calls = Array.from({ length: 12 }, (_, index) => call(FIRST_ID, `Title ${index}`));
		const { answers } = await run(rename, calls);

		expect(answers.every(({ response }) => Array.isArray(response))).toBe(true);
		expect(fixture.sandbox.requests.map(({ status }) => status)).toEqual(Array(12).fill(200));
		expect(time.elapsed()).toBeGreaterThanOrEqual(2000);
	});

	it('R14: stopped, no call sends anything any more', async () => {
		const calls = Array.from({ length: 12 }, (_, index) => call(FIRST_ID, `Title ${index}`));
		const started = startAsTool({ ...fixture.target, parameters: rename, calls, how });
		await time.until(() => fixture.sandbox.requests.length === 3);
		started.cancel();
		await time.settle(started.result);
		await time.pass(60_000);

		// Calls made at once may all be under way when the user stops them.
		expect(fixture.sandbox.requests.length).toBeLessThanOrEqual(how === 'invokeInParallel' ? 5 : 4);
	});

	// On an error output n8n itself loses what a tool answers, so there is nothing to test with it.
	it.each([undefined, 'continueRegularOutput'] as const)(
		'R16: with On Error %s the agent reads what is wrong',
		async (onError) => {
			fixture.sandbox.fault(faults.invalidFields, { locationId: FIRST_ID });
			const { answers } = await run(rename, [call(FIRST_ID), call(SECOND_ID, 'B')], { onError });
			expect(JSON.stringify(answers[0])).toMatch(
				/The given data was invalid\..*The zip field is too long/,
			);
			expect(answers[1].response).toMatchObject([{ title: 'B' }]);
		},
	);

	it('R12: Retry On Fail of the tool sends no creation twice that may exist', async () => {
		fixture.sandbox.fault(faults.cutAfter);
		const { answers } = await run(create, [{ title: 'A' }], {
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1000 },
		});
		expect(sent()).toEqual(['POST /companies A']);
		expect(JSON.stringify(answers)).toMatch(/The new location may exist/);
	});
});

it('R9: calls made at once do not wait for each other', async () => {
	fixture.sandbox.fault({ delayMs: 5000 }, { locationId: FIRST_ID });
	const calls = [call(FIRST_ID, 'A'), call(SECOND_ID, 'B')];
	const { answers } = await time.settle(
		runAsTool({ ...fixture.target, parameters: rename, calls, how: 'invokeInParallel' }),
	);

	expect(answers.map(({ response }) => response)).toMatchObject([
		[{ title: 'A' }],
		[{ title: 'B' }],
	]);
	expect(fixture.sandbox.requests.map(({ concurrent }) => concurrent)).toEqual([1, 2]);
	expect(time.elapsed()).toBe(5000);
});
