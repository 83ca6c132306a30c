import { EACH_OPERATION, itemsOf, OPERATIONS, parametersOf, requestFor } from '../../operations';
import { resources } from '../../../nodes/Altegio/resources';
import { runAltegio } from '../../support/engine';
import { requestsOf } from '../../support/requests';
import { useSandboxInFakeTime } from '../../support/time';

const { fixture, time } = useSandboxInFakeTime();

it('test/operations.ts has a row for every operation, and no other', () => {
	const operations = Object.entries(resources).flatMap(([resource, { operations }]) =>
		Object.keys(operations).map((operation) => `${resource} ${operation}`),
	);
	expect(EACH_OPERATION.map(([name]) => name).sort()).toEqual(operations.sort());
	expect(OPERATIONS.filter(({ invalid }) => invalid.length === 0)).toEqual([]);
});

describe.each(EACH_OPERATION)('%s', (_, row) => {
	const [first] = itemsOf(row);

	it('R1: sends its requests, each with both tokens and the media type, and gives its output', async () => {
		const parameters = parametersOf(row);
		const { error, outputs } = await time.settle(
			runAltegio({ ...fixture.target, items: [first], parameters }),
		);

		expect(error).toBeUndefined();
		expect(requestsOf(fixture.sandbox)).toEqual(row.requests.map((one) => requestFor(one, first)));
		const { partnerToken, userToken } = fixture.target.credentials;
		for (const { body, headers, method } of fixture.sandbox.requests) {
			expect(headers.authorization).toBe(`Bearer ${partnerToken}, User ${userToken}`);
			expect(headers.accept).toBe('application/vnd.api.v2+json');
			if (body !== undefined) expect(headers['content-type']).toBe('application/json');
			if (method === 'GET' || method === 'DELETE') expect(body).toBeUndefined();
		}
		expect(outputs[0]?.[0]?.json).toMatchObject(row.output);
	});

	it.each(row.invalid)(
		'R5: %j is refused before any request, by the name %s',
		async (change, label) => {
			const parameters = parametersOf(row, change);
			const { error } = await time.settle(
				runAltegio({ ...fixture.target, items: [first], parameters }),
			);
			expect(error?.message).toContain(`'${label}'`);
			expect(error?.message).toMatch(/\[item 0\]$/);
			expect(fixture.sandbox.requests).toEqual([]);
		},
	);
});
