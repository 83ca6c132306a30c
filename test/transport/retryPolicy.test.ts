import {
	leavesOutcomeUnknown,
	RetryPolicy,
	retryReasonOf,
	retryReasonOfCode,
	untrustedOfCode,
	type RetryReason,
} from '../../nodes/Altegio/transport/retryPolicy';

const answer = (statusCode: number, body: unknown = '', headers: object = {}) => ({
	...{ statusCode, body },
	headers: headers as Record<string, string>,
});

const ofAltegio = { success: false, data: null, meta: { message: 'Words' } };

/** All delays of one request that is refused for ever, with the middle of every spread. */
function delays(policy: RetryPolicy, reason: RetryReason, response = answer(0)): number[] {
	const all: number[] = [];
	for (let delay; (delay = policy.nextDelayMs(reason, response)) !== undefined; ) all.push(delay);
	return all;
}

describe('which answers ask for another try', () => {
	it.each<[RetryReason | undefined, number[]]>([
		['limited', [429]],
		['notSent', [521, 523, 525, 526, 530]],
		['outcomeUnknown', [408, 502, 503, 504, 520, 522, 524, 527, 598, 599]],
		[undefined, [200, 204, 302, 400, 401, 403, 404, 409, 422, 500, 501, 505]],
	])('R11: %s', (reason, statuses) => {
		expect(statuses.map((status) => retryReasonOf(answer(status)))).toEqual(
			statuses.map(() => reason),
		);
	});

	it.each<[string, number, unknown, boolean]>([
		["a stranger's success", 200, '<html></html>', true],
		["a stranger's 500", 500, '<html></html>', true],
		["a stranger's 4xx", 403, '<html></html>', false],
		["a stranger's 3xx", 302, '', false],
		["Altegio's 500", 500, ofAltegio, false],
		["Altegio's 503", 503, ofAltegio, true],
		["Altegio's refusal", 200, ofAltegio, false],
		['a limit', 429, '', false],
		['a CDN that reached nothing', 521, '', false],
	])('R11: after %s the outcome is unknown: %4$s', (_, status, body, isUnknown) => {
		expect(leavesOutcomeUnknown(answer(status, body), false)).toBe(isUnknown);
	});

	it('R11: an empty success is done for a deletion alone', () => {
		expect(leavesOutcomeUnknown(answer(204), true)).toBe(false);
		expect(leavesOutcomeUnknown(answer(204), false)).toBe(true);
	});
});

describe('which network faults ask for another try', () => {
	it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])(
		'R11: %s: nothing was sent',
		(code) => expect(retryReasonOfCode(code)).toBe('notSent'),
	);

	it.each(['ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'HPE_INVALID_CONSTANT', 'XERR_INVALID'])(
		'R11: %s: the outcome is unknown',
		(code) => expect(retryReasonOfCode(code)).toBe('outcomeUnknown'),
	);

	it.each<[string, string | undefined]>([
		['CERT_HAS_EXPIRED', 'certificate'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
		['UNABLE_TO_GET_CRL', 'certificate'],
		['CRL_HAS_EXPIRED', 'certificate'],
		['INVALID_CA', 'certificate'],
		['INVALID_PURPOSE', 'certificate'],
		['HOSTNAME_MISMATCH', 'certificate'],
		['EPROTO', 'protocol'],
		['ERR_SSL_WRONG_VERSION_NUMBER', 'protocol'],
		['ERR_TLS_HANDSHAKE_TIMEOUT', 'protocol'],
		['ERR_INVALID_URL', undefined],
		['ERR_INVALID_CHAR', undefined],
	])('R11: %s is never tried again', (code, untrusted) => {
		expect(retryReasonOfCode(code)).toBeUndefined();
		expect(untrustedOfCode(code)).toBe(untrusted);
	});

	it('R11: a broken connection is trusted', () => {
		expect(untrustedOfCode('ECONNRESET')).toBeUndefined();
	});
});

describe('how long a request waits for its next try', () => {
	beforeEach(() => jest.spyOn(Math, 'random').mockReturnValue(0.5));
	afterEach(() => jest.restoreAllMocks());

	it.each<[RetryReason, number[]]>([
		['limited', [2_000, 6_000, 18_000, 54_000]],
		['notSent', [500, 2_000]],
		['outcomeUnknown', [500, 2_000]],
	])('R10, R11: %s', (reason, expected) => {
		expect(delays(new RetryPolicy('change'), reason)).toEqual(expected);
		expect(delays(new RetryPolicy('read'), reason)).toEqual(expected);
	});

	it('R10, R11: what creates is not sent again while its outcome is unknown', () => {
		expect(delays(new RetryPolicy('create'), 'outcomeUnknown')).toEqual([]);
		expect(delays(new RetryPolicy('create'), 'notSent')).toEqual([500, 2_000]);
	});

	it('R10, R11: with fewer tries there are fewer', () => {
		expect(delays(new RetryPolicy('read', 1), 'limited')).toEqual([]);
		expect(delays(new RetryPolicy('read', 2), 'limited')).toEqual([2_000]);
	});

	it('R10, R11: each reason has tries of its own', () => {
		const policy = new RetryPolicy('change');
		expect(delays(policy, 'notSent')).toHaveLength(2);
		expect(delays(policy, 'limited')).toHaveLength(4);
	});

	it.each([
		[0, 0.75],
		[1, 1.25],
	])('R10, R11: with %d as the lot it is %d of that', (lot, share) => {
		jest.spyOn(Math, 'random').mockReturnValue(lot);
		expect(delays(new RetryPolicy('read'), 'notSent')).toEqual([500 * share, 2_000 * share]);
	});

	it.each<[string, unknown, number[]]>([
		['seconds', '7', [7_125, 7_125, 18_000, 54_000]],
		['seconds as a number', 7, [7_125, 7_125, 18_000, 54_000]],
		['seconds with spaces', ' 7 ', [7_125, 7_125, 18_000, 54_000]],
		['nothing to wait', '0', [125, 6_000, 18_000, 54_000]],
		['an hour', '3600', [120_125, 120_125, 120_125, 120_125]],
		['a date', 'Mon, 06 Jan 2031 12:00:09 GMT', [9_125, 9_125, 18_000, 54_000]],
		['a date that is over', 'Mon, 06 Jan 2031 11:00:00 GMT', [125, 6_000, 18_000, 54_000]],
		['nonsense', 'soon', [2_000, 6_000, 18_000, 54_000]],
		['a blank', '', [2_000, 6_000, 18_000, 54_000]],
		['seconds with a unit', '7s', [2_000, 6_000, 18_000, 54_000]],
		['a word before seconds', 'in7', [2_000, 6_000, 18_000, 54_000]],
	])('R10, R11: Retry-After with %s', (_, value, expected) => {
		jest.useFakeTimers({ now: Date.parse('2031-01-06T12:00:00Z') });
		const response = answer(429, '', { 'retry-after': value });
		expect(delays(new RetryPolicy('change'), 'limited', response)).toEqual(expected);
		jest.useRealTimers();
	});
});
