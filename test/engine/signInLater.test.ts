import { faults, type Fault } from '../../sandbox';
import { runAltegio } from '../support/engine';
import { BY_LOGIN, FIRST_ID, TOKENS, update } from '../support/fixture';
import { useSandboxInFakeTime } from '../support/time';

const { fixture, time } = useSandboxInFakeTime();

async function run(signIn: typeof BY_LOGIN | typeof TOKENS) {
	return await time.settle(
		runAltegio({
			baseUrl: fixture.sandbox.url,
			credentials: signIn,
			items: [{ id: FIRST_ID }],
			parameters: update({ title: 'New' }),
		}),
	);
}

const requests = () => fixture.sandbox.requests.map(({ path, status }) => `${path} ${status}`);

describe('a sign-in that cannot be made now', () => {
	it.each<[string, Fault, RegExp]>([
		['429', faults.tooManyRequestsBare, /Altegio could not sign the user in now\. Try again later/],
		['500', faults.serverError, /Altegio could not sign the user in now\. Try again later/],
		['a broken connection', faults.cutBefore, /cannot be reached to sign the user in\. Try again/],
	])(
		'R11, R23: %s is tried three times, and told as that of the sign-in',
		async (_, fault, words) => {
			fixture.sandbox.fault(fault, { path: '/auth' }, Infinity);
			const { error } = await run(BY_LOGIN);
			expect(error?.message).toMatch(words);
			expect(error?.message).not.toMatch(/not known whether|'Login'/);
			expect(fixture.sandbox.requests.map(({ path }) => path)).toEqual(['/auth', '/auth', '/auth']);
		},
	);
});

it('R15: tokens that are refused once, and accepted at the second look, are no matter', async () => {
	fixture.sandbox.fault(faults.unauthorized, { method: 'PUT' });
	const { error } = await run(TOKENS);
	expect(error).toBeUndefined();
	expect(requests()).toEqual([
		`/company/${FIRST_ID} 401`,
		'/companies 200',
		`/company/${FIRST_ID} 200`,
	]);
});
