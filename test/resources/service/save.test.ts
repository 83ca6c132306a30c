import type { IDataObject } from 'n8n-workflow';

import { deleteService } from '../../../nodes/Altegio/resources/service/delete';
import { listServices } from '../../../nodes/Altegio/resources/service/lookups';
import { saveService } from '../../../nodes/Altegio/resources/service/save';
import { apiError, outputOf } from '../../../nodes/Altegio/transport/errors';
import type { ApiRequest } from '../../../nodes/Altegio/transport/operation';
import { answerOf, formOf, newApi, newItem } from '../../support/units';
import { without } from '../../support/reshape';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const item = newItem();
const held: IDataObject = {
	...{ id: 5, title: 'Cut', category_id: 6, price_min: 40, price_max: 60, duration: 2700 },
	...{ technical_break_duration: 300, discount: 0, comment: 'Wash', weight: 10, active: 1 },
	...{ api_id: 'CUT-1', step: 900, image_group: {} },
	staff: [{ id: 1, seance_length: 1800, technological_card_id: 7, price: 5, name: 'Anna' }],
};

/** A salon with one service, which takes what a PUT brings. */
function salon(service: IDataObject = held) {
	const now = { ...service };
	const made = newApi(({ method, path, body }: ApiRequest) => {
		if (method === 'PUT') Object.assign(now, body);
		return path.endsWith('/services') ? [now] : { ...now };
	});
	const sent = () => made.requests.map(({ method, path }) => `${method} ${path}`);
	return { ...made, now, sent };
}

const GET = 'GET /company/5/services/5';
const LIST = 'GET /company/5/services';
const PUT = 'PUT /services/5/5';

/** Updates the service for a new item. */
const save = async (
	{ api }: ReturnType<typeof salon>,
	chosen: IDataObject = { price_min: 45 },
	isNamed = false,
	locationId = 5,
) =>
	await saveService({
		...{ api: { ...api, memory: new Map() }, item, locationId, id: 5 },
		...{ isNamed, chosen },
	});

describe('the body of an update of a service', () => {
	const bodyFor = async (service: IDataObject, chosen?: IDataObject) => {
		const made = salon(service);
		await save(made, chosen).catch(() => undefined);
		return made.requests.find(({ method }) => method === 'PUT')?.body as IDataObject;
	};
	const whole = {
		...{ title: 'Cut', category_id: 6, price_min: 45, price_max: 60, duration: 2700 },
		...{ technical_break_duration: 300, discount: 0, comment: 'Wash', weight: 10, active: 1 },
		...{ api_id: 'CUT-1', staff: [{ id: 1, seance_length: 1800, technological_card_id: 7 }] },
	};

	it('S1: has all that a PUT would reset, with the change, and nothing else', async () => {
		expect(await bodyFor(held)).toEqual(whole);
	});

	it('S1: leaves out what is null or not shown, but not a break of none', async () => {
		expect(await bodyFor({ ...held, comment: null, weight: null })).toEqual({
			...{ ...whole, comment: undefined, weight: undefined },
		});
		expect(await bodyFor({ ...held, technical_break_duration: null })).toEqual({
			...{ ...whole, technical_break_duration: null },
		});
		const body = await bodyFor(without(held, 'technical_break_duration', 'api_id'));
		expect(Object.keys(body)).not.toContain('technical_break_duration');
		expect(Object.keys(body)).not.toContain('api_id');
	});

	it('S1: has the External ID as text, unless there is none', async () => {
		expect((await bodyFor({ ...held, api_id: 17 })).api_id).toBe('17');
		expect(await bodyFor({ ...held, api_id: null })).not.toHaveProperty('api_id');
	});

	it('S1: is not sent where the links are not shown', async () => {
		const made = salon(without(held, 'staff'));
		const error = await save(made).catch((one: Error) => one);
		expect(error).toMatchObject({
			message: expect.stringMatching(
				/^Altegio does not show which team members provide service 5, and an update would unlink them all\. Nothing was sent\./,
			) as string,
			description: 'Altegio replaces the whole service, links included.',
		});
		expect(outputOf(error as Error)).toEqual({ id: 5 });
		expect(made.sent()).toEqual([GET]);
	});
});

describe('what an update of a service costs and compares', () => {
	it('S1: by ID it reads before and after, and sends nothing if nothing would change', async () => {
		const made = salon();
		expect(await save(made)).toMatchObject({ id: 5, price_min: 45, updated: true });
		expect(made.sent()).toEqual([GET, PUT, GET]);
		expect(await save(made)).toMatchObject({ price_min: 45, updated: false });
		expect(made.sent()).toEqual([GET, PUT, GET, GET]);
	});

	it('S2: by name the fresh list stands for the read before it, and once only', async () => {
		const made = salon();
		await listServices(made.api, 5);
		await save(made, { price_min: 45 }, true);
		expect(made.sent()).toEqual([LIST, PUT, GET]);
		// The list does not show the service as it is any more; the answer to the PUT shows all that is compared.
		await save(made, { price_min: 46 }, true);
		expect(made.sent().slice(3)).toEqual([GET, PUT]);
	});

	it('S2: of an older list the service is read, and the answer compared', async () => {
		const made = salon();
		await listServices(made.api, 5);
		await jest.advanceTimersByTimeAsync(30_001);
		await save(made, { price_min: 45 }, true);
		expect(made.sent()).toEqual([LIST, GET, PUT]);
	});

	it('S2: changes at one location do not make the list of another old', async () => {
		const made = salon();
		await save(made);
		const other = made.requests.length;
		await listServices(made.api, 6);
		await save(made, { price_min: 7 }, true, 6);
		expect(made.sent().slice(other)).toEqual([
			...['GET /company/6/services', 'PUT /services/6/5', 'GET /company/6/services/5'],
		]);
	});

	it('S1: says so if it cannot be read back', async () => {
		const made = salon();
		let isSent = false;
		const api = {
			...made.api,
			send: async (request: ApiRequest) => {
				if (request.method === 'GET' && isSent) {
					throw apiError(formOf(), { message: 'Away.', code: '503' });
				}
				isSent ||= request.method === 'PUT';
				return await made.api.send(request);
			},
		};
		await expect(save({ ...made, api })).rejects.toThrow(
			'Service 5 was updated, but could not be read back to verify it. Away. [item 0]',
		);
	});
});

describe('the deletion of a service', () => {
	const remove = async (
		answer: (request: ApiRequest) => unknown,
		options: IDataObject = {},
		memory = new Map<string, unknown>(),
	) => {
		const { api, requests } = newApi(answer);
		const parameters = { locationId: 5, serviceId: { __rl: true, mode: 'name', value: 'Cut' } };
		const given = newItem({ ...parameters, options });
		const end = await deleteService
			.prepare(given)({ ...api, memory })
			.catch((error: Error) => error.message);
		return { end, sent: requests.map(({ method, path }) => `${method} ${path}`), requests };
	};
	const DELETE = 'DELETE /services/5/5';
	const found = ({ path }: ApiRequest) => (path === '/company/5/services' ? [held] : held);

	it('R12: finds the name once, also for a later pass in which it is gone', async () => {
		const memory = new Map<string, unknown>();
		expect(await remove(found, {}, memory)).toMatchObject({
			...{ end: { deleted: true, id: 5 }, sent: [LIST, DELETE] },
		});
		expect(await remove(() => [], {}, memory)).toMatchObject({ sent: [DELETE] });
	});

	it('R22: with Expected Title it reads first', async () => {
		const options = { expectedTitle: 'Cut' };
		const { end, sent, requests } = await remove(found, options);
		expect([end, sent]).toEqual([{ deleted: true, id: 5 }, [LIST, GET, DELETE]]);
		expect(requests[1]).toMatchObject({ mayBeGone: true });
		const other = await remove(found, { expectedTitle: 'Wash' });
		expect(other.end).toMatch(/^The title of service 5 is .*Cut.*It was not deleted\./);
		expect(other.sent).toEqual([LIST, GET]);
	});

	it('R11: what is gone after a lost answer is deleted', async () => {
		const gone = ({ path }: ApiRequest) =>
			path === '/company/5/services' ? [held] : answerOf(404);
		const { end, sent } = await remove(gone, { expectedTitle: 'Cut' });
		expect([end, sent]).toEqual([{ deleted: true, id: 5 }, [LIST, GET]]);
	});

	it('R22: the title of another service is none', async () => {
		const another = ({ path }: ApiRequest) =>
			path === '/company/5/services' ? [held] : { ...held, id: 6 };
		const { end, sent } = await remove(another, { expectedTitle: 'Cut' });
		expect(end).toMatch(/It was not deleted\./);
		expect(sent).toEqual([LIST, GET]);
	});
});
