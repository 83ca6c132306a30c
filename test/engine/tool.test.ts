import type { INodeParameters } from 'n8n-workflow';

import { faults } from '../../sandbox';
import { runAsTool, type ToolAnswer, type ToolOptions } from '../support/engine';
import { runDirectly } from '../support/direct';
import { requestsOf } from '../support/requests';
import { FIRST_ID, locator, SECOND_ID, update, useSandbox } from '../support/fixture';

const fixture = useSandbox();

/** What the editor writes when the user lets the model fill in a field. */
const ID = locator("={{ $fromAI('Location', `ID of the location`, 'string') }}");
const TITLE = "={{ $fromAI('Title', ``, 'string') }}";

const GET = { operation: 'get', locationId: ID };
const UPDATE = {
	operation: 'update',
	locationId: ID,
	updateFields: { title: TITLE, zip: "={{ $fromAI('ZIP_Code', ``, 'string') }}" },
};
const DELETE = { operation: 'delete', locationId: ID, options: { expectedTitle: TITLE } };
const FIND = {
	operation: 'getAll',
	filters: { cityId: "={{ $fromAI('City', ``, 'string') }}" },
	limit: "={{ $fromAI('Limit', ``, 'number') }}",
};

async function call(parameters: object, calls: ToolOptions['calls'], more = {}) {
	return await runAsTool({
		...fixture.target,
		parameters: { resource: 'location', ...parameters } as INodeParameters,
		calls,
		...more,
	});
}

const requests = () => requestsOf(fixture.sandbox);

/** The first line of what the model reads of a failed call: older agents hide the rest. */
function said({ response, error }: ToolAnswer): string {
	const [item] = [response].flat() as Array<{ error?: string } | undefined>;
	return String(error ?? item?.error).split('\n')[0];
}

describe.each(['engine', 'invoke', 'invokeInParallel'] as const)('as a tool (%s)', (how) => {
	it('Get gives the location', async () => {
		const { answers } = await call(GET, [{ Location: `${FIRST_ID}` }], { how });
		expect(answers).toEqual([
			{ response: [expect.objectContaining({ id: FIRST_ID, title: 'Willow Street Barbers' })] },
		]);
		expect(requests()).toEqual([`GET /company/${FIRST_ID}`]);
	});

	it('Update sends what the model fills in, and what it leaves blank stays', async () => {
		const calls = [
			{ Location: `${FIRST_ID}`, Title: 'New', ZIP_Code: '' },
			{ Location: ` ${SECOND_ID} `, Title: '', ZIP_Code: '10115' },
		];
		const { answers } = await call(UPDATE, calls, { how });
		const byPath = fixture.sandbox.requests.map(({ path, body }) => [path, body]);

		expect(answers.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(Object.fromEntries(byPath as Array<[string, unknown]>)).toEqual({
			[`/company/${FIRST_ID}`]: { title: 'New' },
			[`/company/${SECOND_ID}`]: { zip: '10115' },
		});
	});

	it('Get Many takes the filter and the number that the model fills in', async () => {
		const { answers } = await call(FIND, [{ City: '181', Limit: 1 }], { how });
		expect(answers[0].response).toHaveLength(1);
		expect(fixture.sandbox.requests[0].query).toEqual({
			my: '1',
			city_id: '181',
			count: '1',
			page: '1',
		});
	});

	it('R22: Delete with another title is refused: both titles, and that nothing happened', async () => {
		const calls = [{ Location: `${FIRST_ID}`, Title: 'Lumen Skin Clinic' }];
		const { answers } = await call(DELETE, calls, { how });

		expect(said(answers[0])).toContain(`location ${FIRST_ID}`);
		expect(said(answers[0])).toContain('"Willow Street Barbers"');
		expect(said(answers[0])).toContain('"Lumen Skin Clinic"');
		expect(said(answers[0])).toContain('not deleted');
		expect(requests()).toEqual([`GET /company/${FIRST_ID}`]);
		expect(fixture.sandbox.locations.get(FIRST_ID)?.deleted).toBe(false);
	});

	it('R22: Delete with the right title is done', async () => {
		const calls = [{ Location: `${FIRST_ID}`, Title: 'Willow Street Barbers' }];
		const { answers } = await call(DELETE, calls, { how });
		expect(answers).toEqual([{ response: [{ deleted: true, id: FIRST_ID }] }]);
	});

	it.each([
		['a name', 'Willow Street Barbers'],
		['nothing', ''],
		['a path', '1/../37532'],
		['two ids', '37532, 37540'],
	])(
		'R6: %s for an ID is refused before any request: what an ID looks like',
		async (_, Location) => {
			const calls = [{ Location, Title: 'Willow Street Barbers' }];
			for (const parameters of [GET, DELETE]) {
				const { answers } = await call(parameters, calls, { how });
				expect(said(answers[0])).toContain("'Location' must be the ID of one location");
				expect(said(answers[0])).toContain('positive whole number');
				expect(said(answers[0])).toContain(
					Location === '' ? 'but it is blank' : JSON.stringify(Location),
				);
			}
			expect(fixture.sandbox.requests).toEqual([]);
		},
	);

	it('R15: an unknown location: that it does not exist, and what to check', async () => {
		const { answers } = await call(GET, [{ Location: '99' }], { how });
		expect(said(answers[0])).toMatch(/Not found.*Check 'Location'/);
	});

	it('R4: nothing to update: which location, and that a value is missing', async () => {
		const calls = [{ Location: `${FIRST_ID}`, Title: '', ZIP_Code: '' }];
		const { answers } = await call(UPDATE, calls, { how });
		expect(said(answers[0])).toMatch(/nothing to update.*has a value/);
		expect(fixture.sandbox.requests).toEqual([]);
	});

	it('R15: a refused field: its name in the form and the words of Altegio', async () => {
		fixture.sandbox.fault(faults.invalidFields);
		const calls = [{ Location: `${FIRST_ID}`, Title: 'New', ZIP_Code: '1' }];
		const { answers } = await call(UPDATE, calls, { how });
		expect(said(answers[0])).toContain('ZIP Code: The zip field is too long.');
	});

	it('one refused call leaves the others alone', async () => {
		const calls = [{ Location: 'x' }, { Location: `${FIRST_ID}` }, { Location: '99' }];
		const { answers, status } = await call(GET, calls, { how });
		expect(status).toBe('success');
		expect(said(answers[0])).toContain('must be the ID');
		expect(answers[1].response).toEqual([expect.objectContaining({ id: FIRST_ID })]);
		expect(said(answers[2])).toContain('Not found');
	});

	it('R19: no token is in what the model reads', async () => {
		fixture.allowViolations();
		const { partnerToken, userToken } = fixture.target.credentials;
		const calls = [{ Location: `${FIRST_ID}` }, { Location: '99' }, { Location: 'x' }];
		const text = JSON.stringify((await call(GET, calls, { how })).answers);
		expect(text).not.toContain(partnerToken);
		expect(text).not.toContain(userToken);
	});
});

describe('what the model is told of the tool', () => {
	async function told(parameters: object) {
		const { tool } = await call(parameters, [], { how: 'invoke' });
		return tool!;
	}

	it.each([
		['Get', GET, /\bget\b.*\blocation\b.*Altegio/i, ['Location']],
		['Update', UPDATE, /\bupdate\b.*\blocation\b.*Altegio/i, ['Location', 'Title', 'ZIP_Code']],
		['Delete', DELETE, /\bdelete\b.*\blocation\b.*Altegio/i, ['Location', 'Title']],
		['Get Many', FIND, /\bget many\b.*\blocations\b.*Altegio/i, ['City', 'Limit']],
	])('%s: what it does, and the arguments it takes', async (_, parameters, words, names) => {
		const tool = await told(parameters);
		expect(tool.description).toMatch(words);
		expect(tool.arguments.sort()).toEqual([...names].sort());
	});
});

describe('executed outside a workflow', () => {
	const rename = update({ title: 'New' });

	it('one item is carried out', async () => {
		const items = [{ id: FIRST_ID }];
		const [{ json }] = await runDirectly({ ...fixture.target, items, parameters: rename });
		expect(json).toMatchObject({ id: FIRST_ID, title: 'New' });
	});

	// Nothing there checks all items before the first is sent.
	it('R8: of several items none is sent', async () => {
		const items = [{ id: FIRST_ID }, { id: SECOND_ID }];
		const run = runDirectly({ ...fixture.target, items, parameters: rename });
		await expect(run).rejects.toThrow('takes one item at a time: call it once for each. [item 0]');
		expect(requests()).toEqual([]);
	});
});
