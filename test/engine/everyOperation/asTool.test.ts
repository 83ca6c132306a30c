import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	EACH_OPERATION,
	itemsOf,
	parametersOf,
	requestFor,
	type OperationRow,
} from '../../operations';
import { runAsTool } from '../../support/engine';
import { requestsOf } from '../../support/requests';
import { useSandboxInFakeTime } from '../../support/time';

const { fixture, time } = useSandboxInFakeTime();

/** Parameters of a row in which the model fills in what came from the item. */
function forModel(row: OperationRow, change: object = {}): INodeParameters {
	const text = JSON.stringify(parametersOf(row, change));
	return JSON.parse(
		text.replace(/\$json\.(\w+)/g, (_, key: string) => `$fromAI('${key}', '', 'string')`),
	) as INodeParameters;
}

async function call(row: OperationRow, change: object = {}, how: 'engine' | 'invoke' = 'engine') {
	const calls = itemsOf(row).map((item) =>
		Object.fromEntries(Object.entries(item).map(([key, value]) => [key, String(value)])),
	);
	const parameters = forModel(row, change);
	return await time.settle(runAsTool({ ...fixture.target, parameters, calls, how }));
}

describe.each(EACH_OPERATION)('%s', (_, row) => {
	it.each(['engine', 'invoke'] as const)('an agent can call it (%s)', async (how) => {
		const { answers } = await call(row, {}, how);
		expect(answers.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
		const [first] = answers[0]!.response as IDataObject[];
		expect(first).toMatchObject(row.toolOutput ?? row.output);
		const sent = requestsOf(fixture.sandbox);
		for (const item of itemsOf(row)) {
			for (const request of row.requests) expect(sent).toContain(requestFor(request, item));
		}
	});

	it('R5: what is wrong with a call stands in the answer to the model', async () => {
		const [[change, label] = [{}, '']] = row.invalid;
		const { answers } = await call(row, change);
		for (const answer of answers) expect(JSON.stringify(answer)).toContain(`'${label}'`);
		expect(fixture.sandbox.requests).toEqual([]);
	});
});
