/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n: a test tool, never part of the package */
import type http from 'node:http';
import { text } from 'node:stream/consumers';
import type { HandChange } from './byHand';
import { faults, type Fault, type FaultMatch, type FaultName } from './faults';

/** Everything below this path steers the sandbox and is not logged as a request to Altegio. */
export const controlPath = '/_sandbox/';

/** What can be steered from outside: the sandbox. */
interface Controlled {
	requests: readonly unknown[];
	violations: readonly unknown[];
	reset(): void;
	changeByHand(change: HandChange): object;
	fault(fault: Fault, match: FaultMatch | undefined, times: number): void;
}

interface FaultOrder {
	preset?: string;
	fault?: Fault;
	match?: FaultMatch;
	times?: number;
}

/** Answers `POST changes`, `POST faults`, `GET requests` and `POST reset` below the control path. */
export async function control(
	sandbox: Controlled,
	request: http.IncomingMessage,
	response: http.ServerResponse,
): Promise<void> {
	const reply = (status: number, body: unknown) => {
		response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
		response.end(`${JSON.stringify(body, maskSecrets, '\t')}\n`);
	};
	try {
		const body = await text(request);
		switch (`${request.method} ${request.url?.slice(controlPath.length)}`) {
			case 'GET requests':
				return reply(200, { requests: sandbox.requests, violations: sandbox.violations });
			case 'POST reset':
				sandbox.reset();
				return reply(200, { reset: true });
			case 'POST changes':
				return reply(200, { changed: sandbox.changeByHand(JSON.parse(body) as HandChange) });
			case 'POST faults': {
				const { preset = '', fault, match, times = 1 } = JSON.parse(body) as FaultOrder;
				const chosen =
					fault ?? (Object.hasOwn(faults, preset) ? faults[preset as FaultName] : undefined);
				if (!chosen) return reply(400, { error: 'Unknown preset', presets: Object.keys(faults) });
				sandbox.fault(chosen, match, times);
				return reply(200, { planned: chosen, match, times });
			}
			default:
				return reply(404, { error: 'Use POST changes, POST faults, GET requests or POST reset' });
		}
	} catch (error) {
		reply(400, { error: String(error) });
	}
}

/** Somebody may have tried real tokens here: they do not leave the process. */
function maskSecrets(key: string, value: unknown): unknown {
	return ['authorization', 'password'].includes(key) ? '***' : value;
}
