/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- test code runs outside n8n */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { ensureN8n } from '../../scripts/n8n';

/** n8n is installed into the cache folder once, whatever happens meanwhile. */
const SCRIPT = join('node_modules', 'n8n', 'bin', 'n8n');
const ignore = () => {};

let cache: string;
const before = process.env.N8N_CACHE;

beforeEach(async () => {
	cache = await mkdtemp(join(tmpdir(), 'n8n-cache-'));
	process.env.N8N_CACHE = cache;
});

afterEach(async () => {
	if (before === undefined) delete process.env.N8N_CACHE;
	else process.env.N8N_CACHE = before;
	await rm(cache, { recursive: true });
});

/** Does what npm would do: n8n's script, here with the name of this install as its text. */
function install(name: string, until: Promise<unknown> = Promise.resolve()) {
	return jest.fn(async (folder: string) => {
		await put(join(folder, SCRIPT), name);
		await until;
	});
}

async function put(file: string, text: string) {
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, text);
}

const installed = async () => await readFile(join(cache, SCRIPT), 'utf8');

test('a complete n8n is not installed again', async () => {
	const { bin } = await ensureN8n(ignore, install('first'));
	expect(bin).toBe(join(cache, SCRIPT));
	const second = install('second');
	await ensureN8n(ignore, second);
	expect(second).not.toHaveBeenCalled();
	expect(await installed()).toBe('first');
	expect(await readdir(cache)).toEqual(['node_modules']);
});

test.each([
	['whose script is missing', SCRIPT],
	['whose modules are missing', 'node_modules'],
])('an n8n %s is installed again', async (_, missing) => {
	await ensureN8n(ignore, install('first'));
	await rm(join(cache, missing), { recursive: true });
	await ensureN8n(ignore, install('second'));
	expect(await installed()).toBe('second');
});

test('a folder that somebody filled in part is replaced, and other files in it stay', async () => {
	await put(join(cache, SCRIPT), 'half of it');
	await put(join(cache, 'notes.txt'), 'keep me');
	await ensureN8n(ignore, install('whole'));
	expect(await installed()).toBe('whole');
	expect(await readdir(cache)).toEqual(['node_modules', 'notes.txt']);
});

test('two installs at once do not touch each other, and the first that finishes is used', async () => {
	let finish = ignore;
	const slow = ensureN8n(
		ignore,
		install('slow', new Promise<void>((resolve) => (finish = resolve))),
	);
	await ensureN8n(ignore, install('quick'));
	finish();
	await slow;
	expect(await installed()).toBe('quick');
	expect(await readdir(cache)).toEqual(['node_modules']);
});

test('an install that does not succeed leaves nothing, and the next one does', async () => {
	const noNetwork = ensureN8n(ignore, install('half', Promise.reject(new Error('no network'))));
	await expect(noNetwork).rejects.toThrow('no network');
	expect(await readdir(cache)).toEqual([]);
	await ensureN8n(ignore, install('whole'));
	expect(await installed()).toBe('whole');
});

test('what an interrupted install left is removed, and one that is still at work is not', async () => {
	const { pid: ended } = spawnSync(process.execPath, ['-e', '']);
	const folderOf = (pid: number) => join(cache, `installing-${pid}-abcdef`);
	await put(join(folderOf(ended), SCRIPT), 'interrupted');
	await put(join(folderOf(process.ppid), SCRIPT), 'at work');
	await ensureN8n(ignore, install('mine'));
	expect(existsSync(folderOf(ended))).toBe(false);
	expect(existsSync(join(folderOf(process.ppid), SCRIPT))).toBe(true);
});
