import { runAltegio, savedText } from '../support/engine';
import { huge, memoryInUse, nested, say, sayHalf, useHostileServer } from '../support/hostile';
import { FIRST_ID, locator, remove, TOKENS, UNPACED, update } from '../support/fixture';

const hostile = useHostileServer();

async function run(parameters = update({ title: 'New' }, UNPACED), items = [{ id: FIRST_ID }]) {
	return await runAltegio({
		baseUrl: await hostile.freshUrl(),
		credentials: TOKENS,
		items,
		parameters,
		onError: 'continueErrorOutput',
	});
}

describe('refusals that no API should give', () => {
	it.each([
		['50 MB of text', 422, huge(50)],
		['10 MB in the words', 422, JSON.stringify({ meta: { message: huge(10) } })],
		['10 MB of fields', 422, JSON.stringify({ meta: { errors: { zip: [huge(10)] } } })],
		['10 MB for the name of a field', 422, `{"meta":{"errors":{"${huge(10)}":["bad"]}}}`],
		['deep nesting', 422, nested(100_000)],
		['deep nesting in a field', 422, `{"meta":{"errors":{"zip":${nested(100_000)}}}}`],
		['words that are no text', 422, '{"meta":{"message":{"a":[1]}}}'],
		['words that are a number', 422, '{"success":false,"meta":{"message":404,"errors":{"zip":7}}}'],
		['meta as a list', 404, '{"success":false,"data":null,"meta":["a"]}'],
		['errors as a list', 422, '{"errors":["a",{"b":1}],"meta":[]}'],
		['errors as a text', 422, '{"errors":"all wrong"}'],
		[
			'prototype names',
			422,
			'{"__proto__":{"meta":{"message":"x"}},"constructor":1,"meta":{"errors":{"__proto__":["a"],"toString":"b"}}}',
		],
		['broken JSON', 500, '{"meta":{"message":"half'],
		['null', 500, 'null'],
		['a number', 500, '42'],
		['true', 403, 'true'],
		[
			'invalid UTF-8',
			422,
			Buffer.from('7b226d657461223a7b226d657373616765223a22fffe80227d7d', 'hex'),
		],
		['HTML called JSON', 200, '<!doctype html><p>Sign in to the hotel network</p>'],
		['a redirect', 301, ''],
		['an unknown status', 599, '{}'],
		['a challenge', 407, ''],
	])('%s (%#): the item leaves with a short, readable message', async (_, status, body) => {
		hostile.answer = say(status, body);
		const { outputs, status: end, run: saved } = await run();
		expect(end).toBe('success');
		expect(outputs[0]).toEqual([]);
		const [{ json }] = outputs[1];
		expect(json.id).toBe(FIRST_ID);
		expect(String(json.error)).toMatch(/^.{20,1500} \[item 0\]$/s);
		expect(String(json.error)).not.toMatch(/undefined|\[object|call stack/);
		expect(savedText(saved).length).toBeLessThan(100_000);
	});
});

describe('answers of success that no API should give', () => {
	it.each([
		[
			'numbers as text',
			'{"success":true,"data":{"id":"37532","active":"1"}}',
			{ id: '37532', active: '1' },
		],
		['success as a number', '{"success":1,"data":{"id":37532}}', { id: FIRST_ID }],
		['JSON called text', '{"success":true,"data":{"id":37532}}', { id: FIRST_ID }],
		['a list for data', '{"success":true,"data":[1]}', { id: FIRST_ID, updated: true }],
		['meta as a text', '{"success":true,"data":{"id":37532},"meta":"a"}', { id: FIRST_ID }],
		[
			'an empty list of errors',
			'{"success":true,"errors":[],"data":{"id":37532}}',
			{ id: FIRST_ID },
		],
	])('%s: the update counts', async (_, body, json) => {
		hostile.answer = say(200, body, { 'Content-Type': 'text/plain' });
		const { outputs } = await run();
		expect(outputs[0].map((item) => item.json)).toEqual([json]);
	});

	it('prototype names in a location stay data and change nothing else', async () => {
		hostile.answer = say(
			200,
			'{"data":{"id":1,"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}',
		);
		await run();
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});

	it('a huge location is handed on whole', async () => {
		hostile.answer = say(200, JSON.stringify({ data: { id: FIRST_ID, description: huge(10) } }));
		const { outputs } = await run();
		expect(String(outputs[0][0].json.description)).toHaveLength(huge(10).length);
	});

	it('a location that is nested deeper than any function can follow is handed on', async () => {
		hostile.answer = say(200, `{"data":{"id":37532,"phones":${nested(100_000)}}}`);
		const { outputs, run: saved } = await run();
		expect(outputs[0]).toHaveLength(1);
		// As n8n saves it; it was seen to do so.
		expect(savedText(saved)).toContain('"phones"');
	});

	it('Verify names the field of such a location', async () => {
		hostile.answer = say(200, `{"data":{"id":37532,"title":"New","phones":${nested(100_000)}}}`);
		const { outputs } = await run(
			update({ title: 'New', phones: ['12125357710'] }, { options: { verify: true }, ...UNPACED }),
		);
		expect(outputs[1][0].json.error).toMatch(/did not save: 'Phones' \(holds object\)/);
	});
});

it('R5: a value that is nested deeper than any function can follow is refused by name', async () => {
	const title = JSON.parse(`[1,${nested(100_000)}]`) as object[];
	const { outputs } = await runAltegio({
		baseUrl: await hostile.freshUrl(),
		items: [{ title, id: FIRST_ID }],
		parameters: update({}, { dataToSend: 'autoMapInputData', ...UNPACED }),
		onError: 'continueErrorOutput',
	});
	expect(outputs[1][0].json.error).toMatch(/^'Title' must be text, but is object/);
	expect(hostile.received).toBe(0);
});

it('memory stays bounded: of five huge refusals no more is kept than of one', async () => {
	hostile.answer = say(422, JSON.stringify({ meta: { message: huge(10) } }));
	const once = await run();
	const before = memoryInUse();
	const more = await run(
		undefined,
		Array.from({ length: 5 }, () => ({ id: FIRST_ID })),
	);
	expect([once.outputs[1].length, more.outputs[1].length]).toEqual([1, 5]);
	// The client's buffers of the last one or two may still be there, and not those of five.
	expect(memoryInUse() - before).toBeLessThan(30);
});

describe('no answer, or half of one', () => {
	it('a server that never answers is given up after the time-out, three times', async () => {
		hostile.answer = () => {};
		const requestOptions = { ...UNPACED.requestOptions, timeout: 50 };
		const { outputs } = await run(remove({ locationId: locator(FIRST_ID), requestOptions }));
		expect(outputs[1][0].json.error).toContain('Altegio did not answer in time. It is not known');
		expect(hostile.received).toBe(3);
	});

	it('a server that answers half is asked again, and the deletion counts once', async () => {
		hostile.answer = (response) => {
			if (hostile.received === 1) sayHalf(response);
			else say(404, '{"errors":{"code":404,"message":"Not found"}}')(response);
		};
		const { outputs } = await run(remove(UNPACED));
		expect(outputs[0].map(({ json }) => json)).toEqual([{ deleted: true, id: FIRST_ID }]);
		expect(hostile.received).toBe(2);
	});
});
