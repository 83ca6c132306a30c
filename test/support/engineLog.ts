/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import './environment';
import { CustomDirectoryLoader } from 'n8n-core';

/** One line of what n8n would have written to its log. */
export interface LogEntry {
	level: string;
	text: string;
}

interface EngineLogger {
	log(level: string, message: string, metadata: Record<string, unknown>): void;
	serializeError(error: unknown): unknown;
}

const entries: LogEntry[] = [];

/** Everything the engine and the node have logged in this process so far, all levels. */
export const engineLog: readonly LogEntry[] = entries;

/** Adds a line, for the channels that n8n shows to the user but that are not its logger. */
export function record(level: string, message: unknown, metadata: unknown = {}): void {
	entries.push({ level, text: `${String(message)} ${toText(metadata)}` });
}

/** An object as n8n writes it into its log and its database: JSON, with circles left out. */
export function toText(value: unknown): string {
	const ancestors: unknown[] = [];
	return JSON.stringify(value, function (this: unknown, _key, member: unknown) {
		if (typeof member !== 'object' || member === null) return member;
		while (ancestors.length > 0 && ancestors.at(-1) !== this) ancestors.pop();
		if (ancestors.includes(member)) return '[circular]';
		ancestors.push(member);
		return member;
	});
}

/**
 * Every logger of n8n goes through one method. The logger class is not exported, but a
 * loader holds the instance; ErrorReporter and LoggerProxy write to the same one.
 */
function listen(): void {
	const { logger } = new CustomDirectoryLoader(__dirname) as unknown as { logger: EngineLogger };
	const prototype = Object.getPrototypeOf(logger) as EngineLogger;

	prototype.log = function (level, message, metadata) {
		const written = Object.entries(metadata ?? {}).map(([key, value]) => [
			key,
			value instanceof Error ? this.serializeError(value) : value,
		]);
		record(level, message, Object.fromEntries(written));
	};
}

listen();
