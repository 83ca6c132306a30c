/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv from 'ajv';
import { resolveOutputSchemaPath } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import { EACH_OPERATION, itemsOf, parametersOf, type OperationRow } from '../../operations';
import { runAltegio } from '../../support/engine';
import { altegioNode } from '../../support/nodeTypes';
import { useSandboxInFakeTime } from '../../support/time';

/** A JSON schema as n8n's editor reads it: no references, and of several types it shows the first. */
interface Schema {
	type: string | string[];
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
}

const { fixture, time } = useSandboxInFakeTime();

const nodeDir = join(__dirname, '../../../nodes/Altegio');
const version = altegioNode.description.version as number;

/** Where n8n looks for the schema of an operation. */
function fileOf({ resource, operation }: OperationRow): string {
	return resolveOutputSchemaPath({ nodeDir, version, resource, operation })!;
}

/** Triggers have none: n8n's editor shows no schema for them. */
const WITHOUT_SCHEMA: Record<string, string> = {
	'apiRequest send': 'It gives what the request gives, which may be anything of the API.',
};

/** Changes of a row's parameters for which the answer has another shape, with what the items need. */
const OTHER_SHAPES: Record<string, Array<[change: object, item?: IDataObject]>> = {
	'availability check': [[{ start: '2031-06-10T03:00' }]],
	'client upsert': [[{}, { phone: '15550107001' }]],
	'service create': [[{ additionalFields: { teamMemberIds: [50101] } }]],
	'teamMember getSchedule': [[{ options: { includeBusy: true } }]],
};

const withSchema = EACH_OPERATION.filter(([name]) => !(name in WITHOUT_SCHEMA));

it('O1: every operation has a schema, and no other', () => {
	const files = readdirSync(join(nodeDir, '__schema__'), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name));
	expect(files.sort()).toEqual(withSchema.map(([, row]) => fileOf(row)).sort());
});

describe.each(withSchema)('%s', (name, row) => {
	const schema = JSON.parse(readFileSync(fileOf(row), 'utf8')) as Schema;

	it('O1: has a schema that fits the answers of Altegio: names, types and order', async () => {
		const answers: IDataObject[] = [];
		const runs = [[{}] as [object], ...(OTHER_SHAPES[name] ?? [])];
		for (const [change, item] of runs) {
			const all = { simplify: true, returnAll: true, ...change };
			const { error, outputs } = await time.settle(
				runAltegio({
					...fixture.target,
					items: item ? [item] : itemsOf(row),
					parameters: parametersOf(row, all),
				}),
			);
			expect(error).toBeUndefined();
			answers.push(...outputs[0]!.map(({ json }) => json));
		}
		expect(answers).not.toEqual([]);

		const validate = new Ajv({ allErrors: true, allowUnionTypes: true, keywords: ['version'] });
		const fits = validate.compile(closed(schema));
		for (const answer of answers) {
			expect({ answer, isFit: fits(answer), errors: fits.errors ?? [] }).toEqual({
				answer,
				isFit: true,
				errors: [],
			});
		}
		const first = Object.keys(answers[0]!);
		expect(first).toEqual(Object.keys(schema.properties!).filter((one) => first.includes(one)));
		expect(pathsIn(schema)).toEqual([...new Set(answers.flatMap(pathsOf))].sort());
	});

	it('O1: shows every field of its schema with a type', () => {
		expect(schema.type).toBe('object');
		expect(Object.keys(schema.properties ?? {})).not.toEqual([]);
		for (const { type } of allIn(schema)) expect([type].flat()[0]).not.toBe('null');
	});
});

/** The schema with no room for a field that it does not name. */
function closed(schema: Schema): object {
	const { properties, items, ...rest } = schema;
	return {
		...rest,
		...(properties && {
			properties: Object.fromEntries(
				Object.entries(properties).map(([name, one]) => [name, closed(one)]),
			),
			additionalProperties: false,
		}),
		...(items && { items: closed(items) }),
	};
}

function allIn(schema: Schema): Schema[] {
	const parts = [
		...Object.values(schema.properties ?? {}),
		...(schema.items ? [schema.items] : []),
	];
	return [schema, ...parts.flatMap(allIn)];
}

/** Names of all fields that a schema has, such as `services[].cost`. */
function pathsIn(schema: Schema): string[] {
	const walk = ({ properties = {}, items }: Schema, path: string): string[] => [
		...Object.entries(properties).flatMap(([name, one]) => [
			`${path}.${name}`,
			...walk(one, `${path}.${name}`),
		]),
		...(items ? walk(items, `${path}[]`) : []),
	];
	return walk(schema, '').sort();
}

/** The same of a value. */
function pathsOf(value: unknown): string[] {
	const walk = (one: unknown, path: string): string[] => {
		if (Array.isArray(one)) return one.flatMap((entry) => walk(entry, `${path}[]`));
		if (typeof one !== 'object' || one === null) return [];
		return Object.entries(one).flatMap(([name, held]) => [
			`${path}.${name}`,
			...walk(held, `${path}.${name}`),
		]);
	};
	return walk(value, '');
}
