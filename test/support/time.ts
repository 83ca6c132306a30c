/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import http from 'node:http';
import { setImmediate } from 'node:timers/promises';

import type { RecordedRequest, SandboxOptions } from '../../sandbox';
import { useSandbox, type Fixture } from './fixture';

/** A clock that runs as fast as the machine can follow, while requests go over a real connection. */
export interface FakeTime {
	/** Lets time pass until the promise settles. */
	settle<T>(promise: Promise<T>): Promise<T>;
	/** Lets time pass until the condition holds. */
	until(condition: () => boolean): Promise<void>;
	/** Lets this many milliseconds pass. */
	pass(ms: number): Promise<void>;
	/** Milliseconds that have passed in this test. */
	elapsed(): number;
}

/**
 * After so many turns of the event loop without a request under way, nothing more happens by itself. One turn
 * would do as long as there is nothing but promises between two requests.
 */
const QUIET_TURNS = 5;

/** After so many without even a timer, nothing ever happens. Some seconds, for what takes real time. */
const HOPELESS_TURNS = 200_000;

/**
 * A sandbox in fake time for each test of a file: minutes of waiting take milliseconds.
 *
 * A fake clock knows nothing of the network. Moved on while a request is under way, it would make every answer
 * look late. So time stands still until all requests are answered, then jumps to the next timer; only an answer
 * that the sandbox holds back on purpose is waited for. Date, `performance.now` and the timers are one clock, for
 * the node (which paces by `performance.now`), for the sandbox (whose limits go by Date), and for axios, whose
 * time-out is a timer up to the first byte of the answer.
 */
export function useSandboxInFakeTime(options: SandboxOptions = {}): {
	fixture: Fixture;
	time: FakeTime;
} {
	// Real time: a busy machine needs long for many requests.
	jest.setTimeout(30_000);
	let startedAt = 0;
	/** Counts beginnings and ends of tests. */
	let tests = 0;
	const underWay = new Set<http.ClientRequest>();
	const answered = new WeakSet<RecordedRequest>();

	beforeEach(() => {
		// What moves data stays real.
		jest.useFakeTimers({ doNotFake: ['hrtime', 'nextTick', 'queueMicrotask', 'setImmediate'] });
		startedAt = performance.now();
		tests++;
		underWay.clear();
		const { request } = http;
		jest.spyOn(http, 'request').mockImplementation(((...given: Parameters<typeof request>) => {
			const made = request(...given);
			underWay.add(made);
			return made.once('close', () => underWay.delete(made));
		}) as typeof request);
	});
	const fixture = useSandbox({
		...options,
		now: () => Date.now(),
		onRequest: (request) => answered.add(request),
	});
	afterEach(() => {
		tests++;
		jest.restoreAllMocks();
		jest.useRealTimers();
	});

	const heldBack = () =>
		fixture.sandbox.requests.filter(
			(request) => request.faulted && request.status === 0 && !answered.has(request),
		).length;

	async function until(condition: () => boolean): Promise<void> {
		let quietTurns = 0;
		const began = tests;
		while (!condition()) {
			await setImmediate();
			if (condition()) return;
			// Jest gave up on the test, and there are no fake timers any more: this would go on for long.
			if (tests !== began) throw new Error('The test ended before this happened');
			if (underWay.size > heldBack()) quietTurns = 0;
			else if (++quietTurns >= QUIET_TURNS && jest.getTimerCount() > 0) {
				jest.advanceTimersToNextTimer();
				quietTurns = 0;
			} else if (quietTurns >= HOPELESS_TURNS) {
				throw new Error('This would wait for ever: no request is under way and no timer is set');
			}
		}
	}

	async function settle<T>(promise: Promise<T>): Promise<T> {
		let isSettled = false;
		const settled = () => {
			isSettled = true;
		};
		promise.then(settled, settled);
		await until(() => isSettled);
		return await promise;
	}

	const time: FakeTime = {
		until,
		settle,
		pass: async (ms) => await settle(new Promise((resolve) => setTimeout(resolve, ms))),
		elapsed: () => performance.now() - startedAt,
	};
	return { fixture, time };
}

/** The most of these times (in milliseconds) that lie within any window of the given length. */
export function mostWithin(windowMs: number, times: number[]): number {
	const sorted = [...times].sort((a, b) => a - b);
	let first = 0;
	return sorted.reduce((most, time, index) => {
		while (sorted[first] <= time - windowMs) first++;
		return Math.max(most, index - first + 1);
	}, 0);
}
