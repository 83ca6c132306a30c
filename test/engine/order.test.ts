import { faults } from '../../sandbox';
import { runAltegio } from '../support/engine';
import { idsSent, requestsOf } from '../support/requests';
import { FIRST_ID, SECOND_ID, THIRD_ID, update } from '../support/fixture';
import { useSandboxInFakeTime } from '../support/time';

const { fixture, time } = useSandboxInFakeTime();

it('R9: with Stop, the error is that of the item which failed, however many would have failed too', async () => {
	fixture.sandbox.fault(faults.invalidFields, { locationId: SECOND_ID });
	fixture.sandbox.fault(faults.forbidden, { locationId: THIRD_ID });
	const items = [FIRST_ID, SECOND_ID, THIRD_ID].map((id) => ({ id }));
	const { error } = await time.settle(
		runAltegio({ ...fixture.target, items, parameters: update({ title: 'New' }) }),
	);

	expect(idsSent(fixture.sandbox)).toEqual([FIRST_ID, SECOND_ID]);
	expect(error).toMatchObject({ httpCode: '422', context: { itemIndex: 1 } });
	expect(error?.message).toMatch(/The zip field is too long.*\[item 1\]$/);
});

it('R9: an item that takes several requests has them all before the next', async () => {
	const items = [FIRST_ID, SECOND_ID].map((id) => ({ id }));
	const parameters = update({ title: 'New' }, { options: { verify: true } });
	await time.settle(runAltegio({ ...fixture.target, items, parameters }));

	expect(requestsOf(fixture.sandbox)).toEqual([
		`PUT /company/${FIRST_ID}`,
		`GET /company/${FIRST_ID}`,
		`PUT /company/${SECOND_ID}`,
		`GET /company/${SECOND_ID}`,
	]);
});
