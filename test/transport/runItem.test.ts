import type { IDataObject, INode } from 'n8n-workflow';
import { ExpressionError, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { path } from '../../nodes/Altegio/core/path';
import { Stopped } from '../../nodes/Altegio/core/wait';
import { apiError, validationError } from '../../nodes/Altegio/transport/errors';
import type { Item } from '../../nodes/Altegio/transport/item';
import type { Job, Subject } from '../../nodes/Altegio/transport/operation';
import { RetryState } from '../../nodes/Altegio/transport/retryOnFail';
import { apiOf, prepareItem, runItem } from '../../nodes/Altegio/transport/runItem';
import { createRunState } from '../../nodes/Altegio/transport/send';
import { answerOf, callerOf, formOf, rejectionOf, type Answer } from '../support/units';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const subject: Subject = {
	...{ noun: 'client', parameters: ['Client'], fieldLabel: (api: string) => api },
	idOf: (item) => (item.getInputData().json.id as number | undefined) ?? undefined,
};

let hosts = 0;

interface More {
	parameters?: IDataObject;
	index?: number;
	json?: IDataObject;
	onError?: INode['onError'];
	answers?: Answer[];
	credentials?: IDataObject;
	signal?: AbortSignal;
}

function itemOf(more: More = {}): Item {
	const { parameters, index = 0, json = {}, onError, answers = [answerOf(200, {})] } = more;
	const credentials = {
		...{ environment: 'custom', baseUrl: `https://item-${++hosts}.example` },
		...more.credentials,
	};
	const form = formOf(parameters, index);
	return {
		...callerOf(answers, credentials as never, more.signal).caller,
		...form,
		getItemIndex: () => index,
		getNode: () => ({ ...form.getNode(), onError }),
		getInputData: () => ({ json }),
		continueOnFail: () => onError !== undefined,
	};
}

const operationOf = (job: Job) => ({ properties: [], prepare: () => job });

/** Runs one item whose job is this. */
async function run(
	job: Job,
	more: More = {},
	state = new RetryState(),
	runState = createRunState(),
) {
	const prepared = prepareItem(itemOf(more), operationOf(job), subject);
	return await runItem(prepared, state, runState);
}

describe('what comes of an item', () => {
	it('R17: one item or several, linked to it', async () => {
		expect(await run(async () => await Promise.resolve({ id: 1 }), { index: 3 })).toEqual([
			{ json: { id: 1 }, pairedItem: { item: 3 } },
		]);
		const list = await run(async () => await Promise.resolve([{ id: 1 }, { id: 2 }]), { index: 1 });
		expect(list).toEqual([
			{ json: { id: 1 }, pairedItem: { item: 1 } },
			{ json: { id: 2 }, pairedItem: { item: 1 } },
		]);
		expect(await run(async () => await Promise.resolve([]))).toEqual([]);
	});

	it('R12: one that is done is not run again by Retry On Fail', async () => {
		const state = new RetryState();
		const job = jest.fn(async () => await Promise.resolve({ id: 1 }));
		const first = await run(job, {}, state);
		expect(await run(job, {}, state)).toBe(first);
		expect(job).toHaveBeenCalledTimes(1);
		await run(job, { index: 1 }, state);
		expect(job).toHaveBeenCalledTimes(2);
	});

	it('R12: one that failed is run again, with what it noted', async () => {
		const state = new RetryState();
		const seen: unknown[] = [];
		const job: Job = async ({ memory }) => {
			seen.push(memory.get('before'));
			memory.set('before', seen.length);
			return await Promise.reject(new Error('No'));
		};
		await rejectionOf(run(job, {}, state));
		await rejectionOf(run(job, {}, state));
		expect(seen).toEqual([undefined, 1]);
	});
});

describe('Batching', () => {
	it.each<[IDataObject, number[]]>([
		[{ batchSize: 1, batchInterval: 1_000 }, [0, 1_000, 2_000, 3_000]],
		[{ batchSize: 2, batchInterval: 1_000 }, [0, 0, 1_000, 1_000]],
		[{ batchSize: 3, batchInterval: 500 }, [0, 0, 0, 500]],
		[{ batchSize: -1, batchInterval: 1_000 }, [0, 0, 0, 0]],
		[{ batchSize: 1, batchInterval: 0 }, [0, 0, 0, 0]],
	])('%j lets items begin at %j', async (batch, expected) => {
		const runState = createRunState(4);
		const parameters = { requestOptions: { batching: { batch } } };
		const begun: number[] = [];
		const start = performance.now();
		const all = (async () => {
			for (let index = 0; index < expected.length; index++) {
				const job: Job = async () => {
					begun.push(performance.now() - start);
					return await Promise.resolve({});
				};
				await run(job, { index, parameters }, new RetryState(), runState);
			}
		})();
		await jest.advanceTimersByTimeAsync(10_000);
		await all;
		expect(begun).toEqual(expected);
	});

	it('R14: ends with the execution', async () => {
		const controller = new AbortController();
		const runState = createRunState(2);
		const parameters = {
			requestOptions: { batching: { batch: { batchSize: 1, batchInterval: 1e6 } } },
		};
		const more = { parameters, signal: controller.signal };
		const job: Job = async () => await Promise.resolve({});
		await run(job, more, new RetryState(), runState);
		const second = rejectionOf(run(job, more, new RetryState(), runState));
		await jest.advanceTimersByTimeAsync(10);
		controller.abort();
		expect(await second).toMatchObject({
			message: 'The execution was canceled before this item was sent. [item 0]',
		});
	});
});

describe('an item that fails', () => {
	const failing =
		(error: Error): Job =>
		async () =>
			await Promise.reject(error);
	const refusal = () => apiError(formOf({}, 2), { message: 'No.', output: { hint: 'x' } });

	it('R9: ends the run with Stop', async () => {
		const error = refusal();
		expect(await rejectionOf(run(failing(error), { index: 2 }))).toBe(error);
	});

	it('R16: is an item with Continue, with its id and what more is known', async () => {
		const more = { index: 2, json: { id: 7 }, onError: 'continueRegularOutput' as const };
		const items = await run(failing(refusal()), more);
		expect(items).toEqual([
			{ json: { error: 'No. [item 2]', id: 7, hint: 'x' }, pairedItem: { item: 2 } },
		]);
		expect(items[0]).not.toHaveProperty('error');
		const [nameless] = await run(failing(refusal()), { ...more, json: {} });
		expect(nameless?.json).toEqual({ error: 'No. [item 2]', hint: 'x' });
	});

	it('R16: with an error output n8n knows it by an error that no copy has', async () => {
		const error = refusal();
		const [item] = await run(failing(error), { onError: 'continueErrorOutput' });
		expect(item?.error).toBe(error);
		expect({ ...item }).not.toHaveProperty('error');
		// n8n writes it.
		(item as { error?: unknown }).error = 'other';
		expect(item?.error).toBe('other');
	});

	it('R5: one that was refused before any request is the same', async () => {
		const item = itemOf({ onError: 'continueRegularOutput' });
		const refused = validationError(item, "'Client' is blank.");
		const operation = {
			properties: [],
			prepare() {
				throw refused;
			},
		};
		const prepared = prepareItem(item, operation, subject);
		expect(prepared).toMatchObject({ refused });
		const [failed] = await runItem(prepared, new RetryState(), createRunState());
		expect(failed?.json).toEqual({ error: "'Client' is blank. [item 0]" });
	});

	it('R5: Request Options that are impossible refuse it too', () => {
		const parameters = { requestOptions: { proxy: 'nonsense' } };
		const job: Job = async () => await Promise.resolve({});
		expect(prepareItem(itemOf({ parameters }), operationOf(job), subject)).toMatchObject({
			refused: expect.objectContaining({ message: expect.stringContaining("'Proxy'") as string }),
		});
	});

	it.each<[string, () => Error, string, typeof NodeApiError | typeof NodeOperationError]>([
		['a stop', () => new Stopped(), 'was sent. [item 0]', NodeApiError],
		[
			'an expression',
			() => new ExpressionError('No such field'),
			'No such field. Correct the expression for this item. [item 0]',
			NodeOperationError,
		],
		['anything else', () => new Error('Odd'), 'Odd. [item 0]', NodeOperationError],
	])('R15: %s has words and the index', async (_, make, words, type) => {
		const error = await rejectionOf(run(failing(make())));
		expect(error).toBeInstanceOf(type);
		expect((error as Error).message).toContain(words);
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
	});
});

describe('what is read once for all items', () => {
	const apiFor = (runState = createRunState(), credentials: IDataObject = {}) => {
		const caller = itemOf({ credentials });
		const item = new RetryState().ofItem(0);
		const options = {
			limits: { perSecond: 0, perMinute: 0 },
			...{ batching: { size: 1, intervalMs: 0 }, connection: {} },
		};
		return apiOf({ caller, subject, options, run: runState, item });
	};

	it('is loaded once for each key and user', async () => {
		const runState = createRunState();
		const same = { baseUrl: 'https://same.example', userToken: 'a' };
		const load = jest.fn(async () => await Promise.resolve([1]));
		const first = await apiFor(runState, same).once('tags 1', load);
		expect(await apiFor(runState, same).once('tags 1', load)).toBe(first);
		expect(load).toHaveBeenCalledTimes(1);
		await apiFor(runState, same).once('tags 2', load);
		await apiFor(runState, { ...same, userToken: 'b' }).once('tags 1', load);
		expect(load).toHaveBeenCalledTimes(3);
	});

	it('is loaded again after it failed', async () => {
		const runState = createRunState();
		const same = { baseUrl: 'https://same.example' };
		const failed = jest.fn(async () => await Promise.reject(new Error('No')));
		expect(await rejectionOf(apiFor(runState, same).once('tags', failed))).toMatchObject({
			message: 'No',
		});
		const load = async () => await Promise.resolve('tags');
		expect(await apiFor(runState, same).once('tags', load)).toBe('tags');
	});

	it('R12: an item sends what was confirmed once, over all passes, and reads each time', async () => {
		const state = new RetryState();
		const answers = [answerOf(200, { a: 1 }), answerOf(200, { a: 2 }), answerOf(200, { a: 3 })];
		const results: unknown[] = [];
		const item = itemOf({ answers });
		for (let pass = 0; pass < 2; pass++) {
			const job: Job = async (api) => {
				const change = { method: 'PUT', path: path`/client/${1}`, body: {} } as const;
				const read = { method: 'GET', path: path`/client/${1}` } as const;
				results.push(await api.send(change), await api.send(read));
				return await Promise.reject(new Error('No'));
			};
			await rejectionOf(
				runItem(prepareItem(item, operationOf(job), subject), state, createRunState()),
			);
		}
		expect(results).toEqual([answers[0], answers[1], answers[0], answers[2]]);
	});
});
