import { path } from '../../nodes/Altegio/core/path';
import { sendOnce } from '../../nodes/Altegio/transport/sendOnce';
import { answerOf, callerOf, strangersAnswerOf, type Answer } from '../support/units';

const ok = answerOf(200, {});
const refused = answerOf(401);
const ofStranger = strangersAnswerOf(401);

/** What n8n throws: of its errors only what is looked at. */
const thrown = (message: string, more: object = {}) => Object.assign(new Error(message), more);

/** Sends one request to whoever answers so, or throws so, one after the other. */
async function send(answers: Answer[], signal?: AbortSignal) {
	const { caller, calls } = callerOf(answers, {}, signal);
	const request = {
		method: 'POST',
		path: path`/records/${5}`,
		qs: { ids: [1, 2] },
		body: { a: 1 },
	} as const;
	const result = await sendOnce(caller, request, { baseURL: 'https://a.example', timeout: 7 });
	return { result, calls };
}

describe('sendOnce', () => {
	it('gives the answer, whatever its status', async () => {
		const { result, calls } = await send([ok]);
		expect(result).toBe(ok);
		expect(calls).toMatchObject([{ renewsSession: false }]);
		expect(calls[0]?.options).toEqual({
			...{ baseURL: 'https://a.example', timeout: 7, method: 'POST', url: '/records/5' },
			...{ qs: { ids: [1, 2] }, arrayFormat: 'brackets', body: { a: 1 } },
		});
	});

	it("signs in anew and sends once more after Altegio's 401, and after no other", async () => {
		const again = await send([refused, ok]);
		expect(again.result).toBe(ok);
		expect(again.calls.map(({ renewsSession }) => renewsSession)).toEqual([false, true]);
		expect((await send([refused, refused])).result).toBe(refused);
		const once = await send([ofStranger]);
		expect(once.result).toBe(ofStranger);
		expect(once.calls).toHaveLength(1);
		expect((await send([answerOf(403)])).calls).toHaveLength(1);
	});

	it('says of a canceled execution that nobody knows what happened', async () => {
		const controller = new AbortController();
		controller.abort();
		const { result } = await send(
			[thrown('canceled', { code: 'ERR_CANCELED' })],
			controller.signal,
		);
		expect(result).toEqual({
			reason: 'outcomeUnknown',
			message: 'The execution was canceled before Altegio answered.',
		});
	});

	it.each<[string, Error, object]>([
		[
			'a refused sign-in is not tried again',
			thrown('Wrong password.', { httpCode: 'SIGN_IN_403' }),
			{ message: 'Wrong password.', signInStatus: 403 },
		],
		[
			'a sign-in past the limits is',
			thrown('Too many.', { httpCode: 'SIGN_IN_429' }),
			{ reason: 'notSent', message: 'Too many.', signInStatus: 429 },
		],
		[
			'a sign-in while Altegio is away is',
			thrown('Away.', { httpCode: 'SIGN_IN_500' }),
			{ reason: 'notSent', message: 'Away.', signInStatus: 500 },
		],
		[
			'a sign-in that has no status',
			thrown('Away.', { httpCode: 'SIGN_IN_0' }),
			{ message: 'Away.', signInStatus: 0 },
		],
		[
			'the code of the fault is in the cause',
			thrown('x', { cause: { code: 'ECONNREFUSED' }, httpCode: '500' }),
			{ reason: 'notSent', code: 'ECONNREFUSED' },
		],
		[
			'older n8n releases leave it in place of a status',
			thrown('x', { httpCode: 'ECONNRESET' }),
			{ reason: 'outcomeUnknown', code: 'ECONNRESET' },
		],
		[
			'a certificate that is not trusted',
			thrown('x', { cause: { code: 'CERT_HAS_EXPIRED' } }),
			{ code: 'CERT_HAS_EXPIRED', untrusted: 'certificate' },
		],
		['an answer that broke off', thrown('x', { httpCode: '200' }), { reason: 'outcomeUnknown' }],
		['anything else is said in the words of n8n', thrown('Odd.'), { message: 'Odd.' }],
		['no code of the network', thrown('Odd.', { httpCode: 'odd' }), { message: 'Odd.' }],
		['no number', thrown('Odd.', { httpCode: '5x' }), { message: 'Odd.' }],
		['no sign-in', thrown('Odd.', { httpCode: 'xSIGN_IN_5' }), { message: 'Odd.' }],
	])('%s', async (_, error, expected) => {
		expect((await send([error])).result).toEqual(expected);
	});
});
