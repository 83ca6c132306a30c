import { Repeats } from '../../nodes/Altegio/triggers/events';
import { huge, memoryInUse, nested, say, useHostileServer } from '../support/hostile';
import { FIRST_ID, TOKENS } from '../support/fixture';
import { TriggerNode } from '../support/trigger';

const hostile = useHostileServer();

/** Six times as many as are remembered. */
const EVENTS = 3_000;
/** As many as show in memory if each is remembered. */
const FLOOD = 300_000;

const event = (more: object = {}) => ({
	...{ company_id: FIRST_ID, resource: 'record', resource_id: 1, status: 'update' },
	data: { id: 1 },
	...more,
});

let at = 0;

/** A published trigger, and the token of its address, which Altegio has from then on. */
async function published(options: object = {}) {
	const target = { baseUrl: await hostile.freshUrl(), credentials: TOKENS };
	const token = 'registered-token-of-this-address';
	const trigger = new TriggerNode(target, {
		webhookId: `hostile-${++at}`,
		parameters: { options } as never,
		staticData: { token },
	});
	return async (body: unknown) => await trigger.receive(body, { token });
}

it(`a flood of ${EVENTS} different events loses none, and repeats are still known`, async () => {
	const receive = await published();
	const send = async (from: number, to: number) => {
		for (let id = from; id < to; id++) {
			const { status, items } = await receive(event({ resource_id: id }));
			if (status !== 200 || items?.length !== 1) throw new Error(`Event ${id} is lost`);
		}
	};
	await send(1, EVENTS);
	expect((await receive(event({ resource_id: EVENTS - 1 }))).items).toBeUndefined();
});

it('what is remembered of a flood is bounded', () => {
	const repeats = new Repeats();
	const remember = (id: number) =>
		repeats.isRepeat('hook-1 live', String(id).padStart(32, '0'), { ...event(), resource_id: id });
	remember(0);
	const before = memoryInUse();
	for (let id = 1; id < FLOOD; id++) remember(id);
	expect(memoryInUse() - before).toBeLessThan(5);
	expect(remember(FLOOD - 1)).toBe(true);
});

it('events of 10 MB are not kept', async () => {
	const receive = await published();
	const send = async (id: number) =>
		await receive(event({ resource_id: id, data: { id, comment: huge(10) } }));
	expect((await send(1)).items).toHaveLength(1);
	const before = memoryInUse();
	for (let id = 2; id < 10; id++) await send(id);
	// The text and the bytes of the last one or two may still be there; one copy of each event would be 80.
	expect(memoryInUse() - before).toBeLessThan(45);
});

it.each([
	[
		'data that is deep inside',
		event({ data: JSON.parse(`{"id":1,"a":${nested(1_000)}}`) as object }),
		200,
	],
	[
		'prototype names',
		JSON.parse(
			'{"company_id":37532,"resource":"record","resource_id":1,"status":"update","data":{"__proto__":{"polluted":1}}}',
		),
		200,
	],
	['half an event', '{"company_id":37532,"resource":"rec', 400],
	['a web page', '<!doctype html><p>Hotel', 400],
	['an event of a stranger', event({ resource: '__proto__' }), 200],
	['lists in lists', JSON.parse(nested(1_000)), 400],
	['nothing', '', 400],
])('%s: is answered, and changes nothing else', async (_, body, status) => {
	const receive = await published();
	expect((await receive(body)).status).toBe(status);
	expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

it.each([
	['50 MB', say(200, `{"success":true,"data":{"id":1,"comment":"${huge(50)}"}}`), true],
	['what is deep inside', say(200, `{"success":true,"data":{"id":1,"a":${nested(20_000)}}}`), true],
	['a web page', say(200, '<!doctype html><p>Hotel', { 'Content-Type': 'text/html' }), false],
	['a stranger who does not know it', say(404, 'Not found'), false],
])('Read Back: %s does not lose the event, nor vouch for it', async (_, answer, verified) => {
	hostile.answer = answer;
	const receive = await published({ readBack: true });
	const { status, items } = await receive(event());
	expect(status).toBe(200);
	expect(items?.map(({ json }) => json.verified)).toEqual([verified]);
});
