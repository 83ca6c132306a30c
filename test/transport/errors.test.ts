import { NodeApiError } from 'n8n-workflow';

import {
	addRefusals,
	apiError,
	isOutcomeUnknown,
	markOutcomeUnknown,
	messageOf,
	orUnknownOutcome,
	outputOf,
	validationError,
} from '../../nodes/Altegio/transport/errors';
import { formOf } from '../support/units';

const outsideOfItems = { ...formOf(), getItemIndex: () => undefined };

describe('apiError', () => {
	it('of an item it names the item, and says what to do below the message', () => {
		const message = { message: 'No.', description: 'Look.', code: '404', output: { id: 5 } };
		const error = apiError(formOf({}, 12), message);
		expect(error).toMatchObject({
			message: 'No. [item 12]',
			description: 'Look.',
			httpCode: '404',
			context: { itemIndex: 12 },
		});
		expect(outputOf(error)).toEqual({ id: 5 });
		expect(messageOf(error)).toBe('No.');
	});

	it('of the editor it is the message alone', () => {
		const error = apiError(outsideOfItems, { message: 'No.', description: 'Look.' });
		expect(error.message).toBe('No.');
		expect(error.description).not.toBe('Look.');
		expect(outputOf(error)).toBeUndefined();
	});

	it('shows no code where there is none, and n8n puts no text of its own in its place', () => {
		const error = apiError(formOf(), { message: 'connect ECONNREFUSED 10.0.0.1:80' });
		expect(error.message).toBe('connect ECONNREFUSED 10.0.0.1:80 [item 0]');
		expect(error.httpCode).toBeNull();
	});
});

describe('messageOf', () => {
	it.each([
		['No. [item 0]', 'No.'],
		['No. [item 120]', 'No.'],
		['No.', 'No.'],
		['See [item 3] first.', 'See [item 3] first.'],
		['See [item 3] first. [item 4]', 'See [item 3] first.'],
	])('of %j it is %j', (message, words) => {
		expect(messageOf(new Error(message))).toBe(words);
	});
});

describe('orUnknownOutcome', () => {
	const unknown = () => markOutcomeUnknown(apiError(formOf(), { message: 'Lost.' }));

	it('gives the result, or the error of a request that may have been carried out', async () => {
		expect(await orUnknownOutcome(Promise.resolve(7))).toBe(7);
		const error = unknown();
		expect(await orUnknownOutcome(Promise.reject(error))).toBe(error);
	});

	it('throws every other error', async () => {
		const error = new NodeApiError(formOf().getNode(), {}, { message: 'No.' });
		await expect(orUnknownOutcome(Promise.reject(error))).rejects.toBe(error);
		expect([isOutcomeUnknown(error), isOutcomeUnknown(unknown())]).toEqual([false, true]);
		expect(isOutcomeUnknown('Lost.')).toBe(false);
	});
});

describe('addRefusals', () => {
	const refused = (index: number, description?: string) =>
		validationError(formOf({}, index), `'Location' is blank.`, description);
	const others = (count: number) => Array.from({ length: count }, (_, index) => refused(index + 1));

	it('says that nothing was sent', () => {
		expect(addRefusals(refused(0, 'Give one.'), []).description).toBe(
			'Give one. Nothing was sent to Altegio.',
		);
		expect(addRefusals(refused(0), []).description).toBe('Nothing was sent to Altegio.');
	});

	it('lists the others, and no more than twenty of them', () => {
		expect(addRefusals(refused(0), others(1)).description).toBe(
			"Nothing was sent to Altegio. Other items that were refused: 'Location' is blank. [item 1]",
		);
		const twenty = addRefusals(refused(0), others(20)).description;
		expect(twenty).toMatch(/\[item 20\]$/);
		expect(addRefusals(refused(0), others(23)).description).toBe(`${twenty} And 3 more.`);
	});
});
