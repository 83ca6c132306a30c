import { faults } from '../../sandbox';
import { runAltegio } from '../support/engine';
import { FIRST_ID, locator, remove, SECOND_ID, THIRD_ID, update } from '../support/scene';
import { useSandboxInFakeTime } from '../support/time';

const { scene, time } = useSandboxInFakeTime();

const IDS = [FIRST_ID, SECOND_ID, THIRD_ID];
const POSITIONS = [
	['first', 0],
	['middle', 1],
	['last', 2],
] as const;
const CONTINUE = ['continueRegularOutput', 'continueErrorOutput'] as const;

/** The requests so far, as the ids of their locations. */
function idsSent(): number[] {
	return scene.sandbox.requests.map(({ path }) => Number(path.split('/').at(-1)));
}

const OPERATIONS = {
	update: update({ title: 'New' }),
	delete: remove(),
	get: { resource: 'location', operation: 'get', locationId: locator('={{ $json.id }}') },
};
const MANY = [45002, 37532, 42318, 37551, 41990, 37540, 45001, 41207];

describe.each(Object.entries(OPERATIONS))('%s', (_, parameters) => {
	it.each(['stopWorkflow', ...CONTINUE] as const)(
		'R9: that of the items, each after the answer to the one before (On Error: %s)',
		async (onError) => {
			// The later an answer comes, the further those behind it would overtake.
			MANY.forEach((locationId, index) =>
				scene.sandbox.fault({ delayMs: 900 - index * 100 }, { locationId }),
			);
			const items = MANY.map((id) => ({ id }));
			await time.settle(runAltegio({ ...scene.target, items, parameters, onError }));

			expect(idsSent()).toEqual(MANY);
			expect(scene.sandbox.requests.map(({ concurrent }) => concurrent)).toEqual(MANY.map(() => 1));
		},
	);

	it.each(POSITIONS)(
		'R9: with Stop, a failure of the %s item is the last request',
		async (_name, at) => {
			scene.sandbox.fault(faults.forbidden, { locationId: IDS[at] });
			const items = IDS.map((id) => ({ id }));
			const { error, outputs } = await time.settle(
				runAltegio({ ...scene.target, items, parameters }),
			);

			expect(idsSent()).toEqual(IDS.slice(0, at + 1));
			expect(outputs).toEqual([]);
			expect(error?.message).toMatch(new RegExp(`^Not enough rights\\..*\\[item ${at}\\]$`));
			expect(error).toMatchObject({ httpCode: '403', context: { itemIndex: at } });
		},
	);

	it.each(CONTINUE)('R9: with %s the items behind a failure are sent', async (onError) => {
		scene.sandbox.fault(faults.forbidden, { locationId: FIRST_ID });
		scene.sandbox.fault(faults.forbidden, { locationId: SECOND_ID });
		const items = IDS.map((id) => ({ id }));
		await time.settle(runAltegio({ ...scene.target, items, parameters, onError }));

		expect(scene.sandbox.requests.map(({ path, applied }) => [path, applied])).toEqual([
			[`/company/${FIRST_ID}`, false],
			[`/company/${SECOND_ID}`, false],
			[`/company/${THIRD_ID}`, true],
		]);
	});
});

it('R9: with Stop, the error is that of the item which failed, however many would have failed too', async () => {
	scene.sandbox.fault(faults.invalidFields, { locationId: SECOND_ID });
	scene.sandbox.fault(faults.forbidden, { locationId: THIRD_ID });
	const items = IDS.map((id) => ({ id }));
	const { error } = await time.settle(
		runAltegio({ ...scene.target, items, parameters: update({ title: 'New' }) }),
	);

	expect(idsSent()).toEqual([FIRST_ID, SECOND_ID]);
	expect(error).toMatchObject({ httpCode: '422', context: { itemIndex: 1 } });
	expect(error?.message).toMatch(/The zip field is too long.*\[item 1\]$/);
});

it('R9: an item that takes several requests has them all before the next', async () => {
	const items = [FIRST_ID, SECOND_ID].map((id) => ({ id }));
	const parameters = update({ title: 'New' }, { options: { verify: true } });
	await time.settle(runAltegio({ ...scene.target, items, parameters }));

	expect(scene.sandbox.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
		`PUT /company/${FIRST_ID}`,
		`GET /company/${FIRST_ID}`,
		`PUT /company/${SECOND_ID}`,
		`GET /company/${SECOND_ID}`,
	]);
});
