/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import { LOOPBACK } from '../../scripts/n8n';

/** One turn of the conversation: a tool to call, or the last words. */
export type Turn = { tool: string; args: object } | { say: string };

/** A turn, or what makes it of the last answer of a tool, as a model takes IDs from there. */
export type ScriptedTurn = Turn | ((answer: string) => Turn);

/** What n8n sends to a model. */
export interface ModelRequest {
	tools: Array<{
		function: { name: string; description: string; parameters: { properties: object } };
	}>;
	messages: Array<{ role: string; content: string }>;
}

/** A language model that knows only one conversation. */
export interface ScriptedModel {
	/** What to give as base URL of an OpenAI credential. */
	url: string;
	/** What the agent has sent so far. */
	requests: ModelRequest[];
	close(): void;
}

/**
 * Starts a server that speaks like OpenAI's chat completions and says the given turns, one for each
 * request. So the agent, its tools and what it may do with them are the real ones; whether a real
 * model would choose these turns is not tested.
 */
export async function startModel(turns: ScriptedTurn[]): Promise<ScriptedModel> {
	const requests: ModelRequest[] = [];
	const server = createServer(async (request, response) => {
		requests.push((await json(request)) as ModelRequest);
		const scripted = turns[requests.length - 1] ?? { say: 'There is nothing more in the script.' };
		const turn = typeof scripted === 'function' ? scripted(answerIn(requests)) : scripted;
		response.setHeader('Content-Type', 'application/json');
		response.end(JSON.stringify(completion(turn, requests.length)));
	});
	await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://${LOOPBACK}:${port}/v1`,
		requests,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

/** What the last tool answered. */
function answerIn(requests: ModelRequest[]): string {
	const { content } = requests.at(-1)?.messages.findLast(({ role }) => role === 'tool') ?? {};
	return content ?? '';
}

function completion(turn: Turn, number: number) {
	const called = 'tool' in turn && {
		id: `call_${number}`,
		type: 'function',
		function: { name: turn.tool, arguments: JSON.stringify(turn.args) },
	};
	return {
		id: `completion_${number}`,
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [
			{
				index: 0,
				message: {
					role: 'assistant',
					content: 'say' in turn ? turn.say : null,
					...(called && { tool_calls: [called] }),
				},
				finish_reason: called ? 'tool_calls' : 'stop',
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
