import type { Execution } from '../../scripts/n8n';
import { type ScriptedModel, type ScriptedTurn, startModel } from './model';
import type { Change, N8nFixture } from './n8nFixture';

/** What was said in a chat with an agent. */
export interface Chat {
	/** Knows what the agent sent to it. */
	model: ScriptedModel;
	/** The run of the last message. */
	execution: Execution;
}

/**
 * Runs an example with an agent once for each message of a chat, with a model that says the given turns. The caller
 * closes the model.
 */
export async function chat(
	fixture: N8nFixture,
	file: string,
	turns: ScriptedTurn[],
	messages: string[],
	change?: Change,
): Promise<Chat> {
	const model = await startModel(turns);
	const useModel = await modelCredential(fixture, model.url);
	const workflowId = await fixture.importExample(file, (workflow) => {
		useModel(workflow);
		change?.(workflow);
	});
	const executions: Execution[] = [];
	for (const chatInput of messages) {
		const message = { sessionId: 'test', action: 'sendMessage', chatInput };
		const trigger = 'When chat message received';
		executions.push(await fixture.n8n.client.runWorkflow(workflowId, trigger, undefined, message));
	}
	return { model, execution: executions[executions.length - 1] };
}

/** Stores a credential for a model at some address; the result lets a workflow use it. */
export async function modelCredential({ n8n }: N8nFixture, url: string): Promise<Change> {
	const name = 'Scripted model';
	const id = await n8n.client.createCredential(name, 'openAiApi', { apiKey: 'none', url });
	return ({ nodes }) => {
		const node = nodes.find(({ type }) => type.endsWith('.lmChatOpenAi'));
		node!.credentials = { openAiApi: { id, name } };
	};
}
