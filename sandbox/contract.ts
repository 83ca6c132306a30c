import Ajv2020, { type ErrorObject } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { Document, type Operation } from './document';
import { unescapePointer } from './references';
import { readPath, readQuery, type Query, type Values } from './values';

export const mediaType = 'application/vnd.api.v2+json';

/** One point in which a request or an answer breaks the document. */
export interface ContractError {
	in: 'route' | 'header' | 'path' | 'query' | 'body' | 'answer';
	field: string;
	message: string;
}

export interface ReceivedRequest {
	method: string;
	/** As it arrived, without the query string. */
	path: string;
	query: Query;
	headers: Record<string, string | string[] | undefined>;
	/** What arrived as body; empty if nothing did. */
	text: string;
	/** The parsed body, or the text if it is not JSON. */
	body: unknown;
}

/** What a request asks for: its operation, and its parameters with the types of the document. */
export interface OperationCall {
	operation: Operation;
	params: Values;
	query: Values;
}

/** Checks requests and answers against the document. */
export class Contract {
	private static loaded?: Contract;

	private readonly document = new Document();
	/** Schemas of all parameters in one place; made once, because the validator keeps its code by schema. */
	private readonly parameterSchemas = new Map<string, object>();
	private readonly ajv = addFormats(
		new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: false }),
	);

	/** The contract; one per process, because compiling a schema takes as long as some tests. */
	static load(): Contract {
		Contract.loaded ??= new Contract();
		return Contract.loaded;
	}

	private constructor() {}

	/** All operations of the document. */
	operations(): Operation[] {
		return this.document.operations();
	}

	/** What a request asks for, if the document has an operation for it. */
	find({ method, path, query }: ReceivedRequest): OperationCall | undefined {
		const found = this.document.find(method, path);
		if (!found) return undefined;
		const { operation, texts } = found;
		return {
			operation,
			params: readPath(operation.parameters, texts),
			query: readQuery(operation.parameters, query),
		};
	}

	/** Everything that is wrong with a request. Tokens are not looked at. */
	checkRequest(request: ReceivedRequest, call: OperationCall | undefined): ContractError[] {
		if (!call) {
			const message = `${request.method} is not in the document`;
			return [{ in: 'route', field: request.path, message }];
		}
		return [
			...checkHeaders(request, call.operation),
			...this.checkParameters('path', call.operation, call.params),
			...this.checkParameters('query', call.operation, call.query),
			...this.checkBody(request, call.operation),
		];
	}

	/** Everything that is wrong with an answer of the sandbox itself. */
	checkAnswer({ responses }: Operation, status: number, body: unknown): ContractError[] {
		const declared = responses[status] ?? responses[`${Math.floor(status / 100)}XX`];
		if (!declared) {
			return [{ in: 'answer', field: 'status', message: `${status} is not in the document` }];
		}
		if (declared.content) {
			return this.validate('answer', declared.content['application/json'].schema, body);
		}
		return body === undefined ? [] : [{ in: 'answer', field: 'body', message: 'must be empty' }];
	}

	private checkParameters(
		place: 'path' | 'query',
		{ operationId, parameters }: Operation,
		values: Values,
	): ContractError[] {
		const key = `${place} ${operationId}`;
		let schema = this.parameterSchemas.get(key);
		if (!schema) {
			const declared = parameters.filter((parameter) => parameter.in === place);
			schema = {
				type: 'object',
				additionalProperties: false,
				required: declared.filter(({ required }) => required).map(({ name }) => name),
				properties: Object.fromEntries(declared.map((one) => [one.name, one.schema])),
			};
			this.parameterSchemas.set(key, schema);
		}
		return this.validate(place, schema, values);
	}

	private checkBody({ text, body }: ReceivedRequest, { requestBody }: Operation): ContractError[] {
		if (text === '') {
			return requestBody?.required ? [{ in: 'body', field: 'body', message: 'is required' }] : [];
		}
		if (!requestBody) return [{ in: 'body', field: 'body', message: 'must be empty' }];
		return this.validate('body', requestBody.content['application/json'].schema, body);
	}

	private validate(place: ContractError['in'], schema: object, value: unknown): ContractError[] {
		const check = this.ajv.compile(schema);
		check(value);
		return (check.errors ?? []).map((error) => toContractError(place, error));
	}
}

function checkHeaders({ headers, text }: ReceivedRequest, operation: Operation): ContractError[] {
	const errors: ContractError[] = [];
	if (headers.accept !== mediaType) {
		errors.push({ in: 'header', field: 'accept', message: `must be ${mediaType}` });
	}
	const isJson = /^application\/json\b/i.test(String(headers['content-type']));
	if (text !== '' && operation.requestBody && !isJson) {
		errors.push({ in: 'header', field: 'content-type', message: 'must be application/json' });
	}
	return errors;
}

/** The field of an error as Altegio names fields in `meta.errors`: `/phones/0` becomes `phones.0`. */
function toContractError(place: ContractError['in'], error: ErrorObject): ContractError {
	const { additionalProperty, missingProperty } = error.params as Record<string, string>;
	const names = error.instancePath.split('/').slice(1).map(unescapePointer);
	const extra = additionalProperty ?? missingProperty;
	if (extra !== undefined) names.push(extra);
	return { in: place, field: names.join('.') || 'body', message: error.message ?? 'is wrong' };
}
