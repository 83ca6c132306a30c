/* eslint-disable @typescript-eslint/no-require-imports -- an import would put the hooks of all files around every test */
/**
 * The tests that a mutant has to get past, in one file: Jest loads n8n once for each mutant instead of once for each
 * file. Those that notice the most come first. Left out is what asks about the same code again at greater length
 * (hostile answers, Prism, the matrix of all operations, the packed package).
 */
const TESTS = [
	'engine/locatorForm',
	'engine/request',
	'engine/order',
	'engine/order-refused',
	'engine/verifyExpectedTitle',
	'engine/create',
	'engine/dataToSend',
	'engine/unknownOperation',
	'engine/credentialExpressions',
	'engine/credentialTestEnvironment',
	'engine/secrets-redirect',
	'engine/secrets-repeated',
	'engine/pickers',
	'engine/pickersLists',
	'engine/credentialTest',
	'engine/tool',
	'engine/retry',
	'engine/retry-on-fail',
	'engine/signIn',
	'engine/signInLater',
	'engine/pickersErrors',
	'engine/retry-lost-answer',
	'engine/answers',
	'engine/verify',
	'engine/order-as-tool',
	'engine/dataToSendRoundTrip',
	'engine/getMany',
	'engine/get',
	'engine/stop',
	'engine/blank',
	'engine/pairing',
	'engine/pickersPace',
	'property/pace',
	'property/locator',
	'property/update',
	'engine/pace',
	'engine/settings',
	'property/faults',
];

for (const name of TESTS) {
	describe(name, () => {
		require(`../${name}.test`);
	});
}

// After those of the files: a mutant that waits for ever is noticed soon.
jest.setTimeout(5_000);
