import type { IDataObject } from 'n8n-workflow';

import { addClient } from '../../../nodes/Altegio/resources/client/add';
import {
	cardPage,
	clientIdOf,
	exactMatch,
	findByPhone,
	findClient,
	getCard,
	getCardIfThere,
	searchPage,
} from '../../../nodes/Altegio/resources/client/lookups';
import { apiError, markOutcomeUnknown, outputOf } from '../../../nodes/Altegio/transport/errors';
import type { ApiRequest } from '../../../nodes/Altegio/transport/operation';
import { answerOf, formOf, newApi, newItem } from '../../support/units';

const PHONE = '15550100101';
const item = newItem();
const row = (id: number, phone: string, more: IDataObject = {}) => ({
	id,
	phone,
	name: '',
	...more,
});

/** A place where requests are answered so. */
function placeOf(answer: (request: ApiRequest) => unknown) {
	const { api, requests } = newApi(answer);
	return { place: { api, item, locationId: 5 }, api, requests };
}

const errorOf = (act: () => unknown): Error => {
	try {
		act();
	} catch (error) {
		return error as Error;
	}
	throw new Error('Nothing was thrown');
};

describe('the one client with a phone', () => {
	const match = (...rows: IDataObject[]) => exactMatch({ item, locationId: 5 }, PHONE, rows);

	it('C1: has exactly its digits', () => {
		expect(match(row(1, '+1 (555) 010-0101'), row(2, '155501001012'))).toMatchObject({ id: 1 });
		expect(match()).toBeUndefined();
	});

	it('C1: several are refused with their IDs', () => {
		const error = errorOf(() => match(row(1, PHONE), row(2, `+${PHONE}`), row(3, '1')));
		expect(error.message).toBe(
			'2 clients at location 5 have this phone: 1, 2. Nothing was changed. Choose one of them by its ID, or merge them in Altegio. [item 0]',
		);
		expect(outputOf(error)).toEqual({ client_ids: [1, 2] });
	});

	it('C1: a phone that cannot be seen may be this one', () => {
		const error = errorOf(() => match(row(1, '+1555*****01'), row(2, ''), row(3, '15550100199')));
		expect(error.message).toBe(
			'Client 1 at location 5 may have this phone, but its phone cannot be seen with the rights of this user. Nothing was changed. Give the user of the credential the right to see the phones of clients, or choose the client by ID. [item 0]',
		);
		expect((error as { description?: string }).description).toContain('Settings > Users > Clients');
		expect(outputOf(error)).toEqual({ client_ids: [1, 2] });
	});

	it('C1: a number that is found elsewhere in a card is not taken for the phone', () => {
		const error = errorOf(() => match(row(7, '15550100199')));
		expect(error.message).toBe(
			'Client 7 at location 5 has this number as a further phone or as its card number, and another main phone. Nothing was changed. Choose the client by its ID, or give another phone. [item 0]',
		);
		expect(outputOf(error)).toEqual({ client_ids: [7] });
	});

	it('C1: a longer number or a name with these digits is somebody else', () => {
		expect(match(row(7, `${PHONE}9`))).toBeUndefined();
		expect(match(row(7, '15550100199', { name: `Ada ${PHONE}` }))).toBeUndefined();
		expect(errorOf(() => match(row(7, `${PHONE}9`), row(8, '15550100199'))).message).toContain(
			'Client 8',
		);
	});
});

describe('looking for a client', () => {
	it('C1: the search gets the digits, and all its pages are read', async () => {
		const { place, requests } = placeOf(() => [row(1, PHONE)]);
		expect(await findByPhone(place, PHONE)).toMatchObject({ id: 1 });
		expect(requests).toMatchObject([
			{
				...{ method: 'POST', path: '/company/5/clients/search', effect: 'read' },
				body: {
					...{ page: 1, page_size: 200, order_by: 'id', order_by_direction: 'ASC' },
					...{ operation: 'AND' },
					filters: [{ type: 'quick_search', state: { value: PHONE } }],
				},
			},
		]);
	});

	it('C1: thoroughly it asks the full cards too, whose list may be refused', async () => {
		const answers: unknown[] = [[], [row(2, PHONE)]];
		const { place, requests } = placeOf(() => answers.shift());
		expect(await findByPhone(place, PHONE, true)).toMatchObject({ id: 2 });
		expect(requests[1]).toMatchObject({
			...{ method: 'GET', path: '/clients/5', qs: { page: 1, count: 300, phone: PHONE } },
		});
		const accepts = requests[1]?.accepts;
		expect([403, 404, 401, 422].map((status) => accepts?.(answerOf(status)))).toEqual([
			...[true, true, false, false],
		]);
		for (const status of [403, 404]) {
			const refused = placeOf(({ method }) => (method === 'POST' ? [] : answerOf(status)));
			expect(await findByPhone(refused.place, PHONE, true)).toBeUndefined();
		}
		const once = placeOf(() => []);
		expect(await findByPhone(once.place, PHONE)).toBeUndefined();
		expect(once.requests).toHaveLength(1);
	});

	it('C1: an ID needs no request, and a phone that nobody has is an error', async () => {
		const { place, requests } = placeOf(() => []);
		expect(await findClient(place, { id: 7 })).toEqual({ id: 7 });
		expect(await clientIdOf(place, { id: 7 })).toBe(7);
		expect(requests).toEqual([]);
		await expect(findClient(place, { phone: PHONE })).rejects.toMatchObject({
			message:
				"There is no client with this phone at location 5, or this user may not see it. Check 'Client' and 'Location'. [item 0]",
			description:
				'A user of Altegio may be limited to the clients of one team member. Clients of other locations of a chain are found there only.',
			httpCode: '404',
		});
		const known = placeOf(() => [row(9, PHONE)]);
		expect(await clientIdOf(known.place, { phone: PHONE })).toBe(9);
	});

	it('C1: pages have the number of all', async () => {
		const { api, requests } = placeOf(() => answerOf(200, [{ id: 1 }], { total_count: '7' }));
		const paging = { count: 50, page: 3 };
		const order = { order_by: 'name', order_by_direction: 'DESC' };
		expect(await searchPage(api, 5, paging, [], order)).toEqual({
			...{ entries: [{ id: 1 }], totalCount: 7 },
		});
		expect(requests[0]?.body).toMatchObject({ page: 3, page_size: 50, filters: [], ...order });
		expect(await cardPage(api, 5, paging, { changed_after: 'x' })).toEqual({
			...{ entries: [{ id: 1 }], totalCount: 7 },
		});
		expect(requests[1]?.qs).toEqual({ page: 3, count: 50, changed_after: 'x' });
	});
});

describe('the card of a client', () => {
	it('C3: is that of the client who was asked for, and of nobody else', async () => {
		const { api } = placeOf(({ path }) => ({ id: path.endsWith('/7') ? 7 : 1, name: 'Ada' }));
		expect(await getCard(api, 5, 7)).toEqual({ id: 7, name: 'Ada' });
		await expect(getCard(api, 5, 8)).rejects.toThrow("Altegio's answer holds no client 8.");
		expect(await getCardIfThere(api, 5, 7)).toEqual({ id: 7, name: 'Ada' });
		await expect(getCardIfThere(api, 5, 8)).rejects.toThrow("Altegio's answer holds no client 8.");
	});

	it('C2: may be gone where that is no surprise', async () => {
		const { api, requests } = placeOf(() => answerOf(404));
		expect(await getCardIfThere(api, 5, 7)).toBeUndefined();
		const accepts = requests[0]?.accepts;
		expect([404, 403, 200].map((status) => accepts?.(answerOf(status)))).toEqual([
			...[true, false, false],
		]);
	});
});

describe('making a client', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	const refusal = (code: string) => apiError(formOf(), { message: 'No.', code });
	/** What comes of it where Altegio answers the creation so, and the search finds these. */
	const add = async (answer: unknown, ...rows: IDataObject[]) => {
		const { api, requests } = newApi(({ path }) => (path === '/clients/5' ? answer : rows));
		const body = { name: 'Ada', phone: PHONE, gender_id: 2 };
		const added = addClient(api, item, 5, body).catch((error: unknown) => error);
		await jest.advanceTimersByTimeAsync(1_999);
		const before = requests.length;
		await jest.advanceTimersByTimeAsync(1);
		return { end: await added, requests, before };
	};

	it('C2: gives the card, or what was sent where the answer has none', async () => {
		const { end, requests } = await add({ id: 1, name: 'Ada' });
		expect(end).toEqual({ card: { id: 1, name: 'Ada' } });
		expect(requests).toMatchObject([
			{ method: 'POST', path: '/clients/5', body: { name: 'Ada', gender_id: 2, sex_id: 2 } },
		]);
		expect((await add(null)).end).toEqual({ card: { name: 'Ada', phone: PHONE } });
	});

	it.each(['200', '201', '400', '409', '422'])(
		'C2: after a refusal with %s the phone decides, two seconds later',
		async (code) => {
			const { end, before, requests } = await add(refusal(code), row(7, PHONE));
			expect(end).toEqual({ known: row(7, PHONE), mayBeNew: false });
			expect([before, requests.length]).toEqual([1, 2]);
			expect((await add(refusal(code))).end).toMatchObject({ message: 'No. [item 0]' });
		},
	);

	it.each(['401', '403', '404', '500'])('C2: %s is no word about the phone', async (code) => {
		const { end, requests } = await add(refusal(code), row(7, PHONE));
		expect(end).toMatchObject({ message: 'No. [item 0]' });
		expect(requests).toHaveLength(1);
	});

	it('C2: after a lost answer it may be the new one', async () => {
		const lost = markOutcomeUnknown(refusal('503'));
		expect((await add(lost, row(7, PHONE))).end).toEqual({ known: row(7, PHONE), mayBeNew: true });
		expect((await add(lost)).end).toBe(lost);
	});
});
