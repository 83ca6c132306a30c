/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n: a test tool, never part of the package */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';

type Json = Record<string, unknown>;

/**
 * YAML in several files that refer to each other by `$ref`. A file is read when something in it is asked for:
 * most test files need one or two resources.
 */
export class YamlFiles {
	private readonly files = new Map<string, Json>();
	private readonly resolved = new Map<string, unknown>();

	constructor(private readonly rootFile: string) {}

	/** The root file as it stands, references unresolved. */
	get root(): Json {
		return this.read(this.rootFile);
	}

	/** A node of the root file with all its references replaced by what they refer to. */
	resolve(node: unknown): unknown {
		return this.expand(node, this.rootFile);
	}

	private read(file: string): Json {
		const known = this.files.get(file);
		if (known) return known;
		const content = load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }) as Json;
		this.files.set(file, content);
		return content;
	}

	private expand(node: unknown, file: string): unknown {
		if (Array.isArray(node)) return node.map((entry) => this.expand(entry, file));
		if (typeof node !== 'object' || node === null) return node;
		const { $ref, ...own } = node as Json;
		const expanded = Object.fromEntries(
			Object.entries(own).map(([key, value]) => [key, this.expand(value, file)]),
		);
		// A description beside a reference wins over the one it refers to.
		return typeof $ref === 'string' ? { ...this.follow($ref, file), ...expanded } : expanded;
	}

	private follow(reference: string, from: string): Json {
		const [name, pointer] = reference.split('#') as [string, string];
		const file = name ? path.resolve(path.dirname(from), name) : from;
		const key = `${file}#${pointer}`;
		if (!this.resolved.has(key)) {
			// Until it is expanded, to notice a schema that contains itself.
			this.resolved.set(key, undefined);
			const steps = pointer.split('/').slice(1).map(unescapePointer);
			const target = steps.reduce<unknown>((node, step) => (node as Json)?.[step], this.read(file));
			if (target === undefined) throw new Error(`${reference} in ${from} refers to nothing`);
			this.resolved.set(key, this.expand(target, file));
		}
		const target = this.resolved.get(key);
		if (target === undefined) throw new Error(`${reference} in ${from} refers to itself`);
		return target as Json;
	}
}

/** The key that a step of a JSON pointer names: `~1` stands for a slash, `~0` for a tilde. */
export function unescapePointer(step: string): string {
	return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
