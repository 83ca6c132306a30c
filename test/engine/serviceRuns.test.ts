import { manyServices } from '../../sandbox';
import type { RecordedRequest } from '../../sandbox';
import { byName, service } from '../support/catalog';
import { runAltegio } from '../support/engine';
import { useSandboxInFakeTime } from '../support/time';

const COUNT = 100;
// 100 rows each, on a machine that may be busy.
jest.setTimeout(120_000);

const { fixture, time } = useSandboxInFakeTime({ services: manyServices(COUNT) });

const ROWS = manyServices(COUNT).map(({ id, title }, index) => ({
	...{ id, name: title },
	price: 200 + index,
}));

/** New prices by name; `more` overrides any parameter. */
async function run(more: object = {}, items: object[] = ROWS) {
	const parameters = service('update', {
		serviceId: byName('={{ $json.name }}'),
		updateFields: { priceMin: '={{ $json.price }}', priceMax: '={{ $json.price }}' },
		...more,
	});
	return await time.settle(runAltegio({ ...fixture.target, parameters, items: items as [] }));
}

function counts() {
	const of = (isIt: (request: RecordedRequest) => boolean) =>
		fixture.sandbox.requests.filter(isIt).length;
	return {
		lists: of(({ operationId }) => operationId === 'get_services'),
		reads: of(({ operationId }) => operationId === 'get_service'),
		writes: of(({ method }) => method === 'PUT'),
	};
}

const links = () => [...fixture.sandbox.services.values()].map(({ staff }) => staff);

it('S1: rows by name send one list, and a read and a write each, also in the minutes that this takes', async () => {
	const before = links();
	const { error } = await run({ requestOptions: {} });
	expect(error).toBeUndefined();
	expect(counts()).toEqual({ lists: 1, reads: COUNT, writes: COUNT });
	expect(links()).toEqual(before);
	expect(fixture.sandbox.services.get(ROWS[7]!.id)).toMatchObject({ price_min: 207 });

	fixture.sandbox.requests.length = 0;
	await run();
	expect(counts()).toEqual({ lists: 1, reads: 0, writes: 0 });
});

it('S1: does not undo a link that somebody adds while a long run goes on', async () => {
	const last = ROWS.at(-1)!;
	const slow = { requestOptions: { requestsPerMinute: 2 } };
	const running = run(slow, [...ROWS.slice(0, 4), last]);
	await time.until(() => counts().writes === 2);
	fixture.sandbox.services.get(last.id)!.staff.push({ id: 50110, seance_length: 1800 });
	const { error } = await running;
	expect(error).toBeUndefined();
	expect(fixture.sandbox.services.get(last.id)!.staff).toHaveLength(3);
});

it('S1: two rows of one service build on each other', async () => {
	const [first] = ROWS;
	const updateFields = { priceMin: '={{ $json.price }}', comment: '={{ $json.comment }}' };
	const { error } = await run(
		{ updateFields },
		[{ price: 1 }, { comment: 'New' }].map((row) => ({ name: first!.name, ...row })),
	);
	expect(error).toBeUndefined();
	expect(counts()).toEqual({ lists: 1, reads: 2, writes: 2 });
	expect(fixture.sandbox.services.get(first!.id)).toMatchObject({ price_min: 1, comment: 'New' });
});

it.each([{}, { options: { expectedTitle: ROWS[0]!.name } }])(
	'R12: a lost answer to a deletion is no second one under Retry On Fail, by name and with %j',
	async (more) => {
		const [{ id, name }] = ROWS as [(typeof ROWS)[0]];
		fixture.sandbox.fault({ cut: 'after' }, { method: 'DELETE' }, 3);
		const parameters = service('delete', { serviceId: byName(name), ...more });
		const retryOnFail = { maxTries: 2, waitBetweenTries: 0 };
		const { error, outputs } = await time.settle(
			runAltegio({ ...fixture.target, parameters, retryOnFail }),
		);
		expect(error).toBeUndefined();
		expect(outputs[0]?.map(({ json }) => json)).toEqual([{ deleted: true, id }]);
		expect(counts().lists).toBe(1);
	},
);
