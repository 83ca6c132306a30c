/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n: a test */
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Contract, type ReceivedRequest } from '../../sandbox/contract';
import type { Parameter } from '../../sandbox/document';
import { handlers } from '../../sandbox/handlers';
import { YamlFiles } from '../../sandbox/references';
import { parseQuery, readPath, readQuery } from '../../sandbox/values';

const contract = Contract.load();
const folder = join(__dirname, '../../sandbox');

test('every operation of the document has a handler, and every handler an operation', () => {
	const ids = contract.operations().map(({ operationId }) => operationId);
	expect(ids.sort()).toEqual(Object.keys(handlers).sort());
});

test('the root document refers to every path of the parts, and to nothing else', () => {
	const parts = globSync('resources/*/openapi.yaml', { cwd: folder });
	const written = parts.flatMap((part) =>
		readFileSync(join(folder, part), 'utf8')
			.split('\n')
			.filter((line) => /^ {2}\/.*:$/.test(line))
			.map((line) => line.trim().slice(0, -1)),
	);
	const found = contract.operations().map(({ path }) => path);
	expect(written.sort()).toEqual([...new Set(found)].sort());
});

const request = (method: string, path: string, queryText = ''): ReceivedRequest => ({
	...{ method, path: `/api/v1${path}`, query: parseQuery(queryText), text: '', body: undefined },
	headers: { accept: 'application/vnd.api.v2+json' },
});

describe('the operation of a request', () => {
	test('comes with its parameters in the types of the document', () => {
		const call = contract.find(request('GET', '/companies', 'count=5&include=staff,positions'));
		expect(call).toMatchObject({
			params: {},
			query: { count: 5, include: ['staff', 'positions'] },
		});
		expect(contract.find(request('PUT', '/company/37532/'))).toMatchObject({
			operation: { operationId: 'update_location', path: '/company/{location_id}' },
			params: { location_id: 37532 },
		});
	});

	test.each([
		['PATCH', '/company/37532'],
		['GET', '/company'],
		['GET', '/company/37532/none'],
		['GET', '/Companies'],
	])('%s %s is not in the document', (method, path) => {
		const asked = request(method, path);
		expect(contract.find(asked)).toBeUndefined();
		expect(contract.checkRequest(asked, undefined)).toMatchObject([{ in: 'route' }]);
	});

	test.each([
		['id=1e3', 'id', 'must be integer'],
		['id=1&id=2', 'id', 'must be integer'],
		['include=staff,nobody', 'include.1', 'must be equal to one of the allowed values'],
		['__proto__=1', '__proto__', 'must NOT have additional properties'],
		['constructor=1', 'constructor', 'must NOT have additional properties'],
	])('the query %s names the field in its error', (queryText, field, message) => {
		const asked = request('GET', '/companies', queryText);
		expect(contract.checkRequest(asked, contract.find(asked))).toEqual([
			{ in: 'query', field, message },
		]);
	});
});

describe('values of a query', () => {
	const parameters: Parameter[] = [
		{ name: 'integer', in: 'query', schema: { type: 'integer' } },
		{ name: 'number', in: 'query', schema: { type: 'number' } },
		{ name: 'boolean', in: 'query', schema: { type: 'boolean' } },
		{ name: 'text', in: 'query', schema: { type: 'string' } },
		{ name: 'ids[]', in: 'query', schema: { type: 'array', items: { type: 'integer' } } },
		{
			...{ name: 'list', in: 'query', explode: false },
			schema: { type: 'array', items: { type: 'integer' } },
		},
	];

	test.each([
		['integer=12', { integer: 12 }],
		['integer=-1', { integer: -1 }],
		['integer=012', { integer: '012' }],
		['integer=0x10', { integer: '0x10' }],
		['integer=', { integer: '' }],
		['number=1.50', { number: 1.5 }],
		['number=1e3', { number: '1e3' }],
		['boolean=true', { boolean: true }],
		['boolean=1', { boolean: '1' }],
		['text=12', { text: '12' }],
		['ids[]=1', { 'ids[]': [1] }],
		['ids%5B%5D=1&ids[]=2', { 'ids[]': [1, 2] }],
		['ids[]=1,2', { 'ids[]': ['1,2'] }],
		['list=1,2', { list: [1, 2] }],
		['unknown=1', { unknown: '1' }],
	])('%s', (queryText, expected) => {
		expect(readQuery(parameters, parseQuery(queryText))).toEqual(expected);
	});
});

test('texts of a path become numbers only where the document says integer', () => {
	const parameters: Parameter[] = [
		{ name: 'id', in: 'path', schema: { type: 'integer' } },
		{ name: 'date', in: 'path', schema: { type: 'string' } },
	];
	expect(readPath(parameters, { id: '7', date: '20261201' })).toEqual({ id: 7, date: '20261201' });
	expect(readPath(parameters, { id: '%37', date: '%E0%A4' })).toEqual({ id: 7, date: '%E0%A4' });
});

describe('a document in several files', () => {
	let directory: string;
	beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'openapi-'))));
	afterEach(() => rmSync(directory, { recursive: true }));

	const resolve = (files: Record<string, string>) => {
		for (const [name, content] of Object.entries(files))
			writeFileSync(join(directory, name), content);
		const yaml = new YamlFiles(join(directory, 'root.yaml'));
		return yaml.resolve(yaml.root);
	};

	test('has what its references refer to, from file to file', () => {
		const files = {
			'root.yaml': "a: { $ref: './part.yaml#/paths/~1x~1{id}' }",
			'part.yaml':
				"paths: { '/x/{id}': { day: 2026-12-01, own: { $ref: '#/b', note: own } } }\nb: { $ref: './shared.yaml#/c' }",
			'shared.yaml': 'c: { type: integer, note: shared }',
		};
		const own = { type: 'integer', note: 'own' };
		expect(resolve(files)).toEqual({ a: { day: '2026-12-01', own } });
	});

	test.each([
		['nothing', 'a: { $ref: "#/b" }'],
		['itself', 'a: { $ref: "#/a" }'],
		['itself', 'a: { b: { $ref: "#/a" } }'],
	])('may not refer to %s', (what, content) => {
		expect(() => resolve({ 'root.yaml': content })).toThrow(`refers to ${what}`);
	});
});
