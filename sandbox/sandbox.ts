/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n: a test tool, never part of the package */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { failure, legacyFailure, type Answer } from './answers';
import { basePath, Contract, type ContractError, type Operation } from './contract';
import { control, controlPath } from './control';
import type { Fault } from './faults';
import { Limiter, type Limits } from './limiter';
import { credentials, operations, State, type LocationRecord } from './operations';
import { defaultLocations, type SeedLocation } from './seed';

export interface SandboxOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	/** Request limits; more is answered with 429. Default: none. */
	limits?: Limits | false;
	/** Whether refused requests count towards the limits too. */
	countRejected?: boolean;
	/** Whether the 429 of the limits carries Retry-After in seconds (default true). */
	retryAfter?: boolean;
	/** Clock of the limits and of the request log. */
	now?: () => number;
	/** Locations to start with. */
	locations?: readonly SeedLocation[];
	/** Called when a request has been answered, or its connection cut. */
	onRequest?: (request: RecordedRequest) => void;
}

export interface RecordedRequest {
	at: number;
	method: string;
	/** Below /api/v1, without the query string; a path outside /api/v1 is kept whole. */
	path: string;
	/** The request target as it arrived. */
	url: string;
	query: Record<string, string | string[]>;
	headers: http.IncomingHttpHeaders;
	/** Parsed JSON, the text if it is not JSON, `undefined` if there was none. */
	body: unknown;
	/** 0 as long as nothing was answered. */
	status: number;
	/** Whether the operation was carried out with success, whatever the client was told. */
	applied: boolean;
	operationId?: string;
	/** Whether a fault was applied. */
	faulted: boolean;
	/** Requests in progress when this one arrived, itself included. */
	concurrent: number;
}

/** A request, or an answer of the sandbox itself, that breaks the document. */
export interface Violation {
	request: RecordedRequest;
	errors: ContractError[];
}

export interface FaultMatch {
	method?: string;
	/** A whole path below /api/v1, or a pattern. */
	path?: string | RegExp;
	locationId?: number;
}

interface PlannedFault {
	fault: Fault;
	match: FaultMatch;
	left: number;
}

/** One running fake Altegio. Make it with `startSandbox`. */
export class Sandbox {
	readonly requests: RecordedRequest[] = [];
	readonly violations: Violation[] = [];

	private state!: State;
	private limiter?: Limiter;
	private planned: PlannedFault[] = [];
	private inProgress = 0;
	private readonly now: () => number;
	private readonly server: http.Server;

	private constructor(
		private readonly contract: Contract,
		private readonly options: SandboxOptions,
	) {
		this.now = options.now ?? Date.now;
		this.reset();
		// Longer than a client keeps an idle connection: it must never find it just closed.
		this.server = http.createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
			void this.receive(request, response);
		});
	}

	/** Starts a sandbox on 127.0.0.1. */
	static async start(options: SandboxOptions): Promise<Sandbox> {
		const sandbox = new Sandbox(await Contract.load(), options);
		await new Promise<void>((resolve, reject) => {
			sandbox.server.once('error', reject);
			sandbox.server.listen(options.port ?? 0, '127.0.0.1', resolve);
		});
		return sandbox;
	}

	/** Address without a path. */
	get origin(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** What a client uses as base URL. */
	get url(): string {
		return this.origin + basePath;
	}

	/** All locations with their flags; change them freely. */
	get locations(): Map<number, LocationRecord> {
		return this.state.locations;
	}

	/** User tokens that are valid now; delete one to expire it. */
	get userTokens(): Set<string> {
		return this.state.userTokens;
	}

	/** Expires every user token given by POST /auth. */
	expireSessions(): void {
		for (const token of this.userTokens) {
			if (token !== credentials.userToken) this.userTokens.delete(token);
		}
	}

	/** Lets the next `times` matching requests go wrong. Of several faults the first registered comes first. */
	fault(fault: Fault, match: FaultMatch = {}, times = 1): void {
		this.planned.push({ fault, match, left: times });
	}

	/** Back to the start: locations, sessions, log, faults and limits. */
	reset(): void {
		const { limits, countRejected = false, locations = defaultLocations } = this.options;
		this.state = new State(locations);
		this.limiter = limits ? new Limiter(limits, countRejected) : undefined;
		this.planned = [];
		this.requests.length = 0;
		this.violations.length = 0;
	}

	/** Ends all connections and stops listening. */
	async close(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.server.close(() => resolve());
			this.server.closeAllConnections();
		});
	}

	private async receive(
		request: http.IncomingMessage,
		response: http.ServerResponse,
	): Promise<void> {
		const url = request.url ?? '/';
		if (url.startsWith(controlPath)) return await control(this, request, response);
		// Not `new URL`: it would tidy up what a test wants to see.
		const [wholePath, queryText] = url.split(/\?(.*)/s, 2);
		const record: RecordedRequest = {
			at: this.now(),
			method: request.method ?? 'GET',
			path: wholePath.startsWith(`${basePath}/`) ? wholePath.slice(basePath.length) : wholePath,
			url,
			query: parseQuery(queryText),
			headers: request.headers,
			body: undefined,
			status: 0,
			applied: false,
			faulted: false,
			concurrent: ++this.inProgress,
		};
		this.requests.push(record);
		try {
			await this.respond(record, wholePath, await text(request), response);
		} catch (error) {
			// Either the client left while sending, or the sandbox has a bug that must not pass unnoticed.
			if (!request.errored) {
				const errors: ContractError[] = [
					{ in: 'answer', field: 'sandbox', message: String(error) },
				];
				this.violations.push({ request: record, errors });
			}
			response.destroy();
		} finally {
			this.inProgress--;
			this.options.onRequest?.(record);
		}
	}

	private async respond(
		record: RecordedRequest,
		wholePath: string,
		bodyText: string,
		response: http.ServerResponse,
	): Promise<void> {
		record.body = parseBody(bodyText);
		const checked = { ...record, path: wholePath, text: bodyText };
		const operation = this.contract.find(checked);
		record.operationId = operation?.operationId;
		const errors = this.contract.checkRequest(checked, operation);
		if (errors.length > 0) this.violations.push({ request: record, errors });

		const wait = this.limiter?.wait(record.at) ?? 0;
		if (wait > 0) {
			const headers: Record<string, string> =
				this.options.retryAfter === false ? {} : { 'Retry-After': String(Math.ceil(wait / 1_000)) };
			return send(record, response, { ...failure(429, 'Too many requests.'), headers });
		}

		const fault = this.takeFault(record);
		record.faulted = fault !== undefined;
		if (!fault) return send(record, response, this.carryOut(record, operation, errors));

		const { status, headers, body, cut, delayMs = 0, ignoreFields } = fault;
		const trueAnswer = status === undefined && body === undefined;
		const apply = fault.apply ?? (cut ? cut !== 'before' : trueAnswer);
		const answer = apply ? this.carryOut(record, operation, errors, ignoreFields) : { status: 200 };
		if (delayMs > 0 && !(await waited(delayMs, response))) return;
		if (cut === 'before' || cut === 'after') {
			response.destroy();
			return;
		}
		const sent: Answer = trueAnswer ? answer : { status: status ?? answer.status, body };
		sent.headers = resolveHeaders(headers, this.now());
		send(record, response, sent, cut === 'half');
	}

	private takeFault(record: RecordedRequest): Fault | undefined {
		const planned = this.planned.find(({ match }) => matches(match, record));
		if (planned && --planned.left <= 0)
			this.planned = this.planned.filter((one) => one !== planned);
		return planned?.fault;
	}

	/** The true answer to a request. */
	private carryOut(
		record: RecordedRequest,
		operation: Operation | undefined,
		errors: ContractError[],
		ignoreFields: string[] = [],
	): Answer {
		if (!operation?.operationId) return failure(404, 'Not found.');
		const answer =
			this.refuse(record, operation, errors) ??
			this.execute(record, operation.operationId, ignoreFields);
		record.applied = answer.status < 300;
		const answerErrors = this.contract.checkAnswer(operation, answer.status, answer.body);
		if (answerErrors.length > 0) this.violations.push({ request: record, errors: answerErrors });
		return answer;
	}

	private execute(record: RecordedRequest, operationId: string, ignoreFields: string[]): Answer {
		const body = { ...(record.body as Record<string, unknown>) };
		for (const field of ignoreFields) delete body[field];
		const locationId = Number(record.path.split('/')[2]);
		return operations[operationId](this.state, { locationId, query: record.query, body });
	}

	/** Headers first, then the tokens, then the rest, as a server with middleware would. */
	private refuse(
		record: RecordedRequest,
		operation: Operation,
		errors: ContractError[],
	): Answer | undefined {
		const legacy = operation.path.startsWith('/company/');
		const header = errors.find((error) => error.in === 'header');
		if (header) return failure(400, `The ${header.field} header ${header.message}.`);

		const needsUser =
			record.query.my === '1' || !operation.security?.some((scheme) => 'BearerPartner' in scheme);
		const refusal = this.checkTokens(record.headers.authorization, needsUser);
		if (refusal) return legacy ? legacyFailure(401, refusal) : failure(401, refusal);

		if (errors.some((error) => error.in === 'path')) return legacyFailure(404, 'Not found');
		if (errors.length === 0) return undefined;
		// A map, as a client may name a field like a method of every object.
		const fields = new Map<string, string[]>();
		for (const { field, message } of errors) {
			fields.set(field, [...(fields.get(field) ?? []), `The ${field} field ${message}.`]);
		}
		return failure(422, 'The given data was invalid.', Object.fromEntries(fields));
	}

	private checkTokens(authorization = '', needsUser: boolean): string | undefined {
		const [, partner, user] = /^Bearer ([^\s,]+)(?:, User ([^\s,]+))?$/.exec(authorization) ?? [];
		if (partner !== credentials.partnerToken) return 'Partner token is invalid.';
		if (needsUser && !this.userTokens.has(user)) return 'Authentication needed.';
		return undefined;
	}
}

function parseQuery(queryText = ''): Record<string, string | string[]> {
	const query: Record<string, string | string[]> = {};
	for (const [name, value] of new URLSearchParams(queryText)) {
		query[name] = name in query ? [query[name], value].flat() : value;
	}
	return query;
}

function parseBody(bodyText: string): unknown {
	if (bodyText === '') return undefined;
	try {
		return JSON.parse(bodyText) as unknown;
	} catch {
		return bodyText;
	}
}

function matches({ method, path, locationId }: FaultMatch, record: RecordedRequest): boolean {
	return (
		(method === undefined || method.toUpperCase() === record.method) &&
		(path === undefined ||
			(typeof path === 'string' ? path === record.path : record.path.search(path) >= 0)) &&
		(locationId === undefined || record.path === `/company/${locationId}`)
	);
}

function resolveHeaders(headers: Fault['headers'] = {}, now: number): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			typeof value === 'function' ? value(now) : value,
		]),
	);
}

/** Waits; false if the client has gone meanwhile. */
async function waited(delayMs: number, response: http.ServerResponse): Promise<boolean> {
	return await new Promise((resolve) => {
		// A timer cannot wait for ever: without one, only the end of the connection ends the wait.
		const timer = delayMs === Infinity ? undefined : setTimeout(() => resolve(true), delayMs);
		response.once('close', () => {
			clearTimeout(timer);
			resolve(false);
		});
	});
}

function send(
	record: RecordedRequest,
	response: http.ServerResponse,
	{ status, body, headers }: Answer,
	half = false,
): void {
	const isText = typeof body === 'string';
	const content = Buffer.from(isText ? body : body === undefined ? '' : JSON.stringify(body));
	record.status = status;
	response.writeHead(status, {
		...(content.length > 0 && {
			'Content-Type': isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
		}),
		// Half an answer promises more than comes, even if the whole would be empty.
		'Content-Length': half ? Math.max(content.length, 2) : content.length,
		...headers,
	});
	if (!half) {
		response.end(content);
		return;
	}
	response.flushHeaders();
	response.write(content.subarray(0, content.length / 2), () => response.destroy());
}
