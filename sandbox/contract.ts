/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n: a test tool, never part of the package */
import path from 'node:path';
import { runInThisContext } from 'node:vm';
import type { OpenAPIBackend as Backend, Operation } from 'openapi-backend';

export type { Operation };

export const basePath = '/api/v1';
export const mediaType = 'application/vnd.api.v2+json';

/** One point in which a request or an answer breaks the document. */
export interface ContractError {
	in: 'route' | 'header' | 'path' | 'query' | 'body' | 'answer';
	field: string;
	message: string;
}

export interface CheckedRequest {
	method: string;
	/** Path as it arrived, without the query string. */
	path: string;
	query: Record<string, string | string[]>;
	headers: Record<string, string | string[] | undefined>;
	/** What arrived as body; empty if nothing did. */
	text: string;
	/** The parsed body, or the text if it is not JSON. */
	body: unknown;
}

// A dependency of openapi-backend is an ES module, which Jest's `require` refuses without an experimental flag.
// Node's own takes it; the main context is where Jest has not replaced it.
const nodeModule = runInThisContext('process.getBuiltinModule("node:module")') as {
	createRequire(file: string): (name: 'openapi-backend') => typeof import('openapi-backend');
};
const { OpenAPIBackend } = nodeModule.createRequire(__filename)('openapi-backend');

/** Checks requests and answers against altegio.openapi.yaml. */
export class Contract {
	private static loaded?: Promise<Contract>;

	/** Reads the document; once per process, because compiling its schemas takes longer than most tests. */
	static async load(): Promise<Contract> {
		Contract.loaded ??= (async () => {
			const api = new OpenAPIBackend({
				definition: path.join(__dirname, 'altegio.openapi.yaml'),
				apiRoot: basePath,
				strict: true,
				// Otherwise it checks the document against OpenAPI 3.0. `redocly lint` checks it against 3.1.
				quick: true,
				ajvOpts: { allErrors: true },
			});
			await api.init();
			// The router computes this list several times per request.
			const operations = api.router.getOperations();
			api.router.getOperations = () => operations;
			return new Contract(api);
		})();
		return await Contract.loaded;
	}

	private constructor(private readonly api: Backend) {}

	/** The operation of a request, if the document has one. */
	find({ method, path: requestPath }: CheckedRequest): Operation | undefined {
		return this.api.matchOperation({ method, path: requestPath, headers: {} });
	}

	/** Everything that is wrong with a request. Tokens are not looked at. */
	checkRequest(request: CheckedRequest, operation: Operation | undefined): ContractError[] {
		if (!operation) {
			return [
				{ in: 'route', field: request.path, message: `${request.method} is not in the document` },
			];
		}
		const errors: ContractError[] = [];
		if (request.headers.accept !== mediaType) {
			errors.push({ in: 'header', field: 'accept', message: `must be ${mediaType}` });
		}
		if (request.text !== '') {
			if (!operation.requestBody) {
				errors.push({ in: 'body', field: 'body', message: 'must be empty' });
			} else if (!/^application\/json\b/i.test(String(request.headers['content-type']))) {
				errors.push({ in: 'header', field: 'content-type', message: 'must be application/json' });
			}
		}
		// The validator turns text into numbers and would take 1e3 or 0x10 for an id.
		const id = /\/company\/([^/]+)/.exec(request.path)?.[1];
		if (id !== undefined && !/^[1-9]\d*$/.test(id)) {
			errors.push({ in: 'path', field: 'location_id', message: 'must be decimal digits' });
			return errors;
		}
		const isObject = typeof request.body === 'object' && request.body !== null;
		const result = this.api.validateRequest(
			{
				method: request.method,
				path: request.path,
				query: request.query,
				headers: request.headers as Record<string, string | string[]>,
				body: isObject ? request.body : request.text || undefined,
			},
			operation,
		);
		return errors.concat((result.errors ?? []).map(toContractError));
	}

	/** Everything that is wrong with an answer of the sandbox itself. */
	checkAnswer(operation: Operation, status: number, body: unknown): ContractError[] {
		const declared = operation.responses?.[status];
		if (!declared)
			return [{ in: 'answer', field: 'status', message: `${status} is not in the document` }];
		if (!('content' in declared)) {
			return body === undefined ? [] : [{ in: 'answer', field: 'body', message: 'must be empty' }];
		}
		const { errors } = this.api.validateResponse(body, operation, status);
		return (errors ?? []).map((error) => ({
			in: 'answer',
			field: error.instancePath.slice(1).replaceAll('/', '.'),
			message: error.message ?? 'is wrong',
		}));
	}
}

interface SchemaError {
	instancePath: string;
	message?: string;
	params?: { additionalProperty?: string; missingProperty?: string };
}

/** `/requestBody/phones/0` becomes `phones.0` in the body, as Altegio names fields in `meta.errors`. */
function toContractError({
	instancePath,
	message = 'is wrong',
	params,
}: SchemaError): ContractError {
	const [place, ...names] = instancePath.split('/').slice(1);
	const extra = params?.additionalProperty ?? params?.missingProperty;
	if (extra !== undefined && extra !== 'requestBody') names.push(extra);
	return {
		in: place === 'query' || place === 'path' ? place : 'body',
		field: names.join('.') || 'body',
		message,
	};
}
