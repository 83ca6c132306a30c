import { runAltegio, type RunOptions } from '../support/engine';
import { requestsOf } from '../support/requests';
import { FIRST_ID, remove, SECOND_ID, useSandbox } from '../support/fixture';

const fixture = useSandbox();

async function run(expectedTitle: unknown, more: Partial<RunOptions> = {}) {
	return await runAltegio({
		...fixture.target,
		items: [{ id: FIRST_ID }],
		parameters: remove({ options: { expectedTitle } }),
		...more,
	});
}

const requests = () => requestsOf(fixture.sandbox);
const isDeleted = (id: number) => fixture.sandbox.locations.get(id)?.deleted;

const READ = `GET /company/${FIRST_ID}`;
const TITLE = 'Willow Street Barbers';

describe('Expected Title', () => {
	it('R22: is not needed: without it the location is deleted at once', async () => {
		await run(undefined, { parameters: remove() });
		expect(requests()).toEqual([`DELETE /company/${FIRST_ID}`]);
		expect(isDeleted(FIRST_ID)).toBe(true);
	});

	it.each([TITLE, ` ${TITLE}\n`, 'Willow  Street\u00a0Barbers', '={{ $json.name }}'])(
		'R22: %p is the title, so the location is read and deleted',
		async (expectedTitle) => {
			const { error, outputs } = await run(expectedTitle, {
				items: [{ id: FIRST_ID, name: TITLE }],
			});
			expect(error).toBeUndefined();
			expect(requests()).toEqual([READ, `DELETE /company/${FIRST_ID}`]);
			expect(isDeleted(FIRST_ID)).toBe(true);
			expect(outputs[0].map(({ json }) => json)).toEqual([{ deleted: true, id: FIRST_ID }]);
		},
	);

	it.each([
		'Lumen Skin Clinic',
		'willow street barbers',
		'Willow Street',
		'undefined',
		'null',
		'.*',
	])('R22: %p is not, so the location is read and left alone', async (expectedTitle) => {
		const before = structuredClone(fixture.sandbox.locations.get(FIRST_ID));
		const { error } = await run(expectedTitle);

		expect(requests()).toEqual([READ]);
		expect(fixture.sandbox.locations.get(FIRST_ID)).toEqual(before);
		// Both titles and what was done, in one line: it is all that an AI agent reads.
		expect(error?.message).toContain(`"${TITLE}"`);
		expect(error?.message).toContain(`"${expectedTitle}"`);
		expect(error?.message).toContain('not deleted');
	});

	it('R22: a title that is a number is compared as text', async () => {
		fixture.sandbox.locations.get(FIRST_ID)!.location.title = '1001';
		await run('={{ 1001 }}');
		expect(isDeleted(FIRST_ID)).toBe(true);
	});

	it.each(['', '  ', '={{ null }}', '={{ undefined }}', '={{ $json.nothing }}'])(
		'R22: a blank one (%p) is refused before any request',
		async (expectedTitle) => {
			const { error } = await run(expectedTitle);
			expect(error?.message).toContain("'Expected Title' is blank");
			expect(fixture.sandbox.requests).toEqual([]);
			expect(isDeleted(FIRST_ID)).toBe(false);
		},
	);

	it('R22: an unknown location is not deleted, and the message says that there is none', async () => {
		const { error } = await run(TITLE, { items: [{ id: 99 }] });
		expect(requests()).toEqual(['GET /company/99']);
		expect(error?.message).toContain("Check 'Location'");
	});

	it.each([
		['no data', { success: true, data: null, meta: [] }],
		['no title', { success: true, data: { id: FIRST_ID }, meta: [] }],
		['a title of null', { success: true, data: { id: FIRST_ID, title: null }, meta: [] }],
		['no body', ''],
	])('R22: an answer with %s never counts as the title', async (_, body) => {
		for (const expectedTitle of [TITLE, 'undefined', 'null']) {
			fixture.sandbox.fault({ status: 200, body }, { method: 'GET' });
			await run(expectedTitle);
		}
		expect(requests()).toEqual([READ, READ, READ]);
		expect(isDeleted(FIRST_ID)).toBe(false);
	});

	it('R22: with Continue the others are deleted', async () => {
		const { outputs } = await run('={{ $json.name }}', {
			items: [
				{ id: FIRST_ID, name: 'Another' },
				{ id: SECOND_ID, name: 'Lumen Skin Clinic' },
			],
			onError: 'continueErrorOutput',
		});
		expect([isDeleted(FIRST_ID), isDeleted(SECOND_ID)]).toEqual([false, true]);
		expect(outputs.map((items) => items.length)).toEqual([1, 1]);
		expect(outputs[1][0].json.error).toContain('not deleted');
	});

	it('R9: with Stop Workflow nothing after the wrong title is deleted', async () => {
		await run('={{ $json.name }}', {
			items: [
				{ id: FIRST_ID, name: 'Another' },
				{ id: SECOND_ID, name: 'Lumen Skin Clinic' },
			],
		});
		expect(requests()).toEqual([READ]);
	});
});
