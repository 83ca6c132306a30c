/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @typescript-eslint/no-require-imports -- test code runs outside n8n; an import would put the hooks of all files around every test */
import { globSync } from 'node:fs';
import { join } from 'node:path';

/** Tests that ask about the same code again at greater length, or about more than the code of the node. */
const EXCLUDED = [
	/^engine\/hostile/,
	/^engine\/matrix/,
	/^engine\/paceArrival/,
	/^engine\/readme/,
	/^engine\/secrets\.test/,
	/^engine\/serviceRuns/,
	/^property\/(appointments|arrivals|faults|roundTrip)/,
];

/**
 * The tests that a mutant has to get past, in one file: Jest loads n8n once for each mutant instead of once for each
 * file.
 */
const files = globSync('{core,engine,kit,property}/**/*.test.ts', { cwd: join(__dirname, '..') })
	.filter((file) => !EXCLUDED.some((excluded) => excluded.test(file)))
	.sort();

for (const file of files) {
	describe(file, () => {
		require(`../${file}`);
	});
}

// After those of the files: a mutant that waits for ever is noticed soon.
jest.setTimeout(10_000);
