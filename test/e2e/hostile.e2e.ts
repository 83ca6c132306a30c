import { CREDENTIAL_TYPE, sandboxCredential } from '../../scripts/examples';
import { outputOf, type WorkflowJson } from '../../scripts/n8n';
import { huge, nested, say, sayHalf, useHostileServer, type Answerer } from '../support/hostile';
import { FIRST_ID, locator, remove, UNPACED, update } from '../support/fixture';
import { type N8nFixture, startN8nFixture, TIME_TO_START } from './n8nFixture';

/** In n8n itself: what test/engine/hostile* cannot see is whether n8n can show and save what comes of it. */
const hostile = useHostileServer();
let fixture: N8nFixture;
let credential: { id: string; name: string };

beforeAll(async () => {
	fixture = await startN8nFixture();
	const name = 'Hostile';
	const data = sandboxCredential(await hostile.freshUrl());
	credential = { id: await fixture.n8n.client.createCredential(name, CREDENTIAL_TYPE, data), name };
}, TIME_TO_START);
afterAll(async () => {
	await fixture?.close();
});

const base = { typeVersion: 1, position: [0, 0] as [number, number] };

/** Trigger -> Altegio -> a node behind either output. */
function workflow(parameters: object): WorkflowJson {
	const to = (node: string) => ({ node, type: 'main' as const, index: 0 });
	const plain = { ...base, type: 'n8n-nodes-base.noOp', parameters: {} };
	return {
		name: 'Hostile',
		nodes: [
			{ ...plain, id: 'a', name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			{
				...{ ...base, id: 'b', name: 'Altegio', type: 'n8n-nodes-altegio.altegio' },
				parameters: { ...parameters, locationId: locator(FIRST_ID), ...UNPACED },
				credentials: { [CREDENTIAL_TYPE]: credential },
				onError: 'continueErrorOutput',
			},
			{ ...plain, id: 'c', name: 'Done' },
			{ ...plain, id: 'd', name: 'Failed' },
		],
		connections: {
			Start: { main: [[to('Altegio')]] },
			Altegio: { main: [[to('Done')], [to('Failed')]] },
		},
	};
}

async function run(parameters: object) {
	const id = await fixture.n8n.client.createWorkflow(workflow(parameters));
	const execution = await fixture.n8n.client.runWorkflow(id, 'Start');
	return {
		status: execution.status,
		done: outputOf(execution, 'Done').map(({ json }) => json),
		failed: outputOf(execution, 'Failed').map(({ json }) => json),
	};
}

const UPDATE = update({ title: 'New' });

it.each<[string, Answerer, object, 'done' | 'failed']>([
	['a refusal of 50 MB', say(422, `{"meta":{"message":"${huge(50)}"}}`), UPDATE, 'failed'],
	['a refusal that is deep inside', say(422, nested(100_000)), UPDATE, 'failed'],
	['a location that is deep inside', say(200, `{"data":{"a":${nested(100_000)}}}`), UPDATE, 'done'],
	[
		'prototype names',
		say(200, '{"data":{"__proto__":{"polluted":1},"constructor":1}}'),
		UPDATE,
		'done',
	],
	['invalid UTF-8', say(422, Buffer.from('fffe80', 'hex')), UPDATE, 'failed'],
	['half an answer', sayHalf, remove(), 'failed'],
	['a redirect', say(302, '', { Location: 'http://127.0.0.1:9/' }), remove(), 'failed'],
])('%s: the workflow ends, and n8n lives', async (_, answer, parameters, end) => {
	hostile.answer = answer;
	const { status, ...outputs } = await run(parameters);
	expect(status).toBe('success');
	expect([outputs.done.length, outputs.failed.length]).toEqual(end === 'done' ? [1, 0] : [0, 1]);
	if (end === 'failed') expect(outputs.failed[0].error).toMatch(/^.{20,1500} \[item 0\]$/s);

	hostile.answer = say(200, `{"success":true,"data":{"id":${FIRST_ID}}}`);
	expect(await run(UPDATE)).toEqual({ status: 'success', done: [{ id: FIRST_ID }], failed: [] });
});
