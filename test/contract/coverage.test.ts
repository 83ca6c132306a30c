/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n: a test */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { Contract } from '../../sandbox/contract';
import { listSearch, loadOptions, runAltegio } from '../support/engine';
import { altegioNode } from '../support/nodeTypes';
import { BY_LOGIN, FIRST_ID, locator, useSandbox } from '../support/scene';

/** One line of a table of the page. */
interface Row {
	name: string;
	/** Parameter of the node; undefined if it offers none. */
	parameter?: string;
	note: string;
}

const page = readPage(readFileSync(join(__dirname, '../../docs/api-coverage.md'), 'utf8'));

function readPage(markdown: string) {
	const operations: Record<string, Row[]> = {};
	const others: Array<{ name: string; used: string[]; text: string }> = [];
	const ownParameters: string[] = [];

	for (const section of markdown.split(/^## /m).slice(1)) {
		const [title, ...lines] = section.split('\n');
		const [, ...table] = lines.filter((line) => /^\| *(`|API|Node|Operation)/.test(line));
		const rows = table.map((line) => line.split('|').slice(1, -1));
		const [operationId] = quoted(title);
		if (operationId) {
			operations[operationId] = rows.map(([name, parameter, note]) => ({
				name: quoted(name)[0],
				parameter: quoted(parameter)[0],
				note: note.trim(),
			}));
		} else if (title.startsWith('The operations')) {
			for (const [name, used, left] of rows) {
				// Names of the node's lists are written together, those of the API with underscores.
				const methods = quoted(used).filter((word) => !word.includes('_'));
				others.push({ name: quoted(name)[0], used: methods, text: used + left });
			}
		} else ownParameters.push(...rows.map(([name]) => quoted(name)[0]));
	}
	return { operations, others, ownParameters };
}

/** The words of a text that stand between backticks. */
function quoted(text: string): string[] {
	return [...text.matchAll(/`([^`]+)`/g)].map(([, word]) => word);
}

/** What the form of an operation holds, `collection.member` for what is nested. */
function parametersOf(operation: string): string[] {
	const inside = ({ name, type, options = [] }: INodeProperties): string[] => {
		const prefix = (paths: string[]) => paths.map((path) => `${name}.${path}`);
		if (type === 'collection') return prefix((options as INodeProperties[]).flatMap(inside));
		if (type !== 'fixedCollection') return [name];
		const groups = options as Array<{ name: string; values: INodeProperties[] }>;
		return prefix(
			groups.flatMap((group) =>
				group.values.flatMap(inside).map((path) => `${group.name}.${path}`),
			),
		);
	};
	return altegioNode.description.properties
		.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(operation))
		.filter(({ type }) => type !== 'notice')
		.flatMap(inside);
}

const WITH_LOCATION = (altegioNode.description.properties.find(({ name }) => name === 'locationId')
	?.displayOptions?.show?.operation ?? []) as string[];

/** The node's operation for each of the API's. */
const LOCATION_OPERATIONS: Record<string, string> = {
	get_location_list: 'getAll',
	create_location: 'create',
	get_location: 'get',
	update_location: 'update',
	delete_location: 'delete',
};

interface Schema {
	properties?: Record<string, Schema>;
}

interface ApiOperation {
	operationId: string;
	parameters?: Array<{ name: string; in: string }>;
	requestBody?: { content: { 'application/json': { schema: Schema } } };
}

/** The operations of the API document, by their id. */
async function readDocument(): Promise<Map<string, ApiOperation>> {
	const { paths } = (await Contract.load())['api'].definition as unknown as {
		paths: Record<string, Record<string, ApiOperation> & { parameters?: [] }>;
	};
	const operations = Object.values(paths).flatMap(({ parameters = [], ...methods }) =>
		Object.values(methods).map((operation) => ({
			...operation,
			parameters: [...parameters, ...(operation.parameters ?? [])],
		})),
	);
	return new Map(operations.map((operation) => [operation.operationId, operation]));
}

/** Everything a caller can give: parameters of path and query, and the fields of the body, `social.vk` for nested ones. */
function inputsOf({ parameters = [], requestBody }: ApiOperation): string[] {
	const fields = ({ properties = {} }: Schema, prefix = ''): string[] =>
		Object.entries(properties).flatMap(([name, schema]) =>
			schema.properties ? fields(schema, `${prefix}${name}.`) : `${prefix}${name}`,
		);
	const body = requestBody?.content['application/json'].schema;
	return [...parameters.map(({ name }) => name), ...(body ? fields(body) : [])];
}

let api: Map<string, ApiOperation>;
beforeAll(async () => {
	api = await readDocument();
});

describe('the page on API coverage', () => {
	it('has every operation of the document, and no other', () => {
		const listed = [...Object.keys(page.operations), ...page.others.map(({ name }) => name)];
		expect([...new Set(listed)].sort()).toEqual([...api.keys()].sort());
		expect(Object.keys(page.operations).sort()).toEqual(Object.keys(LOCATION_OPERATIONS).sort());
	});

	describe.each(Object.keys(LOCATION_OPERATIONS))('%s', (operationId) => {
		const rows = page.operations[operationId] ?? [];

		it('lists what the document has, once each, and nothing else', () => {
			const documented = inputsOf(api.get(operationId)!);
			expect(rows.map(({ name }) => name).sort()).toEqual(documented.sort());
		});

		it('gives a reason for what is not offered', () => {
			for (const { name, parameter, note } of rows) {
				if (!parameter) expect(`${name}: ${note}`).toMatch(/: .{20,}/);
			}
		});

		it('names parameters that this operation of the node has', () => {
			const existing = parametersOf(LOCATION_OPERATIONS[operationId]);
			const named = rows.flatMap(({ parameter }) => parameter ?? []);
			expect(existing).toEqual(expect.arrayContaining(named));
		});

		it('leaves out no parameter of the node', () => {
			const known = [...rows.map(({ parameter }) => parameter), ...page.ownParameters];
			for (const parameter of parametersOf(LOCATION_OPERATIONS[operationId])) {
				expect(known).toContain(parameter);
			}
		});
	});

	it("lists the node's own parameters only where the node has them", () => {
		const existing = Object.values(LOCATION_OPERATIONS).flatMap((operation) =>
			parametersOf(operation),
		);
		expect(existing).toEqual(expect.arrayContaining(page.ownParameters));
	});

	it('says of every parameter of the operations around them whether it is used', () => {
		for (const { name, text } of page.others) {
			if (name in LOCATION_OPERATIONS || name === 'authorize_user') continue;
			for (const input of inputsOf(api.get(name)!)) expect(text).toContain(`\`${input}\``);
		}
	});
});

describe('what the page calls offered', () => {
	const scene = useSandbox();

	/** Values that the document allows; anything else of the API takes a text. */
	const SAMPLES: Record<string, unknown> = {
		...{ id: 37532, group_id: 9206, city_id: 181, min_id: 1, business_group_id: 2 },
		...{ business_type_id: 2, country_id: 7, bookform_id: 5, count: 5, location_id: FIRST_ID },
		...{ coordinate_lat: '1.5', coordinate_lot: '1.5', coordinate_lon: '1.5', phones: ['123'] },
	};
	const FLAG_OR_TEXT = (operation: string) => (operation.startsWith('get') ? true : 'text');

	const offered = Object.entries(page.operations).flatMap(([operationId, rows]) =>
		rows.filter(({ parameter }) => parameter).map((row) => [operationId, row.name, row] as const),
	);

	it.each(offered)('%s: %s reaches Altegio', async (operationId, name, row: Row) => {
		const operation = LOCATION_OPERATIONS[operationId];
		const value = SAMPLES[name] ?? FLAG_OR_TEXT(operation);
		const parameters: Record<string, unknown> = {
			resource: 'location',
			operation,
			...(operation === 'create' && { title: 'New' }),
			...(WITH_LOCATION.includes(operation) && { locationId: locator(FIRST_ID) }),
			// Something to send, where the row itself is none.
			...(name === 'location_id' && operation === 'update' && { updateFields: { zip: '1' } }),
		};
		if (name !== 'location_id') place(parameters, row.parameter!, value);
		const { error } = await runAltegio({ ...scene.target, parameters: parameters as never });

		expect(error).toBeUndefined();
		const [request] = scene.sandbox.requests;
		expect(request.operationId).toBe(operationId);
		if (name === 'location_id') expect(request.path.split('/')).toContain(String(FIRST_ID));
		else expect({ ...request.query, ...(request.body as object) }).toHaveProperty(name);
	});

	it.each(page.others.flatMap(({ name, used }) => used.map((method) => [method, name] as const)))(
		'the list %s is filled by %s',
		async (method, operationId) => {
			const { listSearch: searches = {} } = altegioNode.methods ?? {};
			if (method in searches) await listSearch(method, scene.target);
			else await loadOptions(method, scene.target);
			expect(scene.sandbox.requests.map((request) => request.operationId)).toEqual([operationId]);
		},
	);

	it('every list of the node is on the page', () => {
		const { loadOptions: lists = {}, listSearch: searches = {} } = altegioNode.methods ?? {};
		const named = page.others.flatMap(({ used }) => used);
		expect([...Object.keys(lists), ...Object.keys(searches)].sort()).toEqual(named.sort());
	});

	it('the credential uses authorize_user for login and password', async () => {
		await loadOptions('getCountries', {
			...scene.target,
			credentials: BY_LOGIN,
		});
		expect(scene.sandbox.requests[0].operationId).toBe('authorize_user');
	});
});

/** Sets `a.b.c` of an object. */
function place(target: Record<string, unknown>, path: string, value: unknown): void {
	const [name, ...rest] = path.split('.');
	if (rest.length === 0) target[name] = value;
	else place((target[name] ??= {}) as Record<string, unknown>, rest.join('.'), value);
}
