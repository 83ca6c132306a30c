import { Stopped, untilStopped, wait } from '../../nodes/Altegio/core/wait';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Whether a promise has settled, and how. */
function watched(promise: Promise<unknown>) {
	const seen: { end?: unknown } = {};
	promise.then(
		(value) => (seen.end = ['fulfilled', value]),
		(error: unknown) => (seen.end = ['rejected', error]),
	);
	return seen;
}

const stopped = ['rejected', new Stopped('The execution was canceled before this item was sent.')];

describe('wait', () => {
	it.each([1, 999, 1000, 1001, 2500.5])('lasts %d ms and no longer', async (ms) => {
		const waiting = watched(wait(ms, undefined));
		await jest.advanceTimersByTimeAsync(Math.ceil(ms) - 1);
		expect(waiting.end).toBeUndefined();
		await jest.advanceTimersByTimeAsync(1);
		expect(waiting.end).toEqual(['fulfilled', undefined]);
	});

	it.each([0, -5])('of %d ms is none', async (ms) => {
		const waiting = watched(wait(ms, new AbortController().signal));
		await jest.advanceTimersByTimeAsync(0);
		expect(waiting.end).toEqual(['fulfilled', undefined]);
	});

	it.each([0, 400, 1500])('ends at once when the execution is stopped after %d ms', async (ms) => {
		const stop = new AbortController();
		const waiting = watched(wait(2000, stop.signal));
		await jest.advanceTimersByTimeAsync(ms);
		expect(waiting.end).toBeUndefined();
		stop.abort();
		await jest.advanceTimersByTimeAsync(0);
		expect(waiting.end).toEqual(stopped);
	});

	it.each([0, 1000])('of %d ms never begins in an execution that is stopped', async (ms) => {
		const waiting = watched(wait(ms, AbortSignal.abort()));
		await jest.advanceTimersByTimeAsync(0);
		expect(waiting.end).toEqual(stopped);
	});

	it('keeps no timer of more than a second, whatever it waits for', async () => {
		const stop = new AbortController();
		watched(wait(60_000, stop.signal));
		stop.abort();
		await jest.advanceTimersByTimeAsync(1000);
		expect(jest.getTimerCount()).toBe(0);
	});
});

describe('untilStopped', () => {
	it.each([
		['without a signal', undefined],
		['with one', new AbortController().signal],
	])('%s: gives the result, or throws what the promise throws', async (_, signal) => {
		await expect(untilStopped(Promise.resolve(1), signal)).resolves.toBe(1);
		await expect(untilStopped(Promise.reject(new Error('cut')), signal)).rejects.toThrow('cut');
	});

	it('leaves no listener behind', async () => {
		const { signal } = new AbortController();
		const added = jest.spyOn(signal, 'addEventListener');
		const removed = jest.spyOn(signal, 'removeEventListener');
		await untilStopped(Promise.resolve(), signal);
		expect(added.mock.calls.map(([name, listener]) => [name, listener])).toEqual(
			removed.mock.calls.map(([name, listener]) => [name, listener]),
		);
		expect(added).toHaveBeenCalledTimes(1);
	});
});
