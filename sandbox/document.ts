/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n: a test tool, never part of the package */
import path from 'node:path';
import { YamlFiles } from './references';

/** The path of the server's address; the paths of the document follow it. */
export const basePath = '/api/v1';

/** The part of a JSON schema that is read here; the rest is for the validator. */
export interface Schema {
	type?: string;
	items?: Schema;
}

export interface Parameter {
	name: string;
	in: 'path' | 'query';
	required?: boolean;
	/** Whether a list comes as a repeated name (the default) and not as one text with commas. */
	explode?: boolean;
	schema: Schema;
}

type Content = Record<'application/json', { schema: Schema }>;

/** An operation of the document, with its references replaced. */
export interface Operation {
	operationId: string;
	/** In capitals. */
	method: string;
	/** As in the document: `/company/{location_id}`. */
	path: string;
	/** Those of the path and those of the operation. */
	parameters: Parameter[];
	requestBody?: { required?: boolean; content: Content };
	responses: Record<string, { content?: Content }>;
	security: Array<Record<string, unknown>>;
	/** Whether 401 and 404 come in the older shape of errors. */
	'x-legacy-errors'?: boolean;
}

interface PathItem extends Partial<Record<(typeof methods)[number], Operation>> {
	parameters?: Parameter[];
}

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** altegio.openapi.yaml with the parts it refers to, and the way from a request to its operation. */
export class Document {
	private readonly files = new YamlFiles(path.join(__dirname, 'altegio.openapi.yaml'));
	private readonly routes = Object.keys(this.files.root.paths as object)
		// `{` sorts behind letters and digits: `/clients/search` is tried before `/clients/{id}`.
		.sort()
		.map((template) => ({ template, pattern: toPattern(template) }));
	private readonly resolved = new Map<string, Operation[]>();

	/** All operations. */
	operations(): Operation[] {
		return this.routes.flatMap(({ template }) => this.operationsOf(template));
	}

	/** The operation for a request, and the texts in its path by the names of the parameters. */
	find(
		method: string,
		requestPath: string,
	): { operation: Operation; texts: Record<string, string> } | undefined {
		for (const { template, pattern } of this.routes) {
			const found = pattern.exec(requestPath);
			if (!found) continue;
			const operation = this.operationsOf(template).find((one) => one.method === method);
			if (operation) return { operation, texts: { ...found.groups } };
		}
		return undefined;
	}

	private operationsOf(template: string): Operation[] {
		let operations = this.resolved.get(template);
		if (!operations) {
			const item = this.files.resolve(
				(this.files.root.paths as Record<string, unknown>)[template],
			) as PathItem;
			operations = methods.flatMap((method) => {
				const operation = item[method];
				if (!operation) return [];
				const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
				return { ...operation, method: method.toUpperCase(), path: template, parameters };
			});
			this.resolved.set(template, operations);
		}
		return operations;
	}
}

/** `/company/{location_id}` below the base path as a pattern with named groups. A slash at the end is allowed. */
function toPattern(template: string): RegExp {
	return new RegExp(`^${basePath}${template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`);
}
