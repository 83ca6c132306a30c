import { Stopped } from '../../nodes/Altegio/core/wait';
import { notedBefore, readBeforeChange, sendChange } from '../../nodes/Altegio/kit/before';
import { compareSaved, isSame, listFields, readBack } from '../../nodes/Altegio/kit/verify';
import { path } from '../../nodes/Altegio/core/path';
import { apiError, markOutcomeUnknown, outputOf } from '../../nodes/Altegio/transport/errors';
import { answerOf, formOf, newApi, newItem, rejectionOf } from '../support/units';

describe('isSame', () => {
	it.each<[unknown, unknown]>([
		['a', 'a'],
		['a', ' a '],
		['a\r\nb', 'a\nb'],
		['a\rb', 'a\nb'],
		[' a ', 'a'],
		[17, '17'],
		['17', 17],
		[40, '40.00'],
		[48.1234567, 48.12346],
		[1, 1.000009],
		['', null],
		['', ''],
		[null, undefined],
		[' ', []],
		[[], null],
		[
			['+1 555', '2'],
			['2', '1555'],
		],
		[['a'], ['a']],
		[
			[301, 302],
			['302', '301'],
		],
		[{ a: 1 }, { a: '1', b: 2 }],
		[{ a: '' }, {}],
		[{ a: '' }, null],
		[[{ id: 1 }], [{ id: '1', more: 2 }]],
	])('%j is saved as %j', (sent, saved) => expect(isSame(sent, saved)).toBe(true));

	it.each<[unknown, unknown]>([
		['a', 'b'],
		['a', ''],
		['a', null],
		['', 'a'],
		['', 0],
		[17, '18'],
		[1, 1.00003],
		[1, 'one'],
		[1, ''],
		['a', {}],
		['a', ['a']],
		[['1'], ['1', '2']],
		[['1'], '1'],
		[['a'], ['b']],
		[{ a: 1 }, { a: 2 }],
		[{ a: 1, b: 1 }, { a: 1 }],
		[{ a: 1 }, 'a'],
		[[{ id: 1 }], [{ id: 2 }]],
		[[{ id: 1 }], [{ id: 1 }, { id: 2 }]],
		[[{ id: 1 }], { 0: { id: 1 }, length: 1 }],
	])('%j is not saved as %j', (sent, saved) => expect(isSame(sent, saved)).toBe(false));
});

describe('what is compared', () => {
	it('R22: what differs is lost, and of what is not shown nobody knows', () => {
		const sent = { title: 'New', zip: '1', site: 'x', phones: [] };
		expect(compareSaved(sent, { title: 'New', zip: '2', other: 5, phones: null })).toEqual({
			lost: ['zip'],
			unknown: ['site'],
		});
	});

	it('R22: fields are listed as the user sees them, with what Altegio holds', () => {
		const label = (api: string) => api.toUpperCase();
		expect(listFields(['zip', 'site'], label, { zip: '2' })).toBe("'ZIP' (holds \"2\"), 'SITE'");
		expect(listFields(['zip'], label)).toBe("'ZIP'");
		expect(listFields([], label)).toBe('');
	});
});

const failing = (error: Error) => async () => await Promise.reject(error);
const refused = apiError(formOf({}, 2), { message: 'No rights.', code: '403' });

describe('reading back', () => {
	it('R22: gives what is read', async () => {
		const read = async () => await Promise.resolve('card');
		expect(await readBack(newItem(), { what: 'Client 5' }, read)).toBe('card');
	});

	it('R22: says what was done, and why nothing can be compared', async () => {
		const change = { what: 'Client 5', output: { id: 5 } };
		const error = await rejectionOf(readBack(newItem(), change, failing(refused)));
		expect(error.message).toBe(
			'Client 5 was updated, but could not be read back to verify it. No rights. [item 0]',
		);
		expect(outputOf(error)).toEqual({ id: 5 });
		const moved = { what: 'Appointment 5', done: 'moved' };
		const stopped = await rejectionOf(readBack(newItem(), moved, failing(new Stopped())));
		expect(stopped.message).toBe(
			'Appointment 5 was moved, but could not be read back to verify it. The execution was canceled before that. [item 0]',
		);
	});
});

describe('a change', () => {
	const request = { method: 'PUT', path: path`/client/${5}` } as const;
	const before = { name: 'Ada' };

	it('R12: notes what there was before it', async () => {
		const { api, requests } = newApi(() => ({ id: 5 }));
		expect(notedBefore(api)).toBeUndefined();
		expect((await sendChange(api, request, before)).statusCode).toBe(200);
		expect(notedBefore(api)).toBe(before);
		expect(requests).toEqual([request]);
	});

	it.each([
		['a refusal that the job understands', answerOf(409)],
		['a success that says no', { ...answerOf(409), statusCode: 200 }],
	])('R12: forgets it after %s', async (_, answer) => {
		const { api } = newApi(() => answer);
		await sendChange(api, request, before);
		expect(notedBefore(api)).toBeUndefined();
	});

	it('R12: forgets it after a refusal, and keeps it while nobody knows what happened', async () => {
		const { api } = newApi(() => refused);
		expect(await rejectionOf(sendChange(api, request, before))).toBe(refused);
		expect(notedBefore(api)).toBeUndefined();
		const lost = markOutcomeUnknown(apiError(formOf(), { message: 'Lost.' }));
		const other = newApi(() => lost).api;
		expect(await rejectionOf(sendChange(other, request, before))).toBe(lost);
		expect(notedBefore(other)).toBe(before);
	});

	it('R22: a read before it says what was done, if that was in a pass before this one', async () => {
		const { api } = newApi(() => ({ id: 5 }));
		const read = async (error: Error) =>
			await rejectionOf(readBeforeChange(api, newItem(), { what: 'Client 5' }, failing(error)));
		expect(await read(refused)).toBe(refused);
		await sendChange(api, request, before);
		expect((await read(refused)).message).toBe(
			'Client 5 was updated, but could not be read back to verify it. No rights. [item 0]',
		);
		const lost = markOutcomeUnknown(apiError(formOf(), { message: 'Lost.' }));
		expect(await read(lost)).toBe(lost);
		const good = async () => await Promise.resolve(7);
		expect(await readBeforeChange(api, newItem(), { what: 'Client 5' }, good)).toBe(7);
	});
});
