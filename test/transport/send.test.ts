import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { path } from '../../nodes/Altegio/core/path';
import { DEFAULT_LIMITS, LimitUsedUp } from '../../nodes/Altegio/core/rateLimiter';
import { Stopped } from '../../nodes/Altegio/core/wait';
import { isOutcomeUnknown } from '../../nodes/Altegio/transport/errors';
import type { ApiRequest } from '../../nodes/Altegio/transport/operation';
import type { RequestOptions } from '../../nodes/Altegio/transport/requestOptions';
import { ItemState } from '../../nodes/Altegio/transport/retryOnFail';
import { createRunState, send, type RunState } from '../../nodes/Altegio/transport/send';
import { answerOf, callerOf, strangersAnswerOf, type Answer } from '../support/units';

/** So much is left to chance of a wait. */
const MOST = 1.25;

beforeEach(() => {
	jest.useFakeTimers();
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

const READ: ApiRequest = { method: 'GET', path: path`/client/${1}/${2}` };
const CHANGE: ApiRequest = { method: 'PUT', path: path`/client/${1}/${2}`, body: { name: 'Ada' } };
const CREATE: ApiRequest = { method: 'POST', path: path`/clients/${1}`, body: { name: 'Ada' } };
const DELETE: ApiRequest = { method: 'DELETE', path: path`/client/${1}/${2}` };

const ok = answerOf(200, { id: 2 });
const lost = answerOf(502);
const gone = answerOf(404);
const limited = strangersAnswerOf(429);

let hosts = 0;

interface More {
	credentials?: ICredentialDataDecryptedObject;
	options?: Partial<RequestOptions>;
	run?: RunState;
	item?: ItemState;
	signal?: AbortSignal;
}

/** A sender with limits of its own, whose requests are answered so. */
function senderOf(answers: Answer[], more: More = {}) {
	const { credentials, options, run = createRunState(), item = new ItemState(), signal } = more;
	const account = {
		...{ environment: 'custom', baseUrl: `https://host-${++hosts}.example` },
		...{ partnerToken: 'partner-token', userToken: 'user-token', ...credentials },
	};
	const { caller, calls } = callerOf(answers, account, signal);
	const sender = {
		...{ caller, run, item },
		subject: {
			noun: 'client',
			parameters: ['Client'],
			fieldLabel: (api: string) => api,
			idOf: () => undefined,
		},
		options: {
			limits: DEFAULT_LIMITS,
			batching: { size: 1, intervalMs: 0 },
			connection: { timeout: 60_000 },
			...options,
		},
	};
	return { sender, calls, item, account };
}

/** What comes of a promise while time passes: the value, or the error. */
async function settled<T>(promise: Promise<T>): Promise<T | Error> {
	let end: T | Error | undefined;
	promise.then(
		(value) => (end = value),
		(error: Error) => (end = error),
	);
	for (let second = 0; end === undefined && second < 600; second++) {
		await jest.advanceTimersByTimeAsync(1_000);
	}
	return end as T | Error;
}

/** Sends one request; gives its end and how it was sent. */
async function sent(request: ApiRequest, answers: Answer[], more: More = {}) {
	const { sender, calls, ...rest } = senderOf(answers, more);
	const end = await settled(send(sender, request));
	const message = end instanceof Error ? end.message : undefined;
	return { end, message, isUnknown: isOutcomeUnknown(end), calls, sender, ...rest };
}

describe('a request that succeeds', () => {
	it('is sent once, with the address and the tokens of the credential', async () => {
		const { end, calls, item, account } = await sent(CHANGE, [ok]);
		expect(end).toBe(ok);
		expect(calls).toMatchObject([
			{ options: { baseURL: account.baseUrl, method: 'PUT', url: CHANGE.path, timeout: 60_000 } },
		]);
		expect(item.unknown).toBeUndefined();
	});

	it.each([READ, CHANGE])('R11: $method is sent again after a lost answer', async (request) => {
		const { end, calls, item } = await sent(request, [lost, ok]);
		expect(end).toBe(ok);
		expect(calls).toHaveLength(2);
		expect(item.unknown).toBeUndefined();
	});

	it.each([READ, CHANGE, CREATE, DELETE])(
		'R11: $method is sent again where nothing was done',
		async (request) => {
			const offline = Object.assign(new Error('x'), { cause: { code: 'ECONNREFUSED' } });
			const { end, calls, item } = await sent(request, [limited, offline, answerOf(521), ok]);
			expect(end).toBe(ok);
			expect(calls).toHaveLength(4);
			expect(item.unknown).toBeUndefined();
		},
	);

	it('R13: a limit that is used up holds back every request to the same host', async () => {
		const { sender, calls } = senderOf([limited, ok]);
		const first = settled(send(sender, READ));
		await jest.advanceTimersByTimeAsync(10);
		const second = settled(send(sender, READ));
		expect([await first, await second]).toEqual([ok, ok]);
		expect(calls.map(({ at }) => Math.round((at - (calls[0]?.at ?? 0)) / 1_000))).toEqual([
			0, 2, 2,
		]);
	});

	it('R13: many go out at the pace of the limits', async () => {
		const { sender, calls } = senderOf([ok]);
		const all = Array.from({ length: 11 }, async () => await send(sender, READ));
		await settled(Promise.all(all));
		expect(calls.map(({ at }) => Math.round(at / 1_000))).toEqual([
			...[0, 0, 0, 0, 0],
			...[1, 1, 1, 1, 1, 2],
		]);
	});
});

describe('a request whose answer is lost', () => {
	const words = 'It is not known whether the client was changed: look at it before you';

	it('R11: a change is sent three times, and then nobody knows', async () => {
		const { message, isUnknown, calls, item } = await sent(CHANGE, [lost]);
		expect(message).toBe(`Words. ${words} run this item again. [item 0]`);
		expect(isUnknown).toBe(true);
		expect(calls).toHaveLength(3);
		expect(item.unknown).toMatchObject({ effect: 'change', outcomeUnknown: true });
	});

	it('R11: a read that is lost changes nothing', async () => {
		const { message, isUnknown, item, calls } = await sent(READ, [lost]);
		expect(message).toContain('Altegio is out of order at the moment');
		expect([isUnknown, item.unknown]).toEqual([false, undefined]);
		expect(calls).toHaveLength(3);
	});

	it('R11, R12: a creation is sent once, and never again while its outcome is unknown', async () => {
		const { message, isUnknown, calls, sender } = await sent(CREATE, [lost, ok]);
		expect(message).toContain('The new client may exist');
		expect(isUnknown).toBe(true);
		expect(calls).toHaveLength(1);
		const again = await settled(send(sender, CREATE));
		expect((again as Error).message).toBe(
			'The connection to Altegio broke. The new client may exist: look for it in Altegio before you run this item again. [item 0]',
		);
		expect(isOutcomeUnknown(again)).toBe(true);
		expect(calls).toHaveLength(1);
	});

	it('R11: what looks at its outcome by itself is sent once, and may be sent again', async () => {
		const { isUnknown, calls, sender } = await sent({ ...CHANGE, isRepeatable: false }, [lost, ok]);
		expect(isUnknown).toBe(true);
		expect(calls).toHaveLength(1);
		expect(await settled(send(sender, CHANGE))).toBe(ok);
	});

	it('R11, R12: a later refusal of the same item tells of it too', async () => {
		const item = new ItemState();
		await sent(CHANGE, [lost], { item });
		const { message, isUnknown } = await sent(READ, [answerOf(403)], { item });
		expect(message).toContain(words);
		expect(isUnknown).toBe(true);
	});

	it('R14: a stop while it waits tells that nobody knows; before that nothing was sent', async () => {
		for (const [answer, expected] of [
			[lost, 'The execution was canceled before Altegio answered. It is not known whether'],
			[limited, 'The execution was canceled before this item was sent.'],
		] as const) {
			const controller = new AbortController();
			const { sender, calls } = senderOf([answer], { signal: controller.signal });
			const end = send(sender, CHANGE).catch((error: Error) => error);
			await jest.advanceTimersByTimeAsync(100);
			controller.abort();
			const error = (await end) as Error;
			expect(error.message).toContain(expected);
			expect(error instanceof Stopped).toBe(answer === limited);
			expect(calls).toHaveLength(1);
		}
	});
});

describe('a deletion', () => {
	it("R11: is done if Altegio says 404 after a lost answer, and a stranger's 404 says nothing", async () => {
		expect((await sent(DELETE, [lost, gone])).end).toBe(gone);
		const strange = await sent(DELETE, [lost, strangersAnswerOf(404)]);
		expect(strange.message).toContain('It is not known whether the client was deleted');
	});

	it('R11: of what was never there is not done', async () => {
		const { message, isUnknown } = await sent(DELETE, [gone]);
		expect(message).toContain('there is no such client');
		expect(isUnknown).toBe(false);
	});

	it('R11: a read that asks about it takes 404 for done too, and no other read does', async () => {
		const item = new ItemState();
		await sent(DELETE, [lost], { item });
		expect((await sent({ ...READ, mayBeGone: true }, [gone], { item })).end).toBe(gone);
		expect((await sent(READ, [gone], { item })).message).toContain('there is no such client');
		expect((await sent({ ...READ, mayBeGone: true }, [gone])).message).toContain('no such client');
	});

	it('R18: an empty answer is one', async () => {
		const empty = { statusCode: 204, headers: {}, body: '' };
		expect((await sent(DELETE, [empty])).end).toBe(empty);
		expect((await sent(CHANGE, [empty])).isUnknown).toBe(true);
		expect((await sent({ ...CHANGE, mayBeBare: true }, [empty])).end).toBe(empty);
		const bare = { statusCode: 200, headers: {}, body: [1] };
		expect((await sent({ ...READ, mayBeBare: true }, [bare])).end).toBe(bare);
		expect((await sent(READ, [bare])).message).toContain('came back instead of');
	});
});

describe('a refusal', () => {
	it("R15: that the job understands is returned; a stranger's is not", async () => {
		const accepts = jest.fn(({ statusCode }: { statusCode: number }) => statusCode === 409);
		const conflict = answerOf(409);
		expect((await sent({ ...CHANGE, accepts }, [conflict])).end).toBe(conflict);
		expect((await sent({ ...CHANGE, accepts }, [answerOf(422)])).message).toContain('Correct');
		expect(accepts).toHaveBeenCalledTimes(2);
		const strange = await sent({ ...CHANGE, accepts }, [strangersAnswerOf(409)]);
		expect(strange.message).toContain('A web page came back');
		expect(accepts).toHaveBeenCalledTimes(2);
	});

	it('R15: refused tokens are not sent again in the run, but those of other users are', async () => {
		const run = createRunState();
		const credentials = { baseUrl: 'https://same.example' };
		const first = await sent(READ, [answerOf(401)], { run, credentials });
		expect(first.message).toContain("Words. Check 'Partner Token' and 'User Token'");
		expect(first.calls.map(({ renewsSession }) => renewsSession)).toEqual([false, true]);
		const second = await sent(READ, [ok], { run, credentials });
		expect(second.message).toBe(first.message);
		expect(second.calls).toEqual([]);
		for (const field of ['partnerToken', 'userToken', 'login', 'password']) {
			const other = { ...credentials, [field]: 'another' };
			expect((await sent(READ, [ok], { run, credentials: other })).end).toBe(ok);
		}
		const login = { ...credentials, userAuthentication: 'login' };
		expect((await sent(READ, [ok], { run, credentials: login })).end).toBe(ok);
		const elsewhere = { baseUrl: 'https://other.example' };
		expect((await sent(READ, [ok], { run, credentials: elsewhere })).end).toBe(ok);
		// A session is renewed meanwhile: it is the same user.
		const renewed = { ...credentials, sessionToken: 'new' };
		expect((await sent(READ, [ok], { run, credentials: renewed })).calls).toEqual([]);
	});

	it("R15: a stranger's 401 says nothing about the tokens", async () => {
		const run = createRunState();
		const credentials = { baseUrl: 'https://same.example' };
		const { message } = await sent(READ, [strangersAnswerOf(401)], { run, credentials });
		expect(message).not.toContain('User Token');
		expect((await sent(READ, [ok], { run, credentials })).end).toBe(ok);
	});

	it('R15: a refused sign-in is not tried again in the run', async () => {
		const run = createRunState();
		const credentials = { baseUrl: 'https://same.example', userAuthentication: 'login' };
		const refused = Object.assign(new Error('Wrong password.'), { httpCode: 'SIGN_IN_401' });
		const first = await sent(READ, [refused], { run, credentials });
		expect(first.message).toBe('Wrong password. [item 0]');
		const second = await sent(READ, [ok], { run, credentials });
		expect([second.message, second.calls]).toEqual([first.message, []]);
	});

	it('R15: who signs in by login reads of login and password', async () => {
		const credentials = { userAuthentication: 'login' };
		expect((await sent(READ, [answerOf(401)], { credentials })).message).toContain(
			"Check 'Partner Token', 'Login' and 'Password'",
		);
	});

	it('R15: with a proxy in the options the message names it', async () => {
		const connection = { timeout: 1, proxy: { protocol: 'http', host: 'a', port: 1 } };
		const { message } = await sent(READ, [strangersAnswerOf(403)], { options: { connection } });
		expect(message).toContain("'Proxy' under Settings > Request Options");
	});

	it('R15: where n8n refuses to send, its words are shown', async () => {
		const { message } = await sent(CHANGE, [new Error('The domain is not allowed')]);
		expect(message).toBe('The domain is not allowed [item 0]');
	});

	it('R15: what the request makes is named, where it is not what the resource works on', async () => {
		const { message } = await sent({ ...CREATE, noun: 'comment' }, [lost]);
		expect(message).toContain('The new comment may exist');
	});

	it.each(['partner-token', 'user-token'])('R19: %s shows in no message', async (token) => {
		const { message } = await sent(READ, [answerOf(422, `Bad ${token} here`)]);
		expect(message).toContain('Bad *** here');
	});
});

describe('a caller who cannot wait', () => {
	it('R13: is told at once of a refusal, without another try', async () => {
		const { message, calls } = await sent(READ, [lost], { options: { maxWaitMs: 5_000 } });
		expect(message).toContain('Altegio is out of order');
		expect(calls).toHaveLength(1);
	});

	it('R13: is told that the limit is used up', async () => {
		const options = { maxWaitMs: 100, limits: { perSecond: 1, perMinute: 1 } };
		const { sender } = senderOf([ok], { options });
		expect(await settled(send(sender, READ))).toBe(ok);
		expect(await settled(send(sender, READ))).toBeInstanceOf(LimitUsedUp);
	});

	it('R13: with fewer tries sends fewer', async () => {
		expect((await sent(READ, [lost], { options: { maxTries: 2 } })).calls).toHaveLength(2);
	});

	it('R13: with a deadline waits for an answer until then, and tries again only before it', async () => {
		const { sender, calls } = senderOf([lost], {
			options: { deadline: performance.now() + 1_000 * MOST },
		});
		await settled(send(sender, READ));
		expect(calls.map(({ options }) => Math.round(options.timeout ?? 0))).toEqual([1_250, 750]);
	});

	it('R13: after the deadline has no time at all, but not for ever', async () => {
		const { sender, calls } = senderOf([ok], { options: { deadline: performance.now() - 5 } });
		expect(await settled(send(sender, READ))).toBe(ok);
		expect(calls[0]?.options.timeout).toBe(1);
	});
});
