import type { INode } from 'n8n-workflow';

import { faults, type Fault } from '../../sandbox';
import { runAltegio } from '../support/engine';
import { idsSent } from '../support/requests';
import { FIRST_ID, locator, remove, SECOND_ID, THIRD_ID, update } from '../support/fixture';
import { useSandboxInFakeTime } from '../support/time';

const { fixture, time } = useSandboxInFakeTime();

const IDS = [FIRST_ID, SECOND_ID, THIRD_ID];
const ITEMS = IDS.map((id) => ({ id }));
const OPERATIONS = {
	update: update({ title: 'New' }),
	delete: remove(),
	get: { resource: 'location', operation: 'get', locationId: locator('={{ $json.id }}') },
};

/** As Altegio's documents show it, with any Retry-After. */
function tooMany(retryAfter?: string | ((now: number) => string)): Fault {
	return {
		...faults.tooManyRequestsBare,
		...(retryAfter !== undefined && { headers: { 'Retry-After': retryAfter } }),
	};
}

async function run(
	parameters: (typeof OPERATIONS)[keyof typeof OPERATIONS] = OPERATIONS.update,
	onError?: INode['onError'],
) {
	return await time.settle(runAltegio({ ...fixture.target, items: ITEMS, parameters, onError }));
}

/** Seconds between each request to a location and the next one to it. */
function waits(id = FIRST_ID): number[] {
	const at = fixture.sandbox.requests
		.filter(({ path }) => path.endsWith(`/${id}`))
		.map((r) => r.at);
	return at.slice(1).map((ms, index) => (ms - at[index]) / 1000);
}

/** A date as HTTP writes it, so many seconds ahead. */
const httpDate = (seconds: number) => (now: number) => new Date(now + seconds * 1000).toUTCString();

describe.each(Object.entries(OPERATIONS))('429 to %s', (_, parameters) => {
	it.each(IDS.map((id, at) => [at, id] as const))(
		'R10: only item %d is repeated, and all succeed',
		async (at, id) => {
			fixture.sandbox.fault(faults.tooManyRequests, { locationId: id }, 2);
			const { error, outputs } = await run(parameters);

			expect(error).toBeUndefined();
			expect(idsSent(fixture.sandbox)).toEqual([
				...IDS.slice(0, at),
				id,
				id,
				id,
				...IDS.slice(at + 1),
			]);
			expect(outputs[0].map(({ json }) => json.id)).toEqual(IDS);
			expect(fixture.sandbox.requests.filter(({ applied }) => applied)).toHaveLength(IDS.length);
		},
	);
});

// A little spread keeps several n8n workers from coming back in the same instant.
const SPREAD = 0.25;

it.each([
	['in seconds', '7', 7],
	['of no seconds', '0', 0],
	['as an HTTP date', httpDate(9), 8],
	['as a date gone by', httpDate(-60), 0],
	['of an hour, capped at two minutes', '3600', 120],
	['as a date next year, capped at two minutes', httpDate(365 * 86_400), 120],
])('R10: waits for a Retry-After %s', async (_, retryAfter, seconds) => {
	fixture.sandbox.fault(tooMany(retryAfter), { locationId: FIRST_ID });
	await run();

	expect(idsSent(fixture.sandbox)).toEqual([FIRST_ID, ...IDS]);
	// A date has whole seconds only.
	const longest = seconds + SPREAD + (typeof retryAfter === 'function' ? 1 : 0);
	expect(waits()[0]).toBeGreaterThanOrEqual(seconds);
	expect(waits()[0]).toBeLessThanOrEqual(longest + 0.001);
});

it.each([
	['no Retry-After', undefined, 0],
	['no Retry-After', undefined, 0.999],
	['a Retry-After that makes no sense', 'soon', 0],
	['a blank Retry-After', ' ', 0],
])(
	'R10: with %s each wait is longer, and together they outlast a minute',
	async (_, after, chance) => {
		jest.spyOn(Math, 'random').mockReturnValue(chance);
		fixture.sandbox.fault(tooMany(after), { locationId: FIRST_ID }, 4);
		const { error } = await run();

		expect(error).toBeUndefined();
		expect(idsSent(fixture.sandbox)).toEqual([FIRST_ID, FIRST_ID, FIRST_ID, FIRST_ID, ...IDS]);
		const seconds = waits();
		expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
		expect(seconds.reduce((sum, one) => sum + one)).toBeGreaterThanOrEqual(60);
	},
);

it('R10: without Retry-After the waits differ from time to time', async () => {
	fixture.sandbox.fault(tooMany(), { locationId: FIRST_ID });
	fixture.sandbox.fault(tooMany(), { locationId: SECOND_ID });
	fixture.sandbox.fault(tooMany(), { locationId: THIRD_ID });
	await run();

	const [first, second, third] = IDS.map((id) => waits(id)[0]);
	expect(new Set([first, second, third]).size).toBeGreaterThan(1);
});

it('R10: each try waits for the Retry-After of its own answer, the later ones longer if it is short', async () => {
	jest.spyOn(Math, 'random').mockReturnValue(0);
	for (const seconds of ['2', '30', '1', '100']) fixture.sandbox.fault(tooMany(seconds));
	await run();
	expect(waits().map(Math.floor)).toEqual([2, 30, 13, 100]);
});

it('R10: with Stop, five tries in all and nothing after them', async () => {
	fixture.sandbox.fault(faults.tooManyRequests, { locationId: SECOND_ID }, Infinity);
	const { error } = await run();

	expect(idsSent(fixture.sandbox)).toEqual([
		FIRST_ID,
		SECOND_ID,
		SECOND_ID,
		SECOND_ID,
		SECOND_ID,
		SECOND_ID,
	]);
	expect(error).toMatchObject({ httpCode: '429', context: { itemIndex: 1 } });
	expect(error?.message).toBe('Too many requests. Run this item again in a few minutes. [item 1]');
	expect(error).toHaveProperty(
		'description',
		expect.stringMatching(/^Altegio's limit of requests/),
	);
});

it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'R10: with %s, five tries for that item, and the next one is sent',
	async (onError) => {
		fixture.sandbox.fault(faults.tooManyRequests, { locationId: FIRST_ID }, Infinity);
		const { error, outputs } = await run(OPERATIONS.delete, onError);

		expect(error).toBeUndefined();
		expect(idsSent(fixture.sandbox)).toEqual([
			...Array<number>(5).fill(FIRST_ID),
			SECOND_ID,
			THIRD_ID,
		]);
		expect(outputs.flat().filter(({ json }) => json.error)).toHaveLength(1);
	},
);

it('R10: the tries of an item are its own', async () => {
	for (const locationId of IDS) fixture.sandbox.fault(faults.tooManyRequests, { locationId }, 4);
	const { error } = await run();

	expect(error).toBeUndefined();
	expect(idsSent(fixture.sandbox)).toEqual(IDS.flatMap((id) => Array<number>(5).fill(id)));
});

it('R10: an answer that is lost among the refusals does not use up their tries', async () => {
	fixture.sandbox.fault(faults.tooManyRequests, {}, 2);
	fixture.sandbox.fault(faults.badGateway, {}, 2);
	fixture.sandbox.fault(faults.tooManyRequests, {}, 2);
	const { error } = await run();

	expect(error).toBeUndefined();
	expect(waits()).toHaveLength(6);
});
