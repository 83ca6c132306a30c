import type { IDataObject, INode, INodeParameters, INodeType } from 'n8n-workflow';

import { faults } from '../../sandbox';
import { CREDENTIAL_REFERENCE } from '../support/credentials';
import { runAltegio } from '../support/engine';
import { ALTEGIO_TYPE } from '../support/nodeTypes';
import { FIRST_ID, remove, SECOND_ID, THIRD_ID, update } from '../support/fixture';
import { DataNode, describeNode } from '../support/testNodes';
import { useSandboxInFakeTime } from '../support/time';
import { connectTo, newNode, startWorkflow } from '../support/workflow';

const { fixture, time } = useSandboxInFakeTime();

const IDS = [FIRST_ID, SECOND_ID, THIRD_ID];
const create: INodeParameters = {
	resource: 'location',
	operation: 'create',
	title: '={{ "New " + $json.id }}',
};
const OPERATIONS = { update: update({ title: 'New' }), delete: remove(), create };

interface Options {
	maxTries?: number;
	onError?: INode['onError'];
	items?: IDataObject[];
	node?: Partial<INode>;
}

/** Runs with n8n's own Retry On Fail, which calls the node again with all items. */
async function run(parameters: INodeParameters, options: Options = {}) {
	const { maxTries = 2, items = IDS.map((id) => ({ id })), ...rest } = options;
	const retryOnFail = { maxTries, waitBetweenTries: 5000 };
	return await time.settle(
		runAltegio({ ...fixture.target, items, parameters, retryOnFail, ...rest }),
	);
}

/** For each request the index of its item. */
function itemsSent(): number[] {
	return fixture.sandbox.requests.map(({ path, body }) => {
		const { title } = (body ?? {}) as { title?: string };
		return IDS.findIndex((id) => path.endsWith(`/${id}`) || title === `New ${id}`);
	});
}

const created = (id: number) =>
	[...fixture.sandbox.locations.values()].filter(({ location }) => location.title === `New ${id}`);

describe.each(Object.entries(OPERATIONS))('%s', (_, parameters) => {
	it.each([
		[0, [0, 0, 1, 2]],
		[1, [0, 1, 1, 2]],
		[2, [0, 1, 2, 2]],
	])('R12: with Stop, if item %d fails, only what is missing is sent', async (failing, sent) => {
		for (let index = 0; index < failing; index++) fixture.sandbox.fault({});
		fixture.sandbox.fault(faults.invalidFields);
		const { error, outputs } = await run(parameters);

		expect(error).toBeUndefined();
		expect(itemsSent()).toEqual(sent);
		expect(fixture.sandbox.requests.filter(({ applied }) => applied)).toHaveLength(IDS.length);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('R12: with Stop, a failure in every pass stops each of them, and is the error in the end', async () => {
		fixture.sandbox.fault({});
		fixture.sandbox.fault(faults.invalidFields, {}, Infinity);
		const { error, outputs } = await run(parameters, { maxTries: 4 });

		expect(itemsSent()).toEqual([0, 1, 1, 1, 1]);
		expect(outputs).toEqual([]);
		expect(error).toMatchObject({ httpCode: '422', context: { itemIndex: 1 } });
	});

	it('R12: with Stop, each pass may fail at another item', async () => {
		fixture.sandbox.fault(faults.invalidFields);
		fixture.sandbox.fault({});
		fixture.sandbox.fault(faults.forbidden);
		fixture.sandbox.fault({});
		fixture.sandbox.fault(faults.invalidFields);
		const { error } = await run(parameters, { maxTries: 4 });

		expect(error).toBeUndefined();
		expect(itemsSent()).toEqual([0, 0, 1, 1, 2, 2]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'R12: with %s, n8n repeats only if the first item failed, and then only that one is sent',
		async (onError) => {
			fixture.sandbox.fault(faults.invalidFields);
			fixture.sandbox.fault({});
			fixture.sandbox.fault(faults.forbidden);
			const { outputs } = await run(parameters, { onError });

			// The last item has failed as well, so it is sent again with the first.
			expect(itemsSent()).toEqual([0, 1, 2, 0, 2]);
			const [regular, failed = []] = outputs;
			expect(regular.map(({ pairedItem }) => pairedItem)).toEqual(
				IDS.map((_id, item) => ({ item })),
			);
			expect(failed).toEqual([]);
			expect(regular.filter(({ json }) => json.error)).toEqual([]);
		},
	);

	it('R12: with Continue and a failure of another item n8n repeats nothing, and it is reported', async () => {
		fixture.sandbox.fault({});
		fixture.sandbox.fault(faults.invalidFields);
		const { outputs } = await run(parameters, { onError: 'continueErrorOutput' });

		expect(itemsSent()).toEqual([0, 1, 2]);
		expect(outputs.map((items) => items.length)).toEqual([2, 1]);
	});
});

describe('a creation that may have been carried out', () => {
	const open = /The new location may exist.*\[item 1\]$/;

	it.each([
		['cutAfter', 1],
		['cutBefore', 0],
		['gatewayTimeoutApplied', 1],
		['badGateway', 0],
		['neverButApplied', 1],
		['never', 0],
		['cutHalf', 1],
	] as const)('R12: after %s is not sent again by Retry On Fail', async (fault, count) => {
		fixture.sandbox.fault({});
		fixture.sandbox.fault(faults[fault]);
		const { error } = await run(create, { maxTries: 3 });

		expect(itemsSent()).toEqual([0, 1]);
		expect(created(SECOND_ID)).toHaveLength(count);
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		expect(error?.message).toMatch(open);
	});

	it('R12: is not sent again with Continue either, while another failed one is', async () => {
		fixture.sandbox.fault(faults.forbidden);
		fixture.sandbox.fault(faults.cutAfter);
		const { outputs } = await run(create, { onError: 'continueErrorOutput' });

		expect(itemsSent()).toEqual([0, 1, 2, 0]);
		expect(outputs[0].map(({ json }) => json.title)).toEqual([
			`New ${FIRST_ID}`,
			`New ${THIRD_ID}`,
		]);
		expect(outputs[1]).toHaveLength(1);
		expect(outputs[1][0].json.error).toMatch(open);
		expect(IDS.map((id) => created(id).length)).toEqual([1, 1, 1]);
	});

	it('R12: is sent again if the refusal was clear', async () => {
		fixture.sandbox.fault(faults.forbidden);
		const { error } = await run(create);
		expect(error).toBeUndefined();
		expect(itemsSent()).toEqual([0, 0, 1, 2]);
	});
});

describe('a deletion that may have been carried out', () => {
	it('R12: counts as done if the next pass finds nothing', async () => {
		fixture.sandbox.fault(faults.cutAfter, { locationId: SECOND_ID }, 3);
		const { error, outputs } = await run(remove());

		expect(itemsSent()).toEqual([0, 1, 1, 1, 1, 2]);
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json)).toEqual(IDS.map((id) => ({ deleted: true, id })));
	});

	it('R12: counts as done if the next pass finds nothing, with Expected Title too', async () => {
		const titled = { options: { expectedTitle: '={{ $json.title }}' } };
		const items = IDS.map((id) => ({
			id,
			title: fixture.sandbox.locations.get(id)?.location.title,
		})) as IDataObject[];
		fixture.sandbox.fault(faults.cutAfter, { method: 'DELETE', locationId: SECOND_ID }, 3);
		const { error, outputs } = await run(remove(titled), { items });

		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json)).toEqual(IDS.map((id) => ({ deleted: true, id })));
	});
});

it('R12: refused tokens are tried again in the next pass', async () => {
	const { userToken } = fixture.target.credentials;
	fixture.sandbox.userTokens.delete(userToken);
	const running = run(update({ title: 'New' }));
	await time.until(() => time.elapsed() > 0);
	fixture.sandbox.userTokens.add(userToken);
	const { error } = await running;

	expect(error).toBeUndefined();
	expect(
		fixture.sandbox.requests.filter(({ applied, method }) => applied && method === 'PUT'),
	).toHaveLength(3);
});

it('R12: with Execute Once', async () => {
	fixture.sandbox.fault(faults.invalidFields);
	const { error } = await run(update({ title: 'New' }), { node: { executeOnce: true } });
	expect(error).toBeUndefined();
	expect(itemsSent()).toEqual([0, 0]);
});

describe('what is remembered ends with the run of the node', () => {
	const altegio = (name: string): INode => ({
		...newNode(name, ALTEGIO_TYPE, update({ title: 'New' })),
		credentials: { altegioApi: CREDENTIAL_REFERENCE },
		retryOnFail: true,
	});
	const data = new DataNode(IDS.map((id) => ({ json: { id } })));

	it('R12: a second node that does the same sends it again', async () => {
		const started = startWorkflow({
			target: fixture.target,
			nodes: [newNode('Data', 'test.data'), altegio('One'), altegio('Two')],
			connections: { Data: connectTo('One'), One: connectTo('Two') },
			testNodes: [data],
			toResult: ({ error }) => error,
		});
		expect(await time.settle(started.result)).toBeUndefined();
		expect(itemsSent()).toEqual([0, 1, 2, 0, 1, 2]);
	});

	it('R12: a node that is passed again in a loop sends it again', async () => {
		let rounds = 0;
		const loop: INodeType = {
			description: describeNode('loop'),
			async execute() {
				return ++rounds < 3 ? [this.getInputData()] : [[]];
			},
		};
		const started = startWorkflow({
			target: fixture.target,
			nodes: [newNode('Data', 'test.data'), altegio('One'), newNode('Loop', 'test.loop')],
			connections: { Data: connectTo('One'), One: connectTo('Loop'), Loop: connectTo('One') },
			testNodes: [data, loop],
			toResult: ({ error }) => error,
		});
		expect(await time.settle(started.result)).toBeUndefined();
		expect(itemsSent()).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
	});
});
