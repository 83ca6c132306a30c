import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { faults } from '../../sandbox';
import { CREDENTIAL_REFERENCE } from '../support/credentials';
import { runAltegio } from '../support/engine';
import { ALTEGIO_TYPE } from '../support/nodeTypes';
import {
	FIRST_ID,
	locator,
	SECOND_ID,
	THIRD_ID,
	UNPACED,
	update,
	useSandbox,
} from '../support/fixture';
import { DataNode, FieldsNode } from '../support/testNodes';
import { connectTo, newNode, outputsOf, startWorkflow } from '../support/workflow';

const fixture = useSandbox();

const IDS = [FIRST_ID, SECOND_ID, THIRD_ID, 41207];
const OPERATIONS: Record<string, INodeParameters> = {
	update: update({ title: 'New' }, { locationId: locator('={{ $json.location }}'), ...UNPACED }),
	get: {
		resource: 'location',
		operation: 'get',
		locationId: locator('={{ $json.location }}'),
		...UNPACED,
	},
};
/** The input is called `location`, so whatever is called `id` afterwards comes from the node. */
const ITEMS = IDS.map((location, row) => ({ location, row: `row ${row}` }));
/** What a node behind each output finds as its input item of long ago. */
const after = { row: "={{ $('Data').item.json.row }}", id: '={{ $json.id }}' };

async function run(
	parameters: INodeParameters,
	onError: INode['onError'],
	items: IDataObject[] = ITEMS,
) {
	return await runAltegio({ ...fixture.target, items, parameters, onError, after });
}

const rows = (found: IDataObject[]) => found.map(({ row }) => row);
const isFailure = ({ json }: INodeExecutionData) => json.error !== undefined;
const messageOf = (item: number) => new RegExp(`^Not enough rights\\..*\\[item ${item}\\]$`);

/** All ways in which some of four items can fail. */
const PATTERNS = Array.from({ length: 15 }, (_, bits) =>
	ITEMS.map((_item, index) => ((bits + 1) & (1 << index)) !== 0),
).map((fails) => [fails.map((one) => (one ? 'x' : '.')).join(''), fails] as const);

// Three patterns for every operation: everyOperation/order.test.ts.
describe('Update', () => {
	const parameters = OPERATIONS.update;

	it('R17: every item is linked to its input', async () => {
		const { after: found, outputs } = await run(parameters, undefined);
		expect(rows(found.success)).toEqual(['row 0', 'row 1', 'row 2', 'row 3']);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			ITEMS.map((_, item) => ({ item })),
		);
	});

	it.each(PATTERNS)('R16: both outputs stay linked where %s fail', async (_, fails) => {
		for (const fail of fails) fixture.sandbox.fault(fail ? faults.forbidden : {});
		const { error, outputs, after: found } = await run(parameters, 'continueErrorOutput');

		expect(error).toBeUndefined();
		const failed = ITEMS.map((_item, index) => index).filter((index) => fails[index]);
		expect(rows(found.error)).toEqual(failed.map((index) => `row ${index}`));
		expect(rows(found.success)).toEqual(
			ITEMS.filter((_item, index) => !fails[index]).map(({ row }) => row),
		);
		expect(outputs[0].filter(isFailure)).toEqual([]);
		expect(outputs[1].map(({ json }) => json.error)).toEqual(
			failed.map((index) => expect.stringMatching(messageOf(index)) as string),
		);
	});

	it.each(PATTERNS)('R16: so does the one output of Continue where %s fail', async (_, fails) => {
		for (const fail of fails) fixture.sandbox.fault(fail ? faults.forbidden : {});
		const { outputs, after: found } = await run(parameters, 'continueRegularOutput');

		expect(outputs).toHaveLength(1);
		expect(rows(found.success)).toEqual(['row 0', 'row 1', 'row 2', 'row 3']);
		expect(outputs[0].map(isFailure)).toEqual(fails);
		outputs[0].forEach(({ json }, index) => {
			if (fails[index]) expect(json.error).toMatch(messageOf(index));
		});
	});
});

describe('an item that was refused before any request', () => {
	const bad = { location: 'nowhere', row: 'bad' };

	it.each([0, 1, 4])('R16: as item %d it is linked too, and has no id', async (position) => {
		const items: IDataObject[] = [...ITEMS];
		items.splice(position, 0, bad);
		const { outputs, after: found } = await run(OPERATIONS.update, 'continueErrorOutput', items);

		expect(rows(found.success)).toEqual(rows(ITEMS));
		expect(rows(found.error)).toEqual(['bad']);
		expect(outputs[1][0].json).not.toHaveProperty('id');
		expect(outputs[1][0].json.error).toMatch(/'Location'.*"nowhere"/);
	});

	it('R16: it carries the id where only another field was wrong', async () => {
		const parameters = update(
			{ coordinateLat: '={{ $json.lat }}' },
			{ locationId: locator('={{ " " + $json.location }}') },
		);
		const items = [
			{ ...ITEMS[0], lat: '1' },
			{ ...ITEMS[1], lat: 'north' },
		];
		const { outputs, after: found } = await run(parameters, 'continueErrorOutput', items);

		expect(rows(found.error)).toEqual(['row 1']);
		expect(outputs[1][0].json).toMatchObject({
			id: SECOND_ID,
			error: expect.stringContaining("'Latitude'") as string,
		});
	});
});

describe('an item whose expression throws', () => {
	const parameters = update(
		{ title: "={{ $json.broken ? $('Nowhere').item.json.title : 'New' }}" },
		{ locationId: locator('={{ $json.location }}') },
	);

	it.each([0, 1, 3])('R16: as item %d it is linked, and has the id', async (position) => {
		const items = ITEMS.map((item, index) => ({ ...item, broken: index === position }));
		const { outputs, after: found } = await run(parameters, 'continueErrorOutput', items);

		expect(rows(found.success)).toEqual(rows(ITEMS.filter((_, index) => index !== position)));
		expect(rows(found.error)).toEqual(rows([ITEMS[position]]));
		expect(outputs[1][0].json).toMatchObject({
			id: IDS[position],
			error: `Referenced node doesn't exist. Correct the expression for this item. [item ${position}]`,
		});
	});

	it.each([0, 1, 3])('R16: with Continue, item %d is in its place', async (position) => {
		const items = ITEMS.map((item, index) => ({ ...item, broken: index === position }));
		const { after: found } = await run(parameters, 'continueRegularOutput', items);
		expect(rows(found.success)).toEqual(rows(ITEMS));
	});
});

describe('Get Many', () => {
	const getMany = (more: object = {}): INodeParameters => ({
		resource: 'location',
		operation: 'getAll',
		returnAll: true,
		filters: { cityId: '={{ $json.city }}' },
		...more,
	});
	const cities = [230, 182, 999, 181].map((city) => ({ city, row: `city ${city}` }));

	it('R17: every location is linked to the input that asked for it', async () => {
		const { after: found } = await run(getMany(), undefined, cities);
		const inNewYork = found.success.filter(({ row }) => row === 'city 181');

		expect(found.success.map(({ row }) => row)).toEqual([
			'city 230',
			'city 182',
			'city 181',
			'city 181',
		]);
		expect(inNewYork.map(({ id }) => id)).toEqual([FIRST_ID, SECOND_ID]);
	});

	it('R16, R17: where one input fails, the others stay linked', async () => {
		fixture.sandbox.fault({});
		fixture.sandbox.fault(faults.serverError);
		const { after: found } = await run(getMany(), 'continueErrorOutput', cities);

		expect(rows(found.error)).toEqual(['city 182']);
		expect(rows(found.success)).toEqual(['city 230', 'city 181', 'city 181']);
	});

	it('R17: pages of one input are all linked to it', async () => {
		const parameters = getMany({ returnAll: false, limit: 3, filters: {} });
		const { after: found } = await run(parameters, undefined, [{ row: 'a' }, { row: 'b' }]);
		expect(rows(found.success)).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
	});
});

it('R17: the link goes on through several Altegio nodes', async () => {
	const altegio = (name: string, parameters: INodeParameters): INode => ({
		...newNode(name, ALTEGIO_TYPE, parameters),
		credentials: { altegioApi: CREDENTIAL_REFERENCE },
		onError: 'continueErrorOutput',
	});
	fixture.sandbox.fault(faults.forbidden, { method: 'PUT', locationId: SECOND_ID });
	fixture.sandbox.fault(faults.forbidden, { method: 'GET', locationId: THIRD_ID });
	const started = startWorkflow({
		target: fixture.target,
		nodes: [
			newNode('Data', 'test.data'),
			altegio('Change', OPERATIONS.update),
			altegio('Read', { ...OPERATIONS.get, locationId: locator('={{ $json.id }}') }),
			newNode('End', 'test.fields', { fields: after }),
			newNode('Failed', 'test.fields', { fields: after }),
		],
		connections: {
			Data: connectTo('Change'),
			Change: connectTo('Read'),
			Read: connectTo('End', 'Failed'),
		},
		testNodes: [new DataNode(ITEMS.map((json) => ({ json }))), new FieldsNode()],
		toResult: ({ run: { data }, ...rest }) => ({
			...rest,
			end: outputsOf({ data } as never, 'End').flat(),
			failed: outputsOf({ data } as never, 'Failed').flat(),
		}),
	});
	const { end, failed } = await started.result;

	expect(end.map(({ json }) => json.row)).toEqual(['row 0', 'row 3']);
	expect(failed.map(({ json }) => json.row)).toEqual(['row 2']);
});
