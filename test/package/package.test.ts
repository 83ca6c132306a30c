/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test code runs outside n8n */
import '../support/environment';
import { PackageDirectoryLoader } from 'n8n-core';
import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import packageJson from '../../package.json';
import { run } from './run';
import { scan } from './scan';
import { findViolations } from './sourceRules';
import { Workshop } from './workshop';
import type { Tarball } from './workshop';

jest.setTimeout(180_000);

const workshop = new Workshop();
let tarball: Tarball;
let unpacked: string;
let paths: string[];

beforeAll(() => {
	tarball = workshop.pack();
	unpacked = workshop.unpack(tarball, 'unpacked');
	paths = tarball.files.map(({ path }) => path);
});
afterAll(() => workshop.remove());

describe('the tarball', () => {
	test('holds only what runs', () => {
		const runs =
			/^(package\.json|README\.md|LICENSE|index\.js|dist\/(nodes|credentials)\/.+\.(js|svg|node\.json)|dist\/nodes\/Altegio\/__schema__\/.+\.json)$/;

		expect(paths.filter((path) => !runs.test(path))).toEqual([]);
		expect(paths.filter((path) => /\.test\.js|tsconfig|\.map$/.test(path))).toEqual([]);
	});

	test('holds everything that n8n and npm look for', () => {
		expect(paths).toEqual(
			expect.arrayContaining([
				'LICENSE',
				'README.md',
				'index.js',
				'dist/nodes/Altegio/Altegio.node.json',
				...packageJson.n8n.nodes,
				...packageJson.n8n.credentials,
				...globSync('nodes/Altegio/__schema__/*/*/*.json').map((file) => `dist/${file}`),
			]),
		);
	});

	test('is at most 150 kB', () => {
		expect(tarball.size).toBeLessThanOrEqual(150_000);
	});
});

describe('the unpacked package', () => {
	/**
	 * What looks like a token: Altegio's partner tokens have 20 letters and digits, the others 32. The README names
	 * those of the sandbox, which work nowhere else, and words to replace.
	 */
	const hasSecret = (text: string) =>
		/\b(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{20,}\b/.test(text) ||
		/(Bearer|User) (?!sandbox-|PARTNER_TOKEN|USER_TOKEN)[\w-]{12,}/.test(text) ||
		/password["']?\s*[:=]\s*["'](?!PASSWORD)[\w-]{8,}/.test(text);

	test('R19: holds no token and no password', () => {
		for (const path of paths) {
			const text = readFileSync(join(unpacked, path), 'utf8');
			expect([path, hasSecret(text)]).toEqual([path, false]);
		}
	});

	test.each([
		"userToken = '0a1b2c3d4e5f60718293a4b5c6d7e8f9'",
		'a0b1c2d3e4f5a0b1c2d3',
		'Authorization: Bearer AbCdEfGhIjKlMnOp',
		'"password": "correct-horse-battery"',
	])('R19: would be seen to hold %s', (text) => {
		expect(hasSecret(text)).toBe(true);
	});

	test("loads with n8n's own loader", async () => {
		const loader = new PackageDirectoryLoader(unpacked);
		await loader.loadAll();

		expect(Object.keys(loader.known.nodes)).toEqual([
			'altegio',
			'altegioPollingTrigger',
			'altegioTrigger',
		]);
		expect(loader.known.credentials).toMatchObject({
			altegioApi: { supportedNodes: ['altegio', 'altegioPollingTrigger', 'altegioTrigger'] },
		});

		const { description } = loader.getNode('altegio').type as {
			description: { codex?: unknown; iconUrl?: Record<string, string> };
		};
		const codex = JSON.parse(
			readFileSync(join(unpacked, 'dist/nodes/Altegio/Altegio.node.json'), 'utf8'),
		) as { categories: string[]; alias: string[]; resources: object };
		expect(description.codex).toEqual({
			categories: codex.categories,
			alias: codex.alias,
			resources: codex.resources,
		});

		const credential = loader.getCredential('altegioApi').type as {
			iconUrl?: Record<string, string>;
		};
		const nodes = Object.keys(loader.known.nodes).map(
			(name) => loader.getNode(name).type.description as { iconUrl?: Record<string, string> },
		);
		for (const { iconUrl } of [...nodes, credential]) {
			expect(iconUrl).toEqual({ light: expect.any(String), dark: expect.any(String) });
			for (const url of Object.values(iconUrl ?? {})) {
				expect(paths).toContain(url.replace(`icons/${packageJson.name}/`, ''));
			}
		}
	});

	test('gives its classes to whoever requires it', () => {
		const program = `
			const { Altegio, AltegioApi, AltegioPollingTrigger, AltegioTrigger, ...others } = require(${JSON.stringify(unpacked)});
			console.log([new Altegio().description.name, new AltegioApi().name, new AltegioPollingTrigger().description.name, new AltegioTrigger().description.name, ...Object.keys(others)].join());
		`;

		expect(run(workshop.source, process.execPath, ['--eval', program])).toBe(
			'altegio,altegioApi,altegioPollingTrigger,altegioTrigger\n',
		);
	});
});

describe("n8n's verification scan", () => {
	test('passes the source', () => {
		expect(scan(workshop.source, 'source')).toEqual({ passed: true });
	});

	test('passes the tarball', () => {
		expect(scan(unpacked, 'tarball')).toEqual({ passed: true });
	});

	// In a package of one file: to scan the whole of this one again would take long, and tell nothing more.
	test.each([
		['source', 'nodes/planted.ts'],
		['tarball', 'dist/planted.js'],
	] as const)(
		'would report an offence in the %s, even with the linter switched off inline',
		(what, path) => {
			const folder = join(workshop.source, 'planted', what);
			mkdirSync(join(folder, dirname(path)), { recursive: true });
			cpSync(join(workshop.source, 'package.json'), join(folder, 'package.json'));
			writeFileSync(
				join(folder, path),
				'/* eslint-disable */\nexport const later = () => setTimeout(() => {}, 1);\n',
			);

			const result = scan(folder, what);
			expect(result.passed).toBe(false);
			expect(result.details).toMatch(/planted[^]*no-restricted-globals/);
		},
	);
});

describe('the source', () => {
	test('keeps the rules that the linter does not see', () => {
		const files = globSync('{nodes,credentials}/**/*.ts', { cwd: workshop.source });
		expect(files.length).toBeGreaterThan(1);

		const violations = files.flatMap((file) =>
			findViolations(file, readFileSync(join(workshop.source, file), 'utf8')),
		);
		expect(violations).toEqual([]);
	});

	test.each([
		["import { get } from 'lodash';", 'imports lodash'],
		["import type { Workflow } from 'n8n-core';", 'imports n8n-core'],
		["export * from 'node:fs';", 'imports node:fs'],
		["const load = () => import('p-limit');", 'imports p-limit'],
		["const zod = require('zod');", 'imports zod'],
		['// eslint-disable-next-line no-console', 'switches the linter off'],
		["const get = async () => await fetch('https://example.com');", 'uses fetch'],
	])('would be refused with %s', (text, reason) => {
		expect(findViolations('planted.ts', text)).toEqual([
			expect.stringContaining(`planted.ts: ${reason}`),
		]);
	});

	test.each([
		"import { sleep } from 'n8n-workflow';",
		"import { check } from '../check';",
		"const text = 'fetch the list';",
		'const list = { fetch: 1 }; list.fetch;',
	])('would not be refused with %s', (text) => {
		expect(findViolations('planted.ts', text)).toEqual([]);
	});
});
