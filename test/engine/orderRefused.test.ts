import type { INode } from 'n8n-workflow';

import { faults } from '../../sandbox';
import { runAltegio } from '../support/engine';
import { idsSent } from '../support/requests';
import { FIRST_ID, SECOND_ID, THIRD_ID, update } from '../support/fixture';
import { useSandboxInFakeTime } from '../support/time';

const { fixture, time } = useSandboxInFakeTime();

const IDS = [FIRST_ID, SECOND_ID, THIRD_ID];
const POSITIONS = [
	['first', 0],
	['middle', 1],
	['last', 2],
] as const;
const CONTINUE = ['continueRegularOutput', 'continueErrorOutput'] as const;

/** Titles of the three locations now. */
function titles(): unknown[] {
	return IDS.map((id) => fixture.sandbox.locations.get(id)?.location.title);
}

/** Each kind spoils one item: `given` goes into its JSON; `words` are what the user reads. */
const KINDS = {
	'an ID that is none': {
		given: { id: '1/../2' },
		parameters: {},
		words: /^'Location' must be the ID/,
	},
	'a field that is impossible': {
		given: { lat: '91' },
		parameters: { updateFields: { title: 'New', coordinateLat: '={{ $json.lat }}' } },
		words: /^'Latitude' must be a number/,
	},
	'an expression that throws': {
		given: { broken: true },
		parameters: {
			updateFields: { title: "={{ $json.broken ? $('Nowhere').item.json.title : 'New' }}" },
		},
		words: /^Referenced node doesn't exist/,
	},
};
const run = async (kind: keyof typeof KINDS, position: number, node: Partial<INode> = {}) => {
	const { given, parameters } = KINDS[kind];
	const items = IDS.map((id, index) => ({ id, lat: '1', ...(index === position && given) }));
	return await time.settle(
		runAltegio({
			...fixture.target,
			items,
			parameters: update({ title: 'New' }, parameters),
			onError: node.onError,
			node,
		}),
	);
};

describe.each(Object.keys(KINDS) as Array<keyof typeof KINDS>)('%s', (kind) => {
	it.each(POSITIONS)('R8: in the %s item, with Stop: nothing is sent', async (_, position) => {
		const before = titles();
		const { error, outputs } = await run(kind, position);

		expect(fixture.sandbox.requests).toEqual([]);
		expect(titles()).toEqual(before);
		expect(outputs).toEqual([]);
		expect(error).toMatchObject({ context: { itemIndex: position } });
		expect(error?.message).toMatch(KINDS[kind].words);
	});

	it.each(POSITIONS)(
		'R8: in the %s item, with Stop and Retry On Fail: the same',
		async (_, position) => {
			const { error } = await run(kind, position, {
				retryOnFail: true,
				maxTries: 3,
				waitBetweenTries: 1000,
			});

			expect(time.elapsed()).toBeGreaterThanOrEqual(2000);
			expect(fixture.sandbox.requests).toEqual([]);
			expect(error).toMatchObject({ context: { itemIndex: position } });
		},
	);

	it.each(
		CONTINUE.flatMap((onError) => POSITIONS.map(([name, at]) => [onError, name, at] as const)),
	)('R8: with %s in the %s item: only that one fails', async (onError, _, position) => {
		const { error, outputs } = await run(kind, position, { onError });
		const others = IDS.filter((id) => id !== IDS[position]);

		expect(error).toBeUndefined();
		expect(idsSent(fixture.sandbox)).toEqual(others);
		expect(fixture.sandbox.requests.every(({ applied }) => applied)).toBe(true);
		const [regular, failed = []] = outputs;
		expect(regular.filter(({ json }) => !json.error).map(({ json }) => json.id)).toEqual(others);
		const errors =
			onError === 'continueErrorOutput' ? failed : regular.filter(({ json }) => json.error);
		expect(errors).toHaveLength(1);
		expect(errors[0].json.error).toMatch(KINDS[kind].words);
	});
});

it('R8: with Stop, what is wrong with the first bad item is what the user reads', async () => {
	const { error } = await time.settle(
		runAltegio({
			...fixture.target,
			items: [{ id: FIRST_ID }, { id: 'b' }, { id: 'c' }],
			parameters: update({ title: 'New' }),
		}),
	);
	expect(error?.message).toMatch(/'Location'.*"b".*\[item 1\]/);
	expect(fixture.sandbox.requests).toEqual([]);
});

describe("with the user's Batching of two items a second", () => {
	const batching = { batching: { batch: { batchSize: 2, batchInterval: 1000 } } };
	const items = [...IDS, 41207, 41990].map((id) => ({ id }));
	const runBatches = async (list: object[], onError?: INode['onError']) =>
		await time.settle(
			runAltegio({
				...fixture.target,
				items: list as typeof items,
				parameters: update({ title: 'New' }, { requestOptions: batching }),
				onError,
			}),
		);
	/** Seconds at which the requests came, from the first one on. */
	const seconds = () => {
		const at = fixture.sandbox.requests.map((request) => request.at);
		return at.map((ms) => (ms - at[0]) / 1000);
	};

	it.each(['stopWorkflow', ...CONTINUE] as const)(
		'R8: the batches are spaced (On Error: %s)',
		async (onError) => {
			await runBatches(items, onError);
			expect(idsSent(fixture.sandbox)).toEqual(items.map(({ id }) => id));
			expect(seconds()).toEqual([0, 0, 1, 1, 2]);
		},
	);

	it.each([0, 2, 4])('R8: with Stop, nothing is sent if item %d is bad', async (position) => {
		const spoilt = items.map((item, index) => (index === position ? { id: 'no' } : item));
		const { error } = await runBatches(spoilt);
		expect(fixture.sandbox.requests).toEqual([]);
		expect(error).toMatchObject({ context: { itemIndex: position } });
	});

	it('R8: with Stop, nothing is sent if the expression of the last item throws', async () => {
		const { error } = await time.settle(
			runAltegio({
				...fixture.target,
				items: items.map((item, index) => ({ ...item, broken: index === 4 })),
				parameters: update(
					{ title: "={{ $json.broken ? $('Nowhere').item.json.title : 'New' }}" },
					{ requestOptions: batching },
				),
			}),
		);
		expect(fixture.sandbox.requests).toEqual([]);
		expect(error).toMatchObject({ context: { itemIndex: 4 } });
	});

	it('R8: with Continue, only the item whose Batching throws fails', async () => {
		const batchInterval = "={{ $json.id === 37540 ? $('Nowhere').item.json.ms : 1000 }}";
		const { status, outputs } = await time.settle(
			runAltegio({
				...fixture.target,
				items: IDS.map((id) => ({ id })),
				parameters: update(
					{ title: 'New' },
					{ requestOptions: { batching: { batch: { batchSize: 1, batchInterval } } } },
				),
				onError: 'continueErrorOutput',
			}),
		);
		expect(status).toBe('success');
		expect(idsSent(fixture.sandbox)).toEqual([FIRST_ID, THIRD_ID]);
		expect(outputs.map((list) => list.map(({ json }) => json.id))).toEqual([
			[FIRST_ID, THIRD_ID],
			[SECOND_ID],
		]);
	});

	it('R9: an interval that comes as text is waited for in full', async () => {
		await time.settle(
			runAltegio({
				...fixture.target,
				items: IDS.map((id) => ({ id })),
				parameters: update(
					{ title: 'New' },
					{
						requestOptions: {
							batching: { batch: { batchSize: '1', batchInterval: '={{ "20000" }}' } },
						},
					},
				),
			}),
		);
		expect(seconds()).toEqual([0, 20, 40]);
	});

	it('R9: with Stop, no batch follows a failure', async () => {
		fixture.sandbox.fault(faults.invalidFields, { locationId: SECOND_ID });
		await runBatches(items);
		expect(idsSent(fixture.sandbox)).toEqual([FIRST_ID, SECOND_ID]);
	});
});

it.each(['stopWorkflow', ...CONTINUE] as const)(
	'R8: with Execute Once the first item alone is checked and sent (On Error: %s)',
	async (onError) => {
		const { error, outputs } = await time.settle(
			runAltegio({
				...fixture.target,
				items: [{ id: FIRST_ID }, { id: 'no' }, { id: THIRD_ID }],
				parameters: update({ title: 'New' }),
				onError,
				node: { executeOnce: true },
			}),
		);
		expect(error).toBeUndefined();
		expect(idsSent(fixture.sandbox)).toEqual([FIRST_ID]);
		expect(outputs.flat().map(({ json }) => json.id)).toEqual([FIRST_ID]);
	},
);

describe('R8: the description of a refusal', () => {
	const describing = async (count: number) => {
		const items = Array.from({ length: count }, (_, index) => ({
			id: index === 1 ? FIRST_ID : 'x',
		}));
		const { error } = await time.settle(
			runAltegio({ ...fixture.target, items, parameters: update({ title: 'New' }) }),
		);
		return String((error as { description?: string }).description);
	};
	const refused = (index: number) =>
		`'Location' must be the ID of one location, a positive whole number, but is "x". [item ${index}]`;

	it('lists the other items that were refused', async () => {
		const description = await describing(4);
		expect(description).toContain(
			`Nothing was sent to Altegio. Other items that were refused: ${refused(2)} ${refused(3)}`,
		);
		expect(description).not.toContain(' more.');
		expect(description).not.toContain('undefined');
	});

	it('lists twenty of them at most, and says how many more there are', async () => {
		const description = await describing(25);
		expect(description).toContain(`${refused(21)} And 3 more.`);
		expect(description).not.toContain(refused(22));
	});

	it('is the same without others, but for the list', async () => {
		const description = await describing(1);
		expect(description).toContain('Nothing was sent to Altegio.');
		expect(description).not.toContain('Other items');
	});
});
