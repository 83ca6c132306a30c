import { faults, type Fault } from '../../../sandbox';
import {
	EACH_OPERATION,
	itemsOf,
	mainRequest,
	parametersOf,
	requestFor,
	type OperationRow,
} from '../../operations';
import { runAltegio, type RunOptions } from '../../support/engine';
import { matchOf } from '../../support/requests';
import { useSandboxInFakeTime } from '../../support/time';

const { fixture, time } = useSandboxInFakeTime();

const LOST: Array<[string, Fault]> = [
	['a connection that breaks', faults.cutAfter],
	['a time-out of the proxy', faults.gatewayTimeoutApplied],
];

async function run(row: OperationRow, more: Partial<RunOptions> = {}) {
	const [first] = itemsOf(row);
	const parameters = parametersOf(row);
	return await time.settle(runAltegio({ ...fixture.target, items: [first], parameters, ...more }));
}

/** The main requests that arrived, as they were. */
function mainSent(row: OperationRow) {
	const { method, path } = matchOf(requestFor(mainRequest(row), itemsOf(row)[0]));
	return fixture.sandbox.requests
		.filter((request) => request.method === method && request.path === path)
		.map(({ body, url }) => ({ body, url }));
}

const isIn = (effects: string[]) =>
	EACH_OPERATION.filter(([, { effect }]) => effects.includes(effect));

/** Lets the answers to the first main requests get lost. */
function lose(row: OperationRow, fault: Fault, times: number): void {
	fixture.sandbox.fault(fault, matchOf(requestFor(mainRequest(row), itemsOf(row)[0])), times);
}

describe.each(isIn(['read', 'change']))('%s', (_, row) => {
	it.each(LOST)('R11: after %s is sent again, the same, and succeeds', async (_name, fault) => {
		const expected = row.requests.filter((one) => one === mainRequest(row)).length;
		lose(row, fault, 1);
		const { error, outputs } = await run(row);

		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject(row.output);
		const sent = mainSent(row);
		expect(sent).toHaveLength(expected + 1);
		expect(sent[1]).toEqual(sent[0]);
	});

	it('R11: where all answers get lost, three tries are made, and the message says what is known', async () => {
		lose(row, faults.cutAfter, Infinity);
		const { error } = await run(row);

		expect(mainSent(row)).toHaveLength(3);
		// One that looks what it did finds it done.
		if (row.findsOutcome) return expect(error).toBeUndefined();
		const isUnknown = /not known whether/.test(error?.message ?? '');
		expect(isUnknown).toBe(row.effect === 'change');
		expect(error?.message).toMatch(/\[item 0\]$/);
	});
});

describe.each(isIn(['create']))('%s', (_, row) => {
	const isTold = !row.findsOutcome;

	it.each(LOST)('R11: after %s is never sent a second time', async (_name, fault) => {
		lose(row, fault, 1);
		const { error } = await run(row);

		expect(mainSent(row)).toHaveLength(1);
		expect(/may exist/.test(error?.message ?? '')).toBe(isTold);
		expect(error === undefined).toBe(!isTold);
	});

	it("R12: nor by n8n's Retry On Fail", async () => {
		lose(row, faults.cutAfter, 1);
		const { error } = await run(row, { retryOnFail: { maxTries: 3, waitBetweenTries: 1000 } });

		expect(mainSent(row)).toHaveLength(1);
		expect(error === undefined).toBe(!isTold);
	});

	it('R11: after 429 is sent again, as nothing was done', async () => {
		lose(row, faults.tooManyRequests, 2);
		const { error, outputs } = await run(row);

		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject(row.output);
		expect(mainSent(row)).toHaveLength(3);
	});
});
