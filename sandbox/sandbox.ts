/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error -- runs outside n8n: a test tool, never part of the package */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { failure, legacyFailure, notFound, Refusal, type Answer } from './answers';
import { changeByHand, type HandChange } from './byHand';
import { Contract, type ContractError, type OperationCall } from './contract';
import { control, controlPath } from './control';
import { basePath } from './document';
import { matches, type Fault, type FaultMatch } from './faults';
import type { Call } from './handler';
import { handlers } from './handlers';
import { Limiter, type Limits } from './limiter';
import { credentials } from './resources/account/seed';
import type { Appointment, AppointmentRules } from './resources/appointment/seed';
import type { OnlineRules } from './resources/availability/seed';
import type { Client, ClientComment, ClientRights, Visit } from './resources/client/seed';
import type { Label } from './resources/label/seed';
import type { LocationRecord } from './resources/location/seed';
import type { Service, ServiceRules } from './resources/service/seed';
import type { Schedule, TeamMember } from './resources/teamMember/seed';
import type { HookSettings } from './resources/hooks/seed';
import type { HookSender } from './resources/hooks/sender';
import { State, type HookOptions, type Seeds } from './state';
import { parseQuery, type Query, type Values } from './values';

/** How the sandbox behaves, and what it starts with: `locations` and other seeds replace the default ones. */
export interface SandboxOptions extends Partial<Seeds> {
	/** 0, the default, takes any free port. */
	port?: number;
	/** Request limits; more is answered with 429. Default: none. */
	limits?: Limits | false;
	/** Whether refused requests count towards the limits too. */
	countRejected?: boolean;
	/** Whether the 429 of the limits carries Retry-After in seconds (default true). */
	retryAfter?: boolean;
	/** Clock of the limits, of the request log and of the salons. */
	now?: () => number;
	/** How webhooks behave; the object may be changed while the sandbox runs. */
	hooks?: HookOptions;
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
	query: Query;
	/** Parameters in the path; empty if the document has no such path. */
	params: Values;
	headers: http.IncomingHttpHeaders;
	/** Parsed JSON, the text if it is not JSON, `undefined` if there was none. */
	body: unknown;
	/** 0 as long as nothing was answered. */
	status: number;
	/** Whether the operation was applied with success, whatever the client was told. */
	applied: boolean;
	operationId?: string;
	/** Whether a fault hit it. */
	faulted: boolean;
	/** Requests in progress when this one arrived, itself included. */
	concurrent: number;
}

/** A request, or an answer of the sandbox itself, that breaks the document. */
export interface Violation {
	request: RecordedRequest;
	errors: ContractError[];
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

	private readonly contract = Contract.load();
	private state!: State;
	private limiter?: Limiter;
	private planned: PlannedFault[] = [];
	private inProgress = 0;
	private readonly now: () => number;
	private readonly server: http.Server;

	private constructor(private readonly options: SandboxOptions) {
		this.now = options.now ?? Date.now;
		this.reset();
		// Longer than a client keeps an idle connection: it must never find it just closed.
		this.server = http.createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
			void this.receive(request, response);
		});
	}

	/** Starts a sandbox on 127.0.0.1. */
	static async start(options: SandboxOptions): Promise<Sandbox> {
		const sandbox = new Sandbox(options);
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
		return this.state.locations.records;
	}

	/** All appointments, deleted ones too; change them freely. */
	get appointments(): Map<number, Appointment> {
		return this.state.appointments.records;
	}

	/** How appointments behave where nobody knows for sure; change it freely. */
	get appointmentRules(): AppointmentRules {
		return this.state.appointmentRules;
	}

	/** All clients; change them freely. */
	get clients(): Map<number, Client> {
		return this.state.clients.records;
	}

	/** What the user may see of clients; change it freely. */
	get clientRights(): ClientRights {
		return this.state.clientRights;
	}

	/** Comments to clients. */
	get comments(): Map<number, ClientComment> {
		return this.state.comments.records;
	}

	/** The visits of clients; change them freely. */
	get visits(): Map<number, Visit> {
		return this.state.visits.records;
	}

	/** The tags of clients and appointments; change them freely. */
	get labels(): Map<number, Label> {
		return this.state.labels.records;
	}

	/** Schedules by team member; change them freely. */
	get schedules(): Map<number, Schedule> {
		return this.state.schedules.records;
	}

	/** All services; change them freely. */
	get services(): Map<number, Service> {
		return this.state.services.records;
	}

	/** How services behave where nobody knows for sure; change it freely. */
	get serviceRules(): ServiceRules {
		return this.state.serviceRules;
	}

	/** All team members; change them freely. */
	get teamMembers(): Map<number, TeamMember> {
		return this.state.teamMembers.records;
	}

	/** What locations let clients book online, where it is not the usual; change it freely. */
	get onlineRules(): Map<number, OnlineRules> {
		return this.state.onlineRules.records;
	}

	/** Webhook settings by location; change them freely. */
	get hooks(): Map<number, HookSettings> {
		return this.state.hooks.records;
	}

	/** What sends events: for changes that no request made, and to see what was delivered. */
	get sender(): HookSender {
		return this.state.sender;
	}

	/** Somebody changes something in Altegio itself: whoever listens gets the event. */
	changeByHand(change: HandChange): object {
		return changeByHand(this.state, change);
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

	/** Lets all requests go well again. */
	clearFaults(): void {
		this.planned = [];
	}

	/** Back to the start: records, sessions, log, faults and limits. */
	reset(): void {
		const { limits, countRejected = false } = this.options;
		(this.state as State | undefined)?.sender.close();
		this.state = new State(this.options, this.options.hooks);
		this.limiter = limits ? new Limiter(limits, countRejected) : undefined;
		this.planned = [];
		this.requests.length = 0;
		this.violations.length = 0;
	}

	/** Ends all connections and stops listening. */
	async close(): Promise<void> {
		this.sender.close();
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
			params: {},
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
		const received = { ...record, path: wholePath, text: bodyText };
		const call = this.contract.find(received);
		record.operationId = call?.operation.operationId;
		record.params = call?.params ?? {};
		const errors = this.contract.checkRequest(received, call);
		if (errors.length > 0) this.violations.push({ request: record, errors });

		const wait = this.limiter?.wait(record.at) ?? 0;
		if (wait > 0) {
			const headers: Record<string, string> =
				this.options.retryAfter === false ? {} : { 'Retry-After': String(Math.ceil(wait / 1_000)) };
			return send(record, response, { ...failure(429, 'Too many requests.'), headers });
		}

		const fault = this.takeFault(record);
		record.faulted = fault !== undefined;
		if (!fault) return send(record, response, this.apply(record, call, errors));

		const { status, headers, body, cut, delayMs = 0, ignoreFields, reshape } = fault;
		const trueAnswer = status === undefined && body === undefined;
		const apply = fault.apply ?? (cut ? cut !== 'before' : trueAnswer);
		const answer = apply ? this.apply(record, call, errors, ignoreFields) : { status: 200 };
		if (delayMs > 0 && !(await waited(delayMs, response))) return;
		if (cut === 'before' || cut === 'after') {
			response.destroy();
			return;
		}
		const sent: Answer = trueAnswer ? answer : { status: status ?? answer.status, body };
		if (reshape && sent.body !== undefined) sent.body = reshape(structuredClone(sent.body));
		sent.headers = resolveHeaders(headers, this.now());
		send(record, response, sent, cut === 'half');
	}

	private takeFault(record: RecordedRequest): Fault | undefined {
		const planned = this.planned.find(({ match }) => matches(match, record));
		if (planned && --planned.left <= 0)
			this.planned = this.planned.filter((one) => one !== planned);
		return planned?.fault;
	}

	/** Applies the operation of a request and gives the true answer to it. */
	private apply(
		record: RecordedRequest,
		call: OperationCall | undefined,
		errors: ContractError[],
		ignoreFields: string[] = [],
	): Answer {
		if (!call) return failure(404, 'Not found.');
		const answer = this.handle(record, call, errors, ignoreFields);
		record.applied = answer.status < 300;
		const answerErrors = this.contract.checkAnswer(call.operation, answer.status, answer.body);
		if (answerErrors.length > 0) this.violations.push({ request: record, errors: answerErrors });
		return answer;
	}

	private handle(
		record: RecordedRequest,
		{ operation, params, query }: OperationCall,
		errors: ContractError[],
		ignoreFields: string[],
	): Answer {
		try {
			// Headers first, then the tokens, then the rest, as a server with middleware would.
			refuseHeaders(errors);
			const partnerIsEnough = operation.security.some((scheme) => 'BearerPartner' in scheme);
			const { partner, user } = this.signIn(
				record.headers.authorization,
				query.my === 1 || !partnerIsEnough,
			);
			refuseFields(errors);
			const body: Values = { ...(record.body as object) };
			for (const field of ignoreFields) delete body[field];
			return handlers[operation.operationId](this.state, {
				params,
				query,
				body,
				partner,
				user,
			});
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			const { status, message, errors: fields } = error;
			const isLegacy = operation['x-legacy-errors'] && (status === 401 || status === 404);
			return isLegacy ? legacyFailure(status, message) : failure(status, message, fields);
		}
	}

	/** Whose tokens came. Refuses wrong ones, and a missing user token if it is needed. */
	private signIn(authorization = '', needsUser: boolean): Pick<Call, 'partner' | 'user'> {
		const [, partner, token] = /^Bearer ([^\s,]+)(?:, User ([^\s,]+))?$/.exec(authorization) ?? [];
		if (partner !== credentials.partnerToken && partner !== credentials.otherPartnerToken) {
			throw new Refusal(401, 'Partner token is invalid.');
		}
		if (this.userTokens.has(token)) return { partner, user: { token } };
		if (needsUser) throw new Refusal(401, 'Authentication needed.');
		return { partner };
	}
}

function refuseHeaders(errors: ContractError[]): void {
	const header = errors.find((error) => error.in === 'header');
	if (header) throw new Refusal(400, `The ${header.field} header ${header.message}.`);
}

/** A path that fits no operation is a 404, everything else a 422 that names the fields. */
function refuseFields(errors: ContractError[]): void {
	if (errors.some((error) => error.in === 'path')) throw notFound();
	if (errors.length === 0) return;
	// A map, as a client may name a field like a method of every object.
	const fields = new Map<string, string[]>();
	for (const { field, message } of errors) {
		fields.set(field, [...(fields.get(field) ?? []), `The ${field} field ${message}.`]);
	}
	throw new Refusal(422, 'The given data was invalid.', Object.fromEntries(fields));
}

function parseBody(bodyText: string): unknown {
	if (bodyText === '') return undefined;
	try {
		return JSON.parse(bodyText) as unknown;
	} catch {
		return bodyText;
	}
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
