import type { Parameter, Schema } from './document';

/** Values by name, of the types that the document declares. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- checked against the document, which types do not know
export type Values = Record<string, any>;

/** A query string by name; a name that comes several times has a list. */
export type Query = Record<string, string | string[]>;

export function parseQuery(queryText = ''): Query {
	const query = new Map<string, string | string[]>();
	for (const [name, value] of new URLSearchParams(queryText)) {
		const before = query.get(name);
		query.set(name, before === undefined ? value : [before, value].flat());
	}
	// Not assigned name by name: `__proto__` is a name like any other.
	return Object.fromEntries(query);
}

/** The texts of a path as the document declares them: ids become numbers. */
export function readPath(parameters: Parameter[], texts: Record<string, string>): Values {
	return Object.fromEntries(
		Object.entries(texts).map(([name, text]) => {
			const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
			return [name, toValue(decoded(text), parameter?.schema)];
		}),
	);
}

/** A query as the document declares it: texts become numbers and lists. What fits no type stays a text. */
export function readQuery(parameters: Parameter[], query: Query): Values {
	return Object.fromEntries(
		Object.entries(query).map(([name, given]) => {
			const parameter = parameters.find((one) => one.in === 'query' && one.name === name);
			if (parameter?.schema.type !== 'array') {
				return [name, Array.isArray(given) ? given : toValue(given, parameter?.schema)];
			}
			const texts = parameter.explode === false ? [given].flat().join().split(',') : [given].flat();
			return [name, texts.map((text) => toValue(text, parameter.schema.items))];
		}),
	);
}

/** Stricter than `Number`, which takes 1e3, 0x10 and blanks for numbers too. */
const patterns = {
	integer: /^(0|-?[1-9]\d*)$/,
	number: /^-?(0|[1-9]\d*)(\.\d+)?$/,
	boolean: /^(true|false)$/,
};

function toValue(text: string, schema: Schema = {}): unknown {
	const type = schema.type as keyof typeof patterns;
	if (!patterns[type]?.test(text)) return text;
	return type === 'boolean' ? text === 'true' : Number(text);
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** A record without one of its fields, which only the sandbox knows. */
export function without<T extends object, K extends keyof T>(record: T, field: K): Omit<T, K> {
	const rest: Partial<T> = { ...record };
	delete rest[field];
	return rest as Omit<T, K>;
}
