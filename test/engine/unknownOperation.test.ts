import { runAltegio } from '../support/engine';
import { FIRST_ID, remove, SECOND_ID, useSandbox } from '../support/fixture';

const fixture = useSandbox();

describe('an operation that the form does not offer, in a workflow made without it', () => {
	it.each(['close', '={{ "delete" }}', '', 'constructor'])(
		'R5: %j is refused in words for each item',
		async (operation) => {
			for (const items of [[{ id: FIRST_ID }], [{ id: FIRST_ID }, { id: SECOND_ID }]]) {
				const { outputs } = await runAltegio({
					...fixture.target,
					items,
					parameters: { ...remove(), operation },
					onError: 'continueErrorOutput',
				});
				expect(outputs[0]).toEqual([]);
				expect(outputs[1].map(({ json }) => json.error)).toEqual(
					items.map((_, index) =>
						expect.stringMatching(`^'Operation' is none of .*\\[item ${index}\\]$`),
					),
				);
			}
			expect(fixture.sandbox.requests).toEqual([]);
		},
	);
});
